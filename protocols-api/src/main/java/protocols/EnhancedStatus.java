package protocols;

import java.util.Optional;

/**
 * The status within the text of a reply, finer than its code and the same in every language (RFC 3463, sent where the
 * server offers ENHANCEDSTATUSCODES, RFC 2034): {@code 5.1.1} is a mailbox that does not exist.
 *
 * @param kind 2 for success, 4 for a failure that may pass, 5 for one that stays
 * @param subject what it is about: 1 the address, 2 the mailbox, 3 the system, 4 the network, 5 the protocol, 6 the
 *     content, 7 policy; 0 to 999
 * @param detail which of the subject's conditions it is; 0 to 999
 */
public record EnhancedStatus(int kind, int subject, int detail) {

    static Optional<EnhancedStatus> of(Reply reply) {
        String text = reply.text();
        int first = text.indexOf('.');
        int second = text.indexOf('.', first + 1);
        if (first != 1 || second < 0) {
            return Optional.empty();
        }
        int end = second + 1;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        boolean ends = end == text.length() || text.charAt(end) == ' ' || text.charAt(end) == '\n';
        int kind = number(text, 0, first);
        int subject = number(text, first + 1, second);
        int detail = number(text, second + 1, end);
        return ends && kind == reply.code() / 100 && subject >= 0 && detail >= 0
                ? Optional.of(new EnhancedStatus(kind, subject, detail))
                : Optional.empty();
    }

    private static int number(String text, int from, int to) {
        if (from == to || to - from > 3) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            if (!isDigit(text.charAt(i))) {
                return -1;
            }
            value = 10 * value + text.charAt(i) - '0';
        }
        return value;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** As it is written: {@code 5.1.1}. */
    @Override
    public String toString() {
        return kind + "." + subject + "." + detail;
    }
}
