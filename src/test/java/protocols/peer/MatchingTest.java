package protocols.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static protocols.Varying.header;
import static protocols.Varying.parameter;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import protocols.Script;
import protocols.Transcript;

/** What may differ from run to run and what may not, the same for both directions. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MatchingTest {

    private static final String OPENING = "S: 220 mx\n";

    /** What was recorded, what is said now, and what is said now that is not the same any more. */
    enum Difference {
        NAME_IN_EHLO("EHLO client.example", "ehlo [127.0.0.1]", "LHLO client.example"),
        NAME_IN_HELO("HELO client.example", "HELO x", "EHLO"),
        SIZE_OF_A_MAIL(
                "MAIL FROM:<bob@example.net> SIZE=70 BODY=8BITMIME",
                "MAIL FROM:<bob@example.net> SIZE=71234 BODY=8BITMIME",
                "MAIL FROM:<eve@example.net> SIZE=70 BODY=8BITMIME"),
        NO_SIZE_OF_A_MAIL(
                "MAIL FROM:<bob@example.net> SIZE=70 BODY=8BITMIME",
                "MAIL FROM:<bob@example.net> BODY=8BITMIME",
                "MAIL FROM:<bob@example.net> SIZE=70"),
        A_SIZE_OF_A_MAIL(
                "MAIL FROM:<bob@example.net>",
                "MAIL FROM:<bob@example.net> SIZE=5",
                "MAIL FROM:<bob@example.net> SIZED"),
        DATE("Date: Mon, 23 Nov 2026 10:00:00 +0000", "Date: Thu, 1 Jan 2032 00:00:00 +0100", "Dates: never"),
        MESSAGE_ID("Message-ID: <1@example.net>", "Message-Id: <zz.9@host.example>", "Message: <1@example.net>"),
        CONTENT_ID(
                "Content-ID: <pie.1@example.net>\n<img src=\"cid:pie.1@example.net\" alt=\"pie\">",
                "Content-ID: <tart@x>\n<img src=\"cid:tart@x\" alt=\"pie\">",
                "Content-ID: <tart@x>\n<img src=\"cid:tart@x\" alt=\"tart\">"),
        NESTED_BOUNDARIES(
                """
                Content-Type: multipart/mixed; boundary="out"
                --out
                Content-Type: multipart/related; boundary=out-in; type="text/html"
                --out-in
                text
                --out-in--
                --out--""",
                """
                Content-Type: multipart/mixed; boundary="=_X:1"
                --=_X:1
                Content-Type: multipart/related; boundary=yy; type="text/html"
                --yy
                text
                --yy--
                --=_X:1--""",
                """
                Content-Type: multipart/mixed; boundary="=_X:1"
                --=_X:1
                Content-Type: multipart/related; boundary=yy; type="text/html"
                --=_X:1
                text
                --yy--
                --=_X:1--"""),
        ADDRESS_OF_PORT("PORT 127,0,0,1,4,1", "PORT 127,0,0,1,200,17", "EPRT |1|127.0.0.1|1025|"),
        ADDRESS_OF_EPRT("EPRT |1|127.0.0.1|1025|", "EPRT |2|::1|50000|", "PORT 127,0,0,1,4,1"),
        PROOF(
                "Authorization: Digest username=\"a\", nonce=\"1\", response=\"2\"",
                "Authorization: Digest username=\"a\", response=\"4\", nonce=\"3\"",
                "Authorization: Basic YTpi"),
        CASE_OF_A_VERB("VRFY one", "vrfy one", "vrfy One");

        private final String recorded;
        private final String now;
        private final String other;

        Difference(String recorded, String now, String other) {
            this.recorded = recorded;
            this.now = now;
            this.other = other;
        }

        Script script() {
            return Script.of(Transcript.parse(OPENING + "C: " + recorded.replace("\n", "\nC: ") + "\nS: 250 ok\n"));
        }
    }

    private static String wire(String text) {
        return text.replace("\n", "\r\n") + "\r\n";
    }

    @ParameterizedTest
    @EnumSource(Difference.class)
    void mayDiffer(Difference one) throws Exception {
        for (Talk talk : Talk.values()) {
            assertThat(talk.to(one.script(), wire(one.recorded)))
                    .as(talk.name())
                    .endsWith("250 ok");
            assertThat(talk.to(one.script(), wire(one.now))).as(talk.name()).endsWith("250 ok");
        }
    }

    @ParameterizedTest
    @EnumSource(Difference.class)
    void isNotAnything(Difference one) {
        for (Talk talk : Talk.values()) {
            assertThatThrownBy(() -> talk.to(one.script(), wire(one.other)))
                    .as(talk.name())
                    .isInstanceOf(Transcript.Mismatch.class);
        }
    }

    @ParameterizedTest
    @EnumSource(Difference.class)
    void mayNotDifferIfItIsToBeExact(Difference one) throws Exception {
        for (Talk talk : Talk.values()) {
            Script exact = one.script().exact();
            assertThat(talk.to(exact, wire(one.recorded))).as(talk.name()).endsWith("250 ok");
            assertThatThrownBy(() -> talk.to(exact, wire(one.now)))
                    .as(talk.name())
                    .isInstanceOf(Transcript.Mismatch.class);
        }
    }

    @ParameterizedTest
    @EnumSource(Talk.class)
    void tagsAndLiteralsOfImap(Talk talk) throws Exception {
        Script script = Script.of(
                Transcript.parse(
                        """
                S: * OK ready
                C: a1 ID ("name" "one" "version" "1")
                S: * ID NIL
                S: a1 OK known
                C: a2 APPEND Sent {31}
                S: + go on
                C: Date: Mon, 23 Nov 2026 10:00
                C:
                C:
                S: a2 OK [APPENDUID 1 2] done
                """));
        String now = "A0001 ID NIL\r\nA0002 APPEND Sent {18}\r\nDate: tomorrow\r\n\r\n\r\n";
        assertThat(talk.to(script, now)).contains("A0001 OK known", "A0002 OK [APPENDUID 1 2] done");
        String old =
                "a1 ID (\"name\" \"one\" \"version\" \"1\")\r\na2 APPEND Sent {31}\r\nDate: Mon, 23 Nov 2026 10:00\r\n\r\n\r\n";
        assertThat(talk.to(script.exact(), old)).contains("a2 OK");
        assertThatThrownBy(() -> talk.to(script.exact(), old.replace("a1", "b1")))
                .isInstanceOf(Transcript.Mismatch.class);
        assertThatThrownBy(() -> talk.to(script.exact(), old.replace("31", "30")))
                .isInstanceOf(Transcript.Mismatch.class);
        assertThatThrownBy(() -> talk.to(script, now.replace("Sent", "Trash"))).isInstanceOf(Transcript.Mismatch.class);
    }

    private static final String REQUEST =
            """
            C: PUT /a HTTP/1.1
            C: Host: localhost:8080
            C: User-Agent: one/1
            C: X-Key: k
            C: Content-Length: 30
            C:
            C: Date: Mon, 23 Nov 2026 10:00
            S: HTTP/1.1 204 No Content
            S:
            """;

    @ParameterizedTest
    @EnumSource(Talk.class)
    void fieldsOfHttp(Talk talk) throws Exception {
        Script script = Script.of(Transcript.parse(REQUEST));
        String now = "PUT /a HTTP/1.1\r\nx-key: k\r\nHost: api.example.org\r\nAccept: */*\r\nContent-Length: 12\r\n"
                + "User-Agent: two/2\r\n\r\nDate: today\r\n";
        assertThat(talk.to(script, now)).startsWith("HTTP/1.1 204");
        String old = "PUT /a HTTP/1.1\r\nHost: localhost:8080\r\nUser-Agent: one/1\r\nX-Key: k\r\n"
                + "Content-Length: 30\r\n\r\nDate: Mon, 23 Nov 2026 10:00\r\n";
        assertThat(talk.to(script.exact(), old)).startsWith("HTTP/1.1 204");
        for (String changed : new String[] {"localhost", "one/1", "Length: 30", "X-Key: k"}) {
            assertThatThrownBy(() -> talk.to(script.exact(), old.replace(changed, changed + "1")))
                    .as(changed)
                    .isInstanceOf(Transcript.Mismatch.class);
        }
        for (String wrong : new String[] {"x-key: k", "PUT", "/a"}) {
            assertThatThrownBy(() -> talk.to(script, now.replace(wrong, wrong + "z")))
                    .as(wrong)
                    .isInstanceOf(Transcript.Mismatch.class);
        }
    }

    @ParameterizedTest
    @EnumSource(Talk.class)
    void whatTheUserNames(Talk talk) throws Exception {
        Script strict = Script.of(
                Transcript.parse(
                        """
                C: GET /a?signature=abc&x=1 HTTP/1.1
                C: X-Request-Id: 17
                C: Content-Type: text/plain; version="1"
                C:
                S: HTTP/1.1 204 No Content
                S:
                """));
        Script script =
                strict.ignoring(header("x-request-id"), parameter("signature")).ignoring(parameter("version"));
        String now = "GET /a?signature=zz9&x=1 HTTP/1.1\r\nX-Request-Id: 18\r\n"
                + "Content-Type: text/plain; version=\"2\"\r\n\r\n";
        assertThat(talk.to(script, now)).startsWith("HTTP/1.1 204");
        assertThatThrownBy(() -> talk.to(strict, now)).isInstanceOf(Transcript.Mismatch.class);
        assertThatThrownBy(() -> talk.to(script, now.replace("x=1", "x=2"))).isInstanceOf(Transcript.Mismatch.class);
    }

    /** Wherever they stand, each time they stand there, and nothing whose name only ends so. */
    @ParameterizedTest
    @EnumSource(Talk.class)
    void severalParametersInALine(Talk talk) throws Exception {
        Script script = Script.of(Transcript.parse("S: hello\nC: GET b=1&a=2;a=3 grid=4\nS: found\n"))
                .ignoring(parameter("id"), parameter("a"), parameter("b"));
        assertThat(talk.to(script, "GET b=&a=77;a=x grid=4\r\n")).endsWith("found");
        assertThatThrownBy(() -> talk.to(script, "GET b=1&a=2;a=3 grid=5\r\n")).isInstanceOf(Transcript.Mismatch.class);
    }

    @ParameterizedTest
    @EnumSource(Talk.class)
    void aStarAndAStarThatIsOne(Talk talk) throws Exception {
        Script script = Script.of(Transcript.parse("S: hello\nC: FIND *, please \\*\nC: **\nS: found\n"));
        assertThat(talk.to(script, "find all of a*b, please *\r\n\r\n")).endsWith("found");
        assertThat(talk.to(script, "FIND , please *\r\nx\r\n")).endsWith("found");
        assertThatThrownBy(() -> talk.to(script, "FIND it, please x\r\n\r\n")).isInstanceOf(Transcript.Mismatch.class);
        assertThat(talk.to(script.exact(), "FIND *, please *\r\n**\r\n")).endsWith("found");
        assertThatThrownBy(() -> talk.to(script.exact(), "FIND it, please *\r\n**\r\n"))
                .isInstanceOf(Transcript.Mismatch.class);
    }

    @ParameterizedTest
    @EnumSource(Talk.class)
    void anyBody(Talk talk) throws Exception {
        String then = "S: 250 ok\nC: QUIT\nS: 221 bye\n";
        Script data = Script.of(Transcript.parse("S: 220 mx\nC: DATA\nS: 354 go on\nC|\n" + then));
        for (String body : new String[] {"", "x\r\n", "..\r\n\r\nQUIT\r\n", "\r\n.\r"}) {
            String end = body.isEmpty() || body.endsWith("\n") ? ".\r\n" : "\n\r\n.\r\n";
            String whole = body.equals("\r\n.\r") ? "\r\n..\r\n.\r\n" : body + end;
            assertThat(talk.to(data, "DATA\r\n" + whole + "QUIT\r\n")).endsWith("221 bye");
        }
        Script append = Script.of(Transcript.parse(
                "S: * OK\nC: a1 APPEND x {5}\nS: + go on\nC|\nC:\nS: a1 OK\nC: a2 LOGOUT\nS: a2 OK bye\n"));
        assertThat(talk.to(append, "t1 APPEND x {12}\r\nsome\r\ntext\r\n\r\nt2 LOGOUT\r\n"))
                .endsWith("t2 OK bye");
        assertThat(talk.to(append, "t1 APPEND x {0}\r\n\r\nt2 LOGOUT\r\n")).endsWith("t2 OK bye");
        Script post = Script.of(
                Transcript.parse("C: POST /a HTTP/1.1\nC:\nC|\nS: HTTP/1.1 200 OK\nC: GET /b HTTP/1.1\nC:\nS: b\n"));
        String get = "GET /b HTTP/1.1\r\n\r\n";
        for (String body : new String[] {
            "Content-Length: 4\r\n\r\n\r\n\r\n",
            "Content-Length: 0\r\n\r\n",
            "\r\n",
            "Transfer-Encoding: chunked\r\n\r\n3\r\na\r\n\r\n0\r\n\r\n",
            "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "Transfer-Encoding: chunked\r\n\r\n5\r\n0\r\n\r\n\r\n0\r\nX-Sum: 1\r\n\r\n",
            "Transfer-Encoding: chunked\r\n\r\n7\r\n\r\n0\r\n\r\n\r\n0\r\n\r\n",
            "Transfer-Encoding: chunked\r\n\r\n1;x=y\r\na\r\n000\r\n\r\n"
        }) {
            assertThat(talk.to(post, "POST /a HTTP/1.1\r\n" + body + get))
                    .as(body)
                    .endsWith("b");
        }
    }
}
