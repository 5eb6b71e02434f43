package protocols.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import protocols.Attempt;
import protocols.WireException;
import protocols.dns.EdnsOption.ExtendedError;
import protocols.dns.Outcome.Answer;
import protocols.dns.Outcome.NoData;
import protocols.dns.Outcome.NxDomain;
import protocols.dns.Outcome.ServerError;
import protocols.dns.Outcome.TimedOut;
import protocols.dns.Rdata.Mx;
import protocols.net.Deadline;

class OutcomeTest {

    private static final Name WWW = Name.of("www.example.org");
    private static final Question QUESTION = Question.of(WWW, RecordType.A);
    private static final List<Attempt> ATTEMPTS = List.of(
            Attempt.of("192.0.2.53:53", "UDP", Duration.ofMillis(5000), "timed out"),
            Attempt.of("192.0.2.54:53", "TCP", Duration.ofMillis(12), "NOERROR"));

    private static MessageBuilder reply() {
        return Message.query(QUESTION).id(1).build().reply().set(DnsFlag.RA);
    }

    private static Outcome outcome(MessageBuilder reply) {
        return Outcome.of(QUESTION, reply.build(), ATTEMPTS);
    }

    private static MessageBuilder answered(String... lines) {
        MessageBuilder reply = reply();
        for (String line : lines) {
            reply.answer(DnsRecord.parse(line));
        }
        return reply;
    }

    @Test
    void anAnswerGivesItsRecordsTyped() throws Exception {
        Question mx = Question.of(Name.of("example.org"), RecordType.MX);
        Message message = Message.query(mx)
                .build()
                .reply()
                .answer(DnsRecord.parse("example.org. 300 IN MX 10 a."), DnsRecord.parse("EXAMPLE.org. 60 IN MX 20 b."))
                .build();
        Answer answer = Outcome.of(mx, message, ATTEMPTS).orThrow();
        assertThat(answer.data(Mx.class)).containsExactly(new Mx(10, Name.of("a")), new Mx(20, Name.of("b")));
        assertThat(answer.records(RecordType.MX)).hasSize(2);
        assertThat(answer.records(RecordType.A)).isEmpty();
        assertThat(answer.ttl()).isEqualTo(Duration.ofMinutes(1));
        assertThat(answer.canonicalName()).isEqualTo(mx.name());
        assertThat(answer.attempts()).isEqualTo(ATTEMPTS);
    }

    @Test
    void anAliasIsFollowedInWhateverOrderItsRecordsStand() throws Exception {
        Answer answer = outcome(answered(
                        "c.example.net. 30 IN A 192.0.2.3",
                        "b.example.net. 60 IN CNAME C.example.net.",
                        "c.example.net. 30 IN A 192.0.2.4",
                        "WWW.example.org. 90 IN CNAME b.example.net."))
                .orThrow();
        assertThat(answer.addresses()).extracting("hostAddress").containsExactly("192.0.2.3", "192.0.2.4");
        assertThat(answer.canonicalName()).isEqualTo(Name.of("c.example.net"));
        assertThat(answer.records())
                .extracting(DnsRecord::type)
                .containsExactly(RecordType.CNAME, RecordType.CNAME, RecordType.A, RecordType.A);
        assertThat(answer.ttl()).isEqualTo(Duration.ofSeconds(30));
    }

    /** What CVE-2024-25638 and CVE-2026-45674 were about. */
    @Test
    void recordsThatNobodyAskedForAreNoAnswer() throws Exception {
        Answer answer = outcome(answered(
                        "www.example.org. 60 IN A 192.0.2.1",
                        "bank.example. 60 IN A 192.0.2.66",
                        "www.example.org. 60 IN TXT \"x\"",
                        "www.example.org. 60 CH A 192.0.2.67"))
                .orThrow();
        assertThat(answer.addresses()).extracting("hostAddress").containsExactly("192.0.2.1");
        assertThat(answer.message().section(DnsSection.ANSWER)).hasSize(4);
        assertThat(outcome(answered("bank.example. 60 IN A 192.0.2.66"))).isInstanceOf(NoData.class);
    }

    @Test
    void sixteenAliasesAreFollowedAndNotSeventeen() {
        assertThat(outcome(chain(16))).isInstanceOf(Answer.class);
        assertThat(outcome(chain(17))).isInstanceOf(Outcome.Malformed.class);
        assertThat(outcome(answered("www.example.org. 1 IN CNAME www.example.org.")))
                .as("RFC 1034 section 3.6.2: a circle is an error, and says nothing of what there is")
                .isInstanceOf(Outcome.Malformed.class);
    }

    private static MessageBuilder chain(int hops) {
        MessageBuilder reply = reply();
        Name name = WWW;
        for (int i = 1; i <= hops; i++) {
            Name next = Name.of("n" + i + ".example");
            reply.answer(DnsRecord.of(name, Duration.ZERO, new Rdata.Cname(next)));
            name = next;
        }
        return reply.answer(DnsRecord.of(name, Duration.ZERO, Rdata.parse(RecordType.A, "192.0.2.1")));
    }

    @Test
    void askingForTheAliasItselfIsAnswered() throws Exception {
        Question cname = Question.of(WWW, RecordType.CNAME);
        Message message = Message.query(cname)
                .set(DnsFlag.QR)
                .answer(DnsRecord.parse("www.example.org. 60 IN CNAME a.example."))
                .build();
        assertThat(Outcome.of(cname, message, List.of()).orThrow().records()).hasSize(1);
    }

