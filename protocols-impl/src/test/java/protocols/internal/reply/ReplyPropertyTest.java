package protocols.internal.reply;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import protocols.Limits;
import protocols.Protocol;
import protocols.Reply;
import protocols.internal.wire.Link;
import protocols.internal.wire.SaidWire;

/** Replies of one line or many, as RFC 5321 section 4.2, RFC 959 section 4.2 and RFC 1939 section 3 let a server write them. */
class ReplyPropertyTest {

    @Property
    void smtpRepliesFollowEachOther(@ForAll("replies") List<Reply> replies, @ForAll("pieces") int piece)
            throws IOException {
        StringBuilder said = new StringBuilder();
        replies.forEach(reply -> said.append(coded(reply)));
        Grammar grammar = CodeReplies.smtp(link(Protocol.SMTP, said, piece));

        for (Reply reply : replies) {
            assertThat(grammar.read()).as(said.toString()).isEqualTo(reply);
        }
        assertThat(grammar.stray()).isEmpty();
    }

    /** Every line with its code; without a text the blank may be missing. */
    private static String coded(Reply reply) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < reply.lines().size(); i++) {
            boolean last = i + 1 == reply.lines().size();
            String text = reply.lines().get(i);
            out.append(reply.status())
                    .append(!last ? "-" : text.isEmpty() ? "" : " ")
                    .append(text)
                    .append("\r\n");
        }
        return out.toString();
    }

    @Property
    void ftpRepliesFollowEachOther(
            @ForAll("replies") List<Reply> replies, @ForAll("pieces") int piece, @ForAll("randoms") Random random)
            throws IOException {
        StringBuilder said = new StringBuilder();
        replies.forEach(reply -> said.append(free(reply, random)));
        Grammar grammar = CodeReplies.ftp(
                link(Protocol.FTP, said, piece), (bytes, from, to) -> new String(bytes, from, to - from, UTF_8));

        for (Reply reply : replies) {
            assertThat(grammar.read()).as(said.toString()).isEqualTo(reply);
        }
        assertThat(grammar.stray()).isEmpty();
    }

    /** What stands between the first line and the last has its code, or none where it does not begin like one. */
    private static String free(Reply reply, Random random) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < reply.lines().size(); i++) {
            boolean last = i + 1 == reply.lines().size();
            String text = reply.lines().get(i);
            boolean bare = i > 0 && !last && !text.startsWith(reply.status()) && random.nextBoolean();
            out.append(bare ? "" : reply.status() + (last ? " " : "-")).append(text);
            out.append(random.nextInt(3) == 0 ? "\n" : "\r\n");
        }
        return out.toString();
    }

    @Property
    void pop3RepliesFollowEachOther(
            @ForAll("statuses") List<Reply> replies, @ForAll("pieces") int piece, @ForAll("randoms") Random random)
            throws IOException {
        StringBuilder said = new StringBuilder();
        for (Reply reply : replies) {
            boolean alone = reply.text().isEmpty() && random.nextBoolean();
            said.append(reply.status())
                    .append(alone ? "" : " ")
                    .append(reply.text())
                    .append("\r\n");
        }
        Grammar grammar = new StatusReplies(link(Protocol.POP3, said, piece));

        for (Reply reply : replies) {
            assertThat(grammar.read()).as(said.toString()).isEqualTo(reply);
        }
        assertThat(grammar.stray()).isEmpty();
    }

    private static Link link(Protocol protocol, StringBuilder said, int piece) {
        return SaidWire.link(protocol, Limits.DEFAULT, said.toString().getBytes(UTF_8), piece);
    }

    @Provide
    Arbitrary<Random> randoms() {
        return Arbitraries.randoms();
    }

    @Provide
    Arbitrary<Integer> pieces() {
        return Arbitraries.of(1, 2, 7, Integer.MAX_VALUE);
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("ab01 -25+.<>\t\u00e9\u4e2d").ofMaxLength(20);
    }

    @Provide
    Arbitrary<List<Reply>> replies() {
        Arbitrary<String> code = Arbitraries.integers()
                .between(100, 659)
                .filter(c -> c / 10 % 10 < 6)
                .map(String::valueOf);
        Arbitrary<String> near = Arbitraries.of("220", "221", "250", "25", "226");
        Arbitrary<String> text =
                Arbitraries.oneOf(texts(), Combinators.combine(near, texts()).as(String::concat));
        return Combinators.combine(code, text.list().ofMinSize(1).ofMaxSize(5))
                .as(Reply::new)
                .list()
                .ofMaxSize(4);
    }

    @Provide
    Arbitrary<List<Reply>> statuses() {
        return Combinators.combine(Arbitraries.of("+OK", "-ERR", "+"), texts())
                .as(Reply::of)
                .list()
                .ofMaxSize(4);
    }
}
