package dev.cairn.s3.cors;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A CORS configuration as it is kept: a format version (1 byte), the number of rules (2 bytes), then
 * each rule: whether it has an id (1 byte) and the id, its four lists of headers, methods, origins
 * and exposed headers, each with their number in front (2 bytes), whether it has a maximum age (1
 * byte) and the seconds (4 bytes). Texts are as {@link DataOutputStream#writeUTF} writes them; the
 * document they came in is too small for one beyond its limit.
 */
final class CorsDocument {
    private static final int VERSION = 1;

    private CorsDocument() {}

    static byte[] encode(CorsConfiguration configuration) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeShort(configuration.rules().size());
            for (CorsRule rule : configuration.rules()) {
                write(rule, out);
            }
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
        return bytes.toByteArray();
    }

    static CorsConfiguration decode(byte[] bytes) {
        List<CorsRule> rules = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readUnsignedByte();
            if (version != VERSION) {
                throw new IllegalArgumentException("CORS rules of format " + version);
            }
            for (int i = in.readUnsignedShort(); i > 0; i--) {
                rules.add(read(in));
            }
        } catch (IOException damaged) {
            throw new IllegalArgumentException("damaged CORS rules", damaged);
        }
        return new CorsConfiguration(rules);
    }

    private static void write(CorsRule rule, DataOutputStream out) throws IOException {
        @Nullable String id = rule.id();
        out.writeBoolean(id != null);
        if (id != null) {
            out.writeUTF(id);
        }
        for (List<String> list : List.of(rule.allowedHeaders(), rule.allowedMethods(),
                rule.allowedOrigins(), rule.exposeHeaders())) {
            out.writeShort(list.size());
            for (String item : list) {
                out.writeUTF(item);
            }
        }
        @Nullable Integer maxAge = rule.maxAgeSeconds();
        out.writeBoolean(maxAge != null);
        if (maxAge != null) {
            out.writeInt(maxAge);
        }
    }

    private static CorsRule read(DataInputStream in) throws IOException {
        @Nullable String id = in.readBoolean() ? in.readUTF() : null;
        List<String> headers = readList(in);
        List<String> methods = readList(in);
        List<String> origins = readList(in);
        List<String> exposed = readList(in);
        @Nullable Integer maxAge = in.readBoolean() ? in.readInt() : null;
        return new CorsRule(id, headers, methods, origins, exposed, maxAge);
    }

    private static List<String> readList(DataInputStream in) throws IOException {
        List<String> list = new ArrayList<>();
        for (int i = in.readUnsignedShort(); i > 0; i--) {
            list.add(in.readUTF());
        }
        return list;
    }
}
