package protocols.internal.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static protocols.internal.dns.Datagrams.address;
import static protocols.internal.dns.Datagrams.framed;
import static protocols.internal.dns.Datagrams.query;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import protocols.Attempt;
import protocols.Tls;
import protocols.Transcript;
import protocols.Transcript.Side;
import protocols.WireException;
import protocols.dns.Dns;
import protocols.dns.DnsSession;
import protocols.dns.Message;
import protocols.dns.Name;
import protocols.dns.Outcome;
import protocols.dns.Question;
import protocols.dns.Rcode;
import protocols.dns.RecordType;
import protocols.spi.NameServer;

/** One lookup after the other against recordings, in memory. */
class ResolverSessionTest {

    private static final Dns ONE = Dns.at("192.0.2.53").mixedCase(false).cookies(false);
    private static final Dns TWO = ONE.or("192.0.2.54");

    private final Datagrams dialogue = new Datagrams();

    private static Outcome a(DnsSession session, String name) throws WireException {
        return session.lookup(name, RecordType.A);
    }

    private Outcome lookup(Dns dns) throws WireException {
        return dns.via(dialogue.recording().replay()).lookup("example.org", RecordType.A);
    }

    @Test
    void anAnswerCostsOneRoundTrip() throws Exception {
        dialogue.asks(1, query(7, "example.org"));
        dialogue.answers(1, dialogue.reply().answer(address("example.org", 1)));
        try (DnsSession session = ONE.via(dialogue.recording().replay()).connect()) {
            assertThat(a(session, "example.org").orThrow().addresses()).hasToString("[/192.0.2.1]");
            assertThat(session.stats().roundTrips()).isEqualTo(1);
            assertThat(session.stats().connections()).as("over UDP").isZero();
            assertThat(session.transcript().toString())
                    .contains("# query example.org. IN A", "# answer NOERROR 1 record");
        }
    }

    @Test
    void aTruncatedAnswerIsAskedForOverTcp() throws Exception {
        dialogue.asks(1, query(7, "example.org")).answersTruncated(1);
        dialogue.asksTcp(2, query(8, "example.org"));
        dialogue.answersTcp(2, dialogue.reply().answer(address("example.org", 1)));
        Outcome outcome = lookup(ONE);
        assertThat(outcome).isInstanceOf(Outcome.Answer.class);
        assertThat(outcome.attempts()).extracting(Attempt::result).containsExactly("truncated", "NOERROR");
        assertThat(outcome.attempts()).extracting(Attempt::transport).containsExactly("UDP", "TCP");
    }

    @Test
    void aLostDatagramIsSentAgainAsItWas() throws Exception {
        dialogue.asks(1, query(7, "example.org")).repeats(1);
        dialogue.answers(1, dialogue.reply().answer(address("example.org", 1)));
        Outcome outcome = lookup(ONE);
        assertThat(outcome.attempts()).extracting(Attempt::result).containsExactly("timed out", "NOERROR");
    }

    @Test
    void silenceOfAllServersIsAnOutcome() throws Exception {
        dialogue.connected(1, "192.0.2.53:53 udp").asks(1, query(7, "example.org"));
        dialogue.asks(2, query(8, "example.org"));
        dialogue.says('C', 1, query(7, "example.org").encode())
                .says('C', 2, query(8, "example.org").encode());
        Outcome outcome = lookup(TWO.attempts(2));
        assertThat(outcome).isInstanceOf(Outcome.TimedOut.class);
        assertThat(outcome.attempts())
                .extracting(Attempt::target)
                .containsExactly("192.0.2.53:53", "192.0.2.54:53", "192.0.2.53:53", "192.0.2.54:53");
        assertThatThrownBy(outcome::orThrow).isInstanceOf(WireException.TimedOut.class);
    }

