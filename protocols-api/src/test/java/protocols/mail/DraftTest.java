package protocols.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.Content;
import protocols.spi.MailFriend;

class DraftTest {

    private static final Instant DATE = Instant.parse("2024-02-29T12:00:00.5Z");

    private static Draft draft() {
        return MailMessage.from("alice@example.org").date(DATE).random(new Random(1));
    }

    private static String written(MailMessage message) throws IOException {
        byte[] bytes = message.bytes();
        message.size().ifPresent(size -> assertThat(size).isEqualTo(bytes.length));
        return new String(bytes, UTF_8);
    }

    private static ReceivedMessage reread(MailMessage message) throws IOException {
        assertThat(message.size()).hasValue(message.bytes().length);
        return MailMessage.read(message.bytes());
    }

    @Test
    void textAloneIsNoMultipart() throws IOException {
        Draft draft = draft().to("bob@example.net", "carol@example.net")
                .bcc("eve@example.com")
                .subject("Hi")
                .text("Hello\nBob");

        assertThat(written(draft))
                .isEqualTo(
                        """
                        Date: Thu, 29 Feb 2024 12:00:00 +0000
                        From: alice@example.org
                        To: bob@example.net, carol@example.net
                        Message-ID: <73d51abbd89cb8196f0efb6892f94d68@example.org>
                        Subject: Hi
                        MIME-Version: 1.0
                        Content-Type: text/plain; charset=us-ascii
                        Content-Transfer-Encoding: 7bit

                        Hello
                        Bob
                        """
                                .replace("\n", "\r\n"));
    }

    @Test
    void bccIsNeverWrittenButIsARecipient() throws IOException {
        Draft draft =
                draft().to("bob@x.example").cc("bob@X.example", "c@x.example").bcc("eve@x.example");

        assertThat(written(draft)).doesNotContainIgnoringCase("eve").doesNotContainIgnoringCase("bcc");
        assertThat(draft.recipients())
                .extracting(Address::mailbox)
                .containsExactly("bob@x.example", "c@x.example", "eve@x.example");
    }

    @Test
    void theTreeIsTheSmallestThatHoldsTheContent() throws IOException {
        byte[] png = {1, 2, 3};
        assertThat(tree(draft())).isEqualTo("text/plain");
        assertThat(tree(draft().html("<p>"))).isEqualTo("text/html");
        assertThat(tree(draft().text("a").html("<p>"))).isEqualTo("multipart/alternative[text/plain text/html]");
        assertThat(tree(draft().html("<p>").inline("logo", "image/png", png)))
                .isEqualTo("multipart/related[text/html image/png]");
        assertThat(tree(draft().attach("a.png", "image/png", png))).isEqualTo("multipart/mixed[image/png a.png]");
        assertThat(tree(draft().text("a").inline("logo", "image/png", png)))
                .isEqualTo("multipart/mixed[text/plain image/png]");
        assertThat(tree(draft().text("a")
                        .html("b")
                        .inline("l", "image/png", png)
                        .attach("x", "a/b", png)))
                .isEqualTo(
                        "multipart/mixed[multipart/alternative[text/plain multipart/related[text/html image/png]] a/b x]");
        assertThat(tree(draft().text("a").alternative("text/calendar; method=REQUEST; charset=utf-8", "BEGIN:ä")))
                .isEqualTo("multipart/alternative[text/plain text/calendar]");
    }

    private static String tree(Draft draft) throws IOException {
        return tree(reread(draft).root());
    }

    private static String tree(Part part) {
        List<String> parts = new ArrayList<>();
        part.parts().forEach(child -> parts.add(tree(child)));
        return part + (parts.isEmpty() ? "" : "[" + String.join(" ", parts) + "]");
    }

