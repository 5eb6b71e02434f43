package protocols.dns;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.StringJoiner;
import protocols.WireException.Malformed;

/**
 * A field that text writes in a way of its own: how many bytes of the wire it is, and which words stand for them.
 *
 * @param size of the field on the wire
 * @param print refuses bytes that are none of this field by an {@link IllegalArgumentException}
 * @param parse takes as many words as it needs
 */
record Form(Size size, Print print, Parse parse) {

    /** A gateway or relay that there is not: no byte, and in text a dot. */
    static final Form NOTHING = of(0, bytes -> ".", Form::nothing);

    static final Form EUI48 = eui(6);
    static final Form EUI64 = eui(8);

    /** Half an IPv6 address. */
    static final Form LOCATOR = of(8, Form::locator, Form::locator);

    static final Form U48 = number(6);
    static final Form U64 = number(8);

    /** The type that a signature covers, 0 in that of a message (RFC 2931 section 3). */
    static final Form COVERED = of(2, Form::covered, in -> u16(in.type().number()));

    /** A bit and a type in one byte (RFC 8777 section 4.2). */
    static final Form RELAY = of(1, bytes -> (bytes[0] & 0xff) / 128 + " " + (bytes[0] & 0x7f), Form::relay);

    /** Base64 behind its length, which text repeats. */
    static final Form COUNTED =
            new Form((wire, at, limit) -> limit - at < 2 ? 2 : 2 + Octets.u16(wire, at), Form::counted, Form::counted);

    /** Base64 to the end, in text a hyphen for none. */
    static final Form DASHED =
            rest(bytes -> bytes.length == 0 ? "-" : Octets.ofOwned(bytes).base64(), Form::dashed);

    /** An OSI address (RFC 1706 section 6). */
    static final Form NSAP = rest(Form::nsap, Form::nsap);

    /** An ATM address: hexadecimal digits, or a plus and the digits of a telephone number. */
    static final Form ATM = rest(Form::atm, Form::atm);

    /** The lengths, the tag and the key that HIP begins with (RFC 8005 section 5). */
    static final Form HOST_IDENTITY = new Form(Form::hostIdentitySize, Form::hostIdentity, Form::hostIdentity);

    private static final HexFormat HYPHENS = HexFormat.ofDelimiter("-");

    @FunctionalInterface
    interface Size {
        /** How many bytes, which may be more than there are. */
        int of(byte[] wire, int at, int limit);
    }

    @FunctionalInterface
    interface Print {
        String of(byte[] bytes);
    }

    @FunctionalInterface
    interface Parse {
        byte[] from(TextFields in) throws Malformed;
    }

    static Form of(int bytes, Print print, Parse parse) {
        return new Form((wire, at, limit) -> bytes, print, parse);
    }

    static Form rest(Print print, Parse parse) {
        return new Form((wire, at, limit) -> limit - at, print, parse);
    }

    private static byte[] u16(int value) {
        return new byte[] {(byte) (value >> 8), (byte) value};
    }

    private static byte[] nothing(TextFields in) throws Malformed {
        String word = in.word();
        if (!word.equals(".")) {
            throw new Malformed("a dot must stand for none", word);
        }
        return new byte[0];
    }

    private static byte[] relay(TextFields in) throws Malformed {
        int optional = in.u8();
        int type = in.u8();
        if (optional > 1 || type > 0x7f) {
            throw new Malformed("neither a bit nor a type of relay", optional + " " + type);
        }
        return new byte[] {(byte) (optional << 7 | type)};
    }

    /** The last bytes of an IPv6 address. */
    static Form suffix(int size) {
        return of(
                size,
                bytes -> {
                    byte[] address = new byte[16];
                    System.arraycopy(bytes, 0, address, 16 - size, size);
                    return Addresses.print(Addresses.ipv6(address));
                },
                in -> Arrays.copyOfRange(Addresses.parseIpv6(in.word()), 16 - size, 16));
    }

    private static Form eui(int size) {
        return of(size, bytes -> HYPHENS.formatHex(bytes), in -> {
            String word = in.word();
            try {
                byte[] bytes = HYPHENS.parseHex(word);
                if (bytes.length == size) {
                    return bytes;
                }
            } catch (IllegalArgumentException e) {
                // As for what has another length.
            }
            throw new Malformed("not " + size + " pairs of digits with hyphens between them", word);
        });
    }

    private static String locator(byte[] bytes) {
        StringJoiner groups = new StringJoiner(":");
        for (int at = 0; at < bytes.length; at += 2) {
            groups.add(Integer.toHexString(Octets.u16(bytes, at)));
        }
        return groups.toString();
    }

    private static byte[] locator(TextFields in) throws Malformed {
        String word = in.word();
        if (word.chars().filter(c -> c == ':').count() != 3) {
            throw new Malformed("not four groups with colons between them", word);
        }
        return Arrays.copyOf(Addresses.parseIpv6(word + "::"), 8);
    }

