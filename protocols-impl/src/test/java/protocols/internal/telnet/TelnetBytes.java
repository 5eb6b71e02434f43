package protocols.internal.telnet;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import protocols.spi.TelnetFriend;
import protocols.spi.TelnetSetup;
import protocols.telnet.Telnet;
import protocols.telnet.TelnetCommand;
import protocols.telnet.TelnetMode;
import protocols.telnet.TelnetOption;
import protocols.telnet.TerminalType;

/** Writes streams of TELNET as words: {@code 'login: ' IAC DO NAWS CR NUL 255}. */
final class TelnetBytes {

    private static final Map<String, Integer> WORDS = Map.ofEntries(
            Map.entry("IAC", 255),
            Map.entry("DONT", 254),
            Map.entry("DO", 253),
            Map.entry("WONT", 252),
            Map.entry("WILL", 251),
            Map.entry("SB", 250),
            Map.entry("GA", 249),
            Map.entry("AYT", 246),
            Map.entry("NOP", 241),
            Map.entry("SE", 240),
            Map.entry("EOR", 239),
            Map.entry("BINARY", 0),
            Map.entry("ECHO", 1),
            Map.entry("SGA", 3),
            Map.entry("TM", 6),
            Map.entry("TTYPE", 24),
            Map.entry("NAWS", 31),
            Map.entry("STATUS", 5),
            Map.entry("NEW-ENVIRON", 39),
            Map.entry("CHARSET", 42),
            Map.entry("CR", 13),
            Map.entry("LF", 10),
            Map.entry("NUL", 0),
            Map.entry("IS", 0),
            Map.entry("SEND", 1));

    private TelnetBytes() {}

    /** What a client with this mode and terminal tells the filter. */
    static TelnetSetup setup(TelnetMode mode, TerminalType terminal) {
        return TelnetFriend.get().setup(Telnet.at("localhost").mode(mode).terminal(terminal));
    }

    static byte[] bytes(String words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int at = 0;
        while (at < words.length()) {
            boolean quoted = words.charAt(at) == '\'';
            int end = words.indexOf(quoted ? '\'' : ' ', at + 1);
            end = end < 0 ? words.length() : end;
            if (quoted) {
                out.writeBytes(words.substring(at + 1, end).getBytes(StandardCharsets.US_ASCII));
                at = end + 2;
            } else {
                String word = words.substring(at, end).strip();
                if (!word.isEmpty()) {
                    out.write(WORDS.containsKey(word) ? WORDS.get(word) : Integer.parseInt(word));
                }
                at = end + 1;
            }
        }
        return out.toByteArray();
    }

    static byte[] drain(TelnetFilter filter) {
        ByteBuffer waiting = filter.drain();
        byte[] bytes = new byte[waiting.remaining()];
        waiting.get(bytes);
        return bytes;
    }

    /** Takes all that a filter found, as data and as a log of everything in order. */
    static final class Recorder implements TelnetReceiver {
        private final ByteArrayOutputStream data = new ByteArrayOutputStream();
        private final StringBuilder log = new StringBuilder();
        private int calls;

        @Override
        public void data(byte[] bytes, int from, int to) {
            data.write(bytes, from, to - from);
            log.append(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
            calls++;
        }

        @Override
        public void optionChanged(Side side, TelnetOption option, boolean enabled) {
            log.append('<').append(side).append(' ').append(option).append(enabled ? " on>" : " off>");
        }

        @Override
        public void command(TelnetCommand command) {
            log.append('<').append(command).append('>');
        }

        @Override
        public void subnegotiation(TelnetOption option, ByteBuffer payload) {
            log.append("<SB ").append(option);
            while (payload.hasRemaining()) {
                log.append(' ').append(payload.get() & 0xff);
            }
            log.append('>');
        }

        @Override
        public void subnegotiationDropped(TelnetOption option) {
            log.append("<dropped ").append(option).append('>');
        }

        byte[] data() {
            return data.toByteArray();
        }

        String log() {
            return log.toString();
        }

        int dataCalls() {
            return calls;
        }
    }
}
