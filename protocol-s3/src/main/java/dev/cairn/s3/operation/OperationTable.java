package dev.cairn.s3.operation;

import static dev.cairn.s3.operation.Route.VERSION_ID;

import dev.cairn.lifecycle.LifecycleStore;
import dev.cairn.s3.auth.Accounts;
import dev.cairn.s3.cors.CorsStore;
import dev.cairn.s3.http.RequestHead;
import dev.cairn.s3.http.RequestTarget;
import dev.cairn.s3.http.S3Address;
import dev.cairn.storage.BucketStore;
import dev.cairn.storage.ObjectStore;
import dev.cairn.storage.Storage;
import dev.cairn.storage.UploadStore;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The table of contents of the API: every operation of S3's service model, by the name and the
 * route that S3 gives it. Those that are not implemented stand here too, so that no request for
 * one is ever taken for another.
 */
public final class OperationTable {
    /** Operations of the model that share requests with another: name to the one that answers. */
    private static final Map<String, String> ALIASES =
            Map.of(
                    "GetBucketLifecycle", "GetBucketLifecycleConfiguration",
                    "PutBucketLifecycle", "PutBucketLifecycleConfiguration",
                    "GetBucketNotification", "GetBucketNotificationConfiguration",
                    "PutBucketNotification", "PutBucketNotificationConfiguration",
                    "ListDirectoryBuckets", "ListBuckets");

    private final List<Operation> operations;
    private final Operation postObject;
    private final Router router;

    /**
     * Takes the operations.
     *
     * @param postObject what a form is, which the service model does not know
     * @throws IllegalArgumentException when two have the same route
     */
    OperationTable(List<Operation> operations, Operation postObject) {
        this.operations = List.copyOf(operations);
        this.postObject = postObject;
        this.router = new Router(operations, postObject);
    }

    /** The table over a store. */
    public static OperationTable of(
            Storage storage,
            LifecycleStore lifecycle,
            Supplier<Accounts> accounts,
            RegionRules regions,
            BucketAccess access) {
        Owners owners = new Owners(accounts);
        LifecycleHeaders rules = new LifecycleHeaders(lifecycle, storage.uploads());
        List<Operation> all = new ArrayList<>();
        addBucketOperations(all, storage.buckets(), lifecycle, regions, owners);
        SourceObjects sources =
                new SourceObjects(storage.objects(), access);
        addObjectOperations(all, storage.objects(), sources, owners, rules);
        addUploadOperations(all, storage.uploads(), sources, owners, rules);
        all.addAll(new BucketLifecycle(lifecycle, new SecureRandom()).operations());
        all.addAll(new BucketTagging(storage.documents()).operations());
        all.addAll(new BucketCors(new CorsStore(storage.documents())).operations());
        addAccessOperations(all, storage, access, accounts);
        addBucketDocuments(all);
        all.addAll(new UnsetDocuments().operations());
        addBucketConfigurations(all);
        addObjectDocuments(all);
        return new OperationTable(all, new PostObject(new StoredObjects(storage.objects(), rules)));
    }

    /**
     * The operation that a request is; one that refuses where it is none.
     *
     * @throws dev.cairn.s3.error.S3Exception for requests that are refused whoever sends them
     */
    public Operation find(RequestHead head, RequestTarget target, S3Address address) {
        return router.find(head, target, address);
    }

    /** Whether a request is a form, whose fields say who sends it and what it is about. */
    public boolean readsForm(Operation found) {
        return found instanceof PostObject;
    }

    /** What a form is. */
    public Operation form() {
        return postObject;
    }

    /** Every operation of the model, aliases left out. */
    public List<Operation> operations() {
        return operations;
    }

    /** Every name of the service model, sorted, with the operation that answers it. */
    public Map<String, Operation> byName() {
        Map<String, Operation> byName = new TreeMap<>();
        for (Operation operation : operations) {
            byName.put(operation.name(), operation);
        }
        Map<String, Operation> aliases = new TreeMap<>();
        ALIASES.forEach((alias, name) -> aliases.put(alias, byName.get(name)));
        byName.putAll(aliases);
        return byName;
    }

    /** The table of the README: each name of the service model and what this server makes of it. */
    public String markdown() {
        StringBuilder table = new StringBuilder("| Operation | State |\n| --- | --- |\n");
        byName().forEach(
                (name, operation) -> table.append("| ")
                        .append(name)
                        .append(" | ")
                        .append(state(name, operation))
                        .append(" |\n"));
        return table.toString();
    }

    private static String state(String name, Operation operation) {
        String state = operation.implemented() ? "yes" : "501 NotImplemented";
        return name.equals(operation.name())
                ? state
                : state + ", answered as " + operation.name();
    }

    private static void addBucketOperations(
            List<Operation> all,
            BucketStore buckets,
            LifecycleStore lifecycle,
            RegionRules regions,
            Owners owners) {
        all.add(new ListBuckets(buckets, owners));
        all.add(new CreateBucket(buckets, lifecycle, regions));
        all.add(new HeadBucket());
        all.add(new DeleteBucket(buckets));
        all.add(new GetBucketLocation());
        all.add(new GetBucketVersioning(buckets));
        all.add(new PutBucketVersioning(buckets));
    }

