package protocols.internal.line;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import protocols.Limits;
import protocols.Protocol;
import protocols.internal.wire.Link;
import protocols.internal.wire.Opening;
import protocols.internal.wire.Recorder;
import protocols.internal.wire.SaidWire;
import protocols.net.Endpoint;
import protocols.spi.Settings;

/** Bodies of any lines, which end with a line of one dot (RFC 5321 section 4.5.2, RFC 1939 section 3). */
class DotPropertyTest {

    @Property
    void aBodyIsReadAndWhatFollowsItIsLeft(@ForAll("lines") List<String> lines, @ForAll("pieces") int piece)
            throws IOException {
        StringBuilder said = new StringBuilder();
        StringBuilder whole = new StringBuilder();
        for (String line : lines) {
            said.append(line.startsWith(".") ? "." : "").append(line).append("\r\n");
            whole.append(line).append("\r\n");
        }
        Link link = SaidWire.link(
                Protocol.POP3,
                Limits.DEFAULT,
                said.append(".\r\n+OK next\r\n").toString().getBytes(ISO_8859_1),
                piece);

        assertThat(new String(new DotBody(link, "RETR").readAllBytes(), ISO_8859_1))
                .isEqualTo(whole.toString());
        assertThat(new LineReader(link, Set.of()).read(100)).hasToString("+OK next");
    }

    @Property
    void aBodyThatIsSentIsReadAtTheOtherEnd(@ForAll("lines") List<String> lines, @ForAll("pieces") int piece)
            throws IOException {
        // However its lines end, they end with CR LF on the way.
        String given = String.join(piece == 1 ? "\n" : piece == 2 ? "\r" : "\r\n", lines);
        String sent = String.join("\r\n", lines);
        String canonical = sent.isEmpty() || sent.endsWith("\r\n") ? sent : sent + "\r\n";
        SaidWire wire = new SaidWire(new byte[0], 1);
        Settings settings = Settings.of(Protocol.SMTP, "localhost");
        Link link = Opening.over(
                wire, settings, new Recorder(settings), new Endpoint("localhost", 25, Protocol.Transport.TCP));
        DotOutput out = new DotOutput(link);
        byte[] bytes = given.getBytes(ISO_8859_1);
        for (int at = 0; at < bytes.length; at += Math.min(piece, bytes.length - at)) {
            out.write(bytes, at, Math.min(piece, bytes.length - at));
        }
        out.finish();
        link.out().flush();

        Link peer = SaidWire.link(Protocol.SMTP, Limits.DEFAULT, wire.heard(), piece);
        assertThat(new String(new DotBody(peer, "DATA").readAllBytes(), ISO_8859_1))
                .isEqualTo(canonical);
        assertThat(peer.in().available()).isZero();
    }

    @Provide
    Arbitrary<List<String>> lines() {
        Arbitrary<String> dots = Arbitraries.strings().withChars("..ab \0").ofMaxLength(5);
        Arbitrary<String> any =
                Arbitraries.strings().withCharRange('\0', '\u00ff').ofMaxLength(20);
        return Arbitraries.oneOf(dots, any)
                .map(line -> line.replace("\r", "").replace("\n", ""))
                .list()
                .ofMaxSize(6);
    }

    @Provide
    Arbitrary<Integer> pieces() {
        return Arbitraries.of(1, 2, 3, Integer.MAX_VALUE);
    }
}
