package protocols.internal.telnet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import protocols.internal.telnet.TelnetBytes.Recorder;
import protocols.telnet.TelnetMode;
import protocols.telnet.TerminalType;

/** A stream of data, commands and sub-negotiations (RFC 854, RFC 855), escaped here and not by the filter, cut anywhere. */
class TelnetPropertyTest {

    private static final int IAC = 255;

    /** No option suits. */
    private static final OptionPolicy NOTHING = new OptionPolicy(Set.of(), Set.of(), List.of(), List.of());

    /**
     * What stands in the stream.
     *
     * @param kind 0 data, 1 a command that is no data, 2 a sub-negotiation of an option that nobody knows, 3 an offer of one
     */
    record Piece(int kind, byte[] bytes) {}

    @Property
    void theDataIsWhatItWasWithoutItsEscapes(
            @ForAll("streams") List<Piece> stream, @ForAll("randoms") Random random, @ForAll("sizes") int size)
            throws IOException {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        int answers = 0;
        for (Piece piece : stream) {
            switch (piece.kind) {
                case 0 -> {
                    data.writeBytes(piece.bytes);
                    escape(piece.bytes, true, wire);
                }
                case 1 -> wire.writeBytes(new byte[] {(byte) IAC, (byte) (241 + random.nextInt(9))});
                case 2 -> {
                    wire.writeBytes(new byte[] {(byte) IAC, (byte) 250, (byte) 200});
                    escape(piece.bytes, false, wire);
                    wire.writeBytes(new byte[] {(byte) IAC, (byte) 240});
                }
                default -> {
                    boolean asks = random.nextBoolean();
                    wire.writeBytes(new byte[] {(byte) IAC, (byte) (asks ? 253 : 251), (byte) (100 + answers++ % 50)});
                }
            }
        }
        Recorder recorder = new Recorder();
        TelnetFilter filter =
                new TelnetFilter(TelnetBytes.setup(TelnetMode.PASSIVE, TerminalType.DUMB), NOTHING, recorder);
        byte[] bytes = wire.toByteArray();
        for (int at = 0; at < bytes.length; at += size) {
            filter.receive(bytes, at, Math.min(bytes.length, at + size));
        }

        assertThat(recorder.data()).isEqualTo(data.toByteArray());
        assertThat(filter.isInsideCommand()).isFalse();
        for (Piece piece : stream) {
            if (piece.kind == 2) {
                assertThat(recorder.log()).contains(log(piece.bytes));
            }
        }
        // WONT or DONT, and nothing else.
        assertThat(TelnetBytes.drain(filter)).hasSize(3 * answers);
    }

    private static String log(byte[] payload) {
        StringBuilder out = new StringBuilder();
        for (byte b : payload) {
            out.append(' ').append(b & 0xff);
        }
        return out.append('>').toString();
    }

    /** IAC twice; in data CR NUL for a CR alone (RFC 854). */
    private static void escape(byte[] bytes, boolean text, ByteArrayOutputStream wire) {
        for (int i = 0; i < bytes.length; i++) {
            wire.write(bytes[i]);
            if (bytes[i] == (byte) IAC) {
                wire.write(bytes[i]);
            }
            if (text && bytes[i] == '\r' && (i + 1 == bytes.length || bytes[i + 1] != '\n')) {
                wire.write(0);
            }
        }
    }

    @Provide
    Arbitrary<Random> randoms() {
        return Arbitraries.randoms();
    }

    @Provide
    Arbitrary<Integer> sizes() {
        return Arbitraries.of(1, 2, 3, 1000);
    }

    @Provide
    Arbitrary<List<Piece>> streams() {
        Arbitrary<byte[]> bytes = Arbitraries.strings()
                .withChars("a\r\n\0\u00ff\u00f0\u00fa\u00fd")
                .ofMaxLength(12)
                .map(text -> text.getBytes(ISO_8859_1));
        return Combinators.combine(Arbitraries.of(0, 0, 1, 2, 3), bytes)
                .as(Piece::new)
                .list()
                .ofMaxSize(8)
                .filter(pieces ->
                        pieces.stream().filter(piece -> piece.kind == 3).count() < 50);
    }
}
