package protocols.dns;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import protocols.WireException.Malformed;
import protocols.dns.SvcParams.Param;

/** Service parameters between presentation format and wire format (RFC 9460 appendix A and section 7). */
final class SvcParamText {

    private static final List<String> KEYS =
            List.of("mandatory", "alpn", "no-default-alpn", "port", "ipv4hint", "ech", "ipv6hint", "dohpath", "ohttp");
    private static final int OHTTP = 8;

    private SvcParamText() {}

    /** @throws IllegalArgumentException if the value is none of its key */
    static void check(int key, Octets value) {
        int length = value.length();
        boolean fine =
                switch (key) {
                    case SvcParams.MANDATORY -> length > 0 && length % 2 == 0 && ascends(value);
                    case SvcParams.ALPN -> length > 0 && areNames(value);
                    case SvcParams.NO_DEFAULT_ALPN, OHTTP -> length == 0;
                    case SvcParams.PORT -> length == 2;
                    case SvcParams.IPV4HINT -> length > 0 && length % 4 == 0;
                    case SvcParams.ECH -> length > 0;
                    case SvcParams.IPV6HINT -> length > 0 && length % 16 == 0;
                    default -> true;
                };
        if (!fine) {
            throw new IllegalArgumentException("no value of " + name(key) + ": " + value.hex());
        }
    }

    // In order, each key once, and the key that lists them not among them (RFC 9460 section 8).
    private static boolean ascends(Octets keys) {
        int last = SvcParams.MANDATORY;
        for (int at = 0; at < keys.length(); at += 2) {
            int key = (keys.at(at) << 8) | keys.at(at + 1);
            if (key <= last) {
                return false;
            }
            last = key;
        }
        return true;
    }

    private static boolean areNames(Octets names) {
        int at = 0;
        while (at < names.length() && names.at(at) > 0) {
            at += 1 + names.at(at);
        }
        return at == names.length();
    }

    private static String name(int key) {
        return key < KEYS.size() ? KEYS.get(key) : "key" + key;
    }

    static String print(Param param) {
        String name = name(param.key());
        Octets value = param.value();
        if (value.length() == 0) {
            return name;
        }
        return name + "="
                + switch (param.key()) {
                    case SvcParams.MANDATORY -> keys(value);
                    case SvcParams.ALPN -> list(value);
                    case SvcParams.PORT -> Integer.toString((value.at(0) << 8) | value.at(1));
                    case SvcParams.IPV4HINT -> addresses(value, 4);
                    case SvcParams.IPV6HINT -> addresses(value, 16);
                    case SvcParams.ECH -> value.base64();
                    default -> value.toString();
                };
    }

    private static String keys(Octets value) {
        StringJoiner keys = new StringJoiner(",");
        for (int at = 0; at < value.length(); at += 2) {
            keys.add(name((value.at(at) << 8) | value.at(at + 1)));
        }
        return keys.toString();
    }

    // A comma or backslash within a name is escaped once for the list, and then once more for the string.
    private static String list(Octets value) {
        ByteArrayOutputStream list = new ByteArrayOutputStream();
        int at = 0;
        while (at < value.length()) {
            int end = at + 1 + value.at(at);
            if (at > 0) {
                list.write(',');
            }
            for (at++; at < end; at++) {
                if (value.at(at) == ',' || value.at(at) == '\\') {
                    list.write('\\');
                }
                list.write(value.at(at));
            }
        }
        return Octets.ofOwned(list.toByteArray()).toString();
    }

    private static String addresses(Octets value, int size) {
        StringJoiner addresses = new StringJoiner(",");
        for (int at = 0; at < value.length(); at += size) {
            byte[] one = Arrays.copyOfRange(value.owned(), at, at + size);
            addresses.add(Addresses.print(size == 4 ? Addresses.ipv4(one) : Addresses.ipv6(one)));
        }
        return addresses.toString();
    }

    /** The parameter of a key and the string behind it, which is empty where there is none. */
    static Param parse(String name, Octets string) throws Malformed {
        int key = key(name);
        try {
            return new Param(key, value(key, string));
        } catch (IllegalArgumentException e) {
            throw new Malformed("no service parameter", name);
        }
    }

    private static int key(String name) throws Malformed {
        int known = KEYS.indexOf(name);
        long number = name.startsWith("key") ? Presentation.number(name.substring(3), 65534) : known;
        if (number < 0) {
            throw new Malformed("no key of a service parameter", name);
        }
        return (int) number;
    }

    private static Octets value(int key, Octets string) throws Malformed {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        switch (key) {
            case SvcParams.MANDATORY -> {
                List<Integer> keys = new ArrayList<>();
                for (String name : words(string)) {
                    keys.add(key(name));
                }
                keys.stream().sorted().forEach(one -> u16(one, out));
            }
            case SvcParams.ALPN -> names(string, out);
            case SvcParams.PORT -> u16((int) Presentation.number(string.utf8(), 0xffff), out);
            case SvcParams.IPV4HINT -> {
                for (String one : words(string)) {
                    out.writeBytes(Addresses.parseIpv4(one));
                }
            }
            case SvcParams.IPV6HINT -> {
                for (String one : words(string)) {
                    out.writeBytes(Addresses.parseIpv6(one));
                }
            }
            case SvcParams.ECH -> out.writeBytes(Octets.ofBase64(string.utf8()).owned());
            default -> out.writeBytes(string.owned());
        }
        return Octets.ofOwned(out.toByteArray());
    }

    private static void u16(int value, ByteArrayOutputStream out) {
        if (value < 0) {
            throw new IllegalArgumentException("no port");
        }
        out.write(value >> 8);
        out.write(value);
    }

    private static List<String> words(Octets string) {
        return List.of(string.utf8().split(",", -1));
    }

    private static void names(Octets list, ByteArrayOutputStream out) {
        ByteArrayOutputStream name = new ByteArrayOutputStream();
        for (int at = 0; at <= list.length(); at++) {
            if (at == list.length() || list.at(at) == ',') {
                if (name.size() == 0 || name.size() > 255) {
                    throw new IllegalArgumentException("no name of a protocol");
                }
                out.write(name.size());
                out.writeBytes(name.toByteArray());
                name.reset();
            } else {
                at += list.at(at) == '\\' && at + 1 < list.length() ? 1 : 0;
                name.write(list.at(at));
            }
        }
    }
}
