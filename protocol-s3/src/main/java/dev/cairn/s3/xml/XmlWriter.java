package dev.cairn.s3.xml;

import dev.cairn.storage.model.ETag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes one XML document of S3 into memory.
 *
 * <p>Written by hand rather than on a stream writer of a library: an answer's elements are known
 * and flat, a listing has seven thousand of them, and what S3 wants differs from what libraries
 * allow (characters that XML 1.0 forbids are written as references, since keys may hold them).
 * Element names are trusted; texts are escaped.
 */
public final class XmlWriter {
    public static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

    private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    private static final String QUOTE = "&quot;";
    private static final int SECONDS_PER_DAY = 86_400;

    /** Characters of ASCII that stand in text as they are. */
    private static final boolean[] PLAIN = plainCharacters();

    private byte[] buffer;
    private int size;

    /**
     * Begins with the XML declaration.
     *
     * @param expectedBytes a guess of the document's size; it grows beyond
     */
    public XmlWriter(int expectedBytes) {
        buffer = new byte[expectedBytes];
        ascii(DECLARATION);
    }

    private static boolean[] plainCharacters() {
        boolean[] plain = new boolean[0x80];
        Arrays.fill(plain, 0x20, 0x7f, true);
        for (char c : new char[] {'<', '>', '&', '"'}) {
            plain[c] = false;
        }
        plain['\n'] = true;
        plain['\t'] = true;
        return plain;
    }

    /** Opens the root element in S3's namespace. */
    public XmlWriter root(String name) {
        ensure(name.length() + NAMESPACE.length() + 16);
        put('<');
        ascii(name);
        ascii(" xmlns=\"");
        ascii(NAMESPACE);
        put('"');
        put('>');
        return this;
    }

    public XmlWriter open(String name) {
        ensure(name.length() + 2);
        put('<');
        copy(name, 0, name.length());
        put('>');
        return this;
    }

    public XmlWriter close(String name) {
        ensure(name.length() + 3);
        put('<');
        put('/');
        copy(name, 0, name.length());
        put('>');
        return this;
    }

    public XmlWriter element(String name, String text) {
        return open(name).characters(text).close(name);
    }

    /** Nothing where the text is null. */
    public XmlWriter elementIfPresent(String name, @Nullable String text) {
        return text == null ? this : element(name, text);
    }

    public XmlWriter element(String name, long number) {
        open(name).ascii(Long.toString(number));
        return close(name);
    }

    public XmlWriter element(String name, boolean flag) {
        open(name).ascii(flag ? "true" : "false");
        return close(name);
    }

    /** A constant by its name. */
    public XmlWriter element(String name, Enum<?> constant) {
        open(name).ascii(constant.name());
        return close(name);
    }

    /** An instant as S3 writes it in XML: UTC with three decimals. */
    public XmlWriter element(String name, Instant instant) {
        open(name);
        ensure(32);
        long seconds = instant.getEpochSecond();
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(seconds, SECONDS_PER_DAY));
        int second = Math.floorMod(seconds, SECONDS_PER_DAY);
        digits(date.getYear(), 4);
        put('-');
        digits(date.getMonthValue(), 2);
        put('-');
        digits(date.getDayOfMonth(), 2);
        put('T');
        digits(second / 3600, 2);
        put(':');
        digits(second / 60 % 60, 2);
        put(':');
        digits(second % 60, 2);
        put('.');
        digits(instant.getNano() / 1_000_000, 3);
        put('Z');
        return close(name);
    }

    /** An entity tag in its quotes. */
    public XmlWriter element(String name, ETag etag) {
        open(name);
        ascii(QUOTE);
        characters(etag.value());
        ascii(QUOTE);
        return close(name);
    }

    /** Text of the open element, escaped. */
    public XmlWriter characters(String text) {
        int length = text.length();
        int start = 0;
        while (start < length) {
            int end = start;
            while (end < length && isPlain(text.charAt(end))) {
                end++;
            }
            ascii(text, start, end);
            if (end == length) {
                break;
            }
            int codePoint = text.codePointAt(end);
            escaped(codePoint);
            start = end + Character.charCount(codePoint);
        }
        return this;
    }

    /** The document. */
    public byte[] toBytes() {
        return Arrays.copyOf(buffer, size);
    }

    private static boolean isPlain(char c) {
        return c < PLAIN.length && PLAIN[c];
    }

    private void escaped(int codePoint) {
        ensure(16);
        switch (codePoint) {
            case '<' -> ascii("&lt;");
            case '>' -> ascii("&gt;");
            case '&' -> ascii("&amp;");
            case '"' -> ascii(QUOTE);
            default -> {
                if (needsReference(codePoint)) {
                    ascii("&#x");
                    ascii(Integer.toHexString(codePoint));
                    put(';');
                } else {
                    utf8(codePoint);
                }
            }
        }
    }

    /** Forbidden by XML 1.0, or changed by a parser's normalisation of line ends. */
    private static boolean needsReference(int codePoint) {
        return (codePoint < 0x20 && codePoint != '\n' && codePoint != '\t')
                || codePoint == 0x7f
                || codePoint == 0x85
                || codePoint == 0x2028
                || codePoint == 0xfffe
                || codePoint == 0xffff
                || (codePoint >= 0xd800 && codePoint <= 0xdfff);
    }

    private void utf8(int codePoint) {
        if (codePoint < 0x80) {
            put(codePoint);
        } else if (codePoint < 0x800) {
            put(0xc0 | (codePoint >> 6));
            put(0x80 | (codePoint & 0x3f));
        } else if (codePoint < 0x10000) {
            put(0xe0 | (codePoint >> 12));
            put(0x80 | ((codePoint >> 6) & 0x3f));
            put(0x80 | (codePoint & 0x3f));
        } else {
            put(0xf0 | (codePoint >> 18));
            put(0x80 | ((codePoint >> 12) & 0x3f));
            put(0x80 | ((codePoint >> 6) & 0x3f));
            put(0x80 | (codePoint & 0x3f));
        }
    }

    private void digits(int number, int width) {
        int divisor = width == 4 ? 1000 : width == 3 ? 100 : 10;
        for (; divisor > 0; divisor /= 10) {
            put('0' + number / divisor % 10);
        }
    }

    /** Without escaping. */
    private void ascii(String text) {
        ascii(text, 0, text.length());
    }

    private void ascii(String text, int start, int end) {
        ensure(end - start);
        copy(text, start, end);
    }

    /** The deprecated call takes the low byte of each character, and does so by one copy. */
    @SuppressWarnings("deprecation")
    private void copy(String text, int start, int end) {
        text.getBytes(start, end, buffer, size);
        size += end - start;
    }

    private void put(int octet) {
        buffer[size++] = (byte) octet;
    }

    private void ensure(int bytes) {
        if (buffer.length - size < bytes) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + bytes));
        }
    }
}
