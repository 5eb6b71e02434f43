package protocols.internal.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.WireException.Hangup;
import protocols.WireException.LimitExceeded;
import protocols.WireException.Malformed;
import protocols.imap.FetchedMessage;
import protocols.imap.Section;
import protocols.internal.wire.Link;

/** What cut, damaged, deep and endless input does to the parser. */
class ResponseLimitsTest {

    private static final ImapLimits SMALL = new ImapLimits(100, 50, 300, 1000, 50, 300, 5000);

    private static final String SESSION = "* OK [CAPABILITY IMAP4rev1 LITERAL+] Dovecot ready.\r\n"
            + "* LIST (\\HasNoChildren) \"/\" {7}\r\nEntw&AP\r\n"
            + "* STATUS \"a b\" (MESSAGES 1 UIDNEXT 2)\r\n"
            + "* FLAGS (\\Seen Work)\r\n"
            + "* 3 EXISTS\r\n"
            + "* SEARCH 1 2 3 9\r\n"
            + "* ESEARCH (TAG \"x\") UID COUNT 3 ALL 1:3\r\n"
            + "* 1 FETCH (UID 4 FLAGS (\\Seen Work) RFC822.SIZE 12 INTERNALDATE \" 1-Jul-1996 02:44:25 -0700\" ENVELOPE"
            + " (\"1 Jan 2024 00:00 Z\" {4}\r\na\r\nb ((\"A \\\" B\" NIL \"a\" \"x\")) NIL NIL NIL NIL NIL NIL NIL)"
            + " BODYSTRUCTURE ((\"text\" \"plain\" NIL NIL NIL \"7bit\" 1 1)(\"image\" \"png\") \"mixed\")"
            + " BODY[1]<0> {5}\r\n(\r\n)\" X-NEW (1 (2 {1}\r\n)) \"x\"))\r\n"
            + "+ go on\r\n"
            + "A1 OK [COPYUID 1 2:3 4:5] done\r\n";

    private static final int RESPONSES = 10;

    @Test
    void everyPrefixWantsMore() throws IOException {
        byte[] bytes = SESSION.getBytes(ISO_8859_1);
        for (int i = 0; i <= bytes.length; i++) {
            ResponseParser parser = Feeds.parser(Feeds.of(Arrays.copyOf(bytes, i), 1000));
            assertThat(Feeds.end(parser)).as("cut at " + i).isInstanceOf(Hangup.class);
        }
    }

    @Test
    void everySplitGivesTheSame() throws IOException {
        byte[] bytes = SESSION.getBytes(ISO_8859_1);
        List<String> whole = described(Feeds.parser(Feeds.of(bytes, bytes.length)));
        assertThat(whole).hasSize(RESPONSES);
        for (int piece = 1; piece < 200; piece++) {
            assertThat(described(Feeds.parser(Feeds.of(bytes, piece)))).isEqualTo(whole);
        }
    }

    private static List<String> described(ResponseParser parser) throws IOException {
        List<String> out = new ArrayList<>();
        for (Response response : Feeds.all(parser, RESPONSES)) {
            out.add(response instanceof Response.Fetched fetched ? described(fetched.message()) : response.toString());
        }
        return out;
    }

    private static String described(FetchedMessage message) {
        return String.join(
                " ",
                message.toString(),
                message.flags().toString(),
                message.size().toString(),
                message.internalDate().toString(),
                message.envelope().toString(),
                message.envelope().orElseThrow().from().toString(),
                message.structure().toString(),
                new String(message.body("1").orElseThrow().bytes(), ISO_8859_1),
                message.problems().toString());
    }

    @Test
    void damagedInputEndsInAnOutcomeOfOurs() throws IOException {
        Random random = new Random(11);
        int malformed = 0;
        for (int i = 0; i < 30_000; i++) {
            byte[] bytes = SESSION.getBytes(ISO_8859_1);
            for (int k = random.nextInt(3); k >= 0; k--) {
                bytes[random.nextInt(bytes.length)] =
                        (byte) "()\" {}[]\\\r\n0*+~<\t\0\u00ff".charAt(random.nextInt(19));
            }
            ResponseParser parser = Feeds.parser(Feeds.of(bytes, 1 + random.nextInt(300)), SMALL_SESSION);
            malformed += Feeds.unreadable(parser) > 0 ? 1 : 0;
        }
        assertThat(malformed).isGreaterThan(10_000);
    }

