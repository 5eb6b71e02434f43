package protocols.internal.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.WireException.Malformed;
import protocols.imap.BodyStructure;
import protocols.imap.FetchedMessage;
import protocols.imap.Flag;
import protocols.imap.MailboxInfo;
import protocols.imap.MailboxStatus;
import protocols.imap.SearchResult;

/** The responses of RFC 9051 section 7 and 8, and those of servers that read it differently. */
class ResponseParserTest {

    private static Response.Status status(String line) throws IOException {
        return (Response.Status) Feeds.one(line + "\r\n");
    }

    private static FetchedMessage fetched(String items) throws IOException {
        return ((Response.Fetched) Feeds.one("* 12 FETCH (" + items + ")\r\n")).message();
    }

    @Test
    void statusWithAndWithoutTagAndCode() throws IOException {
        assertThat(status("a002 OK [READ-WRITE] SELECT completed"))
                .isEqualTo(new Response.Status(
                        "a002", Response.Kind.OK, Optional.of(new ResponseCode("READ-WRITE", "")), "SELECT completed"));
        assertThat(status("* BYE shutting down"))
                .isEqualTo(new Response.Status("", Response.Kind.BYE, Optional.empty(), "shutting down"));
        assertThat(status("* PREAUTH IMAP4rev2 server logged in as Smith").kind())
                .isEqualTo(Response.Kind.PREAUTH);
        assertThat(status("A1 no [unavailable] later").reply().isTransient()).isTrue();
        assertThat(status("A1 BAD").text()).isEmpty();
    }

    @Test
    void codesThatAreUsedAreTyped() throws IOException {
        assertThat(status("* OK [UIDVALIDITY 3857529045] UIDs valid")
                        .code()
                        .orElseThrow()
                        .number())
                .hasValue(3857529045L);
        assertThat(status("* OK [PERMANENTFLAGS (\\Deleted \\Seen \\*)] Limited")
                        .code()
                        .orElseThrow()
                        .permanentFlags())
                .containsExactlyInAnyOrder(Flag.DELETED, Flag.SEEN, Flag.ANY_KEYWORD);
        assertThat(status("* OK [CAPABILITY IMAP4rev1 literal+] hi")
                        .code()
                        .orElseThrow()
                        .capabilities())
                .containsExactly("IMAP4rev1", "literal+");
        assertThat(status("A OK [APPENDUID 38505 3955] done")
                        .code()
                        .orElseThrow()
                        .appendUid()
                        .orElseThrow()
                        .uids())
                .containsExactly(3955L);
        assertThat(status("A OK [COPYUID 38505 304,319:320 3956:3958] done")
                        .code()
                        .orElseThrow()
                        .copyUid())
                .isPresent();
        assertThat(status("A NO [BADCHARSET (\"UTF-8\" US-ASCII)] no")
                        .code()
                        .orElseThrow()
                        .charsets())
                .containsExactly("UTF-8", "US-ASCII");
    }

    @Test
    void codesThatCannotBeReadAreKeptRaw() throws IOException {
        ResponseCode odd = status("A OK [APPENDUID x] done").code().orElseThrow();

        assertThat(odd.appendUid()).isEmpty();
        assertThat(odd).hasToString("APPENDUID x");
        assertThat(status("* OK [UIDNEXT 99999999999999999999] x")
                        .code()
                        .orElseThrow()
                        .number())
                .isEmpty();
        assertThat(status("* OK [X \"a]b\"] text").code()).contains(new ResponseCode("X", "\"a]b\""));
        assertThat(status("* OK [no end").code()).isEmpty();
        assertThat(status("* OK []x").text()).isEqualTo("[]x");
    }

    @Test
    void continuation() throws IOException {
        assertThat(Feeds.one("+ Ready for literal data\r\n"))
                .isEqualTo(new Response.Continuation("Ready for literal data"));
        assertThat(Feeds.one("+\r\n")).isEqualTo(new Response.Continuation(""));
    }

    @Test
    void numbersAndFlagsAndCapabilities() throws IOException {
        assertThat(Feeds.one("* 172 EXISTS\r\n")).isEqualTo(new Response.Exists(172));
        assertThat(Feeds.one("* 1 recent\r\n")).isEqualTo(new Response.Recent(1));
        assertThat(Feeds.one("* 44 EXPUNGE\r\n")).isEqualTo(new Response.Expunged(44));
        assertThat(Feeds.one("* FLAGS (\\Answered $Work)\r\n"))
                .isEqualTo(new Response.Flags(Set.of(Flag.ANSWERED, Flag.of("$work"))));
        assertThat(Feeds.one("* CAPABILITY STARTTLS AUTH=GSSAPI IMAP4rev2 LOGINDISABLED XPIG-LATIN \r\n"))
                .isEqualTo(new Response.Capable(
                        List.of("STARTTLS", "AUTH=GSSAPI", "IMAP4rev2", "LOGINDISABLED", "XPIG-LATIN")));
    }

