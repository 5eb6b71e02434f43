package protocols.internal.peer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import protocols.spi.ScriptParts;

/** Lines and bytes of a script, held against what a client says. */
class PatternTest {

    private static final ScriptParts.Rules RULES = new ScriptParts.Rules(
            List.of(),
            List.of(new ScriptParts.Ignored(false, "signature"), new ScriptParts.Ignored(true, "x-key")),
            false,
            false);

    /** What a line of a script admits. */
    private static final Map<String, List<String>> FITS = Map.ofEntries(
            Map.entry("QUIT", List.of("QUIT", "quit")),
            Map.entry("RCPT TO:<*>", List.of("RCPT TO:<>", "RCPT TO:<a@b>", "rcpt TO:<a>b>")),
            Map.entry("RCPT TO:<\\*>", List.of("RCPT TO:<*>")),
            Map.entry("A *b*c", List.of("A bc", "A xbxc", "A bbcc", "A b c b c")),
            Map.entry("AUTH PLAIN ********", List.of("AUTH PLAIN ", "AUTH PLAIN x y", "AUTH PLAIN ********")),
            Map.entry("MAIL FROM:<a> SIZE=12 BODY=8BITMIME", List.of("MAIL FROM:<a> SIZE=7 BODY=8BITMIME")),
            Map.entry("MAIL FROM:<a> SIZE=*", List.of("MAIL FROM:<a> SIZE=", "MAIL FROM:<a> SIZE=1 x")),
            Map.entry("MAIL FROM:<a> SIZE=x", List.of("MAIL FROM:<a> SIZE=x")),
            Map.entry(
                    "MAIL * SIZE=1 B", List.of("MAIL x SIZE=2 B", "MAIL  SIZE=1 A SIZE=22 B", "MAIL  SIZE= SIZE=2 B")),
            Map.entry("GET /x?signature=abc&y=1", List.of("GET /x?signature=z&y=1", "GET /x?signature=&y=1")),
            Map.entry("GET /x?signature=abc*&y=1", List.of("GET /x?signature=abc&y=1", "GET /x?signature=abcd&y=1")),
            Map.entry("<img cid:1><img cid:2>", List.of("<img cid:7><img cid:8>")),
            Map.entry("EHLO *", List.of("EHLO x", "ehlo [127.0.0.1]")),
            Map.entry("PORT 127,0,0,1,4,5", List.of("PORT 127,0,0,1,200,201")),
            Map.entry("Date: Thu", List.of("Date: Fri", "date:")),
            Map.entry("", List.of("")),
            Map.entry("*", List.of("", "anything * at all")));

    /** What it does not. */
    private static final Map<String, List<String>> DIFFERS = Map.ofEntries(
            Map.entry("QUIT", List.of("QUITS", "QUI", "", " QUIT")),
            Map.entry("RCPT TO:<*>", List.of("RCPT TO:<a", "RCPT TO: <a>")),
            Map.entry("RCPT TO:<\\*>", List.of("RCPT TO:<a>")),
            Map.entry("A *b*c", List.of("A cb", "A b", "A c")),
            Map.entry("MAIL FROM:<a> SIZE=12", List.of("MAIL FROM:<a> SIZE=1x")),
            Map.entry("SIZE=12 of it", List.of("SIZE=13 of it")),
            Map.entry("GET /x?signature=abc&y=1", List.of("GET /x?signature=a&b&y=1", "GET /x?signature=abc&y=2")),
            Map.entry("GET /x?resignature=abc", List.of("GET /x?resignature=abd")),
            Map.entry("", List.of(" ", "x")));

    @Test
    void aLineFitsWhatItAdmits() {
        FITS.forEach((wanted, lines) -> lines.forEach(line -> assertThat(match(wanted, line + "\r\n"))
                .as(wanted + " | " + line)
                .isEqualTo(line.length() + 2)));
        DIFFERS.forEach((wanted, lines) -> lines.forEach(line -> assertThat(match(wanted, line + "\r\n"))
                .as(wanted + " | " + line)
                .isEqualTo(Pattern.WRONG)));
    }

    @Test
    void noBeginningOfWhatFitsIsWrong() {
        FITS.forEach((wanted, lines) -> lines.forEach(line -> {
            String said = line + "\r\n";
            Pattern pattern = line(wanted);
            Inbox in = new Inbox();
            for (int i = 0; i < said.length() - 1; i++) {
                in.add(new byte[] {(byte) said.charAt(i)}, 0, 1);
                assertThat(pattern.match(in, new Bindings()))
                        .as(wanted + " | " + line)
                        .isEqualTo(Pattern.MORE);
            }
        }));
    }

    @Test
    void whatCannotBecomeItIsWrongAtOnce() {
        assertThat(match("QUIT", "QX")).isEqualTo(Pattern.WRONG);
        assertThat(match("", "x")).isEqualTo(Pattern.WRONG);
        assertThat(match("QUIT", "QUIT\n")).as("a bare LF ends no line").isEqualTo(Pattern.WRONG);
        assertThat(match("*", "\n")).isEqualTo(Pattern.WRONG);
        assertThat(match("\\xff\\xfb\\", "\u00ff\u00fc")).isEqualTo(Pattern.WRONG);
    }

    @Test
    void whatFollowsALineStaysThere() {
        assertThat(match("NOOP", "NOOP\r\nQUIT\r\n")).isEqualTo(6);
        assertThat(match("ab\\", "abc")).isEqualTo(2);
        assertThat(match("********\\x0d\\", "secret\rQUIT")).isEqualTo(7);
    }

