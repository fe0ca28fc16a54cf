package dev.cairn.s3.payload;

import dev.cairn.s3.auth.AccessKey;
import dev.cairn.s3.auth.PayloadProof;
import dev.cairn.s3.auth.TestSigner;
import dev.cairn.s3.http.Headers;
import dev.cairn.storage.model.Checksum;
import dev.cairn.storage.model.ChecksumAlgorithm;
import dev.cairn.storage.model.ChecksumDigest;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Random;

/** One object in each of the forms in which it may lie on the wire. */
enum WireFixture {
    SIGNED {
        @Override
        byte[] wire() {
            return OBJECT;
        }

        @Override
        String contentSha256() {
            return TestSigner.sha256(OBJECT);
        }
    },
    UNSIGNED_WITH_HEADER {
        @Override
        byte[] wire() {
            return OBJECT;
        }

        @Override
        String contentSha256() {
            return "UNSIGNED-PAYLOAD";
        }

        @Override
        Headers.Builder headers() {
            return Headers.builder().add("x-amz-checksum-crc32", CRC32);
        }
    },
    SIGNED_CHUNKS {
        @Override
        byte[] wire() {
            return SIGNER.chunks(OBJECT, CHUNK_BYTES, SEED, "");
        }

        @Override
        String contentSha256() {
            return "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
        }

        @Override
        Headers.Builder headers() {
            return decodedLength();
        }
    },
    SIGNED_CHUNKS_WITH_TRAILER {
        @Override
        byte[] wire() {
            return SIGNER.chunks(OBJECT, CHUNK_BYTES, SEED, "x-amz-checksum-crc32:" + CRC32);
        }

        @Override
        String contentSha256() {
            return "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";
        }

        @Override
        Headers.Builder headers() {
            return decodedLength().add("x-amz-trailer", "x-amz-checksum-crc32");
        }
    },
    UNSIGNED_CHUNKS_WITH_TRAILER {
        @Override
        byte[] wire() {
            return TestSigner.unsignedChunks(
                    OBJECT, CHUNK_BYTES, "x-amz-checksum-crc32:" + CRC32);
        }

        @Override
        String contentSha256() {
            return "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
        }

        @Override
        Headers.Builder headers() {
            return decodedLength().add("x-amz-trailer", "x-amz-checksum-crc32");
        }
    };

    static final int CHUNK_BYTES = 8192;
    static final byte[] OBJECT = object();
    static final String SEED = "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9";
    static final String CRC32 = checksum(ChecksumAlgorithm.CRC32, OBJECT);
    static final TestSigner SIGNER =
            new TestSigner(
                    new AccessKey("AKID", "secret"),
                    Instant.parse("2026-03-04T05:06:07Z"),
                    "us-east-1",
                    "s3");

    abstract byte[] wire();

    abstract String contentSha256();

    Headers.Builder headers() {
        return Headers.builder();
    }

    Payload open(TestBody body) {
        return open("PUT", "/b/k", headers().build(), body);
    }

    Payload open(String method, String target, Headers headers, TestBody body) {
        return Payload.open(TestSigner.head(method, target, headers), proof(contentSha256()), body);
    }

    static PayloadProof proof(String contentSha256) {
        return new PayloadProof(
                contentSha256, SIGNER.signingKey(), SIGNER.scope(), SIGNER.timestamp(), SEED);
    }

    static String checksum(ChecksumAlgorithm algorithm, byte[] bytes) {
        ChecksumDigest digest = ChecksumDigest.of(algorithm);
        digest.update(ByteBuffer.wrap(bytes));
        return Checksum.of(algorithm, digest.value()).value();
    }

    private static Headers.Builder decodedLength() {
        return Headers.builder()
                .add("x-amz-decoded-content-length", Integer.toString(OBJECT.length));
    }

    /** A chunk and a bit, so that every kind of border is there. */
    private static byte[] object() {
        byte[] object = new byte[CHUNK_BYTES + 300];
        new Random(5).nextBytes(object);
        return object;
    }
}
