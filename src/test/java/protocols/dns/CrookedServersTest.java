package protocols.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import protocols.Attempt;
import protocols.WireException;
import protocols.dns.EdnsOption.Cookie;
import protocols.peers.ScriptedDatagrams;
import protocols.peers.ScriptedDatagrams.Datagram;

/** Honest servers that do it wrong, on UDP alone: what defends against others must not keep their answers away. */
@Timeout(30)
class CrookedServersTest {

    /** Where nobody listens. */
    private static final int CLOSED = 9;

    private static final Dns DNS =
            Dns.at("192.0.2.53").retry(Duration.ofMillis(500)).timeout(Duration.ofSeconds(10));

    private static Message read(byte[] query) {
        try {
            return Message.decode(query);
        } catch (WireException.Malformed e) {
            throw new AssertionError(e);
        }
    }

    private static MessageBuilder answer(byte[] query) {
        return read(query).reply().answer(DnsRecord.parse("www.Example.org. 300 IN A 192.0.2.1"));
    }

    private static List<Datagram> one(MessageBuilder message) {
        return List.of(Datagram.of(message.encode()));
    }

    /** What an honest server makes of a query, and what is wrong with it. */
    private enum Crooked {
        SMALL_LETTERS("case not kept") {
            @Override
            List<Datagram> answer(byte[] query) {
                byte[] message = CrookedServersTest.answer(query).encode();
                for (int i = 12; i < 12 + "?www?example?org".length(); i++) {
                    message[i] |= message[i] >= 'A' ? 0x20 : 0;
                }
                return List.of(Datagram.of(message));
            }
        },
        OWN_COOKIE("cookie not kept, discarded 1") {
            @Override
            List<Datagram> answer(byte[] query) {
                MessageBuilder message = CrookedServersTest.answer(query);
                boolean asked = read(query)
                        .edns()
                        .flatMap(edns -> edns.option(Cookie.class))
                        .isPresent();
                return one(
                        asked
                                ? message.option(new Cookie(Octets.of("theirs!!"), Octets.of("server cookie")))
                                : message);
            }
        };

        private final String words;

        Crooked(String words) {
            this.words = words;
        }

        abstract List<Datagram> answer(byte[] query);
    }

    private static Outcome lookup(Dns dns) throws WireException {
        return dns.lookup("www.Example.org", RecordType.A);
    }

    private static List<String> why(Outcome outcome) {
        return outcome.attempts().stream().map(Attempt::result).toList();
    }

