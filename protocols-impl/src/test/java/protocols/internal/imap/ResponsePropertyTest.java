package protocols.internal.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import protocols.imap.FetchedMessage;
import protocols.imap.Flag;
import protocols.imap.MailboxName;
import protocols.internal.line.Command;
import protocols.spi.ImapFriend;

/** Responses of any content in any of the forms of RFC 9051 section 9: atoms, quoted strings, literals, letters of any case. */
class ResponsePropertyTest {

    record Mail(long number, long uid, Set<String> flags, long size, OffsetDateTime date, byte[] header, byte[] text) {}

    @Property
    void mailboxesOfAListAreRead(
            @ForAll("names") List<String> names, @ForAll("pieces") int piece, @ForAll("randoms") Random random)
            throws IOException {
        StringBuilder said = new StringBuilder();
        for (String name : names) {
            said.append("* ").append(anyCase("LIST", random)).append(" (");
            said.append(random.nextBoolean() ? "" : anyCase("\\HasNoChildren", random))
                    .append(") ");
            said.append(random.nextBoolean() ? "\"/\"" : "NIL").append(' ').append(astring(wire(name), random));
            said.append("\r\n");
        }
        ResponseParser parser = parser(said, piece);

        for (String name : names) {
            Response response = parser.next();
            assertThat(response).as(said.toString()).isInstanceOf(Response.Listed.class);
            assertThat(((Response.Listed) response).mailbox().name()).isEqualTo(MailboxName.of(name));
        }
    }

    private static String wire(String name) {
        return new String(ImapFriend.get().wire(MailboxName.of(name)), US_ASCII);
    }

    /** What a command says in its arguments is what a server that repeats it says. */
    @Property
    void aNameThatIsSentIsReadWhenItIsRepeated(
            @ForAll("names") List<String> names, @ForAll("pieces") int piece, @ForAll("modes") LiteralMode mode)
            throws IOException {
        StringBuilder said = new StringBuilder();
        for (String name : names) {
            ImapCommand list = ImapCommand.of("LIST").word("()").word("NIL").mailbox(MailboxName.of(name));
            Optional<Command> part = Optional.of(list.command("*", mode));
            while (part.isPresent()) {
                said.append(unescaped(part.get().toString())).append("\r\n");
                part = part.get().next();
            }
        }
        ResponseParser parser = parser(said, piece);

        for (String name : names) {
            Response response = parser.next();
            assertThat(response).as(said.toString()).isInstanceOf(Response.Listed.class);
            assertThat(((Response.Listed) response).mailbox().name()).isEqualTo(MailboxName.of(name));
        }
    }

    /** The bytes of a command, without the mark of a line that does not end. */
    private static String unescaped(String text) {
        return text.substring(0, text.length() - 1)
                .replace("\\x0d\\x0a", "\r\n")
                .replace("\\\\", "\\");
    }

    @Property
    void whatIsFetchedIsRead(
            @ForAll("mails") List<Mail> mails, @ForAll("pieces") int piece, @ForAll("randoms") Random random)
            throws IOException {
        StringBuilder said = new StringBuilder();
        for (Mail mail : mails) {
            List<String> items = new ArrayList<>(List.of(
                    anyCase("UID", random) + " " + mail.uid,
                    anyCase("FLAGS", random) + " (" + String.join(" ", mail.flags) + ")",
                    anyCase("RFC822.SIZE", random) + " " + mail.size,
                    anyCase("INTERNALDATE", random) + " \""
                            + DateTimeFormatter.ofPattern("ppd-MMM-uuuu HH:mm:ss xx", Locale.ENGLISH)
                                    .format(mail.date) + "\"",
                    anyCase("BODY[HEADER]", random) + " " + string(mail.header, random),
                    anyCase("BODY[", random) + "1.2]<7> " + string(mail.text, random),
                    "X-UNKNOWN (\"(\" {2}\r\n)\" a)"));
            Collections.shuffle(items, random);
            said.append("* ")
                    .append(mail.number)
                    .append(' ')
                    .append(anyCase("FETCH", random))
                    .append(" (");
            said.append(String.join(" ", items)).append(")\r\n");
        }
        ResponseParser parser = parser(said, piece);

        for (Mail mail : mails) {
            Response response = parser.next();
            assertThat(response).as(said.toString()).isInstanceOf(Response.Fetched.class);
            assertSame(((Response.Fetched) response).message(), mail);
        }
    }

