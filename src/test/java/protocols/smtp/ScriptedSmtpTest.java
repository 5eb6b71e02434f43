package protocols.smtp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import protocols.Fault;
import protocols.Script;
import protocols.Tls;
import protocols.WireException;
import protocols.peers.Scripted;

/** Faults that a real server does not have, over a real socket. */
class ScriptedSmtpTest {

    private static final String MAIL =
            """
            S: 220 mx.example.org ESMTP
            C: EHLO [127.0.0.1]
            S: 250-mx.example.org
            S: 250 PIPELINING
            C: MAIL FROM:<alice@example.org>
            C: RCPT TO:<bob@example.net>
            C: RCPT TO:<eve@example.net>
            C: DATA
            S: 250-2.1.0 sender
            S: 250 2.1.0 ok
            S: 250 2.1.5 ok
            S: 550 5.1.1 nobody
            S: 354 go ahead
            C: Subject: x
            C:\s
            C: ..body
            C: .
            """;
    private static final String QUEUED = "S: 250 2.0.0 queued\n";

    private static Smtp at(Scripted server) {
        return Smtp.at("localhost").port(server.port()).trust(server.trust());
    }

    private static Receipt send(SmtpSession smtp) throws IOException {
        return smtp.from("alice@example.org")
                .to("bob@example.net", "eve@example.net")
                .send("Subject: x\r\n\r\n.body\r\n".getBytes(UTF_8));
    }

    @ParameterizedTest
    @EnumSource
    void repliesMayArriveInAnyPieces(Script.Pieces mode) throws IOException {
        try (Scripted server = Scripted.play(Scripted.of(MAIL + QUEUED).pieces(mode));
                SmtpSession smtp = at(server).connect()) {
            Receipt receipt = send(smtp);
            assertThat(receipt.accepted()).hasSize(1);
            assertThat(receipt.refused()).hasSize(1);
            assertThat(receipt.reply().text()).isEqualTo("2.0.0 queued");
        }
    }

    @Test
    void anUpgradeThatWasStrippedEndsTheSession() throws IOException {
        try (Scripted server = Scripted.play(
                """
                S: 220 mx.example.org
                C: EHLO [127.0.0.1]
                S: 250-mx.example.org
                S: 250 AUTH PLAIN
                * closed
                """)) {
            assertThatThrownBy(() -> at(server).tls(Tls.UPGRADE).connect()).isInstanceOf(WireException.Insecure.class);
        }
    }

    @Test
    void anUpgradeThatWasRefusedEndsTheSession() throws IOException {
        try (Scripted server = Scripted.play(
                """
                S: 220 mx.example.org
                C: EHLO [127.0.0.1]
                S: 250-mx.example.org
                S: 250 STARTTLS
                C: STARTTLS
                S: 454 not now
                * closed
                """)) {
            assertThatThrownBy(() -> at(server).tls(Tls.UPGRADE).connect())
                    .isInstanceOf(WireException.Insecure.class)
                    .hasMessageContaining("454");
        }
    }

    @Test
    void bytesInjectedBeforeTheHandshakeEndTheSession() throws IOException {
        String dialogue =
                """
                S: 220 mx.example.org
                C: EHLO [127.0.0.1]
                S: 250-mx.example.org
                S: 250 STARTTLS
                C: STARTTLS
                S: 220 go ahead\\x0d\\x0a250 AUTH PLAIN
                * closed
                """;
        try (Scripted server = Scripted.play(Scripted.of(dialogue).pieces(Script.Pieces.WHOLE))) {
            assertThatThrownBy(() -> at(server).tls(Tls.UPGRADE).connect())
                    .isInstanceOf(WireException.Insecure.class)
                    .hasMessageContaining("injected");
        }
    }

    @Test
    void theUpgradeIsFollowedByAnotherEhlo() throws IOException {
        try (Scripted server = Scripted.play(
                        """
                        S: 220 mx.example.org
                        C: EHLO [127.0.0.1]
                        S: 250-mx.example.org
                        S: 250 STARTTLS
                        C: STARTTLS
                        S: 220 go ahead
                        * tls
                        C: EHLO [127.0.0.1]
                        S: 250-mx.example.org
                        S: 250 AUTH PLAIN
                        C: AUTH PLAIN ********
                        S: 235 ok
                        C: QUIT
                        S: 221 bye
                        """);
                SmtpSession smtp = at(server).tls(Tls.UPGRADE).connect().login("alice", "secret")) {
            smtp.quit();
        }
    }

