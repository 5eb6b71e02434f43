package protocols.peer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.Content;
import protocols.Peer;
import protocols.Script;
import protocols.Tls;
import protocols.Transcript;
import protocols.WireException;
import protocols.dns.Dns;
import protocols.dns.Outcome;
import protocols.dns.RecordType;
import protocols.ftp.Ftp;
import protocols.http.Http;
import protocols.imap.Fetch;
import protocols.imap.Imap;
import protocols.imap.UidSet;
import protocols.mail.MailMessage;
import protocols.pop3.Pop3;
import protocols.smtp.Receipt;
import protocols.smtp.Smtp;
import protocols.telnet.Telnet;
import protocols.whois.Whois;

/** Each of the eight clients against a dialogue as one writes it by hand: short, only what matters. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PeerProtocolsTest {

    @Test
    void smtp() throws Exception {
        Script script = Script.of(
                        Transcript.parse(
                                """
                        S: 220 mx
                        C: EHLO *
                        S: 250 mx
                        C: MAIL FROM:<bob@example.net>
                        S: 250 ok
                        C: RCPT TO:<alice@example.org>
                        S: 250 ok
                        C: DATA
                        S: 354 go on
                        C|
                        S: 250 queued
                        C: QUIT
                        S: 221 bye
                        """))
                .whenever("C: RCPT TO:<bad@*>\nS: 550 5.1.1 no such user");
        try (Peer peer = script.serve()) {
            try (var smtp = Smtp.at(peer.host()).port(peer.port()).connect()) {
                Receipt receipt = smtp.send(MailMessage.from("bob@example.net")
                        .to("bad@example.org", "alice@example.org")
                        .subject("hello")
                        .text("It works.\n.\n"));
                assertThat(receipt.accepted()).hasSize(1);
                assertThat(receipt.refused().values())
                        .extracting(reply -> reply.code())
                        .containsExactly(550);
                smtp.quit();
            }
            peer.verify();
            assertThat(peer.received().said(Transcript.Side.CLIENT)).contains("Subject: hello", "It works.", "..");
        }
    }

    @Test
    void pop3WithoutCapabilities() throws Exception {
        Transcript dialogue = Transcript.parse(
                """
                S: +OK ready
                C: USER alice
                S: +OK
                C: PASS ********
                S: -ERR [AUTH] wrong password
                """);
        try (Peer peer = dialogue.serve()) {
            try (var drop = Pop3.at(peer.host()).port(peer.port()).connect()) {
                assertThatThrownBy(() -> drop.login("alice", "wonderland"))
                        .isInstanceOf(WireException.Refused.class)
                        .hasMessageContaining("wrong password");
            }
            peer.verify();
        }
    }

    @Test
    void imapWithTagsAndALiteral() throws Exception {
        Transcript dialogue = Transcript.parse(
                """
                S: * OK [CAPABILITY IMAP4rev1] ready
                C: a1 LOGIN alice ********
                S: a1 OK in
                C: a2 SELECT INBOX
                S: * 1 EXISTS
                S: * OK [UIDVALIDITY 7]
                S: a2 OK [READ-WRITE]
                C: a3 UID FETCH 1:\\* *
                S: * 1 FETCH (UID 9 FLAGS (\\\\Seen) ENVELOPE (NIL {5}
                S: hello NIL NIL NIL NIL NIL NIL NIL NIL))
                S: a3 OK
                C: a4 LOGOUT
                S: * BYE
                S: a4 OK
                """);
        try (Peer peer = dialogue.serve()) {
            try (var imap = Imap.at(peer.host()).port(peer.port()).connect().login("alice", "secret")) {
                var inbox = imap.select("INBOX");
                assertThat(inbox.fetch(UidSet.ALL, Fetch.flags().and(Fetch.envelope())))
                        .extracting(
                                one -> one.envelope().orElseThrow().subject().orElse(""))
                        .containsExactly("hello");
                imap.logout();
            }
            peer.verify();
        }
    }

    @Test
    void ftpBothWays() throws Exception {
        String login =
                """
                S: 220 ready
                C: USER alice
                S: 331 password?
                C: PASS ********
                S: 230 in
                C: TYPE I
                S: 200 ok
                """;
        String passive = login
                + """
                C: EPSV
                S: 229 Entering (|||1|)
                C: RETR a.txt
                S: 150 here it comes
                S2: hello\\
                *2 closed by peer
                S: 226 done
                C: EPSV
                S: 229 Entering (|||1|)
                C: STOR b.txt
                S: 150 go on
                C3: bye\\
                S: 226 done
                """;
        String active = passive.replace("EPSV", "EPRT *").replace("229 Entering (|||1|)", "200 ok");
        for (String dialogue : new String[] {passive, active}) {
            try (Peer peer = Transcript.parse(dialogue).serve()) {
                Ftp client = Ftp.at(peer.host()).port(peer.port());
                try (var ftp = (dialogue.equals(active) ? client.active() : client)
                        .connect()
                        .login("alice", "secret")) {
                    ByteArrayOutputStream out = new ByteArrayOutputStream();
                    ftp.get("a.txt", out);
                    assertThat(out.toString(UTF_8)).isEqualTo("hello");
                    ftp.put(Content.text("bye"), "b.txt");
                }
                peer.verify();
            }
        }
    }

    @Test
    void http() throws Exception {
        Transcript dialogue = Transcript.parse(
                """
                C: GET /a?q=* HTTP/1.1
                C: Accept: text/plain
                C:
                S: HTTP/1.1 200 OK
                S: Content-Length: 5
                S:
                S: hello\\
                C: POST /b HTTP/1.1
                C:
                C|
                S: HTTP/1.1 204 No Content
                S:
                """);
        try (Peer peer = dialogue.serve()) {
            try (var session =
                    Http.at("http://" + peer.host() + ":" + peer.port()).connect()) {
                assertThat(session.get("/a")
                                .query("q", "x")
                                .header("Accept", "text/plain")
                                .send()
                                .text())
                        .isEqualTo("hello");
                assertThat(session.post("/b").json("{\"id\":17}").send().status())
                        .isEqualTo(204);
            }
            peer.verify();
        }
    }

    @Test
    void dnsOverUdpAndTcp() throws Exception {
        Script script = Script.of(
                        Transcript.parse(
                                """
                        * connected dns
                        C: example.org. IN MX
                        S: example.org. 300 IN MX 10 mx.example.org.
                        C: none.example.org. IN A
                        S: ;; ->>HEADER<<- opcode: QUERY, status: NXDOMAIN, id: 1
                        """))
                .forever();
        try (Peer peer = script.serve()) {
            Dns udp = Dns.at(peer.host()).port(peer.port());
            for (Dns client : new Dns[] {udp, udp.overTcp()}) {
                try (var dns = client.connect()) {
                    assertThat(dns.lookup("example.org", RecordType.MX)
                                    .orThrow()
                                    .records())
                            .hasSize(1);
                    assertThat(dns.lookup("none.example.org", RecordType.A)).isInstanceOf(Outcome.NxDomain.class);
                }
            }
            peer.verify();
        }
    }

    @Test
    void whois() throws Exception {
        Transcript dialogue = Transcript.parse(
                """
                C: example.org
                S: domain: example.org
                S: registrar: Example Registrar
                * closed by peer
                """);
        try (Peer peer = dialogue.serve()) {
            assertThat(Whois.at(peer.host())
                            .port(peer.port())
                            .lookup("example.org")
                            .lines())
                    .contains("domain: example.org");
            peer.verify();
        }
    }

    @Test
    void telnet() throws Exception {
        Transcript dialogue = Transcript.parse(
                """
                S: login: \\
                C: alice
                S: Password: \\
                C: ********
                S: $ \\
                C: exit
                S: bye
                * closed by peer
                """);
        try (Peer peer = dialogue.serve()) {
            try (var session = Telnet.at(peer.host()).port(peer.port()).connect()) {
                session.expect("login: ");
                session.sendLine("alice");
                session.expect("Password: ");
                session.sendLine(protocols.Secret.of("wonderland"));
                session.expect("$ ");
                session.sendLine("exit");
                assertThat(session.line()).isEqualTo("bye");
            }
            peer.verify();
            assertThat(peer.received().toString()).doesNotContain("wonderland");
        }
    }

    @Test
    void tlsByUpgradeAndFromTheFirstByte() throws Exception {
        String quit =
                """
                C: USER alice
                S: +OK
                C: PASS ********
                S: +OK
                C: QUIT
                S: +OK
                """;
        Transcript upgrade = Transcript.parse("S: +OK\nC: STLS\nS: +OK\n* tls\n" + quit);
        try (Peer peer = upgrade.serve()) {
            Pop3 client = Pop3.at("localhost").port(peer.port()).trust(peer.trust());
            try (var drop = client.tls(Tls.UPGRADE).connect().login("alice", "secret")) {
                drop.quit();
            }
            peer.verify();
            assertThat(peer.received().toString()).contains("* tls TLSv1.3");
        }
        try (Peer peer = Script.of(Transcript.parse("S: +OK\n" + quit)).tls().serve()) {
            Pop3 client = Pop3.at(peer.host()).port(peer.port()).trust(peer.trust());
            try (var drop = client.tls(Tls.IMPLICIT).connect().login("alice", "secret")) {
                drop.quit();
            }
            peer.verify();
        }
    }

    @Test
    void aWrongCertificate() {
        Script script = Script.of(Transcript.parse("S: +OK\n")).tls();
        try (Peer peer = script.certified("mail.example.org").serve()) {
            Pop3 client = Pop3.at(peer.host()).port(peer.port()).tls(Tls.IMPLICIT);
            assertThatThrownBy(() -> client.trust(peer.trust()).connect()).isInstanceOf(WireException.Insecure.class);
        }
        try (Peer peer = script.serve()) {
            Pop3 client = Pop3.at(peer.host()).port(peer.port()).tls(Tls.IMPLICIT);
            assertThatThrownBy(client::connect).isInstanceOf(WireException.Insecure.class);
        }
    }
}
