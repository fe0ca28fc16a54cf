package dev.cairn.server.http;

import dev.cairn.s3.S3Service;
import dev.cairn.s3.S3Settings;
import dev.cairn.s3.auth.Accounts;
import dev.cairn.s3.auth.SignatureVersion2;
import dev.cairn.s3.fault.Faults;
import dev.cairn.storage.Durability;
import dev.cairn.storage.ObjectReader;
import dev.cairn.storage.Storage;
import dev.cairn.storage.StorageSettings;
import dev.cairn.storage.StoreUnusableException;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.Checksum;
import dev.cairn.storage.model.ChecksumAlgorithm;
import dev.cairn.storage.model.ChecksumDigest;
import dev.cairn.storage.model.ChecksumType;
import dev.cairn.storage.model.CompleteUpload;
import dev.cairn.storage.model.Digests;
import dev.cairn.storage.model.Initiator;
import dev.cairn.storage.model.NamedPart;
import dev.cairn.storage.model.NewObject;
import dev.cairn.storage.model.NewUpload;
import dev.cairn.storage.model.ObjectContent;
import dev.cairn.storage.model.ObjectKey;
import dev.cairn.storage.model.ObjectMetadata;
import dev.cairn.storage.model.Part;
import dev.cairn.storage.model.StorageClass;
import dev.cairn.storage.model.WriteCondition;
import dev.cairn.storage.time.Clock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;

/** A store with objects of one slice and of several. */
final class StoredObjects implements AutoCloseable {
    private static final BucketName BUCKET = new BucketName("objects");
    private static final NewObject OBJECT =
            new NewObject(ObjectMetadata.NONE, Map.of(), StorageClass.STANDARD, "owner");

    private final Path directory;
    private final Storage storage;

    StoredObjects(Path directory) throws IOException {
        this.directory = directory;
        try {
            storage =
                    Storage.open(
                            new StorageSettings(
                                    directory,
                                    Durability.OS,
                                    StorageSettings.COMPLETED_MEMORY_DEFAULT,
                                    StorageSettings.HOURS_KEPT_DEFAULT),
                            Clock.system());
        } catch (StoreUnusableException e) {
            throw new IOException(e);
        }
        storage.buckets().create(BUCKET, "owner", "us-east-1");
    }

    /** Bytes that tell where they are from. */
    static byte[] random(int seed, int size) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    void put(String key, byte[] bytes) throws IOException {
        storage.objects()
                .put(BUCKET, new ObjectKey(key), OBJECT, WriteCondition.NONE, new Content(bytes));
    }

    /** Stores an object of parts. */
    void putParts(String key, List<byte[]> contents) throws IOException {
        ChecksumAlgorithm crc = ChecksumAlgorithm.CRC64NVME;
        Initiator initiator = new Initiator("owner", "key", "127.0.0.1", "test");
        NewUpload begun =
                new NewUpload(OBJECT, initiator, crc, ChecksumType.FULL_OBJECT, false);
        ObjectKey name = new ObjectKey(key);
        String uploadId = storage.uploads().create(BUCKET, name, begun).uploadId();
        List<NamedPart> parts = new ArrayList<>();
        for (int i = 0; i < contents.size(); i++) {
            Content content = new Content(contents.get(i));
            Part part = storage.uploads().putPart(BUCKET, name, uploadId, i + 1, content);
            parts.add(new NamedPart(part.number(), part.etag(), null));
        }
        storage.uploads()
                .complete(
                        BUCKET,
                        name,
                        uploadId,
                        new CompleteUpload(parts, WriteCondition.NONE, null, null, new byte[32]));
    }

    /** Faults of requests for this store; none yet. */
    Faults faults() {
        S3Settings settings =
                new S3Settings("us-east-1", false, List.of(), 0, SignatureVersion2.OFF);
        Accounts nobody = new Accounts(List.of());
        S3Service service =
                new S3Service(storage, () -> nobody, settings, Instant::now, log -> {});
        return new Faults(service.operations(), List.of(), storage.clock());
    }

    ObjectReader open(String key) throws IOException {
        return storage.objects().open(BUCKET, new ObjectKey(key));
    }

    void delete(String key) {
        storage.objects().delete(BUCKET, new ObjectKey(key), WriteCondition.NONE);
    }

    /**
     * Blob files that this process has open, where the system tells (Linux). The store keeps files
     * open for later readers, but those of deleted objects only for readers of now.
     */
    long openBlobs() {
        Path descriptors = Path.of("/proc/self/fd");
        if (!Files.isDirectory(descriptors)) {
            return 0;
        }
        Path blobs = directory.resolve("blobs");
        try (Stream<Path> all = Files.list(descriptors)) {
            return all.filter(fd -> leadsBelow(fd, blobs)).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean leadsBelow(Path descriptor, Path folder) {
        try {
            return Files.readSymbolicLink(descriptor).startsWith(folder);
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        storage.close();
    }

    private static final class Content implements ObjectContent {
        private final byte[] bytes;
        private final ByteBuffer unread;

        private Content(byte[] bytes) {
            this.bytes = bytes;
            this.unread = ByteBuffer.wrap(bytes);
        }

        @Override
        public OptionalLong length() {
            return OptionalLong.of(bytes.length);
        }

        @Override
        public int read(ByteBuffer target) {
            if (!unread.hasRemaining()) {
                return -1;
            }
            int count = Math.min(target.remaining(), unread.remaining());
            target.put(unread.slice(unread.position(), count));
            unread.position(unread.position() + count);
            return count;
        }

        @Override
        public Digests digests() {
            ChecksumDigest checksum = ChecksumDigest.of(ChecksumAlgorithm.CRC64NVME);
            checksum.update(ByteBuffer.wrap(bytes));
            try {
                byte[] md5 = MessageDigest.getInstance("MD5").digest(bytes);
                return new Digests(
                        bytes.length,
                        md5,
                        Checksum.of(ChecksumAlgorithm.CRC64NVME, checksum.value()));
            } catch (NoSuchAlgorithmException e) {
                throw new AssertionError(e);
            }
        }
    }
}