    private static MailboxInfo listed(String line) throws IOException {
        return ((Response.Listed) Feeds.one(line + "\r\n")).mailbox();
    }

    @Test
    void mailboxes() throws IOException {
        assertThat(listed("* LIST (\\Noselect) \"/\" ~/Mail/foo").name().name()).isEqualTo("~/Mail/foo");
        assertThat(listed("* LIST () NIL INBOX").delimiter()).isEmpty();
        assertThat(listed("* LIST () \"\\\\\" \"a \\\"b\\\"\"").delimiter()).contains("\\");
        assertThat(listed("* LIST () \"\\\\\" \"a \\\"b\\\"\"").name().name()).isEqualTo("a \"b\"");
        assertThat(listed("* LIST (\\Sent) \".\" {9}\r\nEntw&APw-").name().name())
                .isEqualTo("Entwü");
        assertThat(listed("* LIST () \"/\" \"NIL\"").name().name()).isEqualTo("NIL");
        assertThat(listed("* LIST () \"/\" x (\"CHILDINFO\" (\"SUBSCRIBED\"))")
                        .name()
                        .name())
                .isEqualTo("x");
        assertThat(listed("* LSUB () \"/\" [Gmail]/x ").name().name()).isEqualTo("[Gmail]/x");
        assertThat(listed("* LIST (\\NonExistent) \"/\" x").isSelectable()).isFalse();
    }

    @Test
    void statusOfAMailbox() throws IOException {
        MailboxStatus status = ((Response.StatusOf)
                        Feeds.one("* STATUS blurdybloop (MESSAGES 231 UIDNEXT 44292 MAILBOXID (F2) SIZE 9)\r\n"))
                .status();

        assertThat(status.name().name()).isEqualTo("blurdybloop");
        assertThat(status.messages()).hasValue(231);
        assertThat(status.uidNext()).hasValue(44292);
        assertThat(status.size()).hasValue(9);
        assertThat(status.unseen()).isEmpty();
    }

    private static SearchResult found(String line) throws IOException {
        return ((Response.Found) Feeds.one(line + "\r\n")).result();
    }

    @Test
    void searches() throws IOException {
        assertThat(found("* SEARCH 2 3 6").uids()).hasToString("2:3,6");
        assertThat(found("* SEARCH").uids()).isEmpty();
        assertThat(found("* SEARCH 5 2 (MODSEQ 917162500)").uids()).hasToString("2,5");
        assertThat(found("* ESEARCH (TAG \"A283\") ALL 2,10:11").uids()).hasToString("2,10:11");
        assertThat(found("* ESEARCH (TAG \"A284\") MIN 4 COUNT 3 MODSEQ 9").count())
                .hasValue(3);
        assertThat(Feeds.one("* ESEARCH (TAG \"A285\") UID MIN 7 MAX 3800\r\n"))
                .extracting("isUid", "tag")
                .containsExactly(true, Optional.of("A285"));
    }

    @Test
    void fetchOfTheStandard() throws IOException {
        FetchedMessage message = fetched("FLAGS (\\Seen) INTERNALDATE \"17-Jul-1996 02:44:25 -0700\" RFC822.SIZE 4286"
                + " ENVELOPE (\"Wed, 17 Jul 1996 02:23:25 -0700 (PDT)\" \"IMAP4rev2 WG mtg summary and minutes\""
                + " ((\"Terry Gray\" NIL \"gray\" \"cac.washington.edu\")) NIL NIL NIL NIL NIL NIL"
                + " \"<B27397-0100000@cac.washington.ed>\") BODYSTRUCTURE (\"TEXT\" \"PLAIN\" (\"CHARSET\""
                + " \"US-ASCII\") NIL NIL \"7BIT\" 3028 92) UID 7");

        assertThat(message.number()).isEqualTo(12);
        assertThat(message.uid()).hasValue(7);
        assertThat(message.flags()).containsExactly(Flag.SEEN);
        assertThat(message.size()).hasValue(4286);
        assertThat(message.internalDate()).contains(OffsetDateTime.parse("1996-07-17T02:44:25-07:00"));
        assertThat(message.envelope().orElseThrow().subject()).contains("IMAP4rev2 WG mtg summary and minutes");
        assertThat(message.structure().map(BodyStructure::section)).contains("1");
        assertThat(message.problems()).isEmpty();
    }