    @Test
    void aServerThatFellSilentIsAskedBehindTheOthersAfterwards() throws Exception {
        dialogue.connected(1, "192.0.2.53:53 udp").asks(1, query(7, "example.org"));
        dialogue.asks(2, query(8, "example.org")).answers(2, dialogue.reply().answer(address("example.org", 1)));
        dialogue.asks(2, query(9, "www.example.org"));
        dialogue.answers(2, dialogue.reply().answer(address("www.example.org", 2)));
        try (DnsSession session = TWO.via(dialogue.recording().replay()).connect()) {
            assertThat(a(session, "example.org").attempts())
                    .extracting(Attempt::target)
                    .containsExactly("192.0.2.53:53", "192.0.2.54:53");
            assertThat(a(session, "www.example.org").attempts())
                    .extracting(Attempt::target)
                    .containsExactly("192.0.2.54:53");
        }
    }

    @Test
    void aServerThatFellSilentIsTriedAgainBesideALookup() throws Exception {
        dialogue.connected(1, "192.0.2.53:53 udp").asks(1, query(1, "h1.example.org"));
        for (int lookup = 1; lookup <= 15; lookup++) {
            String name = "h" + lookup + ".example.org";
            dialogue.asks(2, query(100 + lookup, name))
                    .answers(2, dialogue.reply().answer(address(name, lookup)));
        }
        dialogue.asks(3, query(200, "h16.example.org")).asks(2, query(116, "h16.example.org"));
        dialogue.answers(2, dialogue.reply().answer(address("h16.example.org", 16)));
        dialogue.answers(3, dialogue.reply().answer(address("h16.example.org", 16)));
        dialogue.asks(3, query(201, "h17.example.org"));
        dialogue.answers(3, dialogue.reply().answer(address("h17.example.org", 17)));
        try (DnsSession session = TWO.via(dialogue.recording().replay()).connect()) {
            for (int lookup = 1; lookup <= 15; lookup++) {
                a(session, "h" + lookup + ".example.org").orThrow();
            }
            assertThat(a(session, "h16.example.org").attempts())
                    .extracting(Attempt::target)
                    .containsExactly("192.0.2.54:53");
            assertThat(a(session, "h17.example.org").attempts())
                    .extracting(Attempt::target)
                    .containsExactly("192.0.2.53:53");
        }
    }

    @Test
    void severalQuestionsAreSentBeforeTheFirstIsAnswered() throws Exception {
        Message first = query(7, "example.org").build();
        dialogue.asks(1, query(7, "example.org")).asks(2, query(8, "www.example.org"));
        dialogue.answers(1, first.reply().answer(address("example.org", 1)));
        dialogue.answers(2, dialogue.reply().answer(address("www.example.org", 2)));
        try (DnsSession session = ONE.via(dialogue.recording().replay()).connect()) {
            List<Question> questions = List.of(
                    Question.of(Name.of("example.org"), RecordType.A),
                    Question.of(Name.of("www.example.org"), RecordType.A));
            Map<Question, Outcome> outcomes = session.lookupAll(questions, 2).done();
            assertThat(List.copyOf(outcomes.keySet())).isEqualTo(questions);
            assertThat(outcomes.values()).allMatch(Outcome.Answer.class::isInstance);
            assertThat(session.transcript().entries())
                    .filteredOn(Transcript.Said.class::isInstance)
                    .extracting(entry -> ((Transcript.Said) entry).by())
                    .containsExactly(Side.CLIENT, Side.CLIENT, Side.SERVER, Side.SERVER);
        }
    }

    @Test
    void theTimeoutLimitsTheAttempts() throws Exception {
        dialogue.asks(1, query(7, "example.org"));
        Outcome outcome = lookup(ONE.timeout(Duration.ofSeconds(1)).retry(Duration.ofSeconds(5)));
        assertThat(outcome.attempts()).hasSize(1);
        assertThat(outcome).isInstanceOf(Outcome.TimedOut.class);
    }

    @Test
    void thatANameDoesNotExistIsFinal() throws Exception {
        dialogue.asks(1, query(7, "example.org")).answers(1, Rcode.NXDOMAIN);
        assertThat(lookup(TWO)).isInstanceOf(Outcome.NxDomain.class);
    }