    private static void addObjectOperations(
            List<Operation> all,
            ObjectStore objects,
            SourceObjects sources,
            Owners owners,
            LifecycleHeaders rules) {
        all.add(new PutObject(new StoredObjects(objects, rules)));
        all.add(new GetObject(objects, rules));
        all.add(new HeadObject(objects, rules));
        all.add(new GetObjectAttributes(objects));
        all.add(new DeleteObject(objects));
        all.add(new DeleteObjects(objects));
        all.add(new CopyObject(objects, sources, rules));
        all.add(new ListObjects(objects, owners));
        all.add(new ListObjectsV2(objects, owners));
        all.add(new ListObjectVersions(objects, owners));
        all.add(new GetObjectTagging(objects));
        all.add(new PutObjectTagging(objects));
        all.add(new DeleteObjectTagging(objects));
    }

    private static void addUploadOperations(
            List<Operation> all,
            UploadStore uploads,
            SourceObjects sources,
            Owners owners,
            LifecycleHeaders rules) {
        all.add(new CreateMultipartUpload(uploads, rules));
        all.add(new UploadPart(uploads));
        all.add(new UploadPartCopy(uploads, sources));
        all.add(new ListParts(uploads, owners, rules));
        all.add(new ListMultipartUploads(uploads, owners));
        all.add(new CompleteMultipartUpload(uploads, rules));
        all.add(new AbortMultipartUpload(uploads));
    }

    private static void addAccessOperations(
            List<Operation> all,
            Storage storage,
            BucketAccess access,
            Supplier<Accounts> accounts) {
        all.addAll(new BucketPolicyDocument(access, accounts).operations());
        all.addAll(new BucketPublicAccessBlock(access.blocks()).operations());
        all.addAll(new BucketOwnershipControls(storage.documents()).operations());
        all.addAll(new BucketRequestPayment().operations());
        all.addAll(new BucketAccelerate(storage.documents()).operations());
        all.addAll(
                new AccessControlLists(storage.objects(), new Owners(accounts)).operations());
    }

    /** Documents of which a bucket has one of each kind. */
    private static void addBucketDocuments(List<Operation> all) {
        missing(all, "CreateSession", Route.bucket("GET", "session"));
        missing(all, "GetBucketAbac", Route.bucket("GET", "abac"));
        missing(all, "PutBucketAbac", Route.bucket("PUT", "abac"));
        missing(all, "PutBucketEncryption", Route.bucket("PUT", "encryption"));
        missing(all, "PutBucketLogging", Route.bucket("PUT", "logging"));
        missing(all, "PutBucketNotificationConfiguration", Route.bucket("PUT", "notification"));
        missing(all, "PutBucketReplication", Route.bucket("PUT", "replication"));
        missing(all, "PutBucketWebsite", Route.bucket("PUT", "website"));
        missing(all, "PutObjectLockConfiguration", Route.bucket("PUT", "object-lock"));
    }

    /** Documents of which a bucket may have several, told apart by {@code id}; metadata tables. */
    private static void addBucketConfigurations(List<Operation> all) {
        Map<String, String> kinds =
                Map.of(
                        "Analytics", "analytics",
                        "IntelligentTiering", "intelligent-tiering",
                        "Inventory", "inventory",
                        "Metrics", "metrics");
        kinds.forEach(
                (kind, key) -> {
                    String name = "Bucket" + kind + "Configuration";
                    missing(all, "Put" + name, Route.bucket("PUT", key, "id"));
                });
        missing(
                all,
                "CreateBucketMetadataConfiguration",
                Route.bucket("POST", "metadataConfiguration"));
        missing(
                all, "GetBucketMetadataConfiguration",
                Route.bucket("GET", "metadataConfiguration"));
        missing(
                all,
                "DeleteBucketMetadataConfiguration",
                Route.bucket("DELETE", "metadataConfiguration"));
        missing(
                all, "CreateBucketMetadataTableConfiguration",
                Route.bucket("POST", "metadataTable"));
        missing(all, "GetBucketMetadataTableConfiguration", Route.bucket("GET", "metadataTable"));
        missing(
                all,
                "DeleteBucketMetadataTableConfiguration",
                Route.bucket("DELETE", "metadataTable"));
        missing(
                all,
                "UpdateBucketMetadataInventoryTableConfiguration",
                Route.bucket("PUT", "metadataInventoryTable"));
        missing(
                all,
                "UpdateBucketMetadataJournalTableConfiguration",
                Route.bucket("PUT", "metadataJournalTable"));
    }

    private static void addObjectDocuments(List<Operation> all) {
        missing(
                all, "GetObjectLegalHold",
                Route.object("GET", "legal-hold").withOptions(VERSION_ID));
        missing(
                all, "PutObjectLegalHold",
                Route.object("PUT", "legal-hold").withOptions(VERSION_ID));
        missing(
                all, "GetObjectRetention",
                Route.object("GET", "retention").withOptions(VERSION_ID));
        missing(
                all, "PutObjectRetention",
                Route.object("PUT", "retention").withOptions(VERSION_ID));
        missing(all, "GetObjectTorrent", Route.object("GET", "torrent"));
        missing(all, "RenameObject", Route.object("PUT", "renameObject"));
        missing(all, "RestoreObject", Route.object("POST", "restore").withOptions(VERSION_ID));
        missing(all, "SelectObjectContent", Route.object("POST", "select", "select-type=2"));
        missing(
                all,
                "UpdateObjectEncryption",
                Route.object("PUT", "encryption").withOptions(VERSION_ID));
        missing(
                all,
                "WriteGetObjectResponse",
                new Route("POST", Route.Target.OBJECT_LAMBDA, Set.of(), false, Set.of()));
    }

    private static void missing(List<Operation> all, String name, Route route) {
        all.add(new NotImplementedOperation(name, route));
    }
}
