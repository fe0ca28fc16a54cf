package dev.cairn.server.http;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** The bytes of an object, opened piece by piece. For one operation thread at a time. */
interface Pieces extends Closeable {
    /** The next few pieces; none once {@link #atEnd}. */
    List<Piece> next() throws IOException;

    /** Whether no bytes are left; they are closed by then. */
    boolean atEnd();

    /** Gives up what is left. Can be repeated. */
    @Override
    void close();
}
