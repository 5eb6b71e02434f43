package protocols.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.Fault;
import protocols.Peer;
import protocols.Script;
import protocols.Transcript;
import protocols.WireException;
import protocols.ftp.Ftp;
import protocols.http.Http;
import protocols.pop3.Pop3;
import protocols.smtp.Smtp;

/** A body that breaks in its middle: the error says whose it was, how long it took, and how far it came. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class BrokenBodyTest {

    private static final String FTP =
            """
            S: 220 ready
            C: USER anonymous
            S: 230 in
            C: TYPE I
            S: 200 ok
            C: EPSV
            S: 229 ok (|||2|)
            *2 connected
            """;

    private static final String GAP = "* pause 200 ms\n";

    /** A lower bound: the gap may have begun before the body did. */
    private static void isTold(WireException e, Peer peer, String doing, long bytes) {
        WireException.Where where = e.where().orElseThrow();
        assertThat(where.peer()).isEqualTo("127.0.0.1:" + peer.port());
        assertThat(where.doing()).isEqualTo(doing);
        assertThat(where.bytes()).isEqualTo(bytes);
        assertThat(where.elapsed()).isGreaterThan(Duration.ofMillis(100));
        assertThat(e).hasMessageContaining(" ms and " + bytes + " bytes: ");
    }

    private static Script script(String text) {
        return Script.of(Transcript.parse(text));
    }

    @Test
    void ofADownloadByFtp() throws Exception {
        String text = FTP + "C: RETR a\nS: 150 go\nS2: one\n" + GAP + "S2: two\nS: 226 done\n";
        try (Peer peer = script(text).fault(Fault.reset().at("two")).serve();
                var ftp = Ftp.at("127.0.0.1").port(peer.port()).connect().loginAnonymously();
                InputStream in = ftp.open("a")) {
            assertThat(in.readNBytes(5)).hasSize(5);
            isTold(catchThrowableOfType(WireException.Hangup.class, in::read), peer, "RETR a", 5);
            peer.verify();
        }
    }

    @Test
    void ofABodyByHttp() throws Exception {
        String text =
                "C: GET /a HTTP/1.1\nC:\nS: HTTP/1.1 200 OK\nS: Content-Length: 10\nS:\nS: one\n" + GAP + "S: two\n";
        try (Peer peer = script(text).fault(Fault.cut().at("two")).serve()) {
            try (var response = Http.at("http://127.0.0.1:" + peer.port() + "/a")
                            .get()
                            .send();
                    InputStream in = response.body()) {
                assertThat(in.readNBytes(5)).asString(ISO_8859_1).isEqualTo("one\r\n");
                isTold(catchThrowableOfType(WireException.Hangup.class, in::read), peer, "body", 5);
            }
            peer.verify();
        }
    }

    @Test
    void ofAMessageByPop3() throws Exception {
        String text = "S: +OK\nC: USER a\nS: +OK\nC: PASS ********\nS: +OK\nC: RETR 1\nS: +OK\nS: one\n" + GAP
                + "S: two\nS: .\n";
        try (Peer peer = script(text).fault(Fault.cut().at("two")).serve();
                var drop = Pop3.at("127.0.0.1").port(peer.port()).connect().login("a", "secret")) {
            isTold(
                    catchThrowableOfType(
                            WireException.Hangup.class, () -> drop.retrieve(1, OutputStream.nullOutputStream())),
                    peer,
                    "RETR 1",
                    5);
            peer.verify();
        }
    }

    @Test
    void nothingIsSaidOfBytesOutsideOfABody() throws Exception {
        try (Peer peer = script("S: 220 mx\nC: EHLO *\nS: 250 mx\nC: NOOP\nS: 250 ok\n")
                        .fault(Fault.cut().at("250 ok"))
                        .serve();
                var smtp = Smtp.at("127.0.0.1").port(peer.port()).connect()) {
            assertThatThrownBy(smtp::noop).hasMessageMatching(".*: NOOP, after \\d+ ms: .*");
        }
    }
}