    private static Form number(int size) {
        return of(
                size,
                bytes -> {
                    long value = 0;
                    for (byte one : bytes) {
                        value = value << 8 | one & 0xff;
                    }
                    return Long.toUnsignedString(value);
                },
                in -> unsigned(in.word(), size));
    }

    private static byte[] unsigned(String word, int size) throws Malformed {
        try {
            long value = Long.parseUnsignedLong(word.startsWith("+") ? "" : word);
            byte[] bytes = new byte[size];
            for (int i = size - 1; i >= 0; i--) {
                bytes[i] = (byte) value;
                value >>>= 8;
            }
            if (value == 0) {
                return bytes;
            }
        } catch (NumberFormatException e) {
            // As for what is too long.
        }
        throw new Malformed("no number of " + 8 * size + " bits", word);
    }

    private static String covered(byte[] bytes) {
        int type = Octets.u16(bytes, 0);
        return type == 0 ? "0" : RecordType.of(type).toString();
    }

    private static String counted(byte[] bytes) {
        int length = bytes.length - 2;
        return length == 0
                ? "0"
                : length + " "
                        + Octets.ofOwned(Arrays.copyOfRange(bytes, 2, bytes.length))
                                .base64();
    }

    private static byte[] counted(TextFields in) throws Malformed {
        int length = in.u16();
        byte[] data = length == 0 ? new byte[0] : TextFields.base64(in.word()).owned();
        if (data.length != length) {
            throw new Malformed("data is not as long as it says", length + " and not " + data.length);
        }
        return new WireWriter(2 + length, false).u16(length).bytes(data).toBytes();
    }

    private static byte[] dashed(TextFields in) throws Malformed {
        if (in.takes("-")) {
            return new byte[0];
        }
        Octets data = in.base64();
        if (data.length() == 0) {
            throw new Malformed("field is missing", in.toString());
        }
        return data.owned();
    }

    private static String nsap(byte[] bytes) {
        if (bytes.length == 0) {
            throw new IllegalArgumentException("address is empty");
        }
        return "0x" + HexFormat.of().formatHex(bytes);
    }

    private static byte[] nsap(TextFields in) throws Malformed {
        String word = in.word();
        if (word.length() < 4 || !word.substring(0, 2).equalsIgnoreCase("0x")) {
            throw new Malformed("address does not begin with 0x and two digits", word);
        }
        return TextFields.hex(word.substring(2).replace(".", "")).owned();
    }

    private static String atm(byte[] bytes) {
        if (bytes.length < 2 || bytes[0] < 0 || bytes[0] > 1) {
            throw new IllegalArgumentException("no ATM address");
        }
        Octets address = Octets.ofOwned(Arrays.copyOfRange(bytes, 1, bytes.length));
        if (bytes[0] == 0) {
            return address.hex().toLowerCase(Locale.ROOT);
        }
        for (int i = 0; i < address.length(); i++) {
            if (!Presentation.isDigit((char) address.at(i))) {
                throw new IllegalArgumentException("telephone number has something else than digits");
            }
        }
        return "+" + address.utf8();
    }

    private static byte[] atm(TextFields in) throws Malformed {
        String word = in.word();
        boolean number = word.startsWith("+");
        Octets address = number ? Octets.of(word.substring(1)) : TextFields.hex(word.replace(".", ""));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(number ? 1 : 0);
        bytes.writeBytes(address.owned());
        atm(bytes.toByteArray());
        return bytes.toByteArray();
    }

    private static int hostIdentitySize(byte[] wire, int at, int limit) {
        return limit - at < 4 ? 4 : 4 + (wire[at] & 0xff) + Octets.u16(wire, at + 2);
    }

    private static String hostIdentity(byte[] bytes) {
        int key = 4 + (bytes[0] & 0xff);
        if (key == 4 || key == bytes.length) {
            throw new IllegalArgumentException("host identity without tag or key");
        }
        Octets tag = Octets.ofOwned(Arrays.copyOfRange(bytes, 4, key));
        return (bytes[1] & 0xff) + " " + tag.hex() + " "
                + Octets.ofOwned(Arrays.copyOfRange(bytes, key, bytes.length)).base64();
    }

    private static byte[] hostIdentity(TextFields in) throws Malformed {
        int algorithm = in.u8();
        Octets tag = TextFields.hex(in.word());
        Octets key = TextFields.base64(in.word());
        Checks.string(tag);
        byte[] bytes = new WireWriter(64, false)
                .u8(tag.length())
                .u8(algorithm)
                .u16(key.length())
                .bytes(tag.owned())
                .bytes(key.owned())
                .toBytes();
        hostIdentity(bytes);
        return bytes;
    }
}
