package protocols.internal.imap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.imap.Fetch;
import protocols.imap.Flag;
import protocols.imap.MailboxName;
import protocols.imap.Search;
import protocols.imap.UidSet;

class ImapCommandTest {

    /** What goes over the wire, with {@code <wait>} where a continuation is waited for. */
    private static String wire(ImapCommand command, LiteralMode mode) {
        StringBuilder out = new StringBuilder();
        for (CommandPart part : command.parts("A1", mode)) {
            if (part instanceof CommandPart.Plain plain) {
                out.append(new String(plain.octets().bytes(), UTF_8));
            } else if (part instanceof CommandPart.Secret secret) {
                out.append("<secret ")
                        .append(new String(secret.octets().bytes(), UTF_8))
                        .append('>');
            } else if (part instanceof CommandPart.Literal literal) {
                out.append(new String(literal.octets().bytes(), UTF_8));
            } else if (part instanceof CommandPart.Streamed streamed) {
                out.append("<").append(streamed.size()).append(" bytes>");
            } else {
                out.append("<wait>");
            }
        }
        return out.toString();
    }

    private static String wire(ImapCommand command) {
        return wire(command, LiteralMode.SYNCHRONISING);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "INBOX | INBOX",
                "'' | \"\"",
                "a b | \"a b\"",
                "a\"\\b | \"a\\\"\\\\b\"",
                "nil | \"nil\"",
                "a* | \"a*\"",
                "[Gmail] | [Gmail]",
                "ü | {2}~<wait>ü",
            })
    void textGoesInTheShortestFormThatHoldsIt(String text, String sent) {
        assertThat(wire(ImapCommand.of("X").astring(text))).isEqualTo("A1 X " + sent.replace("~", "\r\n") + "\r\n");
    }

    @Test
    void lineEndsInTextGoAsALiteralAndNeverEndTheCommand() {
        ImapCommand command =
                ImapCommand.of("LOGIN").astring("a\r\nA2 DELETE x").secret("p");

        assertThat(wire(command)).isEqualTo("A1 LOGIN {14}\r\n<wait>a\r\nA2 DELETE x <secret \"p\">\r\n");
        assertThat(command.parts("A1", LiteralMode.SYNCHRONISING)).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "\0", "\ud800", "a\udfff"})
    void textThatNoGrammarHoldsIsRefused(String text) {
        assertThatThrownBy(() -> ImapCommand.of("X").astring(text)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ImapCommand.of("X").secret(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\n", "a\n", "ü", "\u760d", "\0", "\u007f"})
    void wordsThatCouldEndTheLineAreRefused(String word) {
        assertThatThrownBy(() -> ImapCommand.of("X").word(word)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void secretsAreMarkedInEveryForm() {
        assertThat(wire(ImapCommand.of("LOGIN").astring("alice").secret("pass word")))
                .isEqualTo("A1 LOGIN alice <secret \"pass word\">\r\n");
        assertThat(wire(ImapCommand.of("LOGIN").astring("alice").secret("pässword")))
                .isEqualTo("A1 LOGIN alice {9}\r\n<wait><secret pässword>\r\n");
        assertThat(ImapCommand.of("LOGIN").astring("alice").secret("pässword").toString())
                .doesNotContain("ssword")
                .startsWith("LOGIN alice");
    }

    @Test
    void literalsWaitUnlessTheServerTakesThemUnasked() {
        ImapCommand small = ImapCommand.of("X").string("ü");
        ImapCommand big = ImapCommand.of("APPEND").mailbox(MailboxName.INBOX).streamed(4097);

        assertThat(wire(small, LiteralMode.of(Set.of("IMAP4REV1")))).isEqualTo("A1 X {2}\r\n<wait>ü\r\n");
        assertThat(wire(small, LiteralMode.of(Set.of("LITERAL-")))).isEqualTo("A1 X {2+}\r\nü\r\n");
        assertThat(wire(big, LiteralMode.of(Set.of("IMAP4REV2"))))
                .isEqualTo("A1 APPEND INBOX {4097}\r\n<wait><4097 bytes>\r\n");
        assertThat(wire(ImapCommand.of("X").streamed(4096), LiteralMode.SMALL))
                .isEqualTo("A1 X {4096+}\r\n<4096 bytes>\r\n");
        assertThat(wire(big, LiteralMode.of(Set.of("LITERAL+", "LITERAL-"))))
                .isEqualTo("A1 APPEND INBOX {4097+}\r\n<4097 bytes>\r\n");
        assertThatThrownBy(() -> ImapCommand.of("X").streamed(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void longTextIsALiteral() {
        assertThat(wire(ImapCommand.of("X").string("a".repeat(1024)))).doesNotContain("{");
        assertThat(wire(ImapCommand.of("X").string("a".repeat(1025)))).contains("{1025}\r\n<wait>");
    }

    @Test
    void mailboxesAndPatterns() {
        assertThat(wire(ImapCommand.of("SELECT").mailbox(MailboxName.of("Entwürfe & mehr"))))
                .isEqualTo("A1 SELECT \"Entw&APw-rfe &- mehr\"\r\n");
        assertThat(wire(ImapCommand.of("SELECT").mailbox(MailboxName.ofWire(new byte[] {(byte) 0xc3, (byte) 0xbc}))))
                .isEqualTo("A1 SELECT {2}\r\n<wait>ü\r\n");
        assertThat(wire(ImapCommand.of("LIST").string("").pattern("Büro/%")))
                .isEqualTo("A1 LIST \"\" \"B&APw-ro/%\"\r\n");
        assertThatThrownBy(() -> ImapCommand.of("SELECT").mailbox(MailboxName.ofWire(new byte[] {'a', 0})))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void setsAndFlagsAndPlans() {
        assertThat(wire(ImapCommand.of("UID STORE")
                        .set(UidSet.parse("3,1:2,9:*"))
                        .word("+FLAGS.SILENT")
                        .flags(List.of(Flag.SEEN, Flag.of("$Work")))))
                .isEqualTo("A1 UID STORE 1:3,9:* +FLAGS.SILENT ($Work \\Seen)\r\n");
        assertThat(wire(ImapCommand.of("UID FETCH")
                        .set(UidSet.of(4))
                        .fetch(Fetch.uid().flags().headerFields("Date"))))
                .isEqualTo("A1 UID FETCH 4 (UID FLAGS BODY.PEEK[HEADER.FIELDS (Date)])\r\n");
        assertThatThrownBy(() -> ImapCommand.of("FETCH").set(UidSet.EMPTY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void searchesNameACharsetOnlyWhereTheyMust() {
        Search ascii =
                Search.all().unseen().or(Search.all().from("a b"), Search.all().since(LocalDate.of(2024, 1, 1)));

        assertThat(wire(ImapCommand.of("UID SEARCH").search(ascii)))
                .isEqualTo("A1 UID SEARCH UNSEEN OR (FROM \"a b\") (SINCE 1-Jan-2024)\r\n");
        assertThat(wire(ImapCommand.of("SEARCH")
                        .search(Search.all().not(Search.all().text("Grüße")))))
                .isEqualTo("A1 SEARCH CHARSET UTF-8 NOT (TEXT {7}\r\n<wait>Grüße)\r\n");
        assertThat(wire(ImapCommand.of("SEARCH").search(Search.all()))).isEqualTo("A1 SEARCH ALL\r\n");
        assertThat(wire(ImapCommand.of("SEARCH").search(Search.all().subject("("))))
                .isEqualTo("A1 SEARCH SUBJECT \"(\"\r\n");
    }

    @Test
    void datesHaveTheDayInTwoPlaces() {
        assertThat(wire(ImapCommand.of("X").dateTime(OffsetDateTime.parse("1996-07-01T02:44:25-07:00"))))
                .isEqualTo("A1 X \" 1-Jul-1996 02:44:25 -0700\"\r\n");
        assertThat(wire(ImapCommand.of("X").dateTime(OffsetDateTime.parse("2024-12-31T00:00:00Z"))))
                .isEqualTo("A1 X \"31-Dec-2024 00:00:00 +0000\"\r\n");
    }
}
