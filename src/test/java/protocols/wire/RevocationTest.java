package protocols.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
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
    private ServerSocket network;

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
        network = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        ca = RevokingCa.start(network.getLocalPort());
    }

    /** Whatever the certificates say of where lists and answers are to be had. */
    @AfterEach
    void nobodyWasAsked() throws Exception {
        network.setSoTimeout(1);
        assertThatThrownBy(network::accept).isInstanceOf(SocketTimeoutException.class);
        network.close();
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
        return "it was revoked on " + day(HOURS_AGO) + " (key compromise)";
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
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
            String list = "the list of revoked certificates of CN=Revoking does not hold: ";
            Path old = Files.copy(ca.list(HOURS_AGO), folder.resolve("old"));
            refused(server, trust.crls(old), list + "it is out of date since " + day(HOURS_AGO));
            refused(server, trust.crls(stranger.list(tomorrow())), list + "it is not signed by that issuer");
            refused(server, trust.crls(ca.list(tomorrow().plus(Duration.ofDays(3)))), list + "it is not valid before");
            refused(server, trust.crls(ca.part(tomorrow())), list + "it is a part of one");
            shakeHands(server, trust.crls(old, stranger.list(tomorrow()), ca.part(tomorrow()), ca.list(tomorrow())));
        }
    }

    /** An old list, and a part of one, still tell what is revoked. */
    @Test
    void whatIsOnAnyListOfItsIssuerIsRefused() throws Exception {
        Trust trust = Trust.pem(ca.certificate());
        Path good = Files.copy(ca.list(tomorrow()), folder.resolve("good"));
        ca.isRevoked(HOURS_AGO);
        try (OpensslServer server = ca.serve()) {
            refused(server, trust.crls(good, ca.list(HOURS_AGO)), revoked());
            refused(server, trust.crls(good, ca.part(tomorrow())), revoked());
            stranger.isRevoked(HOURS_AGO);
            shakeHands(server, trust.crls(good, stranger.list(tomorrow())));
            stranger.isGood();
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

    /** RFC 7468 section 2: what is around a block is no part of it, and a parser may be lax about white space. */
    @Test
    void filesAreReadAsTheyAreFound() throws Exception {
        ca.isRevoked(HOURS_AGO);
        String list = Files.readString(ca.list(tomorrow()));
        String key = Files.readString(ca.serverKey());
        String all = "\ufeffsubject=CN = Revoking\r\n" + key
                + Files.readString(ca.certificate()).replace("\n", "\r\n")
                + "  " + Files.readString(stranger.list(tomorrow())).strip().replace("\n", "  \n\t")
                + "\nits list\n" + list.stripTrailing();
        Path file = Files.writeString(folder.resolve("all.pem"), all);
        try (OpensslServer server = ca.serve()) {
            shakeHands(server, Trust.pem(file));
            refused(server, Trust.pem(file).crls(file), revoked());
        }
        Path cut = Files.writeString(folder.resolve("cut.pem"), all.substring(0, all.length() - 30));
        assertThatThrownBy(() -> Trust.SYSTEM.crls(cut)).hasMessageContaining("a block X509 CRL has no end in ");
        assertThatThrownBy(() -> Trust.pem(cut)).isInstanceOf(IllegalArgumentException.class);
        Path spoilt = Files.writeString(
                folder.resolve("spoilt.pem"),
                list + list.replaceFirst("\n", "\n!") + Files.readString(ca.certificate()));
        assertThatThrownBy(() -> Trust.SYSTEM.crls(spoilt)).hasMessageContaining("a block X509 CRL is no base64");
        assertThatThrownBy(() -> Trust.pem(Files.writeString(folder.resolve("key.pem"), key)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no certificate in ");
    }

    @Test
    void theIssuerThatIsMissingIsNamed() throws Exception {
        String shown = Files.readString(ca.issuing()) + Files.readString(stranger.certificate());
        Path more = Files.writeString(folder.resolve("more.pem"), Files.readString(stranger.certificate()) + shown);
        try (OpensslServer server = ca.serveBelow(more)) {
            refused(server, Trust.SYSTEM, "its issuer CN=Revoking, which it did not show, is not trusted");
        }
        try (OpensslServer server = ca.serveBelow(stranger.issuing())) {
            // Of the same name, but not who has signed it.
            refused(server, Trust.SYSTEM, "its issuer CN=Issuing, which it did not show, is not trusted");
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
