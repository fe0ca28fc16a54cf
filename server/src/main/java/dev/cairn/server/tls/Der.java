package dev.cairn.server.tls;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;

/**
 * The little of ASN.1's distinguished encoding (ITU-T X.690) that certificates and keys need: a
 * tag, a length, a content, and within a content more of the same.
 */
final class Der {
    private static final int BOOLEAN = 0x01;
    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int OCTET_STRING = 0x04;
    private static final int OBJECT_IDENTIFIER = 0x06;
    private static final int UTF8_STRING = 0x0c;
    private static final int GENERALIZED_TIME = 0x18;
    private static final int UTC_TIME = 0x17;
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int CONTEXT = 0x80;
    private static final int CONSTRUCTED = 0x20;
    private static final int SHORT_LENGTH_MAX = 0x7f;

    /** RFC 5280, 4.1.2.5: dates through 2049 are UTCTime, later ones GeneralizedTime. */
    private static final int UTC_TIME_YEAR_MAX = 2049;

    private static final DateTimeFormatter TWO_DIGIT_YEAR =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter FOUR_DIGIT_YEAR =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private Der() {}

    static byte[] sequence(byte[]... elements) {
        return encoded(SEQUENCE, elements);
    }

    static byte[] set(byte[]... elements) {
        return encoded(SET, elements);
    }

    static byte[] truth() {
        return encoded(BOOLEAN, new byte[] {(byte) 0xff});
    }

    static byte[] integer(BigInteger value) {
        return encoded(INTEGER, value.toByteArray());
    }

    static byte[] octets(byte[] bytes) {
        return encoded(OCTET_STRING, bytes);
    }

    /** Whole bytes as a string of bits. */
    static byte[] bits(byte[] bytes) {
        return bits(bytes, 0);
    }

    /**
     * A string of bits.
     *
     * @param unusedCount bits at the end of the last byte that do not belong to it
     */
    static byte[] bits(byte[] bytes, int unusedCount) {
        return encoded(BIT_STRING, new byte[] {(byte) unusedCount}, bytes);
    }

    static byte[] text(String text) {
        return encoded(UTF8_STRING, text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] time(Instant instant) {
        boolean twoDigits = instant.atOffset(ZoneOffset.UTC).getYear() <= UTC_TIME_YEAR_MAX;
        DateTimeFormatter format = twoDigits ? TWO_DIGIT_YEAR : FOUR_DIGIT_YEAR;
        return encoded(
                twoDigits ? UTC_TIME : GENERALIZED_TIME,
                format.format(instant).getBytes(StandardCharsets.US_ASCII));
    }

    /** An object identifier, as {@code 2.5.29.17}. */
    static byte[] oid(String dotted) {
        long[] arcs = Arrays.stream(dotted.split("\\.")).mapToLong(Long::parseLong).toArray();
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.write((int) (arcs[0] * 40 + arcs[1]));
        for (int i = 2; i < arcs.length; i++) {
            int septets = Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(arcs[i]) + 6) / 7);
            for (int septet = septets - 1; septet >= 0; septet--) {
                int more = septet > 0 ? 0x80 : 0;
                content.write((int) ((arcs[i] >>> (7 * septet)) & 0x7f) | more);
            }
        }
        return encoded(OBJECT_IDENTIFIER, content.toByteArray());
    }

    /** Elements within a tag that the surrounding structure gives a meaning. */
    static byte[] tagged(int number, byte[]... elements) {
        return encoded(CONTEXT | CONSTRUCTED | number, elements);
    }

    /** A value whose own tag is replaced by one that the surrounding structure gives a meaning. */
    static byte[] implicit(int number, byte[] content) {
        return encoded(CONTEXT | number, content);
    }

    /**
     * The first element within a sequence, with its tag and length.
     *
     * @throws IllegalArgumentException for what is no sequence
     */
    static byte[] firstElement(byte[] sequence) {
        if (sequence.length < 2 || (sequence[0] & 0xff) != SEQUENCE) {
            throw new IllegalArgumentException("not a sequence");
        }
        int start = contentStart(sequence, 0);
        int end = contentStart(sequence, start) + contentLength(sequence, start);
        return Arrays.copyOfRange(sequence, start, end);
    }

    private static int contentStart(byte[] bytes, int element) {
        int length = bytes[element + 1] & 0xff;
        return element + 2 + (length > SHORT_LENGTH_MAX ? length - 0x80 : 0);
    }

    private static int contentLength(byte[] bytes, int element) {
        int start = contentStart(bytes, element);
        if (start == element + 2) {
            return bytes[element + 1];
        }
        return new BigInteger(1, Arrays.copyOfRange(bytes, element + 2, start)).intValueExact();
    }

    private static byte[] encoded(int tag, byte[]... elements) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] element : elements) {
            content.writeBytes(element);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream(content.size() + 6);
        all.write(tag);
        if (content.size() <= SHORT_LENGTH_MAX) {
            all.write(content.size());
        } else {
            byte[] length = BigInteger.valueOf(content.size()).toByteArray();
            int zeros = length[0] == 0 ? 1 : 0;
            all.write(0x80 | (length.length - zeros));
            all.write(length, zeros, length.length - zeros);
        }
        all.writeBytes(content.toByteArray());
        return all.toByteArray();
    }
}