    @ParameterizedTest
    @EnumSource
    void whereTcpCannotBeHadTwoPlainAnswersThatAgreeAreBelieved(Crooked server) throws Exception {
        try (ScriptedDatagrams udp = ScriptedDatagrams.answering(server::answer)) {
            Outcome outcome = lookup(DNS.via(Detour.of(udp.port(), CLOSED)));
            assertThat(outcome.orThrow().addresses()).hasToString("[/192.0.2.1]");
            assertThat(outcome.records().get(0).name()).hasToString("www.Example.org.");
            assertThat(why(outcome)).hasSize(4).startsWith(server.words).endsWith("NOERROR", "NOERROR");
            byte[] first = udp.received().get(1);
            byte[] second = udp.received().get(2);
            assertThat(read(first).id()).isNotEqualTo(read(second).id());
            assertThat(List.of(read(first), read(second))).allSatisfy(plain -> {
                assertThat(plain.question().orElseThrow().name()).hasToString("www.Example.org.");
                assertThat(plain.edns().orElseThrow().option(Cookie.class)).isEmpty();
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatWasFoundOutIsKnownToTheNextSession(Crooked server) throws Exception {
        try (ScriptedDatagrams udp = ScriptedDatagrams.answering(server::answer)) {
            Dns dns = DNS.via(Detour.of(udp.port(), CLOSED));
            lookup(dns).orThrow();
            assertThat(why(lookup(dns))).containsExactly("NOERROR");
            assertThat(why(lookup(dns.attempts(1)))).containsExactly("NOERROR");
        }
    }

    /** The way there is swallowed: a connection that nobody answers on costs one wait, not what is left of the lookup. */
    @ParameterizedTest
    @EnumSource
    void aConnectionThatNobodyAnswersCostsOneWait(Crooked server) throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
                ScriptedDatagrams udp = ScriptedDatagrams.answering(server::answer)) {
            long began = System.nanoTime();
            Outcome outcome = lookup(DNS.via(Detour.of(udp.port(), silent.getLocalPort())));
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
            assertThat(why(outcome)).containsExactly(server.words, "timed out", "NOERROR", "NOERROR");
        }
    }

    @Test
    void aStrayDatagramWhereThereIsNoTcpIsNoEnd() throws Exception {
        try (ScriptedDatagrams udp = ScriptedDatagrams.answering(query -> List.of(
                Datagram.of(answer(query).id(read(query).id() ^ 1).encode()),
                Datagram.of(answer(query).encode())))) {
            Outcome outcome = lookup(DNS.via(Detour.of(udp.port(), CLOSED)));
            assertThat(why(outcome)).hasSize(4).endsWith("NOERROR, discarded 1", "NOERROR, discarded 1");
        }
    }

    @Test
    void answersThatNeverAgreeAreNone() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (ScriptedDatagrams udp = ScriptedDatagrams.answering(query -> one(read(query)
                .reply()
                .id(read(query).id() ^ (asked.get() == 0 ? 1 : 0))
                .answer(DnsRecord.parse("www.example.org. 300 IN A 192.0.2." + asked.incrementAndGet()))))) {
            Outcome outcome = lookup(DNS.via(Detour.of(udp.port(), CLOSED)));
            assertThat(outcome).isInstanceOf(Outcome.Malformed.class);
            assertThat(outcome.summary()).contains("answers over UDP differ");
        }
    }

    @Test
    void theOrderOfRecordsAndTheirTimesMayDiffer() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        DnsRecord[] records = {
            DnsRecord.parse("www.example.org. 300 IN A 192.0.2.1"), DnsRecord.parse("www.example.org. 9 IN A 192.0.2.2")
        };
        try (ScriptedDatagrams udp = ScriptedDatagrams.answering(query -> {
            int turn = asked.getAndIncrement() % 2;
            return one(read(query)
                    .reply()
                    .id(read(query).id() ^ (asked.get() == 1 ? 1 : 0))
                    .answer(records[turn], records[1 - turn]));
        })) {
            assertThat(lookup(DNS.via(Detour.of(udp.port(), CLOSED))).records()).hasSize(2);
        }
    }

    /** Names are equal in any case (RFC 4343), and nothing was mixed that could be lost. */
    @Test
    void capitalsOfTheCallerMayComeBackSmall() throws Exception {
        try (ScriptedDatagrams udp = ScriptedDatagrams.answering(Crooked.SMALL_LETTERS::answer)) {
            assertThat(why(lookup(DNS.mixedCase(false).via(Detour.of(udp.port(), CLOSED)))))
                    .containsExactly("NOERROR");
        }
    }

    @Test
    void anAnswerThatCannotBeReadIsToldAtOnce() throws Exception {
        try (ScriptedDatagrams udp = ScriptedDatagrams.answering(query -> {
            byte[] message = answer(query).withoutEdns().encode();
            message[message.length - 5] = 9;
            return List.of(Datagram.of(message));
        })) {
            long began = System.nanoTime();
            Outcome outcome = lookup(DNS.via(Detour.of(udp.port(), CLOSED)));
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
            assertThat(outcome).isInstanceOf(Outcome.Malformed.class);
            assertThat(why(outcome).get(0)).startsWith("malformed: ");
        }
    }

    /** RFC 2308 section 2.2: what is no resolver and not asked for its own zone sends elsewhere. */
    private static List<Datagram> refer(byte[] query) {
        return one(read(query)
                .reply()
                .authority(DnsRecord.parse("org. 300 IN NS a0.org.example."))
                .additional(DnsRecord.parse("a0.org.example. 300 IN A 192.0.2.99")));
    }

    private static Dns two(ScriptedDatagrams first, ScriptedDatagrams second) {
        return DNS.or("192.0.2.54")
                .via(new Detour(Map.of("192.0.2.53 UDP", first.port(), "192.0.2.54 UDP", second.port())));
    }

    @Test
    void aServerThatSendsElsewhereIsFollowedByTheNext() throws Exception {
        try (ScriptedDatagrams lame = ScriptedDatagrams.answering(CrookedServersTest::refer);
                ScriptedDatagrams good = ScriptedDatagrams.answering(query -> one(answer(query)))) {
            Outcome outcome = lookup(two(lame, good));
            assertThat(outcome.orThrow().addresses()).hasToString("[/192.0.2.1]");
            assertThat(outcome.attempts())
                    .extracting(Attempt::target)
                    .containsExactly("192.0.2.53:53", "192.0.2.54:53");
        }
    }