    @Test
    void thatThereAreNoSuchRecordsIsFinal() throws Exception {
        dialogue.asks(1, query(7, "example.org")).answers(1, Rcode.NOERROR);
        assertThat(lookup(TWO)).isInstanceOf(Outcome.NoData.class);
    }

    @Test
    void aServerThatFailsIsFollowedByTheNext() throws Exception {
        for (Rcode failure : Arrays.asList(Rcode.SERVFAIL, Rcode.REFUSED)) {
            Datagrams both = new Datagrams().asks(1, query(7, "example.org")).answers(1, failure);
            both.asks(2, query(8, "example.org"));
            both.answers(2, both.reply().answer(address("example.org", 1)));
            Outcome outcome = TWO.via(both.recording().replay()).lookup("example.org", RecordType.A);
            assertThat(outcome).isInstanceOf(Outcome.Answer.class);
            assertThat(outcome.attempts()).extracting(Attempt::result).containsExactly(failure.toString(), "NOERROR");
        }
    }

    @Test
    void anErrorOfTheLastServerIsAnOutcome() throws Exception {
        dialogue.asks(1, query(7, "example.org")).answers(1, Rcode.SERVFAIL);
        dialogue.asks(2, query(8, "example.org")).answers(2, Rcode.REFUSED);
        assertThat(lookup(TWO)).isInstanceOfSatisfying(Outcome.ServerError.class, error -> assertThat(error.rcode())
                .isEqualTo(Rcode.REFUSED));
    }

    @Test
    void aServerThatDoesNotKnowEdnsIsAskedWithoutItFromThenOn() throws Exception {
        dialogue.asks(1, query(7, "example.org")).answers(1, Rcode.FORMERR);
        dialogue.asks(1, query(8, "example.org").withoutEdns());
        dialogue.answers(1, dialogue.reply().answer(address("example.org", 1)));
        dialogue.asks(1, query(9, "www.example.org").withoutEdns());
        dialogue.answers(1, dialogue.reply().answer(address("www.example.org", 2)));
        try (DnsSession session = ONE.via(dialogue.recording().replay()).connect()) {
            assertThat(a(session, "example.org").attempts())
                    .extracting(Attempt::result)
                    .containsExactly("FORMERR", "NOERROR");
            assertThat(a(session, "www.example.org").attempts()).hasSize(1);
        }
    }

    @Test
    void aRefusalOfEdnsMayLeaveTheQuestionOut() throws Exception {
        byte[] header = {0, 7, (byte) 0x80, 1, 0, 0, 0, 0, 0, 0, 0, 0};
        dialogue.asks(1, query(7, "example.org")).says('S', 1, header);
        dialogue.asks(1, query(8, "example.org").withoutEdns());
        dialogue.answers(1, dialogue.reply().answer(address("example.org", 1)));
        assertThat(lookup(ONE)).isInstanceOf(Outcome.Answer.class);
    }

    @Test
    void anAnswerWithAnotherIdMovesTheQuestionToTcp() throws Exception {
        dialogue.asks(1, query(7, "example.org"));
        dialogue.answers(1, dialogue.reply().id(1234).answer(address("example.org", 66)));
        expectTheTruthOverTcp();
    }

    @Test
    void anAnswerToAnotherQuestionMovesTheQuestionToTcp() throws Exception {
        dialogue.asks(1, query(7, "example.org"));
        dialogue.answers(1, query(7, "www.example.org").build().reply().answer(address("www.example.org", 66)));
        expectTheTruthOverTcp();
    }

    @Test
    void aNegativeAnswerWithoutItsQuestionIsForged() throws Exception {
        byte[] header = {0, 7, (byte) 0x80, 3, 0, 0, 0, 0, 0, 0, 0, 0};
        dialogue.asks(1, query(7, "example.org")).says('S', 1, header);
        expectTheTruthOverTcp();
    }

    private void expectTheTruthOverTcp() throws Exception {
        dialogue.asksTcp(2, query(8, "example.org"));
        dialogue.answersTcp(2, dialogue.reply().answer(address("example.org", 1)));
        Outcome outcome = lookup(ONE);
        assertThat(outcome.orThrow().addresses()).hasToString("[/192.0.2.1]");
        assertThat(outcome.attempts()).extracting(Attempt::result).containsExactly("forged, discarded 1", "NOERROR");
    }

