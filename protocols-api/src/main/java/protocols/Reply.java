package protocols;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * What a peer answered to one command, in any of the protocols that answer with a status.
 *
 * @param status the status as it was sent: {@code 550}, {@code -ERR}, {@code NO}
 * @param lines the text of each line after the status, at least one, as it was sent (not escaped)
 */
public record Reply(String status, List<String> lines) implements Serializable {

    public Reply {
        lines = List.copyOf(lines);
    }

    /** A reply of one line. */
    public static Reply of(String status, String text) {
        return new Reply(status, List.of(text));
    }

    /** The three-digit code of FTP, SMTP and HTTP; 0 where the protocol has words instead. */
    public int code() {
        return status.length() == 3 && status.charAt(0) >= '0' && status.charAt(0) <= '9'
                ? Integer.parseInt(status)
                : 0;
    }

    /** The text of all lines, joined by a line feed. */
    public String text() {
        return String.join("\n", lines);
    }

    /**
     * Whether the peer says that the same request may work later: a code 4yz (RFC 5321 section 4.2.1, RFC 959 section
     * 4.2.1), a POP3 response code {@code [SYS/TEMP]}, {@code [IN-USE]} or {@code [LOGIN-DELAY]} (RFC 2449, RFC 3206),
     * an IMAP response code {@code [UNAVAILABLE]}, {@code [INUSE]} or {@code [SERVERBUG]} (RFC 5530).
     */
    public boolean isTransient() {
        if (code() != 0) {
            return code() / 100 == 4;
        }
        String word = responseCode();
        return switch (word) {
            case "SYS/TEMP", "IN-USE", "LOGIN-DELAY", "UNAVAILABLE", "INUSE", "SERVERBUG" -> true;
            default -> false;
        };
    }

    /**
     * The enhanced status at the start of the text (RFC 3463, sent under RFC 2034); empty if there is none, or it is at
     * odds with the code.
     */
    public Optional<EnhancedStatus> enhancedStatus() {
        return EnhancedStatus.of(this);
    }

    /** The word in brackets at the start of a POP3 or IMAP text, in capitals; empty if there is none. */
    public String responseCode() {
        String first = lines.isEmpty() ? "" : lines.get(0);
        if (!first.startsWith("[")) {
            return "";
        }
        int end = 1;
        while (end < first.length() && first.charAt(end) != ']' && first.charAt(end) != ' ') {
            end++;
        }
        return first.substring(1, end).toUpperCase(java.util.Locale.ROOT);
    }

    /** The status and the text, lines joined by {@code " / "}, escaped for terminals. */
    @Override
    public String toString() {
        return Text.escaped(raw());
    }

    String raw() {
        return (status + " " + String.join(" / ", lines)).strip();
    }
}