    @Test
    void noDataAndNoSuchNameAreToldApart() {
        DnsRecord soa = DnsRecord.parse("example.org. 900 IN SOA ns. me. 1 2 3 4 300");
        Outcome noData = outcome(reply().authority(soa));
        Outcome noName = outcome(reply().rcode(Rcode.NXDOMAIN).authority(soa));
        assertThat(noData).isInstanceOf(NoData.class);
        assertThat(noName).isInstanceOf(NxDomain.class);
        assertThat(((NoData) noData).message().negativeTtl()).contains(Duration.ofMinutes(5));
        assertThat(noData.records()).isEmpty();
        assertThat(noName.summary()).isEqualTo("NXDOMAIN: www.example.org. IN A");
        WireException.Refused refused = catchThrowableOfType(WireException.Refused.class, noName::orThrow);
        assertThat(refused.reply().status()).isEqualTo("NXDOMAIN");
        assertThat(refused.reply().text()).isEqualTo("www.example.org. IN A");
        assertThatThrownBy(noData::orThrow).hasMessageContaining("NODATA www.example.org. IN A");
    }

    @Test
    void anAliasOfANameThatDoesNotExistIsNoSuchName() {
        MessageBuilder reply =
                answered("www.example.org. 60 IN CNAME gone.example.").rcode(Rcode.NXDOMAIN);
        assertThat(outcome(reply)).isInstanceOf(NxDomain.class);
    }

    @Test
    void anErrorOfTheServerSaysWhy() {
        ExtendedError why = new ExtendedError(6, "signature \u0007 bad");
        Outcome outcome = outcome(reply().rcode(Rcode.SERVFAIL).edns(Edns.DEFAULT.with(why)));
        ServerError error = (ServerError) outcome;
        assertThat(error.rcode()).isEqualTo(Rcode.SERVFAIL);
        assertThat(error.extendedError()).contains(why);
        assertThat(error.summary())
                .isEqualTo("SERVFAIL: www.example.org. IN A, EDE: 6 (DNSSEC Bogus): (signature \\x07 bad)");
        assertThatThrownBy(outcome::orThrow)
                .isInstanceOf(WireException.Refused.class)
                .hasMessageContaining("SERVFAIL");
    }

    @Test
    void noAnswerInTimeSaysWhatWasTried() {
        Outcome outcome = new TimedOut(QUESTION, Deadline.after("timeout", Duration.ofSeconds(5)), ATTEMPTS);
        assertThat(outcome)
                .hasToString(
                        """
                ;; timed out: www.example.org. IN A, timeout 5s

                ;; 192.0.2.53:53 UDP 5000 ms: timed out
                ;; 192.0.2.54:53 TCP 12 ms: NOERROR
                """);
        assertThatThrownBy(outcome::orThrow)
                .isInstanceOfSatisfying(WireException.TimedOut.class, late -> assertThat(late.attempts())
                        .isEqualTo(ATTEMPTS));
        assertThat(outcome.response()).isEmpty();
    }

    @Test
    void whatCannotBeReadIsThrownAsItIs() {
        WireException.Malformed error = new WireException.Malformed("name is over 255 bytes", "");
        Outcome outcome = Outcome.of(QUESTION, error, List.of());
        assertThat(outcome.summary()).isEqualTo("malformed: www.example.org. IN A, name is over 255 bytes");
        assertThatThrownBy(outcome::orThrow).isSameAs(error);
    }

    @Test
    void aTruncatedResponseOrAQueryIsNoOutcome() {
        MessageBuilder truncated =
                answered("www.example.org. 60 IN A 192.0.2.1").set(DnsFlag.TC);
        assertThatThrownBy(() -> outcome(truncated)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> outcome(Message.query(QUESTION))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void printsLikeDigWithItsAttempts() {
        Outcome outcome = outcome(answered("www.example.org. 60 IN A 192.0.2.1"));
        assertThat(outcome).asString().contains("status: NOERROR", "www.example.org.\t60\tIN\tA\t192.0.2.1\n");
        assertThat(outcome).asString().endsWith(";; 192.0.2.54:53 TCP 12 ms: NOERROR\n");
    }

    @Test
    void anErrorIsTheOutcomeOfItsKind() throws Exception {
        WireException late = new WireException.TimedOut(Deadline.after("timeout", Duration.ofSeconds(5)));
        Outcome outcome = Outcome.of(QUESTION, late, ATTEMPTS);
        assertThat(outcome)
                .isEqualTo(Outcome.of(QUESTION, late, ATTEMPTS))
                .isInstanceOfSatisfying(TimedOut.class, one -> {
                    assertThat(one.limit()).isEqualTo("timeout");
                    assertThat(one.length()).isEqualTo(Duration.ofSeconds(5));
                });
        WireException hangup = new WireException.Hangup("closed in the middle");
        Outcome failed = Outcome.of(QUESTION, hangup, ATTEMPTS);
        assertThat(failed).isInstanceOf(Outcome.Failed.class).isNotEqualTo(outcome);
        assertThatThrownBy(failed::orThrow)
                .isSameAs(hangup)
                .isInstanceOfSatisfying(
                        WireException.class, e -> assertThat(e.attempts()).isEqualTo(ATTEMPTS));
    }

    @Test
    void typesAndCodesAreInTheOrderOfTheirNumbers() {
        assertThat(List.of(RecordType.MX, RecordType.CAA, RecordType.A).stream().sorted())
                .containsExactly(RecordType.A, RecordType.MX, RecordType.CAA);
        assertThat(Rcode.NOERROR).isLessThan(Rcode.NXDOMAIN);
        assertThat(Opcode.QUERY).isLessThan(Opcode.UPDATE);
        assertThat(RecordClass.IN).isLessThan(RecordClass.CH);
    }
}