    private static void assertSame(FetchedMessage read, Mail mail) {
        assertThat(read.number()).isEqualTo(mail.number);
        assertThat(read.uid()).hasValue(mail.uid);
        assertThat(read.size()).hasValue(mail.size);
        assertThat(new TreeSet<>(read.flags().stream().map(Flag::name).toList()))
                .isEqualTo(new TreeSet<>(mail.flags));
        assertThat(read.internalDate()).contains(mail.date);
        assertThat(read.header()).hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(mail.header));
        assertThat(read.body("1.2").orElseThrow().bytes()).isEqualTo(mail.text);
        assertThat(read.body("1.2").orElseThrow().origin()).hasValue(7);
    }

    private static ResponseParser parser(StringBuilder said, int piece) {
        return Feeds.parser(Feeds.of(said.toString().getBytes(ISO_8859_1), piece));
    }

    private static String astring(String text, Random random) {
        boolean atom = !text.isEmpty()
                && !text.equalsIgnoreCase("NIL")
                && text.chars().noneMatch(c -> c <= ' ' || c > '~' || "(){%*\"\\".indexOf(c) >= 0);
        return atom && random.nextBoolean() ? text : string(text.getBytes(ISO_8859_1), random);
    }

    /** One byte a character. */
    private static String string(byte[] bytes, Random random) {
        String text = new String(bytes, ISO_8859_1);
        if (random.nextBoolean() || text.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0)) {
            return "{" + bytes.length + "}\r\n" + text;
        }
        StringBuilder out = new StringBuilder("\"");
        text.chars().forEach(c -> out.append(c == '"' || c == '\\' ? "\\" : "").append((char) c));
        return out.append('"').toString();
    }

    private static String anyCase(String ascii, Random random) {
        StringBuilder out = new StringBuilder();
        for (String c : ascii.split("", -1)) {
            out.append(random.nextBoolean() ? c.toUpperCase(Locale.ROOT) : c.toLowerCase(Locale.ROOT));
        }
        return out.toString();
    }

    @Provide
    Arbitrary<Random> randoms() {
        return Arbitraries.randoms();
    }

    @Provide
    Arbitrary<Integer> pieces() {
        return Arbitraries.of(1, 2, 9, Integer.MAX_VALUE);
    }

    @Provide
    Arbitrary<LiteralMode> modes() {
        return Arbitraries.of(LiteralMode.class);
    }

    @Provide
    Arbitrary<List<String>> names() {
        Arbitrary<String> text = Arbitraries.strings()
                .withChars("aNIL09/.-_&{}()[]%*\"\\ \u00e9\u4e2d")
                .ofMinLength(1)
                .ofMaxLength(12);
        return Arbitraries.oneOf(text, Arbitraries.of("nil", "inbox", "{3}", "[x]", "\""))
                .list()
                .ofMaxSize(4);
    }

    @Provide
    Arbitrary<List<Mail>> mails() {
        Arbitrary<Long> number = Arbitraries.longs().between(1, 0xffff_ffffL);
        Arbitrary<Set<String>> flags = Arbitraries.of("\\Seen", "\\Deleted", "$Junk", "\\X-new", "a.b")
                .set()
                .ofMaxSize(3);
        Arbitrary<OffsetDateTime> date = Combinators.combine(
                        Arbitraries.longs().between(0, 4_000_000_000L),
                        Arbitraries.integers().between(-720, 840))
                .as((second, zone) ->
                        OffsetDateTime.ofInstant(Instant.ofEpochSecond(second), ZoneOffset.ofTotalSeconds(60 * zone)));
        Arbitrary<byte[]> bytes = Arbitraries.oneOf(
                Arbitraries.bytes().array(byte[].class).ofMaxSize(30),
                Arbitraries.strings()
                        .withChars("a)(\"\\ {}\r\n1")
                        .ofMaxLength(20)
                        .map(text -> text.getBytes(UTF_8)));
        return Combinators.combine(number, number, flags, number, date, bytes, bytes)
                .as(Mail::new)
                .list()
                .ofMaxSize(3);
    }
}