    @Test
    void encodesTextInTheShortestFormThatIsSafe() throws IOException {
        assertThat(encoding("a".repeat(998))).isEqualTo(TransferEncoding.SEVEN_BIT);
        assertThat(encoding("a".repeat(999))).isEqualTo(TransferEncoding.QUOTED_PRINTABLE);
        assertThat(encoding("Grüße aus Köln, lange nicht gesehen")).isEqualTo(TransferEncoding.QUOTED_PRINTABLE);
        assertThat(encoding("日本語")).isEqualTo(TransferEncoding.BASE64);
        assertThat(encoding("nul \0 in a long enough text")).isEqualTo(TransferEncoding.QUOTED_PRINTABLE);
    }

    private static TransferEncoding encoding(String text) throws IOException {
        ReceivedMessage message = reread(draft().text(text));
        assertThat(message.text()).contains(text + "\n");
        return message.root().transferEncoding();
    }

    @Test
    void aQuotedPrintableLineIsAtMost76Long() throws IOException {
        for (int n = 60; n < 90; n++) {
            for (String end : List.of("", "ä", " ", "=", "\t", "ä ")) {
                String text = "a".repeat(n) + end + "\nä" + "b".repeat(200);
                String written = written(draft().text(text));
                assertThat(written.lines()).allMatch(line -> line.length() <= 76);
                assertThat(reread(draft().text(text)).text()).contains(text + "\n");
            }
        }
    }