    @Test
    void thatAllSendElsewhereIsNoAbsence() throws Exception {
        try (ScriptedDatagrams lame = ScriptedDatagrams.answering(CrookedServersTest::refer);
                ScriptedDatagrams other = ScriptedDatagrams.answering(CrookedServersTest::refer)) {
            Outcome outcome = lookup(two(lame, other));
            assertThat(outcome).isInstanceOf(Outcome.Lame.class);
            assertThat(outcome.summary()).isEqualTo("LAME: www.Example.org. IN A, referred to others");
            assertThatThrownBy(outcome::orThrow)
                    .isInstanceOf(WireException.Refused.class)
                    .hasMessageContaining("LAME");
            assertThat(two(lame, other).mail("example.org").kind()).isEqualTo(MailRoute.Kind.UNKNOWN);
        }
    }

    @Test
    void aLameServerIsNoticedInBulk() throws Exception {
        try (ScriptedDatagrams lame = ScriptedDatagrams.answering(CrookedServersTest::refer);
                ScriptedDatagrams good = ScriptedDatagrams.answering(query -> one(answer(query)));
                DnsSession session = Dns.at("127.0.0.1")
                        .port(lame.port())
                        .or("127.0.0.1", good.port())
                        .connect();
                Stream<Outcome> all =
                        session.resolveAll(Stream.of(Question.of(Name.of("www.example.org"), RecordType.A)), 8)) {
            assertThat(all).singleElement().isInstanceOf(Outcome.Answer.class);
        }
    }

    /** Each name leads to the next, and the last one has an address. */
    private static Function<byte[], List<Datagram>> aliases(String... names) {
        return query -> {
            Message asked = read(query);
            String name = asked.question().orElseThrow().name().toString();
            MessageBuilder reply = asked.reply().set(DnsFlag.AA);
            for (int i = 0; i + 1 < names.length; i++) {
                if (name.equalsIgnoreCase(names[i])) {
                    return one(reply.answer(DnsRecord.parse(name + " 300 IN CNAME " + names[i + 1])));
                }
            }
            return one(
                    name.equalsIgnoreCase(names[names.length - 1])
                            ? reply.answer(DnsRecord.parse(name + " 60 IN A 192.0.2.7"))
                            : reply.rcode(Rcode.NXDOMAIN));
        };
    }

    private static Outcome ask(Dns dns, ScriptedDatagrams udp) throws WireException {
        return dns.via(Detour.of(udp.port(), CLOSED)).lookup("a.example.", RecordType.A);
    }

    @Test
    void anAliasThatComesAloneIsFollowed() throws Exception {
        try (ScriptedDatagrams udp = ScriptedDatagrams.answering(aliases("a.example.", "b.example.", "c.test."))) {
            Outcome outcome = ask(DNS, udp);
            assertThat(outcome.records())
                    .extracting(DnsRecord::toString)
                    .extracting(line -> line.replaceAll("\\s+", " "))
                    .containsExactly(
                            "a.example. 300 IN CNAME b.example.",
                            "b.example. 300 IN CNAME c.test.",
                            "c.test. 60 IN A 192.0.2.7");
            assertThat(outcome.orThrow().canonicalName()).hasToString("c.test.");
            assertThat(outcome.orThrow().message().question().orElseThrow().name())
                    .hasToString("a.example.");
            assertThat(outcome.attempts()).hasSize(3);
        }
    }

    @Test
    void anAliasToNothingHasNoName() throws Exception {
        try (ScriptedDatagrams udp = ScriptedDatagrams.answering(
                query -> read(query).question().orElseThrow().name().equals(Name.of("b.example"))
                        ? one(read(query).reply().rcode(Rcode.NXDOMAIN))
                        : aliases("a.example.", "b.example.").apply(query))) {
            assertThat(ask(DNS, udp)).isInstanceOf(Outcome.NxDomain.class);
        }
    }

    @Test
    void anAliasIsNotFollowedWhereThatIsNotWanted() throws Exception {
        try (ScriptedDatagrams udp = ScriptedDatagrams.answering(aliases("a.example.", "b.example."))) {
            assertThat(ask(DNS.followAliases(false), udp)).isInstanceOf(Outcome.NoData.class);
            assertThat(udp.received()).hasSize(1);
        }
    }

