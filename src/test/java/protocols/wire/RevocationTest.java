package protocols.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import protocols.Protocol.Transport;
import protocols.Trust;
import protocols.WireException;
import protocols.internal.wire.TlsWire;
import protocols.net.Connector;
import protocols.net.Deadline;
import protocols.net.Endpoint;
import protocols.peers.OpensslServer;
import protocols.peers.RealServer;
import protocols.peers.RequiresServer;
import protocols.peers.RevokingCa;

/** A certificate that its authority has taken back: by a list that was given, or by an answer that the server staples. */
@RequiresServer(RealServer.OPENSSL)
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RevocationTest {

    private static final Instant HOURS_AGO = Instant.now().minus(Duration.ofHours(3));

    @TempDir
    private Path folder;

    private static RevokingCa stranger;

    private RevokingCa ca;

    @BeforeAll
    static void startStranger() throws Exception {
        stranger = RevokingCa.start();
    }

    @AfterAll
    static void stopStranger() {
        if (stranger != null) {
            stranger.close();
        }
    }

    @BeforeEach
    void start() throws Exception {
        ca = RevokingCa.start();
    }

    @AfterEach
    void stop() {
        ca.close();
    }

    private void shakeHands(OpensslServer server, Trust trust) throws Exception {
        Deadline soon = Deadline.after("timeout", Duration.ofSeconds(10));
        TlsWire.handshake(
                        Connector.direct().open(new Endpoint("127.0.0.1", server.port(), Transport.TCP), soon),
                        trust,
                        new TlsWire.Peer("localhost", server.port()),
                        soon)
                .close();
    }

    private void refused(OpensslServer server, Trust trust, String why) {
        assertThatThrownBy(() -> shakeHands(server, trust))
                .isInstanceOf(WireException.Insecure.class)
                .hasMessageContaining("certificate not trusted: " + why);
    }

    private static String revoked() {
        return "it was revoked on " + LocalDate.ofInstant(HOURS_AGO, ZoneOffset.UTC) + " (key compromise)";
    }

    private static Instant tomorrow() {
        return Instant.now().plus(Duration.ofHours(1));
    }

    @Test
    void whatIsOnAListIsRefused() throws Exception {
        Trust trust = Trust.pem(ca.certificate());
        try (OpensslServer server = ca.serve()) {
            shakeHands(server, trust.crls(ca.list(tomorrow())));
            ca.isRevoked(HOURS_AGO);
            refused(server, trust.crls(ca.list(tomorrow())), revoked());
            shakeHands(server, trust);
        }
    }

    @Test
    void aListThatDoesNotHoldIsNoAssurance() throws Exception {
        Trust trust = Trust.pem(ca.certificate());
        try (OpensslServer server = ca.serve()) {
            refused(
                    server,
                    trust.crls(ca.list(HOURS_AGO)),
                    "the list of revoked certificates of CN=Revoking does not hold: ");
            refused(
                    server,
                    trust.crls(stranger.list(tomorrow())),
                    "the list of revoked certificates of CN=Revoking does not hold: ");
        }
    }

    @Test
    void anAuthorityInBetweenIsLookedUpToo() throws Exception {
        Trust trust = Trust.pem(ca.certificate());
        try (OpensslServer server = ca.serveBelow()) {
            shakeHands(server, trust.crls(ca.list(tomorrow())));
            ca.issuingIsRevoked(HOURS_AGO);
            refused(server, trust.crls(ca.list(tomorrow())), "its issuer CN=Issuing was revoked on ");
        }
    }

    @Test
    void aStapledAnswerIsRequiredAndHeldToItsWord() throws Exception {
        Trust trust = Trust.pem(ca.certificate()).stapledOcsp();
        try (OpensslServer server = ca.serve()) {
            refused(server, trust, "the server staples no answer of OCSP, and one is required");
        }
        try (OpensslServer server = ca.serveStapled(ca.answer(ca))) {
            shakeHands(server, trust);
        }
        ca.isRevoked(HOURS_AGO);
        try (OpensslServer server = ca.serveStapled(ca.answer(ca))) {
            refused(server, trust, revoked());
            shakeHands(server, Trust.pem(ca.certificate()));
        }
    }

    @Test
    void anAnswerOfAnybodyElseIsNone() throws Exception {
        Trust trust = Trust.pem(ca.certificate()).stapledOcsp();
        try (OpensslServer server = ca.serveStapled(ca.answer(stranger))) {
            refused(server, trust, "the stapled answer of OCSP does not hold: ");
        }
        try (OpensslServer server = ca.serveStapled(stranger.answer(stranger))) {
            refused(server, trust, "the stapled answer of OCSP does not hold: ");
        }
    }

    @Test
    void whatIsTrustedItselfHasNobodyToRevokeIt() throws Exception {
        ca.isRevoked(HOURS_AGO);
        Path list = ca.list(tomorrow());
        try (OpensslServer server = ca.serve()) {
            shakeHands(server, Trust.pem(ca.serverCertificate()).crls(list).stapledOcsp());
        }
    }

    @Test
    void listsAreFilesThatHoldSome() throws Exception {
        Path empty = Files.writeString(folder.resolve("empty"), "");
        assertThatThrownBy(() -> Trust.SYSTEM.crls(empty)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Trust.SYSTEM.crls(ca.certificate())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Trust.SYSTEM.crls(folder.resolve("nowhere")))
                .isInstanceOf(java.nio.file.NoSuchFileException.class);
        Trust context = Trust.of(SSLContext.getDefault());
        assertThatThrownBy(context::stapledOcsp).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> context.crls(ca.list(tomorrow()))).isInstanceOf(IllegalStateException.class);
        Trust listed = Trust.SYSTEM.crls(ca.list(tomorrow()));
        assertThat(listed).isNotEqualTo(Trust.SYSTEM).isNotEqualTo(Trust.SYSTEM.stapledOcsp());
    }
}
