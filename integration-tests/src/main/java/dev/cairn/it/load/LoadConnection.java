package dev.cairn.it.load;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One connection: sends prepared bytes, reads the answer and throws its body away. */
final class LoadConnection implements Closeable {
    private final SocketChannel channel;
    private final ByteBuffer received = ByteBuffer.allocateDirect(256 << 10);
    private String head = "";

    LoadConnection(InetSocketAddress address) throws IOException {
        channel = SocketChannel.open(address);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        received.flip();
    }

    /** Sends and receives; returns the bytes of the answer's body. */
    long exchange(byte[] requestHead, ByteBuffer body) throws IOException {
        ByteBuffer[] out = {ByteBuffer.wrap(requestHead), body.duplicate()};
        while (out[0].hasRemaining() || out[1].hasRemaining()) {
            channel.write(out);
        }
        return receive(false).length();
    }

    /** The same for a small answer whose body is wanted. */
    String exchangeForText(byte[] requestHead, ByteBuffer body) throws IOException {
        ByteBuffer[] out = {ByteBuffer.wrap(requestHead), body.duplicate()};
        while (out[0].hasRemaining() || out[1].hasRemaining()) {
            channel.write(out);
        }
        return receive(true).text();
    }

    /** The value of a header of the last answer; empty when it has none. */
    String header(String name) {
        int at = head.indexOf("\r\n" + name + ":");
        return at < 0 ? ""
                : head.substring(at + name.length() + 3, head.indexOf('\r', at + 2)).strip();
    }

    private record Answer(long length, String text) {}

    private Answer receive(boolean keepBody) throws IOException {
        readHead();
        int status = Integer.parseInt(head.substring(9, 12));
        String length = header("content-length");
        if (length.isEmpty() && status != 204) {
            throw new IOException("an answer without length: " + head);
        }
        long rest = length.isEmpty() ? 0 : Long.parseLong(length);
        Answer answer = new Answer(rest, keepBody || status >= 300 ? text(rest) : skipped(rest));
        if (status >= 300) {
            throw new IOException(head + answer.text());
        }
        return answer;
    }

    private void readHead() throws IOException {
        StringBuilder text = new StringBuilder(512);
        int matched = 0;
        while (matched < 4) {
            char c = (char) (next() & 0xff);
            text.append(c);
            matched = c == "\r\n\r\n".charAt(matched) ? matched + 1 : c == '\r' ? 1 : 0;
        }
        head = text.toString().toLowerCase(Locale.ROOT);
    }

    private byte next() throws IOException {
        if (!received.hasRemaining()) {
            fill();
        }
        return received.get();
    }

    private String skipped(long length) throws IOException {
        long rest = length;
        while (rest > 0) {
            if (!received.hasRemaining()) {
                fill();
            }
            int step = (int) Math.min(rest, received.remaining());
            received.position(received.position() + step);
            rest -= step;
        }
        return "";
    }

    private String text(long length) throws IOException {
        byte[] bytes = new byte[(int) length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = next();
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private void fill() throws IOException {
        received.clear();
        if (channel.read(received) < 0) {
            throw new EOFException("the server closed the connection");
        }
        received.flip();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
