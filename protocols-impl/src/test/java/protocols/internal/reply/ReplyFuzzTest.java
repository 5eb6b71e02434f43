package protocols.internal.reply;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import protocols.Limits;
import protocols.Protocol;
import protocols.Reply;
import protocols.WireException;
import protocols.internal.wire.Link;
import protocols.internal.wire.SaidWire;

/**
 * Whatever a server says where a reply is due: it is a reply of the grammar or a fault with a name, however the bytes are cut
 * on their way, and a reply that is written down as the grammar has it is read as the same one.
 */
class ReplyFuzzTest {

    private static final int LINE = 80;
    private static final int REPLY = 400;
    private static final Limits LIMITS = Limits.DEFAULT.line(LINE).reply(REPLY);

    @FuzzTest(maxDuration = "60s")
    void smtp(byte[] bytes) throws IOException {
        for (Reply reply : sameInPieces(Protocol.SMTP, CodeReplies::smtp, bytes)) {
            assertThat(reply.code()).isBetween(100, 699);
            assertBounded(reply);
            assertThat(reply.lines()).noneMatch(line -> line.contains("\n") || line.contains("\r"));
        }
    }

    @FuzzTest(maxDuration = "60s")
    void ftp(byte[] bytes) throws IOException {
        for (Reply reply : sameInPieces(Protocol.FTP, ReplyFuzzTest::ftp, bytes)) {
            assertThat(reply.code()).isBetween(100, 699);
            assertBounded(reply);
            assertThat(reply.lines()).noneMatch(line -> line.contains("\n"));
            Link again = SaidWire.link(Protocol.FTP, Limits.DEFAULT, written(reply), Integer.MAX_VALUE);
            assertThat(ftp(again).read()).isEqualTo(reply);
        }
    }

    @FuzzTest(maxDuration = "60s")
    void pop3(byte[] bytes) throws IOException {
        for (Reply reply : sameInPieces(Protocol.POP3, StatusReplies::new, bytes)) {
            assertThat(reply.status()).isIn("+OK", "-ERR", "+");
            assertThat(reply.lines()).hasSize(1);
            assertThat(reply.text().length()).isLessThanOrEqualTo(LINE);
            assertThat(reply.text()).doesNotContain("\r", "\n");
        }
    }

    /** One byte a character, so that what was read can be written again. */
    private static Grammar ftp(Link link) {
        return CodeReplies.ftp(link, (bytes, from, to) -> new String(bytes, from, to - from, ISO_8859_1));
    }

    private static void assertBounded(Reply reply) {
        assertThat(reply.lines()).isNotEmpty().allMatch(line -> line.length() <= LINE);
        assertThat(reply.lines().stream().mapToInt(line -> line.length() + 2).sum())
                .isLessThanOrEqualTo(REPLY + LINE);
    }

    /** Every line with its code, as RFC 959 section 4.2 allows and SMTP wants. */
    private static byte[] written(Reply reply) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < reply.lines().size(); i++) {
            boolean last = i + 1 == reply.lines().size();
            out.append(reply.status())
                    .append(last ? ' ' : '-')
                    .append(reply.lines().get(i))
                    .append("\r\n");
        }
        return out.toString().getBytes(ISO_8859_1);
    }

    private static List<Reply> sameInPieces(Protocol protocol, Function<Link, Grammar> grammar, byte[] bytes)
            throws IOException {
        List<Reply> whole = replies(protocol, grammar, bytes, Integer.MAX_VALUE);
        for (int piece : new int[] {1, 3}) {
            assertThat(replies(protocol, grammar, bytes, piece)).isEqualTo(whole);
        }
        return whole;
    }

    private static List<Reply> replies(Protocol protocol, Function<Link, Grammar> of, byte[] bytes, int piece)
            throws IOException {
        Grammar grammar = of.apply(SaidWire.link(protocol, LIMITS, bytes, piece));
        List<Reply> replies = new ArrayList<>();
        while (true) {
            try {
                replies.add(grammar.read());
            } catch (WireException.Malformed | WireException.LimitExceeded | WireException.Hangup end) {
                assertThat(end.getMessage()).isNotBlank();
                return replies;
            }
        }
    }
}
