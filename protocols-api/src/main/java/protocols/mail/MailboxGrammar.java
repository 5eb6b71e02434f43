package protocols.mail;

import java.nio.charset.StandardCharsets;
import protocols.Text;
import protocols.net.Host;

/**
 * {@code Mailbox} of RFC 5321 section 4.1.2, with the letters of RFC 6531 section 3.3.
 *
 * @param local the local part, quotes and quoted pairs resolved
 * @param domain A-labels, or an address literal in brackets
 */
record MailboxGrammar(String local, String domain) {

    private static final int LOCAL_OCTETS = 64;
    private static final int PATH_OCTETS = 254;

    static MailboxGrammar parse(String text) {
        int at = text.startsWith("\"") ? endOfQuoted(text) : endOfDotString(text);
        if (at == 0 || at >= text.length() || text.charAt(at) != '@') {
            throw refused(text, at == text.length() ? "no at sign" : "local part");
        }
        String local = text.startsWith("\"") ? unquote(text.substring(1, at - 1)) : text.substring(0, at);
        String domain = domain(text, text.substring(at + 1));
        int octets = local.getBytes(StandardCharsets.UTF_8).length;
        if (octets > LOCAL_OCTETS || octets + 1 + domain.length() > PATH_OCTETS) {
            throw refused(text, "too long");
        }
        return new MailboxGrammar(local, domain);
    }

    /** The local part as it goes on the wire: quoted unless it is a Dot-string. */
    static String render(String local) {
        if (!local.isEmpty() && isDotString(local)) {
            return local;
        }
        StringBuilder quoted = new StringBuilder(local.length() + 2).append('"');
        for (int i = 0; i < local.length(); i++) {
            char c = local.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\');
            }
            quoted.append(c);
        }
        return quoted.append('"').toString();
    }

    /** Whether it needs no quotes. */
    static boolean isDotString(String local) {
        return endOfDotString(local) == local.length() && !local.endsWith(".");
    }

    private static int endOfDotString(String text) {
        int i = 0;
        while (i < text.length() && (isAtext(text, i) || (text.charAt(i) == '.' && i > 0 && isAtext(text, i - 1)))) {
            i++;
        }
        return i > 0 && text.charAt(i - 1) == '.' ? i - 1 : i;
    }

    private static boolean isAtext(String text, int i) {
        char c = text.charAt(i);
        return c < 0x80
                ? (c >= '0' && c <= '9')
                        || (c >= 'A' && c <= 'Z')
                        || (c >= 'a' && c <= 'z')
                        || "!#$%&'*+-/=?^_`{|}~".indexOf(c) >= 0
                : isLetterOfUtf8(text, i);
    }

    /** RFC 6531 allows any UTF-8; characters that are invisible or no characters at all only serve to deceive. */
    private static boolean isLetterOfUtf8(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
        }
        return !Text.isControl(c) && !Character.isSpaceChar(c);
    }

    private static int endOfQuoted(String text) {
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                return i + 1;
            }
            boolean escape = c == '\\' && i + 1 < text.length();
            char what = escape ? text.charAt(++i) : c;
            if (what < 0x20 || what == 0x7f || (what >= 0x80 && (escape || !isLetterOfUtf8(text, i)))) {
                throw refused(text, "character not allowed");
            }
        }
        throw refused(text, "quote not closed");
    }

    private static String unquote(String quoted) {
        StringBuilder out = new StringBuilder(quoted.length());
        for (int i = 0; i < quoted.length(); i++) {
            char c = quoted.charAt(i);
            out.append(c == '\\' ? quoted.charAt(++i) : c);
        }
        return out.toString();
    }

    private static String domain(String whole, String text) {
        if (text.startsWith("[")) {
            if (!AddressLiteral.isLiteral(text)) {
                throw refused(whole, "not an IPv4 or IPv6 address literal");
            }
            return text;
        }
        // What is ASCII stays as it was written: a name is the same in small letters.
        String ascii = Lines.isAscii(text) ? text : host(whole, text).text();
        if (host(whole, ascii).isLiteral()) {
            throw refused(whole, "an address as a domain stands in brackets");
        }
        int label = 0;
        for (int i = 0; i <= ascii.length(); i++) {
            if (i == ascii.length() || ascii.charAt(i) == '.') {
                checkLabel(whole, ascii, label, i);
                label = i + 1;
            }
        }
        return ascii;
    }

    private static Host host(String whole, String text) {
        try {
            return Host.parse(text);
        } catch (IllegalArgumentException e) {
            throw refused(whole, "in the domain: " + e.getMessage());
        }
    }

    /** Of what a host may be, {@code sub-domain} has neither underscores, nor hyphens at its edges, nor the last dot. */
    private static void checkLabel(String whole, String ascii, int from, int to) {
        boolean edges = from < to && ascii.charAt(from) != '-' && ascii.charAt(to - 1) != '-';
        if (!edges || ascii.indexOf('_', from) >= 0) {
            throw refused(whole, "not a domain name");
        }
    }

    private static IllegalArgumentException refused(String text, String why) {
        return new IllegalArgumentException("not a mailbox, " + why + ": " + Text.printable(text));
    }
}
