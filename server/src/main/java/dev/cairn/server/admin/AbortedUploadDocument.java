package dev.cairn.server.admin;

import dev.cairn.storage.model.AbortedUpload;

/** What an abort took away. */
record AbortedUploadDocument(String uploadId, long bytes, int partCount) {
    static AbortedUploadDocument of(AbortedUpload aborted) {
        return new AbortedUploadDocument(aborted.uploadId(), aborted.bytes(), aborted.partCount());
    }
}