    @Test
    void aCircleOfAliasesIsNoAbsence() throws Exception {
        try (ScriptedDatagrams udp = ScriptedDatagrams.answering(aliases("a.example.", "b.example.", "a.example."))) {
            Outcome outcome = ask(DNS, udp);
            assertThat(outcome).isInstanceOf(Outcome.Malformed.class);
            assertThat(udp.received()).hasSizeLessThan(4);
        }
    }

    @Test
    void anAliasIsFollowedInBulk() throws Exception {
        try (ScriptedDatagrams udp = ScriptedDatagrams.answering(aliases("a.example.", "b.example."));
                DnsSession session = Dns.at("127.0.0.1").port(udp.port()).connect();
                Stream<Outcome> all = session.resolveAll(
                        Stream.of("a.example", "b.example").map(name -> Question.of(Name.of(name), RecordType.A)), 8)) {
            assertThat(all.map(outcome -> outcome.records().size())).containsExactlyInAnyOrder(2, 1);
        }
    }

    @Test
    void anAliasWithoutDataIsNoDataWhereTheZoneSaysSo() throws Exception {
        try (ScriptedDatagrams udp = ScriptedDatagrams.answering(query -> one(read(query)
                .reply()
                .answer(DnsRecord.parse("a.example. 300 IN CNAME b.example."))
                .authority(DnsRecord.parse("example. 300 IN SOA ns.example. root.example. 1 2 3 4 5"))))) {
            assertThat(ask(DNS, udp)).isInstanceOf(Outcome.NoData.class);
            assertThat(udp.received()).hasSize(1);
        }
    }

    /** RFC 7686 section 2. */
    @Test
    void noServerHearsOfAHiddenService() throws Exception {
        try (ScriptedDatagrams udp = ScriptedDatagrams.answering(query -> one(answer(query)));
                DnsSession session = DNS.via(Detour.of(udp.port(), CLOSED)).connect();
                Stream<Outcome> bulk = session.resolveAll(
                        Stream.of("x.ONION", "onion").map(name -> Question.of(Name.of(name), RecordType.A)), 8)) {
            assertThat(session.lookup("www.example.onion", RecordType.AAAA)).isInstanceOf(Outcome.NxDomain.class);
            assertThat(session.addresses("example.onion").addresses()).isEmpty();
            assertThat(bulk).hasSize(2).allMatch(Outcome.NxDomain.class::isInstance);
            assertThat(udp.received()).isEmpty();
        }
    }

