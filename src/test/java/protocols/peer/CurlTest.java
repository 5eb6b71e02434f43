package protocols.peer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import protocols.Peer;
import protocols.Script;
import protocols.Transcript;
import protocols.peers.RealServer;
import protocols.peers.RequiresServer;

/** curl, a client in another language, talks to served transcripts. */
@RequiresServer(RealServer.CURL)
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CurlTest {

    @TempDir
    private Path folder;

    private String curl(String... words) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("curl", "--silent", "--show-error", "--max-time", "20"));
        line.addAll(List.of(words));
        Path out = folder.resolve("stdout");
        Path err = folder.resolve("stderr");
        Process process = new ProcessBuilder(line)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(Files.readString(err)).isEmpty();
        assertThat(process.exitValue()).isZero();
        return Files.readString(out, UTF_8);
    }

    private static String url(String scheme, Peer peer, String path) {
        return scheme + "://localhost:" + peer.port() + path;
    }

    private static final Transcript HELLO = Transcript.parse(
            """
            C: GET /hello HTTP/1.1
            C:
            S: HTTP/1.1 200 OK
            S: Content-Length: 6
            S:
            S: hello\\x0a\\
            """);

    @Test
    void getsOverHttp() throws Exception {
        try (Peer peer = HELLO.serve()) {
            assertThat(curl("-4", url("http", peer, "/hello"))).isEqualTo("hello\n");
            peer.verify();
        }
    }

    @Test
    void getsOverHttps() throws Exception {
        try (Peer peer = Script.of(HELLO).tls().serve()) {
            assertThat(curl("-4", "--cacert", peer.pem().toString(), url("https", peer, "/hello")))
                    .isEqualTo("hello\n");
            peer.verify();
        }
    }

    private static final String FTP_LOGIN =
            """
            S: 220 ready
            C: USER alice
            S: 331 password?
            C: PASS ********
            S: 230 in
            C: PWD
            S: 257 "/"
            """;

    @Test
    void getsOverFtp() throws Exception {
        Transcript dialogue = Transcript.parse(
                FTP_LOGIN
                        + """
                C: EPSV
                S: 229 Entering (|||9|)
                C: TYPE I
                S: 200 ok
                C: SIZE a.txt
                S: 213 6
                C: RETR a.txt
                S: 150 here it comes
                S2: hello\\x0a\\
                *2 closed by peer
                S: 226 done
                C: QUIT
                S: 221 bye
                """);
        try (Peer peer = dialogue.serve()) {
            assertThat(curl("-4", "--user", "alice:wonderland", url("ftp", peer, "/a.txt")))
                    .isEqualTo("hello\n");
            peer.verify();
        }
    }

    @Test
    void putsOverFtp() throws Exception {
        Transcript dialogue = Transcript.parse(
                FTP_LOGIN
                        + """
                C: PASV
                S: 227 Entering (127,0,0,1,0,9)
                C: TYPE I
                S: 200 ok
                C: STOR b.txt
                S: 150 go on
                C2: bye
                S: 226 done
                C: QUIT
                S: 221 bye
                """);
        Path file = Files.writeString(folder.resolve("b.txt"), "bye\r\n");
        try (Peer peer = dialogue.serve()) {
            String to = url("ftp", peer, "/b.txt");
            curl("-4", "--disable-epsv", "--user", "alice:wonderland", "--upload-file", file.toString(), to);
            peer.verify();
        }
    }

    @Test
    void sendsAMailWithALogin() throws Exception {
        Transcript dialogue = Transcript.parse(
                """
                S: 220 mx ESMTP
                C: EHLO *
                S: 250-mx
                S: 250 AUTH PLAIN
                C: AUTH PLAIN
                S: 334
                C: ********
                S: 235 in
                C: MAIL FROM:<bob@example.net>
                S: 250 ok
                C: RCPT TO:<alice@example.org>
                S: 250 ok
                C: DATA
                S: 354 go on
                C: Subject: *
                C:
                C: hello
                C: .
                S: 250 queued
                C: QUIT
                S: 221 bye
                """);
        Path file = Files.writeString(folder.resolve("mail"), "Subject: from curl\r\n\r\nhello\r\n");
        try (Peer peer = dialogue.serve()) {
            List<String> words = List.of(
                    "--mail-from", "bob@example.net", "--mail-rcpt", "alice@example.org", "--user", "alice:wonderland");
            List<String> line = new ArrayList<>(List.of("-4", "--upload-file", file.toString()));
            line.addAll(words);
            line.add(url("smtp", peer, ""));
            curl(line.toArray(new String[0]));
            peer.verify();
            assertThat(peer.received().toString())
                    .contains("C: ********\n", "C: Subject: from curl\n")
                    .doesNotContain("wonderland", "AGFsaWNl");
        }
    }

    @Test
    void readsAMailOverPop3() throws Exception {
        Transcript dialogue = Transcript.parse(
                """
                S: +OK ready
                C: USER alice
                S: +OK
                C: PASS ********
                S: +OK
                C: RETR 1
                S: +OK
                S: Subject: hello
                S:
                S: It works.
                S: .
                C: QUIT
                S: +OK
                """);
        try (Peer peer = dialogue.serve()) {
            assertThat(curl("-4", "--user", "alice:wonderland", url("pop3", peer, "/1"))
                            .lines())
                    .containsExactly("Subject: hello", "", "It works.");
            peer.verify();
        }
    }

    @Test
    void readsAMailOverImap() throws Exception {
        Transcript dialogue = Transcript.parse(
                """
                S: * OK ready
                C: a1 LOGIN alice ********
                S: a1 OK
                C: a2 SELECT INBOX
                S: * 1 EXISTS
                S: a2 OK
                C: a3 FETCH 1 BODY[]
                S: * 1 FETCH (BODY[] {16}
                S: Subject: hello
                S: )
                S: a3 OK
                C: a4 LOGOUT
                S: * BYE
                S: a4 OK
                """);
        try (Peer peer = dialogue.serve()) {
            assertThat(curl("-4", "--user", "alice:wonderland", url("imap", peer, "/INBOX;MAILINDEX=1"))
                            .lines())
                    .containsExactly("Subject: hello");
            peer.verify();
        }
    }
}
