package dev.cairn.s3.policy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Addresses that begin alike, in CIDR notation (RFC 4632).
 *
 * @param bits of the address; IPv4 in IPv6 is IPv4
 * @param length how many bits the address has: 32 or 128
 * @param prefix how many of them count
 */
record AddressRange(BigInteger bits, int length, int prefix) {
    /** Broader ranges than these leave a policy public. */
    private static final int NARROW_V4 = 8;

    private static final int NARROW_V6 = 32;
    private static final int LENGTH_V4 = 32;
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern V4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final Pattern PREFIX = Pattern.compile("[0-9]{1,3}");

    /** Reads an address or a range; empty for what is none. */
    static Optional<AddressRange> parse(String text) {
        int slash = text.indexOf('/');
        Optional<AddressRange> address = address(slash < 0 ? text : text.substring(0, slash));
        if (slash < 0 || address.isEmpty()) {
            return address;
        }
        String prefix = text.substring(slash + 1);
        int length = address.get().length();
        if (!PREFIX.matcher(prefix).matches() || Integer.parseInt(prefix) > length) {
            return Optional.empty();
        }
        return Optional.of(
                new AddressRange(address.get().bits(), length, Integer.parseInt(prefix)));
    }

    /** Reads one that has been read before. */
    static AddressRange of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException(text));
    }

    boolean has(String address) {
        Optional<AddressRange> other = address(address);
        return other.isPresent()
                && other.get().length() == length
                && other.get().bits().xor(bits).shiftRight(length - prefix).signum() == 0;
    }

    /** Whether it is too few addresses to be the public. */
    boolean isNarrow() {
        return prefix >= (length == LENGTH_V4 ? NARROW_V4 : NARROW_V6);
    }

    /** A text in either form is read as it stands: no name is ever looked up. */
    private static Optional<AddressRange> address(String text) {
        boolean v4 = V4.matcher(text).matches();
        if (!v4 && !V6.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            byte[] bytes = InetAddress.getByName(text).getAddress();
            int length = bytes.length * Byte.SIZE;
            return Optional.of(new AddressRange(new BigInteger(1, bytes), length, length));
        } catch (UnknownHostException noAddress) {
            return Optional.empty();
        }
    }
}
