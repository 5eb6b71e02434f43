package protocols.mail;

import java.util.Optional;
import protocols.net.Host;

/** Address literals of RFC 5321 section 4.1.3: {@code [192.0.2.1]} and {@code [IPv6:2001:db8::1]}. */
final class AddressLiteral {

    private static final String TAG = "IPv6:";

    private AddressLiteral() {}

    static boolean isLiteral(String text) {
        if (!text.startsWith("[") || text.indexOf(']') != text.length() - 1) {
            return false;
        }
        String inner = text.substring(1, text.length() - 1);
        boolean six = inner.regionMatches(true, 0, TAG, 0, TAG.length());
        Optional<Host> host = Host.literal(six ? inner.substring(TAG.length()) : inner);
        return host.isPresent() && host.get().zone().isEmpty() && host.get().octets().length == (six ? 16 : 4);
    }
}
