package dev.cairn.it.wire;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One TCP connection: writes exactly what it is given and reads one response after the other. A
 * read that gets nothing for half a minute fails, so that no test hangs.
 */
public final class WireConnection implements AutoCloseable {
    private static final int READ_MILLIS_MAX = 30_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    WireConnection(URI address) {
        try {
            socket = new Socket();
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(READ_MILLIS_MAX);
            socket.connect(new InetSocketAddress(address.getHost(), address.getPort()));
            in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
            out = socket.getOutputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes head and body. */
    public WireConnection send(WireRequest request) {
        return sendHead(request).send(request.content());
    }

    /** Writes the head only. */
    public WireConnection sendHead(WireRequest request) {
        return send(request.headBytes());
    }

    /** Writes bytes as they are. */
    public WireConnection send(byte[] bytes) {
        try {
            out.write(bytes);
            out.flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the response to a request that was not HEAD. */
    public WireResponse read() {
        return read("GET");
    }

    /** Reads the next response, which ends where its headers and the method say. */
    public WireResponse read(String method) {
        try {
            String[] line = readLine().split(" ", 3);
            int status = Integer.parseInt(line[1]);
            List<WireRequest.Header> headers = new ArrayList<>();
            for (String next = readLine(); !next.isEmpty(); next = readLine()) {
                int colon = next.indexOf(':');
                headers.add(new WireRequest.Header(
                        next.substring(0, colon), next.substring(colon + 1).strip()));
            }
            String reason = line.length > 2 ? line[2] : "";
            WireResponse head = new WireResponse(status, reason, headers, new byte[0]);
            boolean bodiless =
                    method.equals("HEAD") || status < 200 || status == 204 || status == 304;
            return bodiless
                    ? head
                    : new WireResponse(status, reason, headers, readBody(head));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads so many bytes of the body of a response, without looking at them as HTTP. */
    public byte[] readBytes(int count) {
        try {
            return readExactly(count);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads only the head of a response; the body is left in the stream. */
    public WireResponse readHead() {
        return read("HEAD");
    }

    /** Waits for the server's end of the connection; false if it sends something instead. */
    public boolean closedByServer() {
        try {
            return in.read() < 0;
        } catch (SocketException e) {
            // A reset is also an end: the server closed with bytes of ours unread.
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends FIN and goes on reading. */
    public WireConnection shutdownOutput() {
        try {
            socket.shutdownOutput();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Closes with a reset, as a process does that dies with unread bytes. */
    public void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] readBody(WireResponse head) throws IOException {
        Optional<String> length = head.header("content-length");
        if (length.isPresent()) {
            return readExactly(Integer.parseInt(length.get()));
        }
        boolean chunked = head.header("transfer-encoding")
                .map(value -> value.toLowerCase(Locale.ROOT).equals("chunked"))
                .orElse(false);
        return chunked ? readChunks() : in.readAllBytes();
    }

    private byte[] readChunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            int size = Integer.parseInt(readLine().split(";", 2)[0].strip(), 16);
            body.writeBytes(readExactly(size));
            String end = readLine();
            if (size == 0) {
                while (!end.isEmpty()) {
                    end = readLine();
                }
                return body.toByteArray();
            }
        }
    }

    private byte[] readExactly(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException("the server closed after " + bytes.length + " of " + count);
        }
        return bytes;
    }

    private String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the server closed in the middle of a line");
            }
            line.write(next);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