    @Test
    void whatLooksLikeAnAddressGoesOutAsNoName() throws Exception {
        try (ScriptedDatagrams udp = ScriptedDatagrams.answering(query -> one(answer(query)));
                DnsSession session = DNS.via(Detour.of(udp.port(), CLOSED)).connect()) {
            for (String text : List.of(
                    "fe80::1%eth0",
                    "[::1]", "::1", "192.0.2.1", "010.0.0.1", "0x7f.1", "127.1", "1.2.3.4.", "1.2.3.4.5")) {
                assertThatThrownBy(() -> session.lookup(text, RecordType.A))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining(text);
                assertThatThrownBy(() -> session.search(text, RecordType.A))
                        .isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> session.mail(text)).isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> session.service("_imap._tcp", text))
                        .isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> session.web(text, 443)).isInstanceOf(IllegalArgumentException.class);
            }
            for (String text : List.of("010.0.0.1", "1.2.3", "0x7f000001", "1.2.3.4.5", "[1.2.3.4]", "[::1")) {
                assertThatThrownBy(() -> session.addresses(text)).isInstanceOf(IllegalArgumentException.class);
            }
            assertThat(session.addresses("[2001:db8::1]").addresses()).hasToString("[/2001:db8:0:0:0:0:0:1]");
            assertThat(session.addresses("fe80::1%lo").addresses()).hasSize(1);
            assertThat(udp.received()).isEmpty();
            assertThat(session.lookup(Name.of("010.0.0.1"), RecordType.A))
                    .as("by hand")
                    .isNotNull();
        }
    }

    /** RFC 4035 section 4.9.3: the flag says something only where nobody on the way can have set it. */
    @Test
    void thatDataIsAuthenticIsBelievedOnSafeWaysOrByAWord() throws Exception {
        try (ScriptedDatagrams udp =
                ScriptedDatagrams.answering(query -> one(answer(query).set(DnsFlag.AD)))) {
            Dns far = DNS.via(Detour.of(udp.port(), CLOSED));
            Dns near = Dns.at("127.0.0.1").port(udp.port());
            assertThat(isAuthentic(far)).isFalse();
            assertThat(isAuthentic(near)).isTrue();
            assertThat(read(udp.received().get(0)).has(DnsFlag.AD)).isFalse();
            assertThat(isAuthentic(far.flags(DnsFlag.RD, DnsFlag.AD))).isTrue();
            assertThat(read(udp.received().get(2)).has(DnsFlag.AD)).isTrue();
            try (DnsSession session = near.connect();
                    Stream<Outcome> bulk =
                            session.resolveAll(Stream.of(Question.of(Name.of("www.example.org"), RecordType.A)), 1)) {
                assertThat(bulk).allMatch(one -> one.response().orElseThrow().has(DnsFlag.AD));
            }
            assertThatThrownBy(() -> DNS.flags(DnsFlag.QR)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static boolean isAuthentic(Dns dns) throws WireException {
        return lookup(dns).response().orElseThrow().has(DnsFlag.AD);
    }

    @Test
    void anErrorTellsWhatWasTried() throws Exception {
        assertThatThrownBy(() -> DNS.via(Detour.of(CLOSED, CLOSED)).lookup("www.example.org", RecordType.A))
                .isInstanceOfSatisfying(WireException.Unreachable.class, e -> assertThat(e.attempts())
                        .isNotEmpty()
                        .allSatisfy(attempt -> assertThat(attempt.target()).isEqualTo("192.0.2.53:53")));
        try (ScriptedDatagrams udp = ScriptedDatagrams.answering(query -> List.of(Datagram.of(new byte[] {1, 2, 3})))) {
            Outcome outcome = lookup(DNS.attempts(1).via(Detour.of(udp.port(), CLOSED)));
            assertThat(why(outcome)).containsExactly("timed out, discarded 1");
            assertThatThrownBy(outcome::orThrow)
                    .isInstanceOfSatisfying(WireException.TimedOut.class, e -> assertThat(e.attempts())
                            .isEqualTo(outcome.attempts()));
        }
    }

    @Test
    void aSilentServerCostsOneDatagramAndHardlyAnyTime() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (ScriptedDatagrams silent = ScriptedDatagrams.answering(query -> List.of());
                ScriptedDatagrams good = ScriptedDatagrams.answering(query -> {
                    asked.incrementAndGet();
                    return one(answer(query));
                });
                DnsSession session = two(silent, good).connect()) {
            session.lookup("www.example.org", RecordType.A).orThrow();
            long began = System.nanoTime();
            for (int i = 0; i < 32; i++) {
                session.lookup("www.example.org", RecordType.A).orThrow();
            }
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(450));
            assertThat(silent.received()).hasSize(3);
            assertThat(asked).hasValue(33);
        }
    }

    @Test
    void inBulkASilentServerStandsBehindTheOthers() throws Exception {
        try (ScriptedDatagrams silent = ScriptedDatagrams.answering(query -> List.of());
                ScriptedDatagrams good =
                        ScriptedDatagrams.answering(query -> one(read(query).reply()));
                DnsSession session = Dns.at("127.0.0.1")
                        .port(silent.port())
                        .or("127.0.0.1", good.port())
                        .retry(Duration.ofMillis(200))
                        .connect();
                Stream<Outcome> all = session.resolveAll(
                        Stream.iterate(0, i -> i + 1)
                                .limit(300)
                                .map(i -> Question.of(Name.of("h" + i + ".example.org"), RecordType.A)),
                        10)) {
            assertThat(all).hasSize(300).allMatch(Outcome.NoData.class::isInstance);
            assertThat(silent.received()).hasSizeLessThan(60);
        }
    }

    /** What a server says to one question comes back whatever it does with the one beside it. */
    @Test
    void aSilentQuestionTakesNoneWithIt() throws Exception {
        try (ScriptedDatagrams udp = ScriptedDatagrams.answering(query -> read(query)
                                .question()
                                .orElseThrow()
                                .name()
                                .toString()
                                .toLowerCase(Locale.ROOT)
                                .startsWith("silent")
                        ? List.of()
                        : one(read(query).reply()));
                DnsSession session = DNS.retry(Duration.ofMillis(300))
                        .timeout(Duration.ofSeconds(2))
                        .via(Detour.of(udp.port(), CLOSED))
                        .connect()) {
            List<Question> questions = Stream.of("silent1", "a", "silent2", "b", "c")
                    .map(name -> Question.of(Name.of(name + ".example"), RecordType.A))
                    .toList();
            long began = System.nanoTime();
            assertThat(session.lookupAll(questions, 32).done().values())
                    .extracting(outcome -> outcome.getClass().getSimpleName())
                    .containsExactly("TimedOut", "NoData", "TimedOut", "NoData", "NoData");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
            assertThat(udp.received())
                    .as("each silent one is asked three times")
                    .hasSize(9);
        }
    }

    @Test
    void whoIgnoresOneFamilyHasTheOther() throws Exception {
        try (ScriptedDatagrams udp = ScriptedDatagrams.answering(query ->
                read(query).question().orElseThrow().type().equals(RecordType.AAAA) ? List.of() : one(answer(query)))) {
            Dns dns = DNS.timeout(Duration.ofSeconds(2)).via(Detour.of(udp.port(), CLOSED));
            assertThat(dns.addresses("www.example.org").addresses()).hasToString("[/192.0.2.1]");
        }
    }

    @Test
    void lameServersBeforeSilentOnesAreToldOfEachInBulk() throws Exception {
        try (ScriptedDatagrams lame = ScriptedDatagrams.answering(CrookedServersTest::refer);
                ScriptedDatagrams silent = ScriptedDatagrams.answering(query -> List.of());
                DnsSession session = Dns.at("127.0.0.1")
                        .port(lame.port())
                        .or("127.0.0.1", silent.port())
                        .retry(Duration.ofMillis(200))
                        .attempts(2)
                        .timeout(Duration.ofSeconds(2))
                        .connect();
                Stream<Outcome> all = session.resolveAll(
                        Stream.iterate(0, i -> i + 1)
                                .limit(40)
                                .map(i -> Question.of(Name.of("h" + i + ".example.org"), RecordType.A)),
                        64)) {
            assertThat(all).hasSize(40).allMatch(Outcome.Lame.class::isInstance);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"AA", "RA"})
    void aReferralIsNoAbsenceWhateverItsFlagsAre(DnsFlag flag) throws Exception {
        try (ScriptedDatagrams udp = ScriptedDatagrams.answering(query ->
                one(read(query).reply().set(flag).authority(DnsRecord.parse("org. 300 IN NS a0.org.example."))))) {
            Dns dns = DNS.via(Detour.of(udp.port(), CLOSED));
            assertThat(lookup(dns)).isInstanceOf(Outcome.Lame.class);
            assertThat(dns.mail("www.example.org").kind()).isEqualTo(MailRoute.Kind.UNKNOWN);
        }
    }

    /** RFC 1034 section 3.6.2: circles of aliases are errors. */
    @Test
    void aCircleInOneAnswerIsAnErrorThoughTheZoneStandsBesideIt() throws Exception {
        try (ScriptedDatagrams udp = ScriptedDatagrams.answering(query -> one(read(query)
                .reply()
                .answer(
                        DnsRecord.parse("a.example. 300 IN CNAME b.example."),
                        DnsRecord.parse("b.example. 300 IN CNAME a.example."))
                .authority(DnsRecord.parse("example. 300 IN SOA ns.example. root.example. 1 2 3 4 5"))))) {
            assertThat(ask(DNS, udp)).isInstanceOf(Outcome.Malformed.class);
            assertThat(DNS.via(Detour.of(udp.port(), CLOSED)).mail("a.example").kind())
                    .isEqualTo(MailRoute.Kind.UNKNOWN);
        }
    }

    @Test
    void anAliasToAHiddenServiceLeadsNowhere() throws Exception {
        try (ScriptedDatagrams udp = ScriptedDatagrams.answering(aliases("a.example.", "abc.onion."))) {
            assertThat(ask(DNS, udp)).isInstanceOf(Outcome.NxDomain.class);
            assertThat(udp.received()).hasSize(1);
        }
    }

    /** Something was heard, so that it is an outcome; a mail waits. */
    @Test
    void aTruncatedAnswerWithoutTcpIsNoException() throws Exception {
        try (ScriptedDatagrams udp =
                ScriptedDatagrams.answering(query -> one(read(query).reply().set(DnsFlag.TC)))) {
            Dns dns = DNS.via(Detour.of(udp.port(), CLOSED));
            Outcome outcome = lookup(dns);
            assertThat(outcome).isInstanceOf(Outcome.Failed.class);
            assertThat(why(outcome)).hasSize(2).startsWith("truncated");
            assertThatThrownBy(outcome::orThrow).isInstanceOf(WireException.Unreachable.class);
            assertThat(dns.mail("www.example.org").kind()).isEqualTo(MailRoute.Kind.UNKNOWN);
        }
    }
}
