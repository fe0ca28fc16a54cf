package dev.cairn.server.http;

import dev.cairn.storage.blob.Extent;
import io.netty.channel.DefaultFileRegion;

/**
 * An extent on its way to a socket by sendfile. Gives the extent back when it is sent or dropped,
 * and never closes the channel, which others share.
 */
final class ExtentRegion extends DefaultFileRegion {
    private final Extent extent;

    ExtentRegion(Extent extent) {
        super(extent.channel(), extent.offset(), extent.length());
        this.extent = extent;
    }

    @Override
    protected void deallocate() {
        extent.close();
    }
}