    @Test
    void whatIsNoMessageIsWaitedOut() throws Exception {
        dialogue.asks(1, query(7, "example.org")).says('S', 1, new byte[] {0, 7, 1});
        dialogue.answers(1, dialogue.reply().answer(address("example.org", 1)));
        assertThat(lookup(ONE).attempts()).extracting(Attempt::result).containsExactly("NOERROR, discarded 1");
    }

    @Test
    void theSameAnswerTwiceIsNotTakenForTheNext() throws Exception {
        dialogue.asks(1, query(7, "example.org"));
        byte[] twice = dialogue.reply().answer(address("example.org", 1)).encode();
        dialogue.says('S', 1, twice).asks(1, query(8, "www.example.org")).says('S', 1, twice);
        dialogue.answers(1, dialogue.reply().answer(address("www.example.org", 2)));
        try (DnsSession session = ONE.via(dialogue.recording().replay()).connect()) {
            a(session, "example.org");
            Outcome second = a(session, "www.example.org");
            assertThat(second.orThrow().addresses()).hasToString("[/192.0.2.2]");
            assertThat(second.attempts()).extracting(Attempt::result).containsExactly("NOERROR, discarded 1");
        }
    }

    @Test
    void aPortThatGotNoAnswerIsNotUsedForTheNextQuestion() throws Exception {
        dialogue.asks(1, query(7, "example.org")).line("*1 closed");
        dialogue.asks(2, query(8, "example.org"));
        dialogue.answers(2, dialogue.reply().answer(address("example.org", 1)));
        try (DnsSession session =
                ONE.attempts(1).via(dialogue.recording().replay()).connect()) {
            assertThat(a(session, "example.org")).isInstanceOf(Outcome.TimedOut.class);
            assertThat(a(session, "example.org")).isInstanceOf(Outcome.Answer.class);
        }
    }

    @Test
    void aServerThatIsNotThereIsUnreachable() {
        dialogue.asks(1, query(7, "example.org")).line("*1 closed by peer");
        assertThatThrownBy(() -> lookup(ONE))
                .isInstanceOf(WireException.Unreachable.class)
                .hasMessageContaining("192.0.2.53:53: lookup example.org. IN A");
    }

    @Test
    void aConnectionThatTheServerClosedMeanwhileIsReplaced() throws Exception {
        dialogue.asksTcp(1, query(7, "example.org")).answersTcp(1, dialogue.reply());
        dialogue.asksTcp(1, query(8, "example.org")).line("*1 closed by peer");
        dialogue.asksTcp(2, query(9, "example.org")).answersTcp(2, dialogue.reply());
        try (DnsSession session =
                ONE.overTcp().via(dialogue.recording().replay()).connect()) {
            a(session, "example.org");
            assertThat(a(session, "example.org")).isInstanceOf(Outcome.NoData.class);
        }
    }

    @Test
    void aCutAnywhereInAnAnswerOverTcpIsNoAnswer() throws Exception {
        byte[] whole = framed(query(7, "example.org")
                .build()
                .reply()
                .answer(address("example.org", 1))
                .encode());
        for (int cut = 0; cut < whole.length; cut++) {
            Datagrams one = new Datagrams().asksTcp(1, query(7, "example.org"));
            if (cut > 0) {
                one.says('S', 1, Arrays.copyOf(whole, cut));
            }
            one.line("*1 closed by peer");
            Dns dns = ONE.overTcp().via(one.recording().replay());
            assertThatThrownBy(() -> dns.lookup("example.org", RecordType.A)).isInstanceOf(WireException.Hangup.class);
        }
    }

    @Test
    void garbageOverTcpIsAnOutcome() throws Exception {
        dialogue.asksTcp(1, query(7, "example.org")).says('S', 1, new byte[] {0, 3, 1, 2, 3});
        assertThat(lookup(ONE.overTcp())).isInstanceOf(Outcome.Malformed.class);
    }