    @Test
    void bytesWithoutALineEndAreTakenWhenTheyAreThere() {
        assertThat(match("\\xff\\xfb\\x01\\", "\u00ff\u00fb")).isEqualTo(Pattern.MORE);
        assertThat(match("\\xff\\xfb\\x01\\", "\u00ff\u00fb\u0001")).isEqualTo(3);
        assertThat(match("********\\x0d\\x00\\", "secret\r")).isEqualTo(Pattern.MORE);
        assertThat(match("********\\", "all of it")).isEqualTo(9);
    }

    @Test
    void aLiteralOfImapHasALengthOfItsOwn() {
        Bindings bound = new Bindings();
        Inbox in = inbox("A1 APPEND x {310}\r\n");
        assertThat(line("A1 APPEND x {12}").match(in, bound)).isEqualTo(in.length());
        assertThat(bound.last(Bindings.Kind.SIZE)).contains("310");
        assertThat(match("A1 APPEND x {12+}", "A1 APPEND x {7+}\r\n")).isPositive();
        assertThat(match("A1 APPEND x {12}", "A1 APPEND x {}\r\n")).isEqualTo(Pattern.WRONG);
        assertThat(match("A1 APPEND x {12}", "A1 APPEND x {9999999999999999999999}\r\n"))
                .isEqualTo(Pattern.WRONG);
    }

    @Test
    void aBoundaryIsTheOneThatWasDeclaredLast() {
        Variations variations = new Variations(RULES);
        Bindings bound = new Bindings();
        for (String now : List.of("xx", "yy")) {
            Pattern declares = variations.of("Content-Type: multipart/mixed; boundary=\"one\"", false);
            Pattern uses = variations.of("--one--", false);
            assertThat(declares.matches("Content-Type: multipart/mixed; boundary=\"" + now + "\"", bound))
                    .isTrue();
            assertThat(uses.matches("--" + now + "--", bound)).isTrue();
            assertThat(uses.matches("--one--", bound)).isFalse();
        }
    }

    @Test
    void aBoundaryBehindAStarIsTheOneThatFits() {
        Variations variations = new Variations(RULES);
        Bindings bound = new Bindings();
        Pattern declares = variations.of("Content-Type: *; boundary=one", false);
        assertThat(declares.matches("Content-Type: a; boundary=x; b; boundary=yy", bound))
                .isTrue();
        assertThat(variations.of("--one", false).matches("--yy", bound)).isTrue();
    }

    @Test
    void aTagIsTheClientsOwnEachTime() {
        Variations variations = new Variations(RULES);
        Bindings bound = new Bindings();
        assertThat(variations.of("a1 NOOP", true).matches("T01 NOOP", bound)).isTrue();
        assertThat(bound.tag("a1")).isEqualTo("T01");
        assertThat(variations.of("a1 NOOP", true).matches("\\x NOOP", bound)).isTrue();
        assertThat(bound.tag("a1")).as("in the escaped form").isEqualTo("\\\\x");
        assertThat(bound.tag("b7")).isEqualTo("b7");
    }

    @Test
    void noSecretIsShown() {
        assertThat(shown("PASS ********", "PASS hunter2\r\n")).isEqualTo("PASS ********");
        assertThat(shown("a ******** b ********", "a 1 b 2\r\n")).isEqualTo("a ******** b ********");
        assertThat(shown("GET /?signature=******** HTTP/1.1", "GET /?signature=s3 HTTP/1.1\r\n"))
                .isEqualTo("GET /?signature=******** HTTP/1.1");
        assertThat(shown("X-Key: ********", "X-Key: s3\r\n")).isEqualTo("X-Key:********");
        assertThat(shown("********\\x0d\\", "s3\r")).isEqualTo("********\\x0d\\");
        assertThat(shown("RCPT TO:<*>", "RCPT TO:<\\a>\r\n")).isEqualTo("RCPT TO:<\\\\a>");
    }

    @Test
    void exactlyIsByteByByteButForSecrets() {
        Variations exact = new Variations(new ScriptParts.Rules(List.of(), List.of(), true, false));
        assertThat(exact.of("EHLO *", false).matches("EHLO *", new Bindings())).isTrue();
        assertThat(exact.of("EHLO *", false).matches("EHLO x", new Bindings())).isFalse();
        assertThat(exact.of("QUIT", false).matches("quit", new Bindings())).isFalse();
        assertThat(exact.of("PASS ********", false).matches("PASS x", new Bindings()))
                .isTrue();
        assertThat(exact.of("Date: a", false).matches("Date: b", new Bindings()))
                .isFalse();
    }

    private static String shown(String wanted, String said) {
        byte[] bytes = said.getBytes(ISO_8859_1);
        return line(wanted).shown(bytes, bytes.length, new Bindings());
    }

    private static int match(String wanted, String said) {
        return line(wanted).match(inbox(said), new Bindings());
    }

    private static Pattern line(String wanted) {
        return new Variations(RULES).of(wanted, wanted.startsWith("A1 "));
    }

    static Inbox inbox(String said) {
        Inbox in = new Inbox();
        in.add(said.getBytes(ISO_8859_1), 0, said.length());
        return in;
    }

    @Test
    void piecesOfAFileMayHoldLineEndsAndStars() {
        byte[] said = "a\nb*c\r\n".getBytes(ISO_8859_1);
        Inbox in = new Inbox();
        in.add(said, 0, said.length);
        Pattern piece = new Variations(RULES).of("a\\x0ab*c", false);
        assertThat(piece.match(in, new Bindings())).isEqualTo(said.length);
    }

    @Test
    void aProofMayBeASecretAsAWhole() {
        byte[] said = "Authorization: Bearer x\r\n".getBytes(ISO_8859_1);
        Inbox in = new Inbox();
        in.add(said, 0, said.length);
        Pattern field = new Variations(RULES).of("Authorization: ********", false);
        assertThat(field.match(in, new Bindings())).isEqualTo(said.length);
    }
}
