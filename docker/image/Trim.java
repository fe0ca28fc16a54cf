import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Rewrites archives without the names of local variables, which only debuggers read (The Java Virtual
 * Machine Specification, 4.7.13 and 4.7.14), and without the files that nothing here uses. Line
 * numbers stay, for stack traces; all else is copied byte by byte.
 */
final class Trim {
    /**
     * Two thirds of the XML parser are validators for schemas, of which there are none. Of RocksDB's
     * libraries the one that is needed lies beside its archive.
     */
    private static final List<String> UNUSED =
            List.of("com/ctc/wstx/msv/", "com/ctc/wstx/shaded/", "librocksdbjni-");

    private static final Set<String> LOCALS = Set.of("LocalVariableTable", "LocalVariableTypeTable");
    private static final int MAGIC = 0xCAFEBABE;

    private final DataInputStream in;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);
    private String[] names = {};

    private Trim(byte[] file) {
        in = new DataInputStream(new ByteArrayInputStream(file));
    }

    /** Arguments: archives. */
    public static void main(String[] archives) throws IOException {
        for (String archive : archives) {
            Path path = Path.of(archive);
            Files.write(path, archive(Files.readAllBytes(path)));
        }
    }

    private static byte[] archive(byte[] archive) throws IOException {
        ByteArrayOutputStream stripped = new ByteArrayOutputStream();
        try (ZipInputStream from = new ZipInputStream(new ByteArrayInputStream(archive));
                ZipOutputStream to = new ZipOutputStream(stripped)) {
            to.setLevel(Deflater.BEST_COMPRESSION);
            for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
                if (UNUSED.stream().anyMatch(entry.getName()::startsWith)) {
                    continue;
                }
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setTimeLocal(entry.getTimeLocal());
                to.putNextEntry(copy);
                byte[] file = from.readAllBytes();
                to.write(entry.getName().endsWith(".class") ? new Trim(file).classFile() : file);
            }
        }
        return stripped.toByteArray();
    }

    private byte[] classFile() throws IOException {
        if (copyInt() != MAGIC) {
            throw new IOException("not a class file");
        }
        copy(4);
        copyConstants();
        copy(6);
        copy(2 * copyShort());
        copyMembers();
        copyMembers();
        copyAttributes();
        return bytes.toByteArray();
    }

    private void copyConstants() throws IOException {
        names = new String[copyShort()];
        for (int index = 1; index < names.length; index++) {
            int tag = in.readUnsignedByte();
            out.writeByte(tag);
            switch (tag) {
                case 1 -> {
                    byte[] text = copy(copyShort());
                    names[index] = new String(text, StandardCharsets.UTF_8);
                }
                case 3, 4, 9, 10, 11, 12, 17, 18 -> copy(4);
                case 5, 6 -> {
                    copy(8);
                    index++;
                }
                case 7, 8, 16, 19, 20 -> copy(2);
                case 15 -> copy(3);
                default -> throw new IOException("unknown constant " + tag);
            }
        }
    }

    /** Fields or methods. */
    private void copyMembers() throws IOException {
        int count = copyShort();
        for (int member = 0; member < count; member++) {
            copy(6);
            copyAttributes();
        }
    }

    private void copyAttributes() throws IOException {
        int count = in.readUnsignedShort();
        List<byte[]> kept = new ArrayList<>();
        for (int attribute = 0; attribute < count; attribute++) {
            int name = in.readUnsignedShort();
            byte[] content = in.readNBytes(in.readInt());
            if (!LOCALS.contains(names[name])) {
                kept.add(attribute(name, names[name].equals("Code") ? code(content) : content));
            }
        }
        out.writeShort(kept.size());
        for (byte[] attribute : kept) {
            out.write(attribute);
        }
    }

    private static byte[] attribute(int name, byte[] content) throws IOException {
        ByteArrayOutputStream attribute = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(attribute);
        data.writeShort(name);
        data.writeInt(content.length);
        data.write(content);
        return attribute.toByteArray();
    }

    /** The instructions of a method and their attributes. */
    private byte[] code(byte[] content) throws IOException {
        Trim code = new Trim(content);
        code.names = names;
        code.copy(4);
        code.copy(code.copyInt());
        code.copy(8 * code.copyShort());
        code.copyAttributes();
        return code.bytes.toByteArray();
    }

    private byte[] copy(int length) throws IOException {
        byte[] copied = in.readNBytes(length);
        if (copied.length < length) {
            throw new IOException("a class file ends early");
        }
        out.write(copied);
        return copied;
    }

    private int copyShort() throws IOException {
        int value = in.readUnsignedShort();
        out.writeShort(value);
        return value;
    }

    private int copyInt() throws IOException {
        int value = in.readInt();
        out.writeInt(value);
        return value;
    }
}
