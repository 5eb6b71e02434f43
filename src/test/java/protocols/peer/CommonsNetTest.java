package protocols.peer;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Writer;
import java.util.concurrent.TimeUnit;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.pop3.POP3Client;
import org.apache.commons.net.smtp.SMTPClient;
import org.apache.commons.net.telnet.TelnetClient;
import org.apache.commons.net.whois.WhoisClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.Content;
import protocols.Peer;
import protocols.Transcript;
import protocols.ftp.Ftp;
import protocols.ftp.FtpSession;

/** The clients of Apache Commons Net talk to served transcripts. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CommonsNetTest {

    private static final String LOGIN =
            """
            S: 220 ready
            C: USER alice
            S: 331 password?
            C: PASS ********
            S: 230 in
            """;

    private static final String LISTING = "-rw-r--r-- 1 ftp ftp 6 Feb  7  2022 a.txt";

    private static FTPClient ftp(Peer peer) throws IOException {
        FTPClient ftp = new FTPClient();
        ftp.setConnectTimeout(10_000);
        ftp.setDefaultTimeout(10_000);
        ftp.connect(peer.host(), peer.port());
        ftp.setSoTimeout(10_000);
        assertThat(ftp.login("alice", "wonderland")).isTrue();
        return ftp;
    }

    /** Lists, gets and puts. */
    private static void works(FTPClient ftp) throws IOException {
        assertThat(ftp.listFiles())
                .extracting(file -> file.getName() + " " + file.getSize())
                .containsExactly("a.txt 6");
        ByteArrayOutputStream got = new ByteArrayOutputStream();
        assertThat(ftp.retrieveFile("a.txt", got)).isTrue();
        assertThat(got.toString(US_ASCII)).isEqualTo("hello\n");
        assertThat(ftp.storeFile("b.txt", new ByteArrayInputStream("bye\r\n".getBytes(US_ASCII))))
                .isTrue();
        assertThat(ftp.logout()).isTrue();
        ftp.disconnect();
    }

    @Test
    void listsGetsAndPutsPassively() throws Exception {
        Transcript dialogue = Transcript.parse(LOGIN
                + """
                C: SYST
                S: 215 UNIX Type: L8
                C: PASV
                S: 227 Entering (127,0,0,1,1,1)
                C: LIST
                S: 150 here it comes
                S2: %s
                * closed by peer
                S: 226 done
                C: PASV
                S: 227 Entering (127,0,0,1,1,2)
                C: RETR a.txt
                S: 150 here it comes
                S3: hello\\n\\
                *3 closed by peer
                S: 226 done
                C: PASV
                S: 227 Entering (127,0,0,1,1,3)
                C: STOR b.txt
                S: 150 go on
                C4: bye
                S: 226 done
                C: QUIT
                S: 221 bye
                """
                        .formatted(LISTING)
                        .replace("* closed", "*2 closed")
                        .replace("\\n", "\\x0a"));
        try (Peer peer = dialogue.serve()) {
            FTPClient ftp = ftp(peer);
            ftp.enterLocalPassiveMode();
            works(ftp);
            peer.verify();
            assertThat(peer.received().toString()).doesNotContain("wonderland");
        }
    }

    @Test
    void listsGetsAndPutsActively() throws Exception {
        Transcript dialogue = Transcript.parse(LOGIN
                + """
                C: SYST
                S: 215 UNIX Type: L8
                C: PORT *
                S: 200 ok
                C: LIST
                S: 150 here it comes
                S2: %s
                *2 closed by peer
                S: 226 done
                C: PORT *
                S: 200 ok
                C: RETR a.txt
                S: 150 here it comes
                S3: hello\\x0a\\
                *3 closed by peer
                S: 226 done
                C: PORT *
                S: 200 ok
                C: STOR b.txt
                S: 150 go on
                C4|
                S: 226 done
                C: QUIT
                S: 221 bye
                """
                        .formatted(LISTING));
        try (Peer peer = dialogue.serve()) {
            FTPClient ftp = ftp(peer);
            ftp.enterLocalActiveMode();
            works(ftp);
            peer.verify();
        }
    }

    /** Recorded with our client, which asks for other things and by EPSV; the foreign client is told so. */
    @Test
    void isServedARecordingOfOurs() throws Exception {
        Transcript server = Transcript.parse(
                LOGIN
                        + """
                C: TYPE I
                S: 200 ok
                C: EPSV
                S: 229 Entering (|||9|)
                C: RETR a.txt
                S: 150 here it comes
                S2: hello\\x0a\\
                *2 closed by peer
                S: 226 done
                C: EPSV
                S: 229 Entering (|||10|)
                C: STOR b.txt
                S: 150 go on
                C3|
                S: 226 done
                C: QUIT
                S: 221 bye
                """);
        Transcript recording;
        try (Peer peer = server.serve()) {
            FtpSession ftp = Ftp.at(peer.host())
                    .port(peer.port())
                    .keep(Transcript.Keep.EVERYTHING)
                    .connect()
                    .login("alice", "secret");
            try (ftp) {
                ftp.get("a.txt", new ByteArrayOutputStream());
                ftp.put(Content.text("bye\r\n"), "b.txt");
                ftp.quit();
            }
            recording = ftp.transcript();
        }
        try (Peer peer = recording.serve()) {
            FTPClient ftp = ftp(peer);
            ftp.setUseEPSVwithIPv4(true);
            ftp.enterLocalPassiveMode();
            ftp.setFileType(org.apache.commons.net.ftp.FTP.BINARY_FILE_TYPE);
            ByteArrayOutputStream got = new ByteArrayOutputStream();
            assertThat(ftp.retrieveFile("a.txt", got)).isTrue();
            assertThat(got.toString(US_ASCII)).isEqualTo("hello\n");
            assertThat(ftp.storeFile("b.txt", new ByteArrayInputStream("bye\r\n".getBytes(US_ASCII))))
                    .isTrue();
            assertThat(ftp.logout()).isTrue();
            ftp.disconnect();
            peer.verify();
        }
    }

    @Test
    void sendsAMail() throws Exception {
        Transcript dialogue = Transcript.parse(
                """
                S: 220 mx ESMTP
                C: HELO *
                S: 250 mx
                C: MAIL FROM:<bob@example.net>
                S: 250 ok
                C: RCPT TO:<alice@example.org>
                S: 250 ok
                C: DATA
                S: 354 go on
                C: Subject: hello
                C:
                C: ..
                C: .
                S: 250 queued
                C: QUIT
                S: 221 bye
                """);
        try (Peer peer = dialogue.serve()) {
            SMTPClient smtp = new SMTPClient();
            smtp.connect(peer.host(), peer.port());
            assertThat(smtp.login("client.example")).isTrue();
            assertThat(smtp.setSender("bob@example.net")).isTrue();
            assertThat(smtp.addRecipient("alice@example.org")).isTrue();
            try (Writer data = smtp.sendMessageData()) {
                data.write("Subject: hello\n\n.\n");
            }
            assertThat(smtp.completePendingCommand()).isTrue();
            assertThat(smtp.logout()).isTrue();
            smtp.disconnect();
            peer.verify();
        }
    }

    @Test
    void readsAMaildrop() throws Exception {
        Transcript dialogue = Transcript.parse(
                """
                S: +OK ready
                C: USER alice
                S: +OK
                C: PASS ********
                S: +OK
                C: STAT
                S: +OK 2 60
                C: QUIT
                S: +OK
                """);
        try (Peer peer = dialogue.serve()) {
            POP3Client pop3 = new POP3Client();
            pop3.connect(peer.host(), peer.port());
            assertThat(pop3.login("alice", "wonderland")).isTrue();
            assertThat(pop3.status().number).isEqualTo(2);
            assertThat(pop3.logout()).isTrue();
            pop3.disconnect();
            peer.verify();
        }
    }

    @Test
    void asksWhois() throws Exception {
        try (Peer peer = Transcript.parse("C: example.org\nS: domain: example.org\n* closed by peer\n")
                .serve()) {
            WhoisClient whois = new WhoisClient();
            whois.connect(peer.host(), peer.port());
            assertThat(whois.query("example.org")).isEqualTo("domain: example.org\r\n");
            whois.disconnect();
            peer.verify();
        }
    }

    @Test
    void talksOverTelnet() throws Exception {
        Transcript dialogue = Transcript.parse(
                """
                S: login: \\
                C: alice
                S: Welcome
                * closed by peer
                """);
        try (Peer peer = dialogue.serve()) {
            TelnetClient telnet = new TelnetClient();
            telnet.connect(peer.host(), peer.port());
            telnet.getOutputStream().write("alice\r\n".getBytes(US_ASCII));
            telnet.getOutputStream().flush();
            assertThat(new String(telnet.getInputStream().readAllBytes(), US_ASCII).lines())
                    .containsExactly("login: Welcome");
            telnet.disconnect();
            peer.verify();
        }
    }
}