    @Test
    void anAnswerOverTcpToAnotherQueryIsMalformed() throws Exception {
        dialogue.asksTcp(1, query(7, "example.org"))
                .answersTcp(1, dialogue.reply().id(8));
        assertThat(lookup(ONE.overTcp())).isInstanceOf(Outcome.Malformed.class);
    }

    @Test
    void aWayThatCarriesNoDatagramsIsUsedForTcp() throws Exception {
        dialogue.connected(1, "192.0.2.53:53 tcp").asksTcp(1, query(7, "example.org"));
        dialogue.answersTcp(1, dialogue.reply());
        assertThat(lookup(ONE).attempts()).extracting(Attempt::result).containsExactly("no datagrams", "NOERROR");
    }

    @Test
    void aRecordingOfAFailureTakesTheSameWayAgain() throws Exception {
        dialogue.asks(1, query(7, "example.org")).line("*1 closed by peer");
        dialogue.line("*2 closed by peer");
        Transcript first = failure(dialogue.recording());
        assertThat(failure(first)).isEqualTo(first);
    }

    private static Transcript failure(Transcript recording) throws WireException {
        try (DnsSession session = TWO.via(recording.replay()).connect()) {
            assertThatThrownBy(() -> a(session, "example.org")).isInstanceOf(WireException.Unreachable.class);
            return session.transcript();
        }
    }

    @Test
    void withoutAServerNobodyButThisMachineIsAsked(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("resolv.conf"), "search example.org\n");
        try (DnsSession session = Dns.system(file).connect()) {
            assertThat(((StubSession) session).options().servers()).containsExactly(NameServer.of("127.0.0.1"));
        }
        assertThatThrownBy(() -> Dns.system(folder.resolve("missing")).connect())
                .isInstanceOf(WireException.Unreachable.class);
    }

    @Test
    void aMachineWithoutTheFileHasOneServerOrThoseThatTheJdkFinds() throws Exception {
        SystemServers.Finder found = () -> List.of("192.0.2.8", "2001:db8::8");
        for (String os : List.of("Windows 11", "Mac OS X")) {
            assertThat(SystemServers.of(os, found, Map.of()).servers()).containsExactly("192.0.2.8", "2001:db8::8");
        }
        assertThat(SystemServers.of("Linux", found, Map.of()).servers()).containsExactly("127.0.0.1");
        assertThat(SystemServers.of("Mac OS X", List::of, Map.of()).servers()).containsExactly("127.0.0.1");
        assertThat(SystemServers.of("Linux", found, Map.of("LOCALDOMAIN", "example.org"))
                        .searchList()
                        .toString())
                .contains("example.org");
        assertThatThrownBy(() -> SystemServers.of("Windows 11", List::of, Map.of()))
                .isInstanceOf(WireException.Unreachable.class)
                .hasMessageContaining("Dns.at");
        assertThat(SystemServers.addresses(
                        "dns://192.0.2.8/. dns://[2001:db8::8] dns://192.0.2.9:53/ ldap://x dns://h"))
                .containsExactly("192.0.2.8", "2001:db8::8", "192.0.2.9");
    }

    @Test
    void aFileNamesTheServers(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("resolv.conf"), "nameserver 192.0.2.9\n");
        dialogue.asks(1, query(7, "example.org")).answers(1, Rcode.NXDOMAIN);
        assertThat(lookup(Dns.system(file).mixedCase(false).cookies(false)).attempts())
                .extracting(Attempt::target)
                .containsExactly("192.0.2.9:53");
    }

    @Test
    void anUpgradeToTlsIsNotLeftOutInSilence() {
        assertThatThrownBy(() -> ONE.tls(Tls.UPGRADE).connect()).isInstanceOf(WireException.Unsupported.class);
    }

    @Test
    void aClosedSessionSaysSo() throws Exception {
        DnsSession session = ONE.connect();
        session.close();
        assertThat(session.isOpen()).isFalse();
        assertThatThrownBy(() -> a(session, "example.org")).isInstanceOf(IllegalStateException.class);
    }
}
