package protocols.internal.telnet;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** What we tell a server about the terminal: the payloads of NAWS and TTYPE, not yet escaped. */
final class TerminalAnswers {

    /** TTYPE: "what is your type?" (RFC 1091). */
    static final int SEND = 1;

    private static final int IS = 0;

    private static final int LARGEST = 0xffff;

    private final List<String> types;
    private int width;
    private int height;
    private int turn;

    TerminalAnswers(List<String> types, int width, int height) {
        this.types = types;
        this.width = width;
        this.height = height;
    }

    void resize(int newWidth, int newHeight) {
        requireSize(newWidth);
        requireSize(newHeight);
        width = newWidth;
        height = newHeight;
    }

    private static void requireSize(int size) {
        if (size < 0 || size > LARGEST) {
            throw new IllegalArgumentException("the size of a window is 0 to 65535, not " + size);
        }
    }

    /** IS and the next type. The last one comes twice, which tells the server that the list is at its end (RFC 1091). */
    byte[] nextType() {
        int last = types.size() - 1;
        byte[] name = types.get(Math.min(turn, last)).getBytes(StandardCharsets.US_ASCII);
        turn = turn > last ? 0 : turn + 1;
        byte[] payload = new byte[name.length + 1];
        payload[0] = IS;
        System.arraycopy(name, 0, payload, 1, name.length);
        return payload;
    }

    /** Begins the list of types again. */
    void restart() {
        turn = 0;
    }

    /** Width and height, 16 bits each, the high octet first (RFC 1073). */
    byte[] size() {
        return new byte[] {(byte) (width >> 8), (byte) width, (byte) (height >> 8), (byte) height};
    }
}
