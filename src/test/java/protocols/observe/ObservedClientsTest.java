package protocols.observe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.Content;
import protocols.Protocol;
import protocols.Secret;
import protocols.Sink;
import protocols.Tls;
import protocols.Transcript;
import protocols.WireException;
import protocols.dns.Dns;
import protocols.dns.DnsSession;
import protocols.dns.RecordType;
import protocols.ftp.Ftp;
import protocols.ftp.FtpSession;
import protocols.http.Http;
import protocols.http.HttpSession;
import protocols.http.Response;
import protocols.imap.Fetch;
import protocols.imap.Imap;
import protocols.imap.ImapSession;
import protocols.imap.Mailbox;
import protocols.imap.NewMessage;
import protocols.imap.UidSet;
import protocols.mail.MailMessage;
import protocols.peers.Scripted;
import protocols.pop3.Maildrop;
import protocols.pop3.Pop3;
import protocols.smtp.Smtp;
import protocols.smtp.SmtpSession;
import protocols.telnet.Telnet;
import protocols.telnet.Terminal;
import protocols.whois.Rdap;
import protocols.whois.Whois;

/** Of each client an observer is told everything: each operation of the user once, connections, transfers, in their order. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ObservedClientsTest {

    private final Seen seen = new Seen();

    @Test
    void smtp() throws Exception {
        String dialogue =
                """
                S: 220 mx ESMTP
                C: EHLO client.example
                S: 250-mx
                S: 250-STARTTLS
                S: 250 PIPELINING
                C: STARTTLS
                S: 220 go ahead
                * tls
                C: EHLO client.example
                S: 250-mx
                S: 250-AUTH PLAIN
                S: 250 PIPELINING
                C: AUTH PLAIN ********
                S: 235 in
                C: MAIL FROM:<a@example.org>
                C: RCPT TO:<b@example.org>
                C: DATA
                S: 250 ok
                S: 250 ok
                S: 354 go ahead
                C: Subject: x
                C:
                C: text
                C: .
                S: 250 taken
                C: MAIL FROM:<a@example.org>
                C: RCPT TO:<c@example.org>
                C: DATA
                S: 250 ok
                S: 550 5.1.1 no such user
                S: 554 nobody
                C: QUIT
                S: 221 bye
                * closed
                """;
        try (Scripted peer = Scripted.play(dialogue)) {
            Smtp client = Smtp.at("localhost").port(peer.port()).helo("client.example");
            client = client.tls(Tls.UPGRADE).trust(peer.trust()).observe(seen);
            try (SmtpSession smtp = client.connect().login("alice", "password")) {
                byte[] mail = "Subject: x\r\n\r\ntext\r\n".getBytes(UTF_8);
                smtp.from("a@example.org").to("b@example.org").send(mail);
                assertThatThrownBy(() ->
                                smtp.from("a@example.org").to("c@example.org").send(mail))
                        .isInstanceOf(WireException.Refused.class);
                smtp.quit();
                assertTold(smtp.transcript());
            }
            assertThat(seen.finished.get(0).peer()).isEqualTo("localhost:" + peer.port());
        }
        assertThat(seen.events)
                .containsExactly(
                        "connected 1",
                        "secured 1",
                        "connect ok",
                        "login ok",
                        "moved send 20",
                        "send ok",
                        "send refused",
                        "QUIT ok",
                        "closed 1 CLIENT");
        assertThat(seen.finished).extracting(one -> one.protocol()).containsOnly(Protocol.SMTP);
        assertThat(seen.finished.get(2).cost().roundTrips()).isEqualTo(2);
        assertThat(seen.finished.get(2).cost().sent()).isGreaterThan(20);
        assertThat(seen.finished.get(3).failure().orElseThrow()).hasMessageContaining("no such user");
    }

    @Test
    void smtpTellsHowFarADraftHasCome() throws Exception {
        try (Scripted peer = Scripted.play(
                """
                S: 220 mx
                C: EHLO client.example
                S: 250 mx
                C: MAIL FROM:<a@example.org>
                S: 250 ok
                C: RCPT TO:<b@example.org>
                S: 250 ok
                C: DATA
                S: 354 go ahead
                C: Date: ********
                C: From: a@example.org
                C: To: b@example.org
                C: Message-ID: ********
                C: Subject: x
                C: MIME-Version: 1.0
                C: Content-Type: text/plain; charset=us-ascii
                C: Content-Transfer-Encoding: 7bit
                C:
                C: text
                C: .
                S: 250 taken
                * closed
                """)) {
            Smtp client = Smtp.at("localhost")
                    .port(peer.port())
                    .tls(Tls.NONE)
                    .helo("client.example")
                    .observe(seen);
            try (SmtpSession smtp = client.connect()) {
                smtp.send(MailMessage.from("a@example.org")
                        .to("b@example.org")
                        .subject("x")
                        .text("text\n"));
            }
        }
        assertThat(seen.moved).extracting(one -> one.what()).containsOnly("send");
        assertThat(seen.moved.get(0).progress().isDone()).isTrue();
        assertThat(seen.outcomes("send")).containsExactly("ok");
    }

    @Test
    void pop3() throws Exception {
        try (Scripted peer = Scripted.play(
                """
                S: +OK ready
                C: CAPA
                S: -ERR what
                C: USER alice
                S: +OK
                C: PASS ********
                S: +OK
                C: STAT
                S: +OK 1 12
                C: RETR 1
                S: +OK
                S: one
                S: .
                C: RETR 1
                S: +OK
                S: one
                S: .
                C: RETR 2
                S: -ERR none
                C: RETR 1
                S: +OK
                S: one
                S: .
                C: DELE 1
                S: +OK
                C: QUIT
                S: +OK
                * closed
                """)) {
            Pop3 client = Pop3.at("localhost").port(peer.port()).tls(Tls.NONE).observe(seen);
            try (Maildrop drop = client.connect().login("alice", "password")) {
                drop.stat();
                drop.retrieve(1, Sink.stream(new ByteArrayOutputStream()));
                drop.retrieveAll(List.of(1, 2), message -> {});
                try (InputStream message = drop.retrieve(1)) {
                    assertThat(seen.outcomes("RETR")).as("not at its end").hasSize(1);
                    assertThat(message.readAllBytes()).asString().isEqualTo("one\r\n");
                    assertThat(seen.outcomes("RETR")).hasSize(2);
                }
                drop.delete(1);
                drop.quit();
                assertTold(drop.transcript());
            }
        }
        assertThat(seen.events)
                .containsExactly(
                        "connected 1",
                        "connect ok",
                        "login ok",
                        "STAT ok",
                        "moved RETR 5",
                        "RETR ok",
                        "retrieveAll ok",
                        "RETR ok",
                        "DELE ok",
                        "closed 1 CLIENT",
                        "QUIT ok");
    }

    @Test
    void imap() throws Exception {
        try (Scripted peer = Scripted.play(
                """
                S: * OK [CAPABILITY IMAP4rev1 IDLE LITERAL+] ready
                C: A1 LOGIN alice ********
                S: A1 OK in
                C: A2 CAPABILITY
                S: * CAPABILITY IMAP4rev1 IDLE LITERAL+
                S: A2 OK
                C: A3 APPEND INBOX {4+}
                C: a
                C: b
                S: A3 OK
                C: A4 SELECT INBOX
                S: * 1 EXISTS
                S: * OK [UIDVALIDITY 1] valid
                S: A4 OK [READ-WRITE]
                C: A5 UID FETCH 1 (UID FLAGS)
                S: * 1 FETCH (UID 1 FLAGS ())
                S: A5 OK
                C: A6 UID FETCH 1 (UID BODY.PEEK[])
                S: * 1 FETCH (UID 1 BODY[] {6}
                S: a
                S: b
                S: )
                S: A6 OK
                C: A7 SELECT none
                S: A7 NO [NONEXISTENT] no such mailbox
                C: A8 LOGOUT
                S: * BYE
                S: A8 OK
                * closed
                """)) {
            Imap client = Imap.at("localhost").port(peer.port()).tls(Tls.NONE).observe(seen);
            try (ImapSession imap = client.connect().login("alice", "password")) {
                imap.append("INBOX", NewMessage.of("a\r\nb".getBytes(UTF_8)));
                Mailbox inbox = imap.select("INBOX");
                inbox.fetch(UidSet.of(1), Fetch.flags());
                inbox.download(1, new ByteArrayOutputStream());
                assertThatThrownBy(() -> imap.select("none")).isInstanceOf(WireException.Refused.class);
                imap.logout();
                assertTold(imap.transcript());
            }
        }
        assertThat(seen.events)
                .containsExactly(
                        "connected 1",
                        "connect ok",
                        "login ok",
                        "moved APPEND 4",
                        "APPEND ok",
                        "SELECT ok",
                        "UID FETCH ok",
                        "moved UID FETCH 6",
                        "UID FETCH ok",
                        "SELECT refused",
                        "closed 1 CLIENT",
                        "LOGOUT ok");
    }

    @Test
    void ftp() throws Exception {
        try (Scripted peer = Scripted.play(
                """
                S: 220 ready
                C: USER alice
                S: 331 password
                C: PASS ********
                S: 230 in
                C: TYPE I
                C: EPSV
                S: 200 ok
                S: 229 ok (|||${port2}|)
                C: RETR a
                S: 150 here
                S2: hello
                *2 closed by peer
                S: 226 done
                C: EPSV
                S: 229 ok (|||${port3}|)
                C: STOR b
                S: 150 go on
                C3: up
                *3 closed
                S: 226 done
                C: RNFR x
                S: 550 no
                C: QUIT
                S: 221 bye
                * closed
                """)) {
            Ftp client = Ftp.at("localhost").port(peer.port()).tls(Tls.NONE).observe(seen);
            try (FtpSession ftp = client.connect().login("alice", "password")) {
                ftp.get("a", new ByteArrayOutputStream());
                ftp.put(Content.text("up\r\n"), "b");
                assertThatThrownBy(() -> ftp.rename("x", "y")).isInstanceOf(WireException.Refused.class);
                ftp.quit();
                assertTold(ftp.transcript());
            }
        }
        assertThat(seen.events)
                .containsExactly(
                        "connected 1",
                        "connect ok",
                        "login ok",
                        "connected 2",
                        "closed 2 SERVER",
                        "moved RETR 7",
                        "RETR ok",
                        "connected 3",
                        "moved STOR 4",
                        "closed 3 CLIENT",
                        "STOR ok",
                        "rename refused",
                        "QUIT ok",
                        "closed 1 CLIENT");
    }

    @Test
    void telnet() throws Exception {
        try (Scripted peer = Scripted.play(
                """
                S: login: \\
                C: alice
                S: Password: \\
                C: ********
                S: Welcome
                * closed
                """)) {
            Telnet client = Telnet.at("localhost").port(peer.port()).observe(seen);
            try (Terminal session = client.connect()) {
                session.expect("login: ");
                session.sendLine("alice");
                session.expect("Password: ");
                session.sendLine(Secret.of("password"));
                session.line();
            }
        }
        assertThat(seen.events)
                .containsExactly(
                        "connected 1",
                        "connect ok",
                        "expect ok",
                        "send ok",
                        "expect ok",
                        "send ok",
                        "expect ok",
                        "closed 1 CLIENT");
        assertThat(seen.lines.toString()).contains("********").doesNotContain("text=password");
    }

    @Test
    void http() throws Exception {
        try (Scripted peer = Scripted.play(
                """
                C: GET /moved HTTP/1.1
                C: Host: localhost:${port}
                C: User-Agent: protocols
                C:
                S: HTTP/1.1 302 Found
                S: Location: /there
                S: Content-Length: 0
                S:
                C: GET /there HTTP/1.1
                C: Host: localhost:${port}
                C: User-Agent: protocols
                C:
                S: HTTP/1.1 200 OK
                S: Content-Length: 5
                S:
                S: hello\\
                * closed
                """)) {
            Http client = Http.at("http://localhost:" + peer.port()).follow(3).observe(seen);
            try (Response response = client.get("/moved").send()) {
                assertThat(seen.outcomes("GET")).as("not at its end").isEmpty();
                response.writeTo(new ByteArrayOutputStream());
                assertTold(response.transcript());
            }
        }
        assertThat(seen.events).containsExactly("connected 1", "moved GET 5", "closed 1 CLIENT", "GET ok");
        assertThat(seen.finished.get(0).cost().roundTrips()).isEqualTo(2);
    }

    @Test
    void httpOnOneConnection() throws Exception {
        try (Scripted peer = Scripted.play(
                """
                C: POST /form HTTP/1.1
                C: Host: localhost:${port}
                C: Content-Type: text/plain; charset=utf-8
                C: User-Agent: protocols
                C: Content-Length: 4
                C:
                C: body\\
                S: HTTP/1.1 404 Not Found
                S: Content-Length: 0
                S:
                * closed
                """)) {
            Http client = Http.at("http://localhost:" + peer.port()).observe(seen);
            try (HttpSession session = client.connect()) {
                assertThat(session.post("/form")
                                .header("Content-Type", "text/plain; charset=utf-8")
                                .body("body")
                                .send()
                                .status())
                        .isEqualTo(404);
            }
        }
        assertThat(seen.events)
                .containsExactly("connected 1", "connect ok", "moved POST 4", "POST ok", "closed 1 CLIENT");
    }

    @Test
    void dns() throws Exception {
        Transcript recorded = Transcript.parse(recording("dns-udp-plain"));
        Dns client = Dns.at("127.0.0.1")
                .mixedCase(false)
                .cookies(false)
                .via(recorded.replay())
                .observe(seen);
        try (DnsSession session = client.connect()) {
            session.lookup("example.org", RecordType.MX);
            session.lookup("chain.example.org", RecordType.AAAA);
            session.lookup("missing.example.org", RecordType.A);
            session.lookup("nodata.example.org", RecordType.A);
            session.lookup("example.com", RecordType.A);
            assertTold(session.transcript());
        }
        assertThat(seen.events)
                .containsExactly(
                        "connected 1",
                        "lookup ok",
                        "lookup ok",
                        "lookup ok",
                        "lookup ok",
                        "lookup refused",
                        "closed 1 CLIENT");
    }

    @Test
    void dnsInBulk() throws Exception {
        Transcript recorded = Transcript.parse(recording("dns-zone"));
        try (DnsSession session =
                Dns.at("127.0.0.1").via(recorded.replay()).observe(seen).connect()) {
            session.transfer("2.0.192.in-addr.arpa", one -> {});
        }
        assertThat(seen.events).containsExactly("connected 1", "closed 1 CLIENT", "transfer ok");
    }

    @Test
    void whois() throws Exception {
        try (Scripted registry = Scripted.play(
                        """
                        C: example.com
                        S: Domain Name: EXAMPLE.COM
                        S: Registrar: Example Registrar, Inc.
                        * closed by peer
                        """);
                Scripted root = Scripted.play(
                        """
                        C: example.com
                        S: refer:        127.0.0.1:%d
                        * closed by peer
                        """
                                .formatted(registry.port()))) {
            var found = Whois.at("localhost")
                    .port(root.port())
                    .followAnyPort()
                    .followPrivate()
                    .observe(seen)
                    .lookup("example.com");
            assertTold(found.transcript());
        }
        assertThat(seen.events)
                .containsExactly("connected 1", "closed 1 SERVER", "connected 2", "closed 2 SERVER", "lookup ok");
        assertThat(seen.finished.get(0).cost().roundTrips()).isEqualTo(2);
        assertThat(seen.connected.get(0).address()).startsWith("127.0.0.1:");
    }

    /** The requests of a lookup are its steps. */
    @Test
    void rdap() throws Exception {
        try (Scripted service = Scripted.play(
                """
                C: GET /rdap/domain/example.com HTTP/1.1
                C: Host: 127.0.0.1:${port}
                C: Accept: application/rdap+json
                C: User-Agent: protocols
                C:
                S: HTTP/1.1 404 Not Found
                S: Content-Length: 0
                S:
                * closed
                """)) {
            Rdap.at("http://127.0.0.1:" + service.port() + "/rdap")
                    .observe(seen)
                    .lookup("example.com");
        }
        assertThat(seen.events).containsExactly("connected 1", "closed 1 CLIENT", "lookup ok");
        assertThat(seen.finished.get(0).cost().sent()).isGreaterThan(100);
        assertThat(seen.finished.get(0).cost().roundTrips()).isEqualTo(1);
    }

    /** Each line of the transcript, in its order. */
    private void assertTold(Transcript transcript) {
        assertThat(seen.lines.subList(0, transcript.entries().size())).isEqualTo(transcript.entries());
    }

    private static String recording(String name) throws Exception {
        try (InputStream in = ObservedClientsTest.class.getResourceAsStream("/recordings/2026-11/" + name + ".txt")) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
