package dev.cairn.storage.catalog;

import dev.cairn.storage.blob.BlobId;
import java.io.IOException;
import java.util.Collection;

/** What the committer needs of the blob store to make blobs live. */
public interface BlobPublisher {
    /** Makes the names of blobs durable, before the commit that names them. */
    void syncNames(Collection<BlobId> blobs) throws IOException;

    /** The catalog names the blob now. */
    void settled(BlobId blob);
}
