package dev.cairn.storage.model;

/**
 * What CreateMultipartUpload says.
 *
 * @param checksumDeclared whether the client named the algorithm; where it did not, the server
 *     computes CRC64NVME over the whole object and parts may come with any checksum
 */
public record NewUpload(
        NewObject object,
        Initiator initiator,
        ChecksumAlgorithm algorithm,
        ChecksumType checksumType,
        boolean checksumDeclared) {
    public NewUpload {
        if (!algorithm.allows(checksumType)) {
            throw new IllegalArgumentException(algorithm + " does not allow " + checksumType);
        }
    }
}