    /** Whatever stands between the braces, quotes and line ends of data, the responses behind it are not touched. */
    @Test
    void damageInDataStaysInItsResponse() throws IOException {
        Random random = new Random(13);
        int unreadable = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = SESSION.getBytes(ISO_8859_1);
            int first = SESSION.indexOf("* LIST");
            int last = SESSION.indexOf("+ go on");
            for (int k = random.nextInt(4); k >= 0; k--) {
                int at = first + random.nextInt(last - first);
                boolean framing = "{}\"\\\r\n".indexOf(bytes[at]) >= 0
                        || SESSION.startsWith("* ", Math.max(0, at - 1))
                        || SESSION.startsWith("* ", at)
                        || (Character.isDigit(bytes[at]) && SESSION.charAt(at + 1) == '}');
                bytes[at] = framing ? bytes[at] : (byte) "() []0*+~<\t\0\u00ff".charAt(random.nextInt(12));
            }
            ResponseParser parser = Feeds.parser(Feeds.of(bytes, 1 + random.nextInt(300)));
            List<Response> all = Feeds.all(parser, RESPONSES);
            assertThat(all.get(RESPONSES - 2)).isInstanceOf(Response.Continuation.class);
            assertThat(((Response.Status) all.get(RESPONSES - 1)).code()).isPresent();
            unreadable += all.stream().anyMatch(Response.Unreadable.class::isInstance) ? 1 : 0;
        }
        assertThat(unreadable).isGreaterThan(5_000);
    }

    private static final ImapLimits SMALL_SESSION = new ImapLimits(1000, 100, 2000, 2000, 2000, 2000, 5000);

    @Test
    void randomBytesEndInAnOutcomeOfOurs() throws IOException {
        Random random = new Random(12);
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = new byte[random.nextInt(60)];
            for (int k = 0; k < bytes.length; k++) {
                String likely = "* FETCH(UID BODY[]<>{1}\r\n)\"\\~ENVELOPE+SEARCH0";
                int any = random.nextInt(256);
                bytes[k] = (byte) (random.nextInt(4) > 0 ? likely.charAt(random.nextInt(likely.length())) : any);
            }
            assertThat(Feeds.end(Feeds.parser(Feeds.of(bytes, 7)))).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100_000})
    void lineIsCapped(int piece) throws IOException {
        String text = "* OK " + "x".repeat(93);
        assertThat(small(text + "\r\n", piece).next()).isInstanceOf(Response.Status.class);
        assertExceeds("line", 100, small(text + "x\r\n", piece));
        assertExceeds("line", 100, small("x".repeat(10_000), piece));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100_000})
    void literalIsCapped(int piece) throws IOException {
        for (int size : new int[] {0, 1, 50}) {
            assertThat(small("* X {" + size + "}\r\n" + "y".repeat(size) + "\r\n", piece)
                            .next())
                    .isInstanceOf(Response.Other.class);
        }
        assertSkipped("literal", 50, "* X {51}\r\n" + "y".repeat(51) + " (\r\n", piece);
        assertSkipped("literal", 50, "* 1 FETCH (ENVELOPE ({400}\r\n" + "\"\r\n* ".repeat(80) + ") UID 3)\r\n", piece);
        assertExceeds("literal", 50, small("* X {2147483647}\r\n", piece));
        assertExceeds("literal", 50, small("* 1 FETCH (ENVELOPE ({999999999999999}\r\n", piece));
        assertThatThrownBy(() -> small("* X {99999999999999999999}\r\n", piece).next())
                .isInstanceOf(Malformed.class);
        assertThatThrownBy(() -> small("* X {-1}\r\n", piece).next()).isInstanceOf(Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100_000})
    void responseIsCapped(int piece) throws IOException {
        String body = "* 1 FETCH (BODY[] {269}\r\n" + "x".repeat(269) + ")\r\n";
        assertThat(body).hasSize(297);
        assertThat(small(body.replace("FETCH (", "FETCH    ("), piece).next()).isInstanceOf(Response.Fetched.class);
        assertSkipped("reply", 300, body.replace("FETCH (", "FETCH     ("), piece);
        assertSkipped("body", 300, "* 1 FETCH (BODY[] {301}\r\n" + "x".repeat(301) + ")\r\n", piece);
        assertSkipped("reply", 300, "* X " + "{9}\r\n123456789 ".repeat(100) + "\r\n", piece);
        assertSkipped("reply", 300, "* 1 FETCH (X \"" + "(".repeat(3000) + "\" UID 1)\r\n", piece);
        assertExceeds("reply", 300, small("* X " + "{9}\r\n123456789 ".repeat(1000), piece));
        assertExceeds("reply", 300, small("* X " + "x".repeat(10_000), piece));
    }

    private static void assertSkipped(String limit, long cap, String response, int piece) throws IOException {
        ResponseParser parser = small(response + "* 7 EXISTS\r\n", piece);
        Response.Unreadable skipped = (Response.Unreadable) parser.next();
        assertThat(skipped.told().why())
                .isInstanceOfSatisfying(
                        LimitExceeded.class, e -> assertThat(e.limit()).isEqualTo(limit))
                .isInstanceOfSatisfying(
                        LimitExceeded.class, e -> assertThat(e.cap()).isEqualTo(cap));
        assertThat(skipped.told().raw()).startsWith(response.substring(0, 10)).hasSizeLessThanOrEqualTo(4096);
        assertThat(parser.next()).isEqualTo(new Response.Exists(7));
    }

    @Test
    void searchMayBeALongLine() throws IOException {
        StringBuilder line = new StringBuilder("* SEARCH");
        for (int i = 1; i <= 200_000; i++) {
            line.append(' ').append(i);
        }
        Response.Found found = (Response.Found) Feeds.one(line + "\r\n");
        assertThat(found.result().uids()).hasToString("1:200000");
        assertSkipped("listing", 1000, "* SEARCH" + " 1".repeat(1000) + "\r\n", 50);
        assertSkipped("entries", 50, "* SEARCH" + " 1 3".repeat(26) + "\r\n", 50);
        assertSkipped(
                "entries", 50, "* ESEARCH UID ALL " + String.join(",", Collections.nCopies(26, "7,9")) + "\r\n", 50);
    }

    @Test
    void deepNestingCostsNoStack() throws IOException {
        String deep = "* 1 FETCH (X " + "(".repeat(30_000) + ")".repeat(30_000) + " UID 1)\r\n";
        assertThat(((Response.Fetched) Feeds.one(deep)).message().uid()).hasValue(1);
        ResponseParser parser =
                Feeds.parser("* 1 FETCH (UID 5 BODYSTRUCTURE " + "(".repeat(2_000_000) + "\r\n* 1 EXISTS\r\n");
        assertThat(((Response.Unreadable) parser.next()).message().orElseThrow().uid())
                .hasValue(5);
        assertThat(parser.next()).isEqualTo(new Response.Exists(1));
    }

    @Test
    void claimedSizeIsNotAllocated() {
        Link link = Feeds.of("* 1 FETCH (BODY[] {1000000}\r\nabc".getBytes(ISO_8859_1), 10);

        assertThatThrownBy(Feeds.parser(link)::next).isInstanceOf(Hangup.class);
        assertThat(link.in().buffer().length).isEqualTo(8192);
    }

    @Test
    void bigBufferIsGivenBack() throws IOException {
        String big = "* 1 FETCH (BODY[] {500000}\r\n" + "x".repeat(500_000) + ")\r\n* 1 EXISTS\r\n";
        Link link = Feeds.of(big.getBytes(ISO_8859_1), 5000);
        ResponseParser parser = Feeds.parser(link);

        assertThat(((Response.Fetched) parser.next()).message().bytes().orElseThrow())
                .hasSize(500_000);
        assertThat(link.in().buffer().length).isGreaterThan(500_000);
        assertThat(parser.next()).isEqualTo(new Response.Exists(1));
        assertThat(link.in().available()).isZero();
        assertThatThrownBy(parser::next).isInstanceOf(Hangup.class);
        assertThat(link.in().buffer().length).isEqualTo(8192);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100_000})
    void streamedSectionIsNotLimitedAndNotKept(int piece) throws IOException {
        String body = "0123456789".repeat(300);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ResponseParser parser = small("* 8 FETCH (BODY[] {3000}\r\n" + body + " UID 2 BODY[TEXT] \"qq\")\r\n", piece);

        Response.Fetched fetched = (Response.Fetched) parser.next(Optional.of(new Collecting(out, Integer.MAX_VALUE)));

        assertThat(out).hasToString("8[]" + body + "8[TEXT]qq");
        assertThat(fetched.message().uid()).hasValue(2);
        assertThat(fetched.message().bodies()).isEmpty();
    }

    @Test
    void whatASinkLeavesIsSkipped() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ResponseParser parser = small("* 8 FETCH (BODY[] {5}\r\nabcde UID 2)\r\n", 2);

        Response.Fetched fetched = (Response.Fetched) parser.next(Optional.of(new Collecting(out, 2)));

        assertThat(out).hasToString("8[]ab");
        assertThat(fetched.message().uid()).hasValue(2);
    }

    @Test
    void streamedSectionThatIsCutShortIsAHangup() {
        ResponseParser parser = small("* 8 FETCH (BODY[] {5}\r\nabc", 2);

        assertThatThrownBy(() -> parser.next(Optional.of(new Collecting(new ByteArrayOutputStream(), 9))))
                .isInstanceOf(Hangup.class);
    }

    private record Collecting(ByteArrayOutputStream out, int most) implements SectionTaker {
        @Override
        public void take(Section section) throws IOException {
            out.writeBytes((section.message().number() + "[" + section.name() + "]").getBytes(ISO_8859_1));
            if (most == Integer.MAX_VALUE) {
                section.bytes().transferTo(out);
            } else {
                out.writeBytes(section.bytes().readNBytes(most));
            }
        }
    }

    private static ResponseParser small(String text, int piece) {
        return Feeds.parser(Feeds.of(text.getBytes(ISO_8859_1), piece), SMALL);
    }

    private static void assertExceeds(String limit, long cap, ResponseParser parser) {
        assertThatThrownBy(parser::next)
                .isInstanceOfSatisfying(
                        LimitExceeded.class, e -> assertThat(e.limit()).isEqualTo(limit))
                .isInstanceOfSatisfying(
                        LimitExceeded.class, e -> assertThat(e.cap()).isEqualTo(cap));
    }
}