    @Test
    void sectionsInMemory() throws IOException {
        FetchedMessage message = fetched("BODY[HEADER] {10}\r\nDate: x\r\n\n BODY[HEADER.FIELDS (\"A]\" b)] \"q\\\"\""
                + " BODY[1.2]<100> {0}\r\n BODY[3] NIL BINARY[4] ~{2}\r\n\0) UID 9 RFC822.TEXT {3}\r\na)b");

        assertThat(message.header())
                .hasValueSatisfying(h -> assertThat(h).asString().isEqualTo("Date: x\r\n\n"));
        assertThat(message.body("HEADER.FIELDS (\"A]\" B)").orElseThrow().bytes())
                .asString()
                .isEqualTo("q\"");
        assertThat(message.body("1.2").orElseThrow().origin()).hasValue(100);
        assertThat(message.body("1.2").orElseThrow().length()).isZero();
        assertThat(message.body("3")).isEmpty();
        assertThat(message.body("4").orElseThrow().bytes()).containsExactly(0, ')');
        assertThat(message.body("TEXT").orElseThrow().bytes()).asString().isEqualTo("a)b");
        assertThat(message.uid()).hasValue(9);
    }

    @Test
    void unknownItemsArePassedOver() throws IOException {
        FetchedMessage message = fetched("MODSEQ (65402101) X-GM-LABELS (\\Inbox \"a)b\" {3}\r\n((( ~x) PREVIEW"
                + " {2}\r\n\"( X-NIL NIL BINARY.SIZE[1] 5 EMAILID (M1) THREADID NIL X ~a UID 3");

        assertThat(message.uid()).hasValue(3);
        assertThat(message.problems()).isEmpty();
        assertThat(message.hasFlags()).isFalse();
    }

    @Test
    void oneBadEnvelopeOrStructureIsOneMessagesProblem() throws IOException {
        ResponseParser parser = Feeds.parser("* 1 FETCH (UID 1 ENVELOPE (NIL (\"x\")) BODYSTRUCTURE (\"a\"b\" 1))\r\n"
                + "* 2 FETCH (UID 2 ENVELOPE NIL BODY ((((()))) \"x\") RFC822.SIZE NIL INTERNALDATE \"never\")\r\n"
                + "* 3 FETCH (UID 0 FLAGS (\\Seen) BODYSTRUCTURE " + "(".repeat(101) + ")".repeat(101) + ")\r\n"
                + "* 4 FETCH (UID 4 ENVELOPE (NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL))\r\n");

        FetchedMessage first = ((Response.Fetched) parser.next()).message();
        assertThat(first.uid()).hasValue(1);
        assertThat(first.envelope()).isEmpty();
        assertThat(first.problems()).hasSize(2).first().asString().startsWith("ENVELOPE: a string or NIL");
        FetchedMessage second = ((Response.Fetched) parser.next()).message();
        assertThat(second.problems()).hasSize(4);
        FetchedMessage third = ((Response.Fetched) parser.next()).message();
        assertThat(third.problems()).hasSize(2);
        assertThat(third.flags()).containsExactly(Flag.SEEN);
        FetchedMessage fourth = ((Response.Fetched) parser.next()).message();
        assertThat(fourth.problems()).isEmpty();
        assertThat(fourth.envelope()).isPresent();
    }

    @Test
    void unknownResponsesAreKeptWithTheirLiterals() throws IOException {
        ResponseParser parser = Feeds.parser("* NAMESPACE ((\"\" \"/\")) NIL NIL\r\n* X {7}\r\nA1 OK\r\n (a)\r\n"
                + "* VANISHED (EARLIER) 41,43:116\r\n* 5 WHATEVER\r\n");

        assertThat(Feeds.all(parser, 4))
                .containsExactly(
                        new Response.Other("NAMESPACE", "((\"\" \"/\")) NIL NIL"),
                        new Response.Other("X", "{7}\r\nA1 OK\r\n (a)"),
                        new Response.Other("VANISHED", "(EARLIER) 41,43:116"),
                        new Response.Other("5 WHATEVER", ""));
    }

