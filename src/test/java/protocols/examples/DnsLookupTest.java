package protocols.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import protocols.WireException;
import protocols.dns.DnsFlag;
import protocols.dns.DnsRecord;
import protocols.dns.EdnsOption;
import protocols.dns.Message;
import protocols.dns.MessageBuilder;
import protocols.dns.Name;
import protocols.dns.Question;
import protocols.dns.Rcode;
import protocols.dns.RecordClass;
import protocols.dns.RecordType;
import protocols.peers.ScriptedDatagrams;
import protocols.peers.ScriptedDatagrams.Datagram;

/** Every option of the program, against a scripted server. */
@Timeout(60)
class DnsLookupTest {

    private static final List<DnsRecord> ZONE = List.of(
            DnsRecord.parse("example.org. 3600 IN A 192.0.2.1"),
            DnsRecord.parse("example.org. 3600 IN AAAA 2001:db8::1"),
            DnsRecord.parse("example.org. 300 IN MX 10 mx.example.org."),
            DnsRecord.parse("example.org. 60 IN TXT \"v=spf1 -all\" \"\\027[2J\""),
            DnsRecord.parse("1.2.0.192.in-addr.arpa. 60 IN PTR example.org."),
            DnsRecord.parse("example.org. 60 IN TYPE65280 \\# 2 0102"));

    @TempDir
    Path folder;

    private final ScriptedDatagrams server;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    DnsLookupTest() throws IOException {
        server = ScriptedDatagrams.answering(DnsLookupTest::answer);
    }

