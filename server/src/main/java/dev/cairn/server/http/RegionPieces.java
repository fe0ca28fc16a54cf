package dev.cairn.server.http;

import dev.cairn.s3.http.ResponseBody;
import dev.cairn.storage.ExtentCursor;
import dev.cairn.storage.ObjectReader;
import dev.cairn.storage.blob.Extent;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** An object as regions of files, for sendfile: an extent a piece, a handful at a time. */
final class RegionPieces implements Pieces {
    private static final int EXTENTS_AHEAD = 4;

    private final ObjectReader reader;
    private final ExtentCursor extents;
    private long bytesLeft;

    RegionPieces(ResponseBody.ObjectRange range) {
        reader = range.reader();
        extents = reader.extents(range.offset(), range.length());
        bytesLeft = range.length();
    }

    @Override
    public List<Piece> next() throws IOException {
        List<Piece> pieces = new ArrayList<>(EXTENTS_AHEAD);
        try {
            while (bytesLeft > 0 && pieces.size() < EXTENTS_AHEAD) {
                Extent extent = extents.next();
                if (extent == null) {
                    throw new EOFException("the object has fewer bytes than it promises");
                }
                pieces.add(Piece.of(new ExtentRegion(extent)));
                bytesLeft -= extent.length();
                if (bytesLeft < 0) {
                    throw new AssertionError("extents are longer than their range");
                }
            }
        } catch (Throwable e) {
            pieces.forEach(piece -> piece.content().release());
            throw e;
        }
        if (atEnd()) {
            reader.close();
        }
        return pieces;
    }

    @Override
    public boolean atEnd() {
        return bytesLeft == 0;
    }

    @Override
    public void close() {
        reader.close();
    }
}
