package dev.cairn.server.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;

/**
 * Netty's decoder of requests, which can be held between two pipelined requests: what follows a
 * request stays undecoded in its buffer until that request is answered, so that pipelining costs a
 * receive buffer and no more.
 */
final class RequestDecoder extends HttpRequestDecoder {
    /** Content is handed on in the pieces in which it is read from the socket. */
    private static final int CONTENT_BYTES_MAX = 1024 * 1024;

    private static final int LINE_BUFFER_BYTES = 512;

    RequestDecoder(HttpSettings settings) {
        super(
                new HttpDecoderConfig()
                        .setMaxInitialLineLength(settings.requestLineBytesMax())
                        .setMaxHeaderSize(settings.headerBytesMax())
                        .setMaxChunkSize(CONTENT_BYTES_MAX)
                        .setInitialBufferSize(LINE_BUFFER_BYTES));
    }

    /** Decodes at most one more message until {@link #goOn}. */
    void hold() {
        setSingleDecode(true);
    }

    void goOn() {
        setSingleDecode(false);
    }

    /** Whether undecoded bytes are kept. */
    boolean holdsBytes() {
        return actualReadableBytes() > 0;
    }

    /** Decodes what was held back. */
    void decodeHeld(ChannelHandlerContext context) throws Exception {
        channelRead(context, Unpooled.EMPTY_BUFFER);
        channelReadComplete(context);
    }
}
