package protocols.mail;

import java.util.Locale;
import protocols.Text;

/** The grammar of field names and message ids (RFC 5322 sections 3.6.4 and 3.6.8). */
final class OwnFields {

    private static final int NAME = 76;

    private OwnFields() {}

    /** A field name that a caller may write: the others are written by the draft, which keeps them whole. */
    static String free(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean own =
                switch (lower) {
                    case "from", "to", "cc", "bcc", "reply-to", "subject", "date", "message-id" -> true;
                    case "in-reply-to", "references", "mime-version" -> true;
                    default -> lower.startsWith("content-");
                };
        if (own) {
            throw new IllegalArgumentException("the draft writes this field itself: " + Text.printable(name));
        }
        boolean legal = !name.isEmpty() && name.length() <= NAME && name.indexOf(':') < 0 && name.indexOf(' ') < 0;
        if (!legal || !Lines.isPrintable(name)) {
            throw new IllegalArgumentException("not a field name: " + Text.printable(name));
        }
        return name;
    }

    static String messageId(String id) {
        if (!isMessageId(id)) {
            throw new IllegalArgumentException("not a message id in angle brackets: " + Text.printable(id));
        }
        return id;
    }

    /** Something with an at sign in angle brackets, no white space, short enough for a line. */
    static boolean isMessageId(String id) {
        return id.length() >= 5
                && id.length() <= Body.LINE / 2
                && id.startsWith("<")
                && id.indexOf('>') == id.length() - 1
                && id.indexOf('<', 1) < 0
                && id.indexOf('@') > 1
                && id.indexOf('@') < id.length() - 2
                && id.indexOf(' ') < 0
                && Lines.isPrintable(id);
    }
}