    @Test
    void foldsAtSeventySixAndReadsBack() throws IOException {
        for (int n = 50; n < 90; n++) {
            for (String subject : List.of(
                    "a".repeat(n),
                    "a".repeat(n) + " b",
                    "ä".repeat(n),
                    "w ".repeat(n) + "x",
                    "a  b ".repeat(n) + "c")) {
                String written = written(draft().subject(subject));
                assertThat(reread(draft().subject(subject)).subject()).contains(subject);
                assertThat(written.lines()).allMatch(line -> line.length() <= 76 || line.contains("a".repeat(76)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {900, 901, 997, 998, 999, 5000})
    void noHeaderLineIsLongerThan998(int length) throws IOException {
        String word = "a".repeat(length);
        Draft draft =
                draft().subject(word).header("X-Long", word + " " + word).to(List.of(Address.of(word, "b@x.example")));
        String written = written(draft.attach(word, "a/b; p=" + word, new byte[0]));

        assertThat(written.lines()).allMatch(line -> line.length() <= 998);
        assertThat(reread(draft).subject()).contains(word);
        assertThat(reread(draft).to().get(0).name()).contains(word);
    }

    @Test
    void lineBreaksNulAndHalvesOfCharactersAreRefusedEverywhere() {
        for (String bad : List.of("a\rb", "a\nb", "a\r\nBcc: eve@x", "a\0b", "\n", "a\r\n b", "a\ud83db", "\ude00")) {
            List<Consumer<Draft>> attempts = List.of(
                    d -> d.subject(bad),
                    d -> d.header("X-A", bad),
                    d -> d.header(bad, "x"),
                    d -> d.to(bad + "@x.example"),
                    d -> d.to("a@" + bad),
                    d -> d.to(Address.of(bad, "a@x.example")),
                    d -> d.replyTo(bad),
                    d -> d.messageId("<" + bad + "@x>"),
                    d -> d.inReplyTo("<" + bad + "@x>"),
                    d -> d.attach(bad, "a/b", new byte[0]),
                    d -> d.attach("x", bad, new byte[0]),
                    d -> d.attach("x", "a/b; c=" + bad, new byte[0]),
                    d -> d.attach("x", "a/b; c=\"" + bad + "\"", new byte[0]),
                    d -> d.attach(bad, MailMessage.raw(new byte[0])),
                    d -> d.inline(bad, "a/b", new byte[0]),
                    d -> d.alternative("text/x; c=" + bad, ""));
            assertThat(attempts).allSatisfy(attempt -> assertThatThrownBy(() -> attempt.accept(draft()))
                    .isInstanceOf(IllegalArgumentException.class));
        }
        assertThatThrownBy(() -> draft().text("a\ud83d b")).hasMessageContaining("half of a surrogate pair in a text");
        assertThatThrownBy(() -> draft().html("\ude00")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> draft().alternative("text/calendar; charset=utf-8", "\ude00\ud83d"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theFieldsOfTheDraftAreItsOwn() {
        for (String name : List.of(
                "Bcc",
                "to",
                "FROM",
                "Subject",
                "Date",
                "Message-ID",
                "Content-Type",
                "MIME-Version",
                "",
                "a:b",
                "a b",
                "ä")) {
            assertThatThrownBy(() -> draft().header(name, "x")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"=?utf-8?q?a?=.txt", "(1) a.txt", "a (1; b=c).txt", "=?", "'a' %41*.txt"})
    void aFileNameIsReadAsItWasGiven(String name) throws IOException {
        Draft draft = draft().text("").attach(name, "a/b", new byte[0]);

        assertThat(reread(draft).attachments().get(0).fileName()).contains(name);
    }

    @Test
    void fileNamesGoOutInBothForms() throws IOException {
        String name = "Übersicht, \"final\" €.pdf";
        String written = written(draft().attach(name, "application/pdf", new byte[] {1}));

        assertThat(written)
                .contains("filename*=utf-8''%C3%9Cbersicht%2C%20%22final%22%20%E2%82%AC.pdf")
                .contains("name=\"=?utf-8?");
        assertThat(reread(draft().attach(name, "application/pdf", new byte[] {1}))
                        .attachments()
                        .get(0)
                        .fileName())
                .contains(name);
    }

    @Test
    void buildingAndReadingGiveTheSame() throws IOException {
        Random random = new Random(5322);
        for (int i = 0; i < 1_000; i++) {
            String subject = Samples.text(random, 150);
            String name = Samples.text(random, 90);
            String file = Samples.text(random, 90);
            String text = Samples.lines(random);
            String html = Samples.lines(random);
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            Draft draft = draft().to(List.of(Address.of(name, "b@x.example"), Address.of(file, "\"c d\"@x.example")))
                    .subject(subject)
                    .header("X-Other", file)
                    .text(text)
                    .html(html)
                    .inline("cid@x", "image/png", bytes)
                    .attach(file, "application/octet-stream", bytes);

            assertThat(MailFriend.get().needs(MailMessage.raw(draft.bytes())).eightBit())
                    .isFalse();
            ReceivedMessage read = reread(draft);
            assertThat(read.subject()).contains(subject);
            assertThat(read.headers().value("x-other")).contains(file);
            assertThat(read.to()).extracting(a -> a.name().orElse("")).containsExactly(name, file);
            assertThat(read.text()).contains(text);
            assertThat(read.html()).contains(html);
            assertThat(read.attachments()).hasSize(1);
            assertThat(read.attachments().get(0).fileName()).contains(file);
            assertThat(read.attachments().get(0).body().readAllBytes()).isEqualTo(bytes);
            assertThat(read.inlines().get(0).body().readAllBytes()).isEqualTo(bytes);
            assertThat(written(draft).lines()).allMatch(line -> line.length() <= 998);
        }
    }

    @Test
    void eachMessageHasAnIdOfItsOwnAtTheDomainOfTheAuthor() throws IOException {
        Draft template = MailMessage.from("alice@bücher.example").text("x");
        String one = reread(template.to("b@x")).messageId().orElseThrow();
        String two = reread(template.to("b@x")).messageId().orElseThrow();

        assertThat(one).isNotEqualTo(two).endsWith("@xn--bcher-kva.example>");
        assertThat(template.bytes()).isEqualTo(template.bytes());
        assertThat(draft().text("a").html("b").bytes())
                .isEqualTo(draft().text("a").html("b").bytes());
    }

    @Test
    void anAnswerStandsInItsThread() throws IOException {
        ReceivedMessage original =
                MailMessage.read("Message-ID: <2@x>\r\nReferences: <1@x>\r\n <bad id@x>\r\n\r\n".getBytes(US_ASCII));
        MailHeaders headers = reread(draft().inReplyTo(original)).headers();

        assertThat(headers.value("In-Reply-To")).contains("<2@x>");
        assertThat(headers.value("References")).contains("<1@x> <2@x>");
    }

    @Test
    void onlyAMailboxThatIsNotAsciiNeedsUtf8() throws IOException {
        assertThat(draft().subject("Grüße")
                        .text("Grüße")
                        .to(Address.of("Jörg", "j@x"))
                        .needs()
                        .utf8())
                .isFalse();
        Draft draft = draft().to("jörg@example.net");
        assertThat(draft.needs().utf8()).isTrue();
        assertThat(draft.needs().eightBit()).isTrue();
        assertThat(reread(draft).to().get(0).mailbox()).isEqualTo("jörg@example.net");
        assertThat(draft().bcc("jörg@example.net").needs().utf8()).isFalse();
    }

    @Test
    void anAttachedMessageIsNotEncodedAgain() throws IOException {
        Draft inner = draft().subject("inner").text("text");
        Draft outer = draft().text("see").attach("inner.eml", inner);
        ReceivedMessage read = reread(outer);

        assertThat(outer.needs().eightBit()).isFalse();
        assertThat(read.attachments().get(0).message().orElseThrow().subject()).contains("inner");
        assertThat(draft().attach("8.eml", MailMessage.raw("A: b\r\n\r\nä".getBytes(UTF_8)))
                        .needs()
                        .eightBit())
                .isTrue();
        assertThatThrownBy(() -> draft().attach("x", "message/rfc822", new byte[0]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void filesAreReadWhenTheMessageIsWritten(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("Bericht ä.txt"), new byte[1000]);
        Draft draft = draft().text("x").attach(file);

        Part attached = reread(draft).attachments().get(0);
        assertThat(attached.fileName()).contains("Bericht ä.txt");
        assertThat(attached.contentType().matches("text/plain")).isTrue();
        assertThat(attached.body().readAllBytes()).hasSize(1000);
        Files.write(file, new byte[999]);
        assertThatThrownBy(draft::bytes).isInstanceOf(IOException.class).hasMessageContaining("999");
        assertThatThrownBy(() -> draft().attach(folder.resolve("none"))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> draft().attach(folder)).isInstanceOf(IOException.class);
        assertThat(MailMessage.raw(file).size()).hasValue(999);
    }

    @Test
    void anyContentIsAttachedByItsNameAndType(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("x"), new byte[] {1, 2, 3});
        Draft draft = draft().text("x")
                .attach("a.pdf", Content.file(file))
                .attach("b.csv", "text/csv; charset=utf-8", Content.text("1,2"))
                .inline("logo@x", "image/png", Content.bytes(new byte[] {4}));

        ReceivedMessage read = reread(draft);
        assertThat(read.attachments()).extracting(Part::toString).contains("application/pdf a.pdf", "text/csv b.csv");
        assertThat(read.attachments().get(1).body().readAllBytes()).containsExactly(1, 2, 3);
        Files.write(file, new byte[5]);
        assertThat(reread(draft).attachments().get(1).body().readAllBytes())
                .as("a file is as long as it is when it is written")
                .hasSize(5);
        assertThat(draft().attach("gone.pdf", Content.file(folder.resolve("gone")))
                        .size())
                .isEmpty();
    }

    @Test
    void aStreamIsAttachedToWhatIsWrittenOnce() throws IOException {
        Draft draft = draft().attach("x.bin", Content.stream(new ByteArrayInputStream(new byte[3]), 3));

        ReceivedMessage read = MailMessage.read(draft.bytes());
        assertThat(read.attachments().get(0).body().readAllBytes()).hasSize(3);
        assertThatThrownBy(draft::bytes)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("sent once");
    }

    @Test
    void sizesAreExactForEveryLength() throws IOException {
        for (int n = 0; n < 200; n++) {
            assertThat(reread(draft().attach("x", "a/b", new byte[n]))
                            .attachments()
                            .get(0)
                            .body()
                            .readAllBytes())
                    .hasSize(n);
        }
        assertThat(draft().attach("x", "a/b", Content.of(() -> new ByteArrayInputStream(new byte[5])))
                        .size())
                .isEmpty();
    }

    @Test
    void anAttachmentOfAHundredMegabytesIsNeverMoreThanOneBufferAhead() throws IOException {
        long length = 100L * 1024 * 1024;
        Flow flow = new Flow(length);
        draft().text("x")
                .attach("big.bin", "application/octet-stream", Content.of(flow::source))
                .writeTo(flow);

        assertThat(flow.written).isBetween(length / 57 * 78, length / 57 * 78 + 2048);
        assertThat(flow.furthest).isLessThan(64 * 1024);
    }

    /** Counts what is read on one side and written on the other, and how far reading was ever ahead. */
    private static final class Flow extends OutputStream {
        private final long length;
        private long read;
        private long written;
        private long furthest;

        Flow(long length) {
            this.length = length;
        }

        @Override
        public void write(int b) {
            written++;
        }

        @Override
        public void write(byte[] bytes, int from, int count) {
            written += count;
        }

        InputStream source() {
            return new InputStream() {
                @Override
                public int read() {
                    throw new AssertionError("read byte by byte");
                }

                @Override
                public int read(byte[] bytes, int from, int count) {
                    furthest = Math.max(furthest, read - written * 57 / 78);
                    int n = (int) Math.min(count, length - read);
                    read += n;
                    return n == 0 ? -1 : n;
                }
            };
        }
    }

    /** A source that always gives the same. */
    private static Draft drawn() {
        return MailMessage.from("alice@example.org").date(DATE).random(new Random(1));
    }

    private static String boundary(MailMessage message) throws IOException {
        return MailMessage.read(message.bytes())
                .root()
                .contentType()
                .parameter("boundary")
                .orElseThrow();
    }

    @Test
    void aMessageWithinAMessageHasABoundaryOfItsOwn() throws IOException {
        Draft inner = drawn().text("inner").attach("i.bin", "application/x-i", new byte[] {1});

        for (MailMessage attached : List.of(
                inner,
                MailMessage.raw(inner.bytes()),
                MailMessage.read(inner.bytes()),
                drawn().attach("i.eml", inner))) {
            Draft outer =
                    drawn().text("outer").attach("m.eml", attached).attach("o.bin", "application/x-o", new byte[] {2});
            ReceivedMessage read = MailMessage.read(outer.bytes());

            assertThat(read.text()).contains("outer\n");
            assertThat(read.attachments()).extracting(Part::safeFileName).containsExactly("m.eml", "o.bin");
            assertThat(read.attachments().get(0).message().orElseThrow().bytes())
                    .isEqualTo(attached.bytes());
            assertThat(boundary(outer)).isNotEqualTo(boundary(attached));
            assertThat(outer.size()).hasValue(outer.bytes().length);
            assertThat(outer.bytes()).isEqualTo(outer.bytes());
        }
    }

    @Test
    void aMessageInAFileHasAnotherBoundaryToo(@org.junit.jupiter.api.io.TempDir java.nio.file.Path folder)
            throws IOException {
        Draft inner = drawn().text("inner").attach("i.bin", "application/x-i", new byte[] {1});
        java.nio.file.Path file = java.nio.file.Files.write(folder.resolve("m.eml"), inner.bytes());
        ReceivedMessage read = MailMessage.read(drawn().text("outer")
                .attach(file)
                .attach("o.bin", "application/x-o", new byte[] {2})
                .bytes());

        assertThat(read.attachments()).extracting(Part::safeFileName).containsExactly("m.eml", "o.bin");
    }

    @Test
    void noTextHoldsABoundary() throws IOException {
        String boundary = boundary(drawn().text("a").html("b"));
        String text = "a\r\n--" + boundary + "--\r\n--" + boundary + "\n--" + boundary.replace("_0", "_1") + "x\r\n";
        Draft draft = drawn().text(text).html("b").alternative("text/csv", "--" + boundary.replace("_0", "_2"));
        ReceivedMessage read = MailMessage.read(draft.bytes());

        assertThat(read.text()).contains(text.replace("\r\n", "\n"));
        assertThat(read.html()).contains("b\n");
        assertThat(read.root().parts()).hasSize(3);
    }
}
