package dev.cairn.s3.operation;

import dev.cairn.s3.auth.Caller;
import dev.cairn.s3.auth.SignedAt;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.QueryParameters;
import dev.cairn.s3.http.RequestHead;
import dev.cairn.s3.policy.AccountArn;
import dev.cairn.s3.policy.ConditionKey;
import dev.cairn.s3.policy.RequestContext;
import dev.cairn.storage.model.Bucket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a request says to the conditions of a policy.
 *
 * <p>Source: Service Authorization Reference, "Condition keys for Amazon S3"; IAM User Guide, "AWS
 * global condition context keys".
 *
 * @param caller null for anonymous requests
 * @param operation S3's name
 * @param object the object that is asked about
 * @param sentTags tags in the body; null where the request's header has them
 */
record RequestFacts(
        RequestHead head,
        QueryParameters query,
        @Nullable Caller caller,
        String operation,
        Times times,
        ObjectFacts object,
        @Nullable Map<String, String> sentTags)
        implements RequestContext {
    private static final String HEADER_KEYS = "s3:x-amz-";
    private static final String LOCK_KEYS = "s3:object-lock-";
    private static final String FORM = "PostObject";
    private static final Set<String> CREATING =
            Set.of("PutObject", FORM, "CopyObject", "CompleteMultipartUpload");

    /**
     * What time it is.
     *
     * @param now by the clock of the store, which an operator may move
     * @param signing by the clock that signatures are compared with
     */
    record Times(Instant now, Instant signing) {}

    /**
     * The object or bucket that is asked about.
     *
     * @param versionId that the request names; null where it names none
     * @param tags of the object, looked for when they are asked for
     */
    record ObjectFacts(
            Bucket bucket, @Nullable String versionId, Supplier<Map<String, String>> tags) {}

    @Override
    public List<String> values(ConditionKey key) {
        String name = key.name();
        if (name.startsWith("aws:")) {
            return list(ofAnyService(name));
        }
        if (name.startsWith(HEADER_KEYS) && !name.equals("s3:x-amz-copy-source")) {
            return header(name.substring("s3:".length()));
        }
        if (name.startsWith(LOCK_KEYS)) {
            return header("x-amz-" + name.substring("s3:".length()));
        }
        return switch (name) {
            case "s3:if-match", "s3:if-none-match" -> header(name.substring("s3:".length()));
            case "s3:requestobjecttagkeys" -> List.copyOf(requestTags().keySet());
            default -> list(ofS3(name, key.tag()));
        };
    }

    private @Nullable String ofAnyService(String name) {
        return switch (name) {
            case "aws:sourceip" -> head.remoteAddress().isEmpty() ? null : head.remoteAddress();
            case "aws:securetransport" -> Boolean.toString(head.secure());
            case "aws:useragent" -> head.headers().first("user-agent");
            case "aws:referer" -> head.headers().first("referer");
            case "aws:currenttime" -> times.now().toString();
            case "aws:epochtime" -> Long.toString(times.now().getEpochSecond());
            case "aws:principalarn" -> caller == null ? null : AccountArn.of(account(caller));
            case "aws:principalaccount" -> caller == null ? null : account(caller);
            case "aws:principaltype" -> caller == null ? "Anonymous" : "Account";
            case "aws:userid" -> caller == null ? "anonymous" : account(caller);
            case "aws:resourceaccount" -> object.bucket().owner();
            case "aws:requestedregion" -> object.bucket().region();
            default -> null;
        };
    }

    private @Nullable String ofS3(String name, String tag) {
        return switch (name) {
            case "s3:prefix", "s3:delimiter", "s3:max-keys" ->
                    query.first(name.substring("s3:".length()));
            case "s3:versionid" -> object.versionId();
            case "s3:existingobjecttag" -> object.tags().get().get(tag);
            case "s3:requestobjecttag" -> requestTags().get(tag);
            case "s3:resourceaccount" -> object.bucket().owner();
            case "s3:authtype" -> authType();
            case "s3:signatureversion" -> signatureVersion();
            case "s3:signatureage" -> signatureAge();
            case "s3:x-amz-copy-source" -> copySource();
            case "s3:objectcreationoperation" -> Boolean.toString(CREATING.contains(operation));
            default -> null;
        };
    }

    private static String account(Caller caller) {
        return caller.account().id();
    }

    private Map<String, String> requestTags() {
        return sentTags == null ? TaggingHeader.of(head.headers()) : sentTags;
    }

    private List<String> header(String name) {
        return head.headers().all(name).stream().map(MetadataHeaders::utf8).toList();
    }

    private @Nullable String authType() {
        if (caller == null) {
            return null;
        }
        if (operation.equals(FORM)) {
            return "POST";
        }
        return head.headers().contains("authorization") ? "REST-HEADER" : "REST-QUERY-STRING";
    }

    private @Nullable String signatureVersion() {
        if (caller == null) {
            return null;
        }
        String authorization = head.headers().first("authorization");
        boolean version2 =
                authorization == null
                        ? query.contains("AWSAccessKeyId")
                        : authorization.startsWith("AWS ");
        version2 |= operation.equals(FORM) && !head.headers().contains("x-amz-algorithm");
        return version2 ? "AWS" : "AWS4-HMAC-SHA256";
    }

    /** Milliseconds since the request was signed; none where it does not say when that was. */
    private @Nullable String signatureAge() {
        String date = query.first("X-Amz-Date");
        if (date == null) {
            date = head.headers().first("x-amz-date");
        }
        if (caller == null || date == null) {
            return null;
        }
        Optional<SignedAt> signed = SignedAt.parse(date);
        return signed
                .map(at -> Long
                        .toString(Duration.between(at.instant(), times.signing()).toMillis()))
                .orElse(null);
    }

    /** Decoded as the copy itself decodes it, so that no spelling gets around a condition. */
    private @Nullable String copySource() {
        String header = head.headers().first(Route.COPY_SOURCE);
        if (header == null) {
            return null;
        }
        try {
            CopySource source = CopySource.parse(header);
            return source.bucket().value() + '/' + source.key().value();
        } catch (S3Exception refusedLater) {
            return header;
        }
    }

    private static List<String> list(@Nullable String value) {
        return value == null ? List.of() : List.of(value);
    }
}
