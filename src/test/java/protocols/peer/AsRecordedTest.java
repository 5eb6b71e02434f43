package protocols.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import protocols.Credentials;
import protocols.Peer;
import protocols.Replay;
import protocols.Script;
import protocols.Tls;
import protocols.Transcript;
import protocols.Trust;
import protocols.ftp.Ftp;
import protocols.ftp.FtpSession;
import protocols.http.Http;
import protocols.http.Response;
import protocols.imap.Imap;
import protocols.imap.ImapSession;
import protocols.mail.MailMessage;
import protocols.net.Connector;
import protocols.pop3.Maildrop;
import protocols.pop3.Pop3;
import protocols.smtp.Smtp;
import protocols.smtp.SmtpSession;

/** Recordings that were made in the clear on loopback are played to clients that take their peer for another. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AsRecordedTest {

    private static final String POP3 =
            """
            S: +OK ready
            C: CAPA
            S: +OK
            S: USER
            S: .
            C: USER alice
            S: +OK
            C: PASS ********
            S: +OK
            C: STAT
            S: +OK 1 60
            C: QUIT
            S: +OK
            """;
    private static final String IMAP =
            """
            S: * OK [CAPABILITY IMAP4rev1] ready
            C: a1 LOGIN alice ********
            S: a1 OK [CAPABILITY IMAP4rev1] in
            C: a2 SELECT INBOX
            S: * 1 EXISTS
            S: a2 OK [READ-WRITE]
            C: a3 LOGOUT
            S: * BYE
            S: a3 OK
            """;
    private static final String SMTP =
            """
            S: 220 mx ESMTP
            C: EHLO *
            S: 250-mx
            S: 250 AUTH PLAIN
            C: AUTH PLAIN ********
            S: 235 in
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
            """;
    private static final String FTP =
            """
            S: 220 ready
            C: USER alice
            S: 331 password?
            C: PASS ********
            S: 230 in
            C: TYPE I
            S: 200 ok
            C: EPSV
            S: 229 Entering (|||9|)
            C: RETR a.txt
            S: 150 here it comes
            S2: hello\\
            *2 closed by peer
            S: 226 done
            C: QUIT
            S: 221 bye
            """;
    private static final String HTTP =
            """
            C: GET /a HTTP/1.1
            C: Authorization: Basic ********
            C:
            S: HTTP/1.1 200 OK
            S: Content-Length: 5
            S:
            S: hello\\
            """;

    /** Where a client goes, by which way, and how it is to be with TLS; empty for its default. */
    private record Way(String host, int port, Connector via, Optional<Tls> tls, Trust trust) {
        static Way to(Replay replay, Optional<Tls> tls) {
            return new Way("mail.example.org", 0, replay, tls, Trust.SYSTEM);
        }

        static Way to(Peer peer, Tls tls) {
            return new Way(peer.host(), peer.port(), Connector.direct(), Optional.of(tls), peer.trust());
        }
    }

    private interface Session {
        Transcript on(Way way) throws IOException;
    }

    private static <C extends protocols.Client<C>> C to(C client, Way way) {
        C there = client.via(way.via()).trust(way.trust()).keep(Transcript.Keep.EVERYTHING);
        C port = way.port() > 0 ? there.port(way.port()) : there;
        return way.tls().map(port::tls).orElse(port);
    }

    private static Transcript pop3(Way way) throws IOException {
        Maildrop drop = to(Pop3.at(way.host()), way).connect().login("alice", "secret");
        try (drop) {
            assertThat(drop.stat().messages()).isEqualTo(1);
            drop.quit();
        }
        return drop.transcript();
    }

    private static Transcript imap(Way way) throws IOException {
        ImapSession imap = to(Imap.at(way.host()), way).connect().login("alice", "secret");
        try (imap) {
            assertThat(imap.select("INBOX").state().exists()).isEqualTo(1);
            imap.logout();
        }
        return imap.transcript();
    }

    private static Transcript smtp(Way way) throws IOException {
        SmtpSession smtp = to(Smtp.at(way.host()), way).connect();
        try (smtp) {
            smtp.login("alice", "secret");
            smtp.send(MailMessage.from("bob@example.net")
                    .to("alice@example.org")
                    .subject("hello")
                    .text("It works."));
            smtp.quit();
        }
        return smtp.transcript();
    }

    private static Transcript ftp(Way way) throws IOException {
        FtpSession ftp = to(Ftp.at(way.host()), way).connect().login("alice", "secret");
        try (ftp) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ftp.get("a.txt", out);
            assertThat(out).hasToString("hello");
            ftp.quit();
        }
        return ftp.transcript();
    }

    private static Transcript http(Way way) throws IOException {
        String authority = way.port() > 0 ? way.host() + ":" + way.port() : way.host();
        Http http = Http.at("http://" + authority).via(way.via()).keep(Transcript.Keep.EVERYTHING);
        try (Response response = http.credentials(Credentials.password("alice", "secret"))
                .get("/a")
                .send()) {
            assertThat(response.text()).isEqualTo("hello");
            return response.transcript();
        }
    }

    enum Client {
        POP3(AsRecordedTest.POP3, AsRecordedTest::pop3),
        IMAP(AsRecordedTest.IMAP, AsRecordedTest::imap),
        SMTP(AsRecordedTest.SMTP, AsRecordedTest::smtp),
        FTP(AsRecordedTest.FTP, AsRecordedTest::ftp),
        HTTP(AsRecordedTest.HTTP, AsRecordedTest::http);

        private final String dialogue;
        private final Session session;

        Client(String dialogue, Session session) {
            this.dialogue = dialogue;
            this.session = session;
        }

        Transcript recording() throws IOException {
            try (Peer peer = Transcript.parse(dialogue).serve()) {
                Transcript recording = session.on(Way.to(peer, Tls.NONE));
                peer.verify();
                return recording;
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Client.class)
    void doesNotLogInInTheClearElsewhere(Client client) throws Exception {
        Replay replay = client.recording().replay();
        assertThatThrownBy(() -> client.session.on(Way.to(replay, Optional.of(Tls.NONE))))
                .hasMessageContaining("a login without TLS");
    }

    @ParameterizedTest
    @EnumSource(Client.class)
    void isPlayedAsItWas(Client client) throws Exception {
        Replay replay = Script.of(client.recording()).asRecorded().replay();
        Transcript played = client.session.on(Way.to(replay, Optional.empty()));
        replay.verify();
        assertThat(played.toString()).doesNotContain("* tls");
    }

    /** The client has it that TLS is a must, and the recording was made without. */
    @ParameterizedTest
    @EnumSource(
            value = Client.class,
            names = {"POP3", "IMAP", "SMTP", "FTP"})
    void isPlayedAsItWasToAClientThatDemandsTls(Client client) throws Exception {
        for (Tls demanded : new Tls[] {Tls.UPGRADE, Tls.IMPLICIT}) {
            Replay replay = Script.of(client.recording()).asRecorded().replay();
            client.session.on(Way.to(replay, Optional.of(demanded)));
            replay.verify();
        }
    }

    /** Without being told so, a client that demands TLS does not go on without. */
    @ParameterizedTest
    @EnumSource(
            value = Client.class,
            names = {"POP3", "IMAP", "SMTP", "FTP"})
    void isNotPlayedToAClientThatDemandsTls(Client client) throws Exception {
        Replay replay = client.recording().replay();
        assertThatThrownBy(() -> client.session.on(Way.to(replay, Optional.of(Tls.UPGRADE))))
                .matches(error ->
                        error instanceof Transcript.Mismatch || error instanceof protocols.WireException.Insecure);
    }

    /** The other way round: made with an upgrade, played to a client that has none. */
    @Test
    void isUpgradedAsItWas() throws Exception {
        Transcript server = Transcript.parse(POP3.replace("S: +OK ready\n", "S: +OK ready\nC: STLS\nS: +OK\n* tls\n"));
        Transcript recording;
        try (Peer peer = server.serve()) {
            recording =
                    pop3(new Way("localhost", peer.port(), Connector.direct(), Optional.of(Tls.UPGRADE), peer.trust()));
            peer.verify();
        }
        Replay replay = Script.of(recording).asRecorded().replay();
        Transcript played = pop3(new Way("127.0.0.1", 0, replay, Optional.of(Tls.NONE), Trust.SYSTEM));
        replay.verify();
        assertThat(played.said(Transcript.Side.CLIENT)).contains("STLS");
    }
}
