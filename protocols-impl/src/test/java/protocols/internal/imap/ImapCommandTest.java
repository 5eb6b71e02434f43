package protocols.internal.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.Capabilities;
import protocols.Secret;
import protocols.imap.Fetch;
import protocols.imap.Flag;
import protocols.imap.MailboxName;
import protocols.imap.Search;
import protocols.imap.UidSet;
import protocols.internal.line.Command;
import protocols.spi.ImapFriend;

class ImapCommandTest {

    /** What goes over the wire, with {@code <wait>} where a continuation is waited for and stars for secrets. */
    private static String wire(ImapCommand command, LiteralMode mode) {
        StringBuilder out = new StringBuilder();
        Optional<Command> part = Optional.of(command.command("A1", mode));
        while (part.isPresent()) {
            Command now = part.get();
            part = now.next();
            String text = now.toString();
            out.append(text, 0, text.length() - 1).append(part.isPresent() ? "\\x0d\\x0a<wait>" : "");
        }
        return out.append("\\x0d\\x0a").toString().replace("\\x0d\\x0a", "\r\n").replace("\\\\", "\\");
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
                ImapCommand.of("LOGIN").astring("a\r\nA2 DELETE x").secret(Secret.of("p"));

        assertThat(wire(command)).isEqualTo("A1 LOGIN {14}\r\n<wait>a\r\nA2 DELETE x ********\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "\0", "\ud800", "a\udfff"})
    void textThatNoGrammarHoldsIsRefused(String text) {
        assertThatThrownBy(() -> ImapCommand.of("X").astring(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void secretsWithNulAreRefusedWithoutBeingNamed() {
        assertThatThrownBy(() -> ImapCommand.of("LOGIN").secret(Secret.of("hidden\0x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("hidden");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\n", "a\n", "ü", "\u760d", "\0", "\u007f"})
    void wordsThatCouldEndTheLineAreRefused(String word) {
        assertThatThrownBy(() -> ImapCommand.of("X").word(word)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void secretsAreMarkedInEveryForm() {
        assertThat(wire(ImapCommand.of("LOGIN").astring("alice").secret(Secret.of("pass word"))))
                .isEqualTo("A1 LOGIN alice ********\r\n");
        assertThat(wire(ImapCommand.of("LOGIN").astring("alice").secret(Secret.of("pässword"))))
                .isEqualTo("A1 LOGIN alice {9}\r\n<wait>********\r\n");
        assertThat(ImapCommand.of("LOGIN")
                        .astring("alice")
                        .secret(Secret.of("pässword"))
                        .toString())
                .doesNotContain("ssword")
                .startsWith("LOGIN alice");
    }

    @Test
    void literalsWaitUnlessTheServerTakesThemUnasked() {
        ImapCommand small = ImapCommand.of("X").string("ü");
        ImapCommand big = ImapCommand.of("APPEND").mailbox(MailboxName.INBOX).streamed(4097);

        assertThat(wire(small, LiteralMode.of(Capabilities.of(List.of("IMAP4rev1")))))
                .isEqualTo("A1 X {2}\r\n<wait>ü\r\n");
        assertThat(wire(small, LiteralMode.of(Capabilities.of(List.of("LITERAL-")))))
                .isEqualTo("A1 X {2+}\r\nü\r\n");
        assertThat(wire(big, LiteralMode.of(Capabilities.of(List.of("IMAP4rev2")))))
                .isEqualTo("A1 APPEND INBOX {4097}\r\n");
        assertThat(wire(ImapCommand.of("X").streamed(4096), LiteralMode.SMALL)).isEqualTo("A1 X {4096+}\r\n");
        assertThat(wire(big, LiteralMode.of(Capabilities.of(List.of("LITERAL+", "LITERAL-")))))
                .isEqualTo("A1 APPEND INBOX {4097+}\r\n");
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
        assertThat(wire(ImapCommand.of("SELECT")
                        .mailbox(ImapFriend.get().mailboxName(new byte[] {(byte) 0xc3, (byte) 0xbc}))))
                .isEqualTo("A1 SELECT {2}\r\n<wait>ü\r\n");
        assertThat(wire(ImapCommand.of("LIST").string("").pattern("Büro/%")))
                .isEqualTo("A1 LIST \"\" \"B&APw-ro/%\"\r\n");
        assertThatThrownBy(
                        () -> ImapCommand.of("SELECT").mailbox(ImapFriend.get().mailboxName(new byte[] {'a', 0})))
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
                        .fetch(Fetch.flags().and(Fetch.headerFields("Date")))))
                .isEqualTo("A1 UID FETCH 4 (UID FLAGS BODY.PEEK[HEADER.FIELDS (Date)])\r\n");
        assertThatThrownBy(() -> ImapCommand.of("FETCH").set(UidSet.EMPTY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void searchesNameACharsetOnlyWhereTheyMust() {
        Search ascii = Search.unseen().and(Search.from("a b").or(Search.since(LocalDate.of(2024, 1, 1))));

        assertThat(wire(ImapCommand.of("UID SEARCH").search(ascii)))
                .isEqualTo("A1 UID SEARCH UNSEEN OR (FROM \"a b\") (SINCE 1-Jan-2024)\r\n");
        assertThat(wire(ImapCommand.of("SEARCH").search(Search.text("Grüße").not())))
                .isEqualTo("A1 SEARCH CHARSET UTF-8 NOT (TEXT {7}\r\n<wait>Grüße)\r\n");
        assertThat(wire(ImapCommand.of("SEARCH").search(Search.all()))).isEqualTo("A1 SEARCH ALL\r\n");
        assertThat(wire(ImapCommand.of("SEARCH").search(Search.subject("(")))).isEqualTo("A1 SEARCH SUBJECT \"(\"\r\n");
    }

    @Test
    void datesHaveTheDayInTwoPlaces() {
        assertThat(wire(ImapCommand.of("X").dateTime(OffsetDateTime.parse("1996-07-01T02:44:25-07:00"))))
                .isEqualTo("A1 X \" 1-Jul-1996 02:44:25 -0700\"\r\n");
        assertThat(wire(ImapCommand.of("X").dateTime(OffsetDateTime.parse("2024-12-31T00:00:00Z"))))
                .isEqualTo("A1 X \"31-Dec-2024 00:00:00 +0000\"\r\n");
    }

    @Test
    void whatOnlyAServerSaysOfFlagsIsNotSent() {
        // RFC 9051 section 9: \\Recent stands in flag-fetch alone, \\* in flag-perm alone
        for (Flag flag : List.of(Flag.RECENT, Flag.ANY_KEYWORD)) {
            ImapCommand store = ImapCommand.of("UID STORE").word("1").word("+FLAGS");
            assertThatThrownBy(() -> store.flags(List.of(Flag.SEEN, flag)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