    @BeforeEach
    void nothingWasAsked() {
        assertThat(server.received()).isEmpty();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static List<Datagram> answer(byte[] query) {
        Message message;
        try {
            message = Message.decode(query);
        } catch (WireException.Malformed e) {
            throw new AssertionError(e);
        }
        Question question = message.question().orElseThrow();
        List<DnsRecord> here =
                ZONE.stream().filter(one -> one.name().equals(question.name())).toList();
        MessageBuilder reply = message.reply().set(DnsFlag.AA);
        if (here.isEmpty()) {
            reply.rcode(Rcode.NXDOMAIN);
        }
        here.stream().filter(one -> one.type().equals(question.type())).forEach(reply::answer);
        return List.of(Datagram.of(reply.encode()));
    }

    private int run(String... words) {
        List<String> line = new ArrayList<>(List.of("@127.0.0.1:" + server.port()));
        line.addAll(List.of(words));
        return runAs(line.toArray(String[]::new));
    }

    private int runAs(String... words) {
        out.reset();
        err.reset();
        Program program = new Program(
                InputStream.nullInputStream(), new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
        return DnsLookup.run(program, words);
    }

    private String out() {
        return out.toString(UTF_8);
    }

    private String err() {
        return err.toString(UTF_8);
    }

    @Test
    void aNameAsksForItsAddress() {
        assertThat(run("example.org")).isZero();
        assertThat(out()).isEqualTo("example.org.\t\t3600\tIN\tA\t192.0.2.1\n");
        assertThat(err()).isEmpty();
    }

    @Test
    void anAddressAsksForItsName() {
        assertThat(run("192.0.2.1")).isZero();
        assertThat(out()).isEqualTo("1.2.0.192.in-addr.arpa.\t60\tIN\tPTR\texample.org.\n");
        assertThat(run("192.0.2.1", "PTR", "--short")).isZero();
        assertThat(out()).isEqualTo("example.org.\n");
        assertThat(run("2001:db8::1")).isEqualTo(1);
        assertThat(err()).contains("NXDOMAIN: 1.0.0.0.").contains("8.b.d.0.1.0.0.2.ip6.arpa. IN PTR");
    }

    @Test
    void theTypeIsANameOrANumber() {
        for (String type : List.of("MX", "mx", "15", "TYPE15", "type15")) {
            assertThat(run("example.org", type, "--short")).isZero();
            assertThat(out()).as(type).isEqualTo("10 mx.example.org.\n");
        }
        assertThat(run("--short", "example.org", "TYPE65280")).isZero();
        assertThat(out()).isEqualTo("\\# 2 0102\n");
    }

    @Test
    void theServerMayStandAnywhere() {
        assertThat(runAs("example.org", "AAAA", "@127.0.0.1:" + server.port(), "--short"))
                .isZero();
        assertThat(out()).isEqualTo("2001:db8::1\n");
    }

    @Test
    void whatCouldHarmATerminalIsEscaped() {
        assertThat(run("example.org", "TXT", "--short")).isZero();
        assertThat(out()).isEqualTo("\"v=spf1 -all\" \"\\027[2J\"\n");
    }

    @Test
    void noDataIsNoErrorAndNoDomainIs() {
        assertThat(run("example.org", "SRV")).isZero();
        assertThat(out()).isEmpty();
        assertThat(err()).isEqualTo("NODATA: example.org. IN SRV\n");
        assertThat(run("nowhere.example")).isEqualTo(1);
        assertThat(out()).isEmpty();
        assertThat(err().lines().findFirst()).contains("NXDOMAIN: nowhere.example. IN A");
        assertThat(err()).contains("127.0.0.1:" + server.port() + " UDP ");
    }

    @Test
    void aServerThatIsNotThereIsSaidOnOneLine() {
        String at = "@127.0.0.1:" + server.port();
        server.close();
        assertThat(runAs(at, "example.org", "--timeout", "2")).isEqualTo(1);
        assertThat(out()).isEmpty();
        assertThat(err()).isNotEmpty().doesNotContain("\tat ");
    }

    @Test
    void tcpIsUsedWhereItIsAskedFor() {
        assertThat(run("example.org", "--tcp", "--timeout", "5")).isEqualTo(1);
        assertThat(server.received()).as("no datagrams").isEmpty();
        assertThat(err()).isNotEmpty();
    }

    @Test
    void tlsNeedsNoMode() {
        assertThat(run("example.org", "--timeout", "5", "--tls")).isEqualTo(1);
        assertThat(run("--tls", "example.org", "--timeout", "5")).isEqualTo(1);
        assertThat(run("--tls", "implicit", "example.org", "--timeout", "5")).isEqualTo(1);
        assertThat(server.received()).as("nothing goes out in the clear").isEmpty();
    }

    @Test
    void transcriptAndCostsAreThere() throws Exception {
        Path transcript = folder.resolve("transcript.txt");
        assertThat(run("example.org", "--transcript", transcript.toString(), "--stats"))
                .isZero();
        assertThat(Files.readString(transcript, UTF_8)).contains("example.org").contains("\nC: ");
        assertThat(err()).contains("round trip");
    }

    @Test
    void wrongUsageIsSaidAndAsksNobody() {
        assertThat(run()).isEqualTo(2);
        assertThat(err()).contains("a name or an address is missing");
        assertThat(run("a", "MX", "more")).isEqualTo(2);
        assertThat(run("@127.0.0.1", "a")).isEqualTo(2);
        assertThat(run("a", "NOTYPE")).isEqualTo(2);
        assertThat(err()).contains("NOTYPE");
        assertThat(run("a..b")).isEqualTo(2);
        assertThat(run("a", "65536")).isEqualTo(2);
        assertThat(run("a", "--what")).isEqualTo(2);
        assertThat(runAs("@127.0.0.1:99999", "a")).isEqualTo(2);
        assertThat(server.received()).isEmpty();
    }

    @Test
    void theHelpSaysWhatThereIs() {
        assertThat(runAs("--help")).isZero();
        assertThat(out())
                .startsWith("usage: DnsLookup [@SERVER[:PORT]|@https://HOST/PATH] NAME|ADDRESS [TYPE] [CLASS]")
                .contains("+dnssec", "+norecurse", "+nsid", "-x ADDRESS", "--timeout SECONDS");
    }

    private Message asked(String... words) throws Exception {
        int before = server.received().size();
        run(words);
        return Message.decode(server.received().get(before));
    }

    @Test
    void theWordsOfDigSayHowItIsAsked() throws Exception {
        Message usual = asked("example.org", "MX");
        assertThat(usual.has(DnsFlag.RD)).isTrue();
        assertThat(usual.has(DnsFlag.CD)).isFalse();
        assertThat(usual.edns().orElseThrow().dnssecOk()).isFalse();
        Message unusual = asked("+norecurse", "+dnssec", "+cd", "+nsid", "example.org", "MX");
        assertThat(unusual.has(DnsFlag.RD)).isFalse();
        assertThat(unusual.has(DnsFlag.CD)).isTrue();
        assertThat(unusual.edns().orElseThrow().dnssecOk()).isTrue();
        assertThat(unusual.edns().orElseThrow().option(EdnsOption.Nsid.class)).isPresent();
        assertThat(run("+nodnssec", "example.org")).isEqualTo(2);
        assertThat(err()).contains("+nodnssec");
    }

    @Test
    void theClassMayStandBeforeOrBehindTheType() throws Exception {
        for (List<String> words : List.of(List.of("TXT", "CH"), List.of("ch", "txt"), List.of("CLASS3", "TYPE16"))) {
            assertThat(asked("version.bind", words.get(0), words.get(1))
                            .question()
                            .orElseThrow())
                    .isEqualTo(new Question(Name.of("version.bind"), RecordType.TXT, RecordClass.CH));
        }
        assertThat(asked("version.bind", "CH").question().orElseThrow())
                .isEqualTo(new Question(Name.of("version.bind"), RecordType.A, RecordClass.CH));
        assertThat(run("version.bind", "CH", "IN")).isEqualTo(2);
    }

    @Test
    void addressesAskForTheirNamesHoweverTheyAreWritten() throws Exception {
        Question one = Question.of(Name.ofAddress("fe80::1").orElseThrow(), RecordType.PTR);
        for (String text : List.of("fe80::1", "FE80::1%eth0", "[fe80::1]", "[fe80:0::1%1]")) {
            assertThat(asked(text).question().orElseThrow()).isEqualTo(one);
            assertThat(asked("-x", text).question().orElseThrow()).isEqualTo(one);
        }
        assertThat(asked("-x", "192.0.2.1", "CH").question().orElseThrow())
                .isEqualTo(new Question(Name.of("1.2.0.192.in-addr.arpa"), RecordType.PTR, RecordClass.CH));
        int before = server.received().size();
        for (String text : List.of("010.0.0.1", "1.2.3", "1.2.3.4.5", "256.1.1.1")) {
            assertThat(run(text)).as(text).isEqualTo(2);
            assertThat(run("-x", text)).as(text).isEqualTo(2);
        }
        assertThat(server.received()).hasSize(before);
    }
}
