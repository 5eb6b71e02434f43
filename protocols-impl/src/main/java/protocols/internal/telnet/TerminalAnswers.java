package protocols.internal.telnet;

import java.nio.charset.StandardCharsets;
import protocols.telnet.Terminal;

/** What we tell a server about the terminal: the payloads of NAWS and TTYPE, not yet escaped. */
final class TerminalAnswers {

    /** TTYPE: "what is your type?" (RFC 1091). */
    static final int SEND = 1;

    private static final int IS = 0;

    private Terminal terminal;
    private int turn;

    TerminalAnswers(Terminal terminal) {
        this.terminal = terminal;
    }

    void resize(int width, int height) {
        terminal = terminal.size(width, height);
    }

    /** IS and the next type. The last one comes twice, which tells the server that the list is at its end (RFC 1091). */
    byte[] nextType() {
        int last = terminal.types().size() - 1;
        byte[] name = terminal.types().get(Math.min(turn, last)).getBytes(StandardCharsets.US_ASCII);
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
        return new byte[] {
            (byte) (terminal.width() >> 8), (byte) terminal.width(),
            (byte) (terminal.height() >> 8), (byte) terminal.height()
        };
    }
}
