package protocols.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.WireException;
import protocols.dns.DnsFlag;
import protocols.dns.DnsRecord;
import protocols.dns.EdnsOption.Cookie;
import protocols.dns.Message;
import protocols.dns.MessageBuilder;
import protocols.dns.Octets;
import protocols.dns.Rcode;
import protocols.peers.ScriptedDatagrams;
import protocols.peers.ScriptedDatagrams.Datagram;

/** Every option of the program, against a scripted server. */
@Timeout(60)
class DnsByHandTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private static Message read(byte[] query) {
        try {
            return Message.decode(query);
        } catch (WireException.Malformed e) {
            throw new AssertionError(e);
        }
    }

    private static MessageBuilder answer(Message query) {
        return query.reply().answer(DnsRecord.parse("example.org. 60 IN A 192.0.2.1"));
    }

    private static ScriptedDatagrams server(UnaryOperator<Message> answers) throws Exception {
        return ScriptedDatagrams.answering(query -> List.of(
                Datagram.of(answer(read(query)).id(0xffff ^ read(query).id()).encode()),
                Datagram.of(answers.apply(read(query)).toBytes())));
    }

    private int run(ScriptedDatagrams server, String... words) {
        String[] line = new String[words.length + 1];
        line[0] = "127.0.0.1:" + server.port();
        System.arraycopy(words, 0, line, 1, words.length);
        return DnsByHand.run(
                new Program(
                        InputStream.nullInputStream(),
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(err, true, UTF_8)),
                line);
    }

    @Test
    void theMessageIsPrintedAsItCame() throws Exception {
        try (ScriptedDatagrams server = server(query -> answer(query).build())) {
            assertThat(run(server, "example.org")).isZero();
            Message query = read(server.received().get(0));
            assertThat(query.has(DnsFlag.RD)).isTrue();
            assertThat(query.edns().orElseThrow().option(Cookie.class)).isPresent();
        }
        assertThat(out.toString(UTF_8)).contains("status: NOERROR", "192.0.2.1").endsWith(" bytes\n");
        assertThat(err.toString(UTF_8)).isEmpty();
    }

    @Test
    void aPlainQuestionIsThatOfTheFirstStandard() throws Exception {
        try (ScriptedDatagrams server = server(query -> answer(query).build())) {
            assertThat(run(server, "example.org", "MX", "--noedns", "--norecurse"))
                    .isZero();
            Message query = read(server.received().get(0));
            assertThat(query.has(DnsFlag.RD)).isFalse();
            assertThat(query.edns()).isEmpty();
        }
    }

    @Test
    void anAnswerWithAnotherCookieIsNotTaken() throws Exception {
        Octets mine = Octets.of("8 bytes!");
        try (ScriptedDatagrams server =
                server(query -> answer(query).option(new Cookie(mine, mine)).build())) {
            assertThat(run(server, "example.org")).isEqualTo(1);
        }
        assertThat(err.toString(UTF_8)).contains("no answer within");
    }

    @Test
    void anErrorIsStatusOne() throws Exception {
        try (ScriptedDatagrams server =
                server(query -> query.reply().rcode(Rcode.REFUSED).build())) {
            assertThat(run(server, "example.org", "A")).isEqualTo(1);
        }
        assertThat(err.toString(UTF_8)).isEqualTo("REFUSED\n");
    }

    @Test
    void aNameIsNeeded() throws Exception {
        try (ScriptedDatagrams server = server(query -> query)) {
            assertThat(run(server)).isEqualTo(2);
        }
    }
}
