package protocols.internal.peer;

/** A recorded answer of DNS to a question of this run: with its id, the case of its letters and its cookie. */
final class Echo {

    private static final int HEADER = 12;
    private static final int COOKIE = 10;
    private static final int CLIENT_COOKIE = 8;

    private Echo() {}

    static byte[] of(byte[] answer, byte[] recorded, byte[] asked) {
        byte[] echo = answer.clone();
        boolean same = answer.length > 1 && recorded.length > 1 && answer[0] == recorded[0] && answer[1] == recorded[1];
        if (same) {
            echo[0] = asked[0];
            echo[1] = asked[1];
        }
        int name = nameEnd(asked);
        if (name == nameEnd(echo) && name == nameEnd(recorded)) {
            letters(echo, asked, name);
        }
        int from = cookie(recorded);
        int to = cookie(asked);
        int at = cookie(echo);
        if (from > 0 && to > 0 && at > 0 && equals(recorded, from, echo, at)) {
            System.arraycopy(asked, to, echo, at, CLIENT_COOKIE);
        }
        return echo;
    }

    /** The first name of the question, whose letters a client may have in any case (0x20). */
    private static void letters(byte[] echo, byte[] asked, int end) {
        for (int i = HEADER; i < end; i++) {
            if ((echo[i] | 0x20) == (asked[i] | 0x20) && Character.isLetter(asked[i])) {
                echo[i] = asked[i];
            }
        }
    }

    /** Behind the name in the question; -1 if there is none. */
    private static int nameEnd(byte[] message) {
        int at = HEADER;
        while (at < message.length && message[at] > 0) {
            at += 1 + message[at];
        }
        return at < message.length && message[at] == 0 ? at + 1 : -1;
    }

    /** Where the client's cookie stands (RFC 7873 section 4): an option of a length of 8 to 40; -1 if nowhere. */
    private static int cookie(byte[] message) {
        int from = nameEnd(message);
        for (int i = Math.max(HEADER, from); i + 4 + CLIENT_COOKIE <= message.length; i++) {
            int length = message[i + 3] & 0xff;
            boolean option = message[i] == 0 && message[i + 1] == COOKIE && message[i + 2] == 0;
            boolean sized = length == CLIENT_COOKIE || (length >= 16 && length <= 40);
            if (option && sized && i + 4 + length <= message.length) {
                return i + 4;
            }
        }
        return -1;
    }

    private static boolean equals(byte[] one, int i, byte[] other, int k) {
        for (int n = 0; n < CLIENT_COOKIE; n++) {
            if (one[i + n] != other[k + n]) {
                return false;
            }
        }
        return true;
    }
}