    @Test
    void aLineThatBreaksAfterTheFinalDotLeavesTheOutcomeUnknown() throws IOException {
        for (String how : new String[] {"* closed by peer\n", "S: 250-2.0.0 que\\\n* closed by peer\n"}) {
            try (Scripted server = Scripted.play(MAIL + how);
                    SmtpSession smtp = at(server).connect()) {
                assertThatThrownBy(() -> send(smtp))
                        .isInstanceOf(WireException.OutcomeUnknown.class)
                        .hasCauseInstanceOf(WireException.Hangup.class);
                assertThat(smtp.isOpen()).isFalse();
            }
        }
    }

    @Test
    void silenceAfterTheFinalDotEndsWithTheTimeout() throws IOException {
        try (Scripted server = Scripted.play(MAIL + "* closed\n");
                SmtpSession smtp = at(server).timeout(Duration.ofSeconds(1)).connect()) {
            assertThatThrownBy(() -> send(smtp))
                    .isInstanceOf(WireException.OutcomeUnknown.class)
                    .hasCauseInstanceOf(WireException.TimedOut.class);
        }
    }

    @Test
    void aResetAfterTheGoAheadIsNoSuccess() throws IOException {
        Fault reset = Fault.reset().after(Scripted.length(MAIL));
        try (Scripted server = Scripted.play(Scripted.of(MAIL + QUEUED).fault(reset));
                SmtpSession smtp = at(server).connect()) {
            assertThatThrownBy(() -> send(smtp))
                    .isInstanceOfAny(WireException.Hangup.class, WireException.OutcomeUnknown.class);
        }
    }

    @Test
    void aFarewellInTheMiddleOfAnEnvelopeEndsTheSession() throws IOException {
        try (Scripted server = Scripted.play(
                        """
                        S: 220 mx.example.org ESMTP
                        C: EHLO [127.0.0.1]
                        S: 250-mx.example.org
                        S: 250 PIPELINING
                        C: MAIL FROM:<alice@example.org>
                        C: RCPT TO:<bob@example.net>
                        C: RCPT TO:<eve@example.net>
                        C: DATA
                        S: 250 ok
                        S: 421 too much
                        * closed by peer
                        """);
                SmtpSession smtp = at(server).connect()) {
            assertThatThrownBy(() -> send(smtp))
                    .isInstanceOf(WireException.Refused.class)
                    .hasMessageContaining("421 too much");
            assertThat(smtp.isOpen()).isFalse();
        }
    }

    @Test
    void aWrongCodeWithinAReplyIsMalformed() throws IOException {
        try (Scripted server = Scripted.play(
                """
                        S: 220 mx.example.org ESMTP
                        C: EHLO [127.0.0.1]
                        S: 250-mx.example.org
                        S: 354 PIPELINING
                        * closed
                        """)) {
            assertThatThrownBy(() -> at(server).connect()).isInstanceOf(WireException.Malformed.class);
        }
    }

    @Test
    void dataAcceptedForNobodyGetsTheLoneDot() throws IOException {
        try (Scripted server = Scripted.play(
                        """
                        S: 220 mx.example.org ESMTP
                        C: EHLO [127.0.0.1]
                        S: 250-mx.example.org
                        S: 250 PIPELINING
                        C: MAIL FROM:<alice@example.org>
                        C: RCPT TO:<bob@example.net>
                        C: RCPT TO:<eve@example.net>
                        C: DATA
                        S: 250 ok
                        S: 550 no
                        S: 550 no
                        S: 354 go ahead
                        C: .
                        S: 554 nobody
                        C: QUIT
                        S: 221 bye
                        """);
                SmtpSession smtp = at(server).connect()) {
            assertThatThrownBy(() -> send(smtp)).isInstanceOf(WireException.Refused.class);
            smtp.quit();
        }
    }
}
