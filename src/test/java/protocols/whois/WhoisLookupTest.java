package protocols.whois;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.Fault;
import protocols.Limits;
import protocols.Script;
import protocols.Transcript;
import protocols.WireException;
import protocols.peers.Scripted;
import protocols.whois.Registration.State;

/** Lookups over real sockets, from server to server. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WhoisLookupTest {

    private static final String REGISTRAR =
            """
            C: example.com
            S: Domain Name: EXAMPLE.COM
            S: Registrar: Example Registrar, Inc.
            S: Creation Date: 1995-08-14T04:00:00Z
            S: Registrar Registration Expiration Date: 2030-08-13T04:00:00Z
            S: Registrant Organization: Example Org
            S: Name Server: NS1.EXAMPLE.NET
            * closed by peer
            """;

    private static String registry(String referral) {
        return """
                C: example.com
                S: Domain Name: EXAMPLE.COM
                S: Registrar: Example Registrar, Inc.
                S: %s
                S: Registry Expiry Date: 2029-08-13T04:00:00Z
                S: Name Server: NS1.EXAMPLE.NET
                * closed by peer
                """
                .formatted(referral);
    }

    @Test
    void aDomainIsFollowedFromTheRootByRegistryToRegistrar() throws Exception {
        try (Scripted registrar = Scripted.play(REGISTRAR);
                Scripted registry = Scripted.play(registry("Registrar WHOIS Server: 127.0.0.1:" + registrar.port()));
                Scripted root = Scripted.play(
                        """
                        C: example.com
                        S: refer:        127.0.0.1:%d
                        S: domain:       COM
                        * closed by peer
                        """
                                .formatted(registry.port()))) {
            Registration found = whois(root).lookup("Example.COM");

            assertThat(found.state()).isEqualTo(State.REGISTERED);
            assertThat(found.chain())
                    .extracting(step -> ((WhoisServer) step.source()).port())
                    .containsExactly(root.port(), registry.port(), registrar.port());
            assertThat(found.registrant()).contains("Example Org");
            assertThat(found.expires())
                    .hasValueSatisfying(date -> assertThat(date.toString()).startsWith("2030-08-13"));
            assertThat(found.end()).isInstanceOf(WhoisReferral.None.class);
            assertThat(found.stats().roundTrips()).isEqualTo(3);
            assertThat(found.transcript().said(Transcript.Side.CLIENT))
                    .containsExactly("example.com", "example.com", "example.com");
            assertThat(found.transcript().toString())
                    .contains("# refers to 127.0.0.1:" + registry.port(), "S3: Registrant Organization: Example Org");
        }
    }

    @Test
    void anAddressIsFollowedByAReferralServer() throws Exception {
        try (Scripted second = Scripted.play(
                        """
                        C: 192.0.2.1
                        S: inetnum:        192.0.2.0 - 192.0.2.255
                        S: netname:        TEST-NET-1
                        S: country:        ZZ
                        * closed by peer
                        """);
                Scripted first = Scripted.play(
                        """
                        C: 192.0.2.1
                        S: NetRange:       192.0.0.0 - 192.0.255.255
                        S: NetName:        BLOCK
                        S: ReferralServer:  whois://127.0.0.1:%d
                        * closed by peer
                        """
                                .formatted(second.port()))) {
            Registration found = whois(first).lookup("192.0.2.1");
            assertThat(found.value(WhoisField.Key.NAME)).contains("TEST-NET-1");
            assertThat(found.source()).isEqualTo(WhoisServer.of("127.0.0.1", second.port()));
        }
    }

    @Test
    void aRegistrarThatIsDownLosesNothingOfTheRegistrysAnswer() throws Exception {
        int nobody = unusedPort();
        try (Scripted registry = Scripted.play(registry("Registrar WHOIS Server: 127.0.0.1:" + nobody))) {
            Registration found = whois(registry).lookup("example.com");
            assertThat(found.state()).isEqualTo(State.REGISTERED);
            assertThat(found.nameservers()).containsExactly("ns1.example.net");
            assertThat(found.end()).isInstanceOfSatisfying(WhoisReferral.Unanswered.class, end -> {
                assertThat(end.server().port()).isEqualTo(nobody);
                assertThat(end.reason()).isInstanceOf(WireException.Unreachable.class);
            });
        }
    }

    @Test
    void aRegistrarThatIsSilentEndsWithTheOneDeadlineOfTheChain() throws Exception {
        try (Scripted silent = Scripted.play(Scripted.of(REGISTRAR).fault(Fault.stall()));
                Scripted registry = Scripted.play(registry("Registrar WHOIS Server: 127.0.0.1:" + silent.port()))) {
            long began = System.nanoTime();
            Registration found = whois(registry).timeout(Duration.ofSeconds(1)).lookup("example.com");
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isBetween(Duration.ofMillis(950), Duration.ofSeconds(5));
            assertThat(found.end())
                    .isInstanceOfSatisfying(WhoisReferral.Unanswered.class, end -> assertThat(end.reason())
                            .isInstanceOf(WireException.TimedOut.class)
                            .hasMessageContaining("timeout 1s"));
        }
    }

    @Test
    void aServerThatRefersToItselfIsAskedOnce() throws Exception {
        try (Scripted registry = Scripted.play(registry("Registrar WHOIS Server: 127.0.0.1:${port}"))) {
            Registration found = whois(registry).lookup("example.com");
            assertThat(found.chain()).hasSize(1);
            assertThat(found.end()).isInstanceOfSatisfying(WhoisReferral.Ignored.class, end -> assertThat(end.reason())
                    .isEqualTo("already asked"));
        }
    }

    @Test
    void aFourthReferralIsNotFollowed() throws Exception {
        int nobody = unusedPort();
        try (Scripted fourth = Scripted.play(registry("Registrar WHOIS Server: 127.0.0.1:" + nobody));
                Scripted third = Scripted.play(registry("Whois Server: 127.0.0.1:" + fourth.port()));
                Scripted second = Scripted.play(registry("Whois Server: 127.0.0.1:" + third.port()));
                Scripted first = Scripted.play(registry("refer: 127.0.0.1:" + second.port()))) {
            Registration found = whois(first).lookup("example.com");
            assertThat(found.chain()).hasSize(4);
            assertThat(found.end()).isInstanceOfSatisfying(WhoisReferral.Ignored.class, end -> assertThat(end.reason())
                    .isEqualTo("more than 3 hops"));
        }
    }

    @Test
    void noReferralIsFollowedWhereNoneShallBe() throws Exception {
        try (Scripted registry = Scripted.play(registry("Registrar WHOIS Server: whois.example.net"))) {
            Registration found = whois(registry).follow(0).lookup("example.com");
            assertThat(found.chain()).hasSize(1);
        }
    }

    @Test
    void anEmptyAnswerIsNoAnswerToTheQuestionAndNoError() throws Exception {
        try (Scripted server = Scripted.play("C: example.com\n* closed by peer\n")) {
            Registration found = whois(server).lookup("example.com");
            assertThat(found.state()).isEqualTo(State.UNPARSED);
            assertThat(found.text()).isEmpty();
        }
    }

    @Test
    void aResetIsNotTheEndOfAnAnswer() throws Exception {
        try (Scripted server =
                Scripted.play(Scripted.of(REGISTRAR).fault(Fault.reset().after(40)))) {
            assertThatThrownBy(() -> whois(server).lookup("example.com")).isInstanceOf(WireException.Hangup.class);
        }
    }

    @Test
    void aServerThatSaysNothingIsGivenUp() throws Exception {
        try (Scripted server =
                Scripted.play(Scripted.of(REGISTRAR).fault(Fault.stall().after(40)))) {
            assertThatThrownBy(
                            () -> whois(server).timeout(Duration.ofMillis(200)).lookup("example.com"))
                    .isInstanceOfSatisfying(
                            WireException.TimedOut.class,
                            e -> assertThat(e.transcript().toString()).contains("S: Domain Name: EXAMPLE.COM\n"));
        }
    }

    @Test
    void aServerThatDripsCannotStretchTheTotal() throws Exception {
        try (Scripted server = Scripted.play(Scripted.of(REGISTRAR).drip(Duration.ofMillis(20)))) {
            long began = System.nanoTime();
            assertThatThrownBy(
                            () -> whois(server).timeout(Duration.ofMillis(300)).lookup("example.com"))
                    .isInstanceOf(WireException.TimedOut.class);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
        }
    }

    @Test
    void anAnswerAtTheCapIsTakenAndOneByteMoreIsNot() throws Exception {
        String line = "S: " + "x".repeat(98) + "\n";
        String dialogue = "C: example.com\n" + line.repeat(10) + "* closed by peer\n";
        Script plan = Scripted.of(dialogue);
        try (Scripted server = Scripted.play(plan)) {
            Registration found =
                    whois(server).limits(Limits.DEFAULT.reply(1000)).lookup("example.com");
            assertThat(found.text()).hasSize(1000);
        }
        try (Scripted server = Scripted.play(plan.fault(Fault.cut().after(1000)))) {
            assertThatThrownBy(() ->
                            whois(server).limits(Limits.DEFAULT.reply(999)).lookup("example.com"))
                    .isInstanceOfSatisfying(WireException.LimitExceeded.class, e -> assertThat(e.cap())
                            .isEqualTo(999));
        }
    }

    @Test
    void anAnswerIsDecodedAsItWasMeant() throws Exception {
        try (Scripted server = Scripted.play("C: example.com\nS: Registrar: M\\xfcller\n* closed by peer\n")) {
            Registration found = whois(server).lookup("example.com");
            assertThat(found.text()).isEqualTo("Registrar: M\u00fcller\r\n");
            assertThat(found.chain().get(0).charset()).isEqualTo(java.nio.charset.StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void aLookupIsReplayedFromItsTranscript() throws Exception {
        Registration live;
        Whois client;
        try (Scripted registrar = Scripted.play(REGISTRAR);
                Scripted registry = Scripted.play(registry("Registrar WHOIS Server: 127.0.0.1:" + registrar.port()))) {
            client = whois(registry);
            live = client.lookup("example.com");
        }
        Transcript parsed = Transcript.parse(live.transcript().toString());
        Registration replayed = client.via(parsed.replay()).lookup("example.com");
        assertThat(replayed.lines()).isEqualTo(live.lines());
        assertThat(replayed.chain()).isEqualTo(live.chain());
        assertThat(replayed.transcript()).isEqualTo(parsed);
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket held = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return held.getLocalPort();
        }
    }

    /** Scripted servers have no port 43; their address is that of the first one, so it needs no permission. */
    private static Whois whois(Scripted first) throws IOException {
        return Whois.at("127.0.0.1")
                .port(first.port())
                .timeout(Duration.ofSeconds(10))
                .followAnyPort();
    }
}
