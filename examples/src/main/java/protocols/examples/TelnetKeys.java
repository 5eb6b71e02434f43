package protocols.examples;

import java.io.IOException;
import protocols.Secret;
import protocols.WireException;
import protocols.telnet.TelnetCommand;
import protocols.telnet.Terminal;

/**
 * What is typed: to the peer, key by key or in lines, as the discipline of the moment has it; and the escape character,
 * which asks for a command of ours.
 */
final class TelnetKeys {

    private static final int MOST_AT_ONCE = 4096;

    private static final int CTRL_C = 3;
    private static final int CTRL_D = 4;
    private static final int BACKSPACE = 8;
    private static final int CTRL_U = 21;
    private static final int CTRL_W = 23;
    private static final int CTRL_Z = 26;
    private static final int CTRL_BACKSLASH = 28;
    private static final int ESCAPE = 29;
    private static final int DELETE = 127;

    private final Terminal terminal;
    private final TelnetDiscipline discipline;
    private final TelnetScreen screen;
    private final TelnetLine line;
    private final Keyboard keyboard;
    private final StringBuilder keys = new StringBuilder();

    TelnetKeys(Terminal terminal, TelnetDiscipline discipline, TelnetScreen screen, Keyboard keyboard) {
        this.terminal = terminal;
        this.discipline = discipline;
        this.screen = screen;
        this.line = screen.line();
        this.keyboard = keyboard;
    }

    /**
     * Reads until the input ends, or a command ends the session.
     *
     * @param command reads a command and does it
     */
    void type(TelnetScreen.Command command) throws IOException {
        byte[] typed = new byte[MOST_AT_ONCE];
        while (true) {
            int count = read(typed);
            if (count == 0) {
                return;
            }
            int at = 0;
            while (at < count && typed[at] != ESCAPE) {
                key(typed[at++] & 0xff);
            }
            sendKeys();
            if (at < count) {
                byte[] rest = new byte[count - at - 1];
                System.arraycopy(typed, at + 1, rest, 0, rest.length);
                keyboard.unread(rest);
                if (!command.run()) {
                    return;
                }
            }
        }
    }

    /** As many bytes as are there, waiting for the first; 0 at the end. */
    private int read(byte[] into) throws IOException {
        int count = 0;
        do {
            int next = keyboard.read();
            if (next < 0) {
                return count;
            }
            into[count++] = (byte) next;
        } while (count < into.length && keyboard.available() > 0);
        return count;
    }

    private void key(int octet) throws WireException {
        if (discipline.isByCharacter()) {
            if (!line.isEmpty()) {
                keys.append(screen.takeLine());
            }
            keys.append((char) octet);
            return;
        }
        sendKeys();
        switch (octet) {
            case '\r', '\n' -> endLine();
            case BACKSPACE, DELETE -> screen.edit(line::eraseCharacter);
            case CTRL_U -> screen.edit(line::clear);
            case CTRL_W -> screen.edit(line::eraseWord);
            case CTRL_C -> signal(octet, TelnetCommand.IP);
            case CTRL_BACKSLASH -> signal(octet, TelnetCommand.BRK);
            case CTRL_Z -> signal(octet, TelnetCommand.SUSP);
            case CTRL_D -> endInput();
            case 0 -> {}
            default -> screen.edit(() -> line.append(octet));
        }
    }

    /** What was typed key by key goes at once, all that was there in one piece. */
    private void sendKeys() throws WireException {
        if (!keys.isEmpty()) {
            String all = keys.toString();
            keys.setLength(0);
            screen.echo(all.replace("\r", "\r\n"));
            terminal.send(all);
        }
    }

    private void endLine() throws WireException {
        boolean secret = discipline.sendsSecret(screen.prompt());
        String text = screen.takeLine();
        if (discipline.echoes()) {
            screen.endLine();
        }
        if (!secret || text.isEmpty()) {
            terminal.sendLine(text);
            return;
        }
        try {
            terminal.sendLine(Secret.of(text));
        } catch (WireException.Insecure e) {
            screen.remark(String.valueOf(e.getMessage()));
        }
    }

    /** The keys of signals: TELNET has commands for them, and other peers get the key itself. The line is given up. */
    private void signal(int octet, TelnetCommand command) throws WireException {
        screen.alone(() -> {
            screen.edit(() -> line.append(octet));
            screen.takeLine();
            screen.newLine();
        });
        if (discipline.isTelnet()) {
            terminal.command(command);
        } else {
            terminal.send(String.valueOf((char) octet));
        }
    }

    /** Ctrl-D sends a line that has no end; where there is none it is the end of the input itself. */
    private void endInput() throws WireException {
        terminal.send(line.isEmpty() ? String.valueOf((char) CTRL_D) : screen.takeLine());
    }
}
