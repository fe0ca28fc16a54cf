package dev.cairn.s3.operation;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The tags of a bucket as they are kept: a format version (1 byte), their number (2 bytes), then
 * keys and values with their length in front (2 bytes, as {@link DataOutputStream#writeUTF}).
 */
public final class TagDocument {
    private static final int VERSION = 1;

    private TagDocument() {}

    public static byte[] encode(Map<String, String> tags) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeShort(tags.size());
            for (Map.Entry<String, String> tag : tags.entrySet()) {
                out.writeUTF(tag.getKey());
                out.writeUTF(tag.getValue());
            }
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
        return bytes.toByteArray();
    }

    public static Map<String, String> decode(byte[] bytes) {
        Map<String, String> tags = new LinkedHashMap<>();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readUnsignedByte();
            if (version != VERSION) {
                throw new IllegalArgumentException("tags of format " + version);
            }
            for (int i = in.readUnsignedShort(); i > 0; i--) {
                String key = in.readUTF();
                tags.put(key, in.readUTF());
            }
        } catch (IOException damaged) {
            throw new IllegalArgumentException("damaged tags", damaged);
        }
        return tags;
    }
}
