package protocols.dns;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import protocols.WireException.Malformed;

/** Addresses between bytes and text, without a look-up and without a scope. */
final class Addresses {

    private Addresses() {}

    static Inet4Address ipv4(byte[] octets) {
        try {
            return (Inet4Address) InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("no IPv4 address of " + octets.length + " bytes", e);
        }
    }

    /** Unlike {@code InetAddress.getByAddress}, a mapped address stays one of IPv6. */
    static Inet6Address ipv6(byte[] octets) {
        try {
            return Inet6Address.getByAddress(null, octets, -1);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("no IPv6 address of " + octets.length + " bytes", e);
        }
    }

    /** Four decimal numbers, as RFC 1035 section 3.4.1 has it. */
    static byte[] parseIpv4(String text) throws Malformed {
        byte[] octets = new byte[4];
        int start = 0;
        for (int i = 0; i < 4; i++) {
            int end = i == 3 ? text.length() : text.indexOf('.', start);
            long octet = end < 0 ? -1 : Presentation.number(text.substring(start, end), 255);
            if (octet < 0 || end - start > 3) {
                throw new Malformed("no IPv4 address", text);
            }
            octets[i] = (byte) octet;
            start = end + 1;
        }
        return octets;
    }

    /** The forms of RFC 4291 section 2.2. */
    static byte[] parseIpv6(String text) throws Malformed {
        int gap = text.indexOf("::");
        if (gap < 0) {
            byte[] octets = groups(text, text);
            if (octets.length != 16) {
                throw new Malformed("no IPv6 address", text);
            }
            return octets;
        }
        byte[] head = groups(text.substring(0, gap), text);
        byte[] tail = groups(text.substring(gap + 2), text);
        if (head.length + tail.length > 14 || text.substring(0, gap).indexOf('.') >= 0) {
            throw new Malformed("no IPv6 address", text);
        }
        byte[] octets = new byte[16];
        System.arraycopy(head, 0, octets, 0, head.length);
        System.arraycopy(tail, 0, octets, 16 - tail.length, tail.length);
        return octets;
    }

    private static byte[] groups(String part, String text) throws Malformed {
        byte[] octets = new byte[16];
        int length = 0;
        int start = 0;
        while (start < part.length()) {
            int colon = part.indexOf(':', start);
            int end = colon < 0 ? part.length() : colon;
            String group = part.substring(start, end);
            byte[] bytes = colon < 0 && group.indexOf('.') >= 0 ? parseIpv4(group) : group(group, text);
            if (length + bytes.length > 16 || end == part.length() - 1) {
                throw new Malformed("no IPv6 address", text);
            }
            System.arraycopy(bytes, 0, octets, length, bytes.length);
            length += bytes.length;
            start = end + 1;
        }
        return Arrays.copyOf(octets, length);
    }

    private static byte[] group(String digits, String text) throws Malformed {
        int value = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) < 0x80 ? Character.digit(digits.charAt(i), 16) : -1;
            if (digit < 0) {
                throw new Malformed("no IPv6 address", text);
            }
            value = (value << 4) | digit;
        }
        if (digits.isEmpty() || digits.length() > 4) {
            throw new Malformed("no IPv6 address", text);
        }
        return new byte[] {(byte) (value >> 8), (byte) value};
    }

    /** The text of an address, without a name and without a scope. */
    static String print(InetAddress address) {
        return address instanceof Inet6Address six ? print(six) : address.getHostAddress();
    }

    /** The text of RFC 5952: small letters, no leading zeros, the longest run of zeros shortened. */
    static String print(Inet6Address address) {
        byte[] octets = address.getAddress();
        int[] groups = new int[8];
        for (int i = 0; i < 8; i++) {
            groups[i] = ((octets[2 * i] & 0xff) << 8) | (octets[2 * i + 1] & 0xff);
        }
        int[] zeros = longestZeros(groups);
        boolean mapped = zeros[0] == 0 && zeros[1] == 5 && groups[5] == 0xffff;
        StringBuilder text = new StringBuilder(39);
        for (int i = 0; i < (mapped ? 6 : 8); i++) {
            if (i == zeros[0]) {
                text.append("::");
                i += zeros[1] - 1;
                continue;
            }
            if (i > 0 && text.charAt(text.length() - 1) != ':') {
                text.append(':');
            }
            text.append(Integer.toHexString(groups[i]));
        }
        if (mapped) {
            text.append(':').append(ipv4(Arrays.copyOfRange(octets, 12, 16)).getHostAddress());
        }
        return text.toString();
    }

    // Start and length of the longest run of at least two zero groups, the first of equals (RFC 5952 section 4.2).
    private static int[] longestZeros(int[] groups) {
        int start = -1;
        int length = 1;
        int run = 0;
        for (int i = 0; i < groups.length; i++) {
            run = groups[i] == 0 ? run + 1 : 0;
            if (run > length) {
                length = run;
                start = i - run + 1;
            }
        }
        return new int[] {start, length};
    }
}
