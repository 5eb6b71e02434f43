package protocols.internal.peer;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** What was said and heard on a connection so far, as long as it is little: another scene may begin alike. */
final class Memory {

    private static final int MOST = 1 << 18;

    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private boolean whole = true;

    void hear(boolean main, byte[] bytes, int from, int count) {
        if (mayKeep(main, count)) {
            heard.write(bytes, from, count);
        }
    }

    void say(boolean main, byte[] bytes) {
        if (mayKeep(main, bytes.length)) {
            said.write(bytes, 0, bytes.length);
        }
    }

    private boolean mayKeep(boolean main, int count) {
        whole &= main && heard.size() + said.size() + count <= MOST;
        return whole;
    }

    /** Whether nothing is missing, and no other channel was used. */
    boolean isWhole() {
        return whole;
    }

    byte[] heard() {
        return heard.toByteArray();
    }

    /** How much was said. */
    int spoken() {
        return said.size();
    }

    /** Whether what was said begins with what was said there. */
    boolean begins(Memory other) {
        byte[] mine = said.toByteArray();
        byte[] theirs = other.said.toByteArray();
        return mine.length >= theirs.length && Arrays.equals(mine, 0, theirs.length, theirs, 0, theirs.length);
    }
}