    @Test
    void bytesOfALiteralAreNeverResponses() throws IOException {
        ResponseParser parser =
                Feeds.parser("* 1 FETCH (BODY[] {21}\r\n)\r\nA1 OK injected\r\n\r\n UID 1)\r\nA1 NO x\r\n");

        assertThat(((Response.Fetched) parser.next()).message().uid()).hasValue(1);
        assertThat(((Response.Status) parser.next()).kind()).isEqualTo(Response.Kind.NO);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n",
                "A1\r\n",
                "A1 \r\n",
                "A1 MAYBE x\r\n",
                "A1 BYE x\r\n",
                "A1 PREAUTH x\r\n",
                "* OK x\n",
                "* OK x\r \n",
                "* 1 FETCH (BODY[] {x}\r\n)\r\n",
                "* 1 FETCH (BODY[] {}\r\n)\r\n",
                "* 1 FETCH (BODY[] {-1}\r\n)\r\n",
                "* 1 FETCH (BODY[] {99999999999999999999}\r\n)\r\n",
                "* 1 FETCH (ENVELOPE (\"a {1}\r\nx)\r\n",
                "* LIST () \"/\" a b {5\r\n",
            })
    void brokenStatusOrFramingIsMalformed(String text) {
        assertThatThrownBy(() -> Feeds.one(text)).isInstanceOf(Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*\r\n",
                "* \r\n",
                "* 1\r\n",
                "* 99999999999999999999 EXISTS\r\n",
                "* 1 EXISTS x\r\n",
                "* 1 FETCH\r\n",
                "* 1 FETCH UID 1\r\n",
                "* 1 FETCH (UID 1\r\n",
                "* 1 FETCH (UID)\r\n",
                "* 1 FETCH (ENVELOPE (\"a\r\n",
                "* 1 FETCH (ENVELOPE (a)\r\n",
                "* 1 FETCH (UID 1))\r\n",
                "* 1 FETCH (BODY[ {1}\r\nx)\r\n",
                "* 1 FETCH (BODY[\r\n",
                "* 1 FETCH (BODY[]<x> NIL)\r\n",
                "* 1 FETCH (BODY[] (x))\r\n",
                "* 1 FETCH (BODY[2] )\r\n",
                "* 1 FETCH (BODY[] {1}x)\r\n",
                "* 1 FETCH (\t)\r\n",
                "* 1 FETCH (X \t)\r\n",
                "* 1 FETCH (X (\t))\r\n",
                "* 1 FETCH (X\t{9}\r\nA1 OK x\r\n UID 4)\r\n",
                "* LIST \"/\" x\r\n",
                "* LIST () x\r\n",
                "* LIST () \"/\" My Folder\r\n",
                "* LIST () \"/\" a b{c d}\r\n",
                "* LIST () \"/\" a\nb c\r\n",
                "* SEARCH 1 x\r\n",
                "* SEARCH 0\r\n",
                "* SEARCH 4294967296\r\n",
                "* ESEARCH ALL x\r\n",
                "* STATUS x (MESSAGES)\r\n",
                "* FLAGS (\r\n",
            })
    void brokenDataIsReadOverToItsEnd(String text) throws IOException {
        ResponseParser parser = Feeds.parser(text + "A1 OK done\r\n");

        Response.Unreadable unreadable = (Response.Unreadable) parser.next();
        assertThat(unreadable.told().why()).isInstanceOf(Malformed.class);
        assertThat(unreadable.told().raw()).isEqualTo(text.stripTrailing());
        assertThat(((Response.Status) parser.next()).tag()).isEqualTo("A1");
    }

    @Test
    void whatIsKnownOfAnUnreadableMessageIsKept() throws IOException {
        ResponseParser parser = Feeds.parser("* 3 FETCH (UID 7 FLAGS (\\Seen) BODY[1] {2}\r\nhi BODY[2] )\r\n"
                + "* 4 FETCH (ENVELOPE (\t {7}\r\n UID 5  \"UID 6\") XUID 8 UID 9 X)\r\n");

        FetchedMessage first = ((Response.Unreadable) parser.next()).message().orElseThrow();
        assertThat(first.uid()).hasValue(7);
        assertThat(first.flags()).containsExactly(Flag.SEEN);
        assertThat(first.body("1").orElseThrow().bytes()).asString().isEqualTo("hi");
        assertThat(first.problems()).hasSize(1);
        FetchedMessage second = ((Response.Unreadable) parser.next()).message().orElseThrow();
        assertThat(second.uid())
                .as("told behind what is broken, and in no string")
                .hasValue(9);
        assertThat(second.unreadable().orElseThrow().name()).isEqualTo("FETCH");
    }

    @Test
    void listsWithMoreSpacesThanTheStandardHas() throws IOException {
        assertThat(listed("* LIST  ()  \"/\"  x  (\"CHILDINFO\" (\"SUBSCRIBED\"))  ")
                        .name()
                        .name())
                .isEqualTo("x");
    }
}
