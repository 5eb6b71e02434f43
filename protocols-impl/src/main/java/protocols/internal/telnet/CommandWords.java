package protocols.internal.telnet;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import protocols.spi.TelnetFriend;
import protocols.telnet.TelnetOption;

/** The words for a command's bytes: {@code WILL ECHO}, {@code SB NAWS 80x24}, {@code AYT}. */
final class CommandWords {

    private CommandWords() {}

    /** A whole command, from its IAC on. */
    static String of(byte[] command, int length) {
        int code = command[1] & 0xff;
        if (code == Codes.SB) {
            return "SB " + subnegotiation(command, length);
        }
        if (code >= Codes.WILL && code <= Codes.DONT) {
            return Verb.of(code) + " " + TelnetOption.of(command[2] & 0xff);
        }
        return TelnetFriend.get().command(code).map(Enum::name).orElse("command " + code);
    }

    private static String subnegotiation(byte[] command, int length) {
        // IAC SB, the option, the payload, IAC SE.
        if (length < 5) {
            return "of nothing";
        }
        TelnetOption option = TelnetOption.of(command[2] & 0xff);
        byte[] payload = unescaped(command, 3, length - 2);
        if (option == TelnetOption.NAWS && payload.length == 4) {
            return option + " " + int16(payload, 0) + "x" + int16(payload, 2);
        }
        if (option == TelnetOption.TTYPE && payload.length > 0) {
            String name = new String(payload, 1, payload.length - 1, StandardCharsets.ISO_8859_1);
            return option + (payload[0] == TerminalAnswers.SEND ? " SEND" : " IS " + name);
        }
        return option + " of " + payload.length + " bytes";
    }

    private static byte[] unescaped(byte[] bytes, int from, int to) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = from; i < to; i++) {
            out.write(bytes[i]);
            if (bytes[i] == (byte) Codes.IAC) {
                i++;
            }
        }
        return out.toByteArray();
    }

    private static int int16(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
    }
}
