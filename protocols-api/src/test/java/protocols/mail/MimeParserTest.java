package protocols.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.spi.MailFriend;

class MimeParserTest {

    /** RFC 2049 appendix A, shortened. */
    private static final String COMPLEX =
            """
            MIME-Version: 1.0
            From: Nathaniel Borenstein <nsb@nsb.fv.com>
            To: Ned Freed <ned@innosoft.com>
            Date: Fri, 07 Oct 1994 16:15:05 -0700 (PDT)
            Subject: A multipart example
            Content-Type: multipart/mixed;
                          boundary=unique-boundary-1

            This is the preamble area of a multipart message.

            --unique-boundary-1

              ... Some text appears here ...
            --unique-boundary-1
            Content-type: text/plain; charset=US-ASCII

            This could have been part of the previous part.
            --unique-boundary-1
            Content-Type: multipart/parallel; boundary=unique-boundary-2

            --unique-boundary-2
            Content-Type: audio/basic
            Content-Transfer-Encoding: base64

            aGVsbG8g
            d29ybGQ=
            --unique-boundary-2
            Content-Type: image/jpeg; name="../x.jpg"
            Content-Transfer-Encoding: base64

            /9j/
            --unique-boundary-2--

            --unique-boundary-1
            Content-type: text/enriched

            This is <bold>enriched.</bold>
            --unique-boundary-1
            Content-Type: message/rfc822

            From: (mailbox in US-ASCII)
            Subject: (subject in US-ASCII)
            Content-Type: Text/plain; charset=ISO-8859-1
            Content-Transfer-Encoding: Quoted-printable

              ... Additional text in ISO-8859-1 goes here =E4 ...
            --unique-boundary-1--
            epilogue
            """
                    .replace("\n", "\r\n");

    private static ReceivedMessage parse(String text) {
        return MailMessage.read(text.getBytes(ISO_8859_1));
    }

    private static String content(Part part) throws IOException {
        return new String(part.body().readAllBytes(), ISO_8859_1);
    }

    @Test
    void readsTheNestedExampleOfTheStandard() throws IOException {
        ReceivedMessage message = parse(COMPLEX);

        assertThat(message.root().parts())
                .extracting(Part::toString)
                .containsExactly("text/plain", "text/plain", "multipart/parallel", "text/enriched", "message/rfc822");
        assertThat(message.text()).contains("  ... Some text appears here ...");
        assertThat(message.root().parts().get(2).parts())
                .extracting(p -> p.contentType().subtype())
                .containsExactly("basic", "jpeg");
        assertThat(content(message.root().parts().get(2).parts().get(0))).isEqualTo("hello world");
        assertThat(message.attachments()).hasSize(5);
        assertThat(message.attachments().get(2).safeFileName()).isEqualTo("x.jpg");
        ReceivedMessage inner = message.root().parts().get(4).message().orElseThrow();
        assertThat(inner.subject()).contains("(subject in US-ASCII)");
        assertThat(inner.text()).contains("  ... Additional text in ISO-8859-1 goes here ä ...");
        assertThat(message.from()).containsExactly(Address.of("Nathaniel Borenstein", "nsb@nsb.fv.com"));
        assertThat(message.date().orElseThrow()).isEqualTo("1994-10-07T16:15:05-07:00");
    }

    @Test
    void everyPrefixGivesAMessage() throws IOException {
        byte[] bytes = COMPLEX.getBytes(ISO_8859_1);
        for (int length = 0; length <= bytes.length; length++) {
            readAll(MailMessage.read(Arrays.copyOf(bytes, length)));
        }
    }

    @Test
    void bareLfGivesTheSameParts() throws IOException {
        ReceivedMessage lf = parse(COMPLEX.replace("\r\n", "\n"));

        assertThat(lf.root().parts()).hasSize(5);
        assertThat(lf.text()).isEqualTo(parse(COMPLEX).text());
    }

    @Test
    void randomBytesAndMutationsNeverThrow() throws IOException {
        Random random = new Random(2046);
        String[] pieces = {
            "\r\n",
            "\n",
            "--b",
            "--",
            "--c",
            "Content-Type: multipart/mixed; boundary=b",
            "boundary=\"c\"",
            ": ",
            "\t",
            "Content-Type: multipart/digest; boundary=c",
            "Content-Transfer-Encoding: base64",
            "=?utf-8?q?=?=",
            "\0",
            "Content-Transfer-Encoding: quoted-printable",
            "=\r\n",
            "=4",
            "QUJD",
            "é",
            "Content-Type: message/rfc822",
            "Content-Type: text/html; charset=no-such",
            "Content-Disposition: attachment; filename*0*=x'y'%",
            "From: <"
        };
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(60); n > 0; n--) {
                text.append(pieces[random.nextInt(pieces.length)]).append(random.nextInt(3) == 0 ? "\r\n" : "");
            }
            readAll(parse(text.toString()));
            byte[] noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);
            readAll(MailMessage.read(noise));
            byte[] mutated = COMPLEX.getBytes(ISO_8859_1);
            for (int n = 0; n < 20; n++) {
                mutated[random.nextInt(mutated.length)] = noise.length == 0 ? 0 : noise[n % noise.length];
            }
            readAll(MailMessage.read(mutated));
        }
    }

    private static void readAll(ReceivedMessage message) throws IOException {
        message.text();
        message.html();
        message.date();
        message.replyTo();
        assertThat(message.subject().orElse("")).doesNotContain("\r", "\n", "\0");
        assertThat(message.toString() + message.headers()).isNotNull();
        readAll(message.root());
    }

    private static void readAll(Part part) throws IOException {
        part.body().readAllBytes();
        part.text();
        part.contentId();
        assertThat(part.safeFileName()).isNotEmpty();
        assertThat(part.message().flatMap(ReceivedMessage::subject).orElse("")).isNotNull();
        for (Part child : part.parts()) {
            readAll(child);
        }
    }

    @Test
    void anOuterDelimiterEndsAnInnerMultipartThatWasNeverClosed() throws IOException {
        ReceivedMessage message = parse(
                "Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: multipart/alternative; boundary=ab\n\n"
                        + "--ab\n\none\n--a\n\ntwo\n--a--\n");

        assertThat(message.root().parts()).hasSize(2);
        assertThat(message.root().parts().get(0).parts()).hasSize(1);
        assertThat(content(message.root().parts().get(1))).isEqualTo("two");
    }

    @Test
    void aLineThatOnlyBeginsLikeADelimiterIsText() throws IOException {
        ReceivedMessage message =
                parse("Content-Type: multipart/mixed; boundary=a\n\n--a\n\n--abc\n--a-\n --a\n--a--x\n--a--\n");

        assertThat(message.root().parts()).hasSize(1);
        assertThat(message.text()).contains("--abc\n--a-\n --a\n--a--x");
    }

    @Test
    void aPartMayBeEmptyOrWithoutAnEmptyLine() throws IOException {
        ReceivedMessage message =
                parse("Content-Type: multipart/mixed; boundary=a\n\n--a\n--a\n\n--a\nX: y\n--a\t\nno field\n--a--");

        assertThat(message.root().parts()).hasSize(4);
        assertThat(message.root().parts().get(2).headers().value("x")).contains("y");
        assertThat(content(message.root().parts().get(3))).isEqualTo("no field");
    }

    @Test
    void aDigestHoldsMessages() throws IOException {
        ReceivedMessage message =
                parse("Content-Type: multipart/digest; boundary=a\n\n--a\n\nSubject: in\n\nbody\n--a--");

        assertThat(message.root().parts().get(0).message().orElseThrow().subject())
                .contains("in");
    }

    @Test
    void aMultipartWithoutABoundaryIsText() throws IOException {
        assertThat(parse("Content-Type: multipart/mixed\n\nhello").text()).contains("hello");
        assertThat(parse("Content-Type: multipart/mixed; boundary=never\n\nhello")
                        .text())
                .contains("hello");
    }

    @Test
    void picksTextAndHtmlAndTellsInlineFromAttached() throws IOException {
        ReceivedMessage message = parse(
                "Content-Type: multipart/related; boundary=a\n\n--a\nContent-Type: text/html\n\n<p>\n"
                        + "--a\nContent-Type: image/png\nContent-ID: <logo@x>\n\npng\n"
                        + "--a\nContent-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n\nfile\n--a--");

        assertThat(message.text()).isEmpty();
        assertThat(message.html()).contains("<p>");
        assertThat(message.inlines()).extracting(Part::contentId).containsExactly(Optional.of("logo@x"));
        assertThat(message.attachments()).extracting(Part::safeFileName).containsExactly("a.txt");
    }

    @Test
    void holdsTheCapOnDepth() throws IOException {
        assertThat(parse(nested(64)).root().parts()).hasSize(1);
        assertThat(parse(nested(64)).problems()).isEmpty();
        ReceivedMessage deeper = parse(nested(66) + "\n--b0--\n");
        assertThat(deeper.problems()).containsExactly(ReceivedMessage.Problem.TOO_DEEP);
        assertThat(deeper.isTruncated()).isTrue();
        Part innermost = deeper.root();
        for (int depth = 1; depth < 65; depth++) {
            innermost = innermost.parts().get(0);
        }
        assertThat(innermost.parts()).as("the 65th multipart is a leaf").isEmpty();
        assertThat(innermost.text()).contains("boundary=b65").endsWith("leaf");
    }

    @Test
    @Timeout(20)
    void parsingIsLinear() throws IOException {
        for (String piece : List.of("--b0\n", "--b63x\n", "A: b\n", "\n", "-", " x\n", "--b63\n")) {
            String text = nested(64) + (piece.length() > 2 ? "\n" : "") + piece.repeat(9_000);
            assertThat(parse(text).root().parts()).isNotEmpty();
            assertThat(parse("Subject: a\n" + piece.repeat(1_000_000)).subject())
                    .isPresent();
        }
    }

    private static String nested(int depth) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            text.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("\n\n--b")
                    .append(i)
                    .append('\n');
        }
        return text.append("\nleaf").toString();
    }

    @Test
    void holdsTheCapOnParts() throws IOException {
        String head = "Content-Type: multipart/mixed; boundary=a\n\n";
        ReceivedMessage most = parse(head + "--a\n\nx\n".repeat(9_999) + "--a--");
        assertThat(most.root().parts()).hasSize(9_999);
        assertThat(most.isTruncated()).isFalse();
        ReceivedMessage more = parse(head + "--a\n\nx\n".repeat(12_000) + "--a--");
        assertThat(more.problems()).containsExactly(ReceivedMessage.Problem.TOO_MANY_PARTS);
        assertThat(more.root().parts()).hasSize(9_999);
        assertThat(more.root().rawSize()).as("nothing is lost").isEqualTo(12_000 * 7 + 5);
        assertThat(more.headers().fields()).hasSize(1);
    }

    @Test
    void anUnknownCharsetGivesReplacementsNotAnException() throws IOException {
        ReceivedMessage message = parse("Content-Type: text/plain; charset=\"x-\u00e4 none\"\n\nGr\u00fc\u00dfe a");

        assertThat(message.text().orElseThrow())
                .startsWith("Gr")
                .contains("\ufffd")
                .endsWith("e a");
    }

    @Test
    void base64IsReadHoweverItWasBroken() throws IOException {
        String head = "Content-Transfer-Encoding: BASE64\n\n";
        assertThat(parse(head + "aGVs\n !bG8").text()).contains("hello");
        assertThat(parse(head + "aGVsbG8=aGVsbG8=").text()).contains("hellohello");
        assertThat(parse(head + "aGVsbG8a=").text()).contains("hello\u001a");
        assertThat(parse(head + "a").text()).contains("");
    }

    @Test
    void quotedPrintableIsReadHoweverItWasBroken() throws IOException {
        String head = "Content-Transfer-Encoding: quoted-printable\n\n";
        assertThat(parse(head + "a=3D=3d=\nb = \t\nc  \nd=ZZ=").text()).contains("a==b c\nd=ZZ");
        assertThat(parse(head + "a=\r\nb\rc\t\r\nd").text()).contains("ab\rc\nd");
        assertThat(parse(head + " ".repeat(5000) + "x").text().orElseThrow()).hasSize(5001);
    }

    @Test
    void aReceivedMessageGoesOutAgainByteForByte() throws IOException {
        byte[] bytes = COMPLEX.getBytes(ISO_8859_1);

        assertThat(MailMessage.read(bytes).bytes()).isEqualTo(bytes);
        assertThat(MailMessage.read(bytes).size()).hasValue(bytes.length);
        assertThat(MailMessage.raw(bytes).bytes()).isEqualTo(bytes);
        assertThat(MailFriend.get().needs(MailMessage.raw(bytes)).eightBit()).isFalse();
    }

    @Test
    void aRawMessageTellsWhatItNeeds() {
        assertThat(MailFriend.get()
                        .needs(MailMessage.raw("A: b\r\n\r\n\u00e4".getBytes(UTF_8)))
                        .eightBit())
                .isTrue();
        assertThat(MailFriend.get()
                        .needs(MailMessage.raw("A: b\r\n\r\n\u00e4".getBytes(UTF_8)))
                        .utf8())
                .isFalse();
        assertThat(MailFriend.get()
                        .needs(MailMessage.raw("A: \u00e4\n\nb".getBytes(UTF_8)))
                        .utf8())
                .isTrue();
        assertThat(MailMessage.raw(new byte[0]).size()).hasValue(0);
    }

    private static ReceivedMessage mail(String text) {
        return MailMessage.read(text.replace("|", "\r\n").getBytes(UTF_8));
    }

    private static List<String> texts(ReceivedMessage mail) {
        return mail.root().parts().stream().map(Part::text).toList();
    }

    /** RFC 2046 section 5.1.1: the line end before a delimiter belongs to it, so the empty line may seem to be missing. */
    @Test
    void aHeaderMayRunIntoTheFirstDelimiter() {
        ReceivedMessage mail = mail(
                "Subject: x|Content-Type: multipart/mixed; boundary=b|--b|Content-Type: text/plain||one|--b||two|--b--|");

        assertThat(mail.text()).contains("one");
        assertThat(texts(mail)).containsExactly("one", "two");
        assertThat(mail.subject()).contains("x");
    }

    @Test
    void soMayThatOfAnInnerMultipart() {
        ReceivedMessage mail = mail(
                "Content-Type: multipart/mixed; boundary=b||--b|"
                        + "Content-Type: multipart/alternative; boundary=bb|--bb|Content-Type: text/html||<p>|--bb|--b||after|--b--|");

        assertThat(mail.html()).contains("<p>");
        assertThat(mail.root().parts()).hasSize(2);
        assertThat(mail.root().parts().get(0).parts()).hasSize(2);
        assertThat(mail.text()).contains("");
        assertThat(mail.root().parts().get(1).text()).isEqualTo("after");
    }

    @Test
    void alsoWhereTheDelimiterLooksLikeAField() {
        ReceivedMessage mail = mail("Content-Type: multipart/mixed; boundary=\"a: b\"|--a: b||one|--a: b--|");

        assertThat(texts(mail)).containsExactly("one");
    }

    @Test
    void aFieldThatLooksLikeADelimiterIsNone() {
        ReceivedMessage mail = mail("Content-Type: multipart/mixed; boundary=b|--b: x|Subject: y||--b||one|--b--|");

        assertThat(mail.subject()).contains("y");
        assertThat(texts(mail)).containsExactly("one");
    }

    @Test
    void aPartMayHaveNoHeaderNoBodyOrNeither() {
        String begin = "Content-Type: multipart/mixed; boundary=b||";

        assertThat(texts(mail(begin + "--b||one|--b--|"))).containsExactly("one");
        assertThat(texts(mail(begin + "--b|one|--b--|"))).containsExactly("one");
        assertThat(texts(mail(begin + "--b|Content-Type: text/plain|--b|X: y||--b--|")))
                .containsExactly("", "");
        assertThat(texts(mail(begin + "--b|--b||--b||||--b--|"))).containsExactly("", "", "\n");
        assertThat(texts(mail(begin + "--b|Content-Type: text/plain|"))).containsExactly("");
        assertThat(texts(mail(begin + "--b|"))).containsExactly("");
    }

    @Test
    void withOrWithoutAPreamble() {
        String end = "--b||one|--b--|epilogue|--b||no part|";

        for (String preamble : List.of("", "|", "preamble|", "preamble||--c|--bb|-- b|")) {
            assertThat(texts(mail("Content-Type: multipart/mixed; boundary=b||" + preamble + end)))
                    .containsExactly("one");
        }
    }

    @Test
    void theLastDelimiterMayBeMissing() {
        assertThat(texts(mail("Content-Type: multipart/mixed; boundary=b|--b||one|--b||two|")))
                .containsExactly("one", "two\n");
        assertThat(texts(mail("Content-Type: multipart/mixed; boundary=b|--b||one")))
                .containsExactly("one");
    }

    @Test
    void whiteSpaceBehindADelimiterIsNothing() {
        assertThat(texts(mail(
                        "Content-Type: multipart/mixed; boundary=b|--b \t|one:1||one|--b  ||two|--b-- \t |epilogue")))
                .containsExactly("one", "two");
    }

    @Test
    void aBoundaryMayBeginAsTheOuterOneDoes() {
        for (String[] two : new String[][] {{"b", "b1"}, {"b1", "b"}, {"b", "b-"}, {"=_x_1", "=_x_10"}}) {
            ReceivedMessage mail = mail("Content-Type: multipart/mixed; boundary=\"" + two[0] + "\"|--" + two[0]
                    + "|Content-Type: multipart/mixed; boundary=\"" + two[1] + "\"|--" + two[1] + "||in|--" + two[1]
                    + "--|--" + two[0] + "||out|--" + two[0] + "--|");

            assertThat(mail.root().parts().get(0).parts().get(0).text()).isEqualTo("in");
            assertThat(mail.root().parts().get(1).text()).isEqualTo("out");
        }
    }

    @Test
    void inADigestAPartWithAHeaderAloneIsAMessageToo() {
        ReceivedMessage mail = mail("Content-Type: multipart/digest; boundary=b||--b|X: y|--b--|");

        assertThat(mail.root().parts().get(0).contentType().toString()).isEqualTo("message/rfc822");
    }

    @Test
    @Timeout(10)
    void manyFieldsThatLookLikeDelimitersCostNoMoreThanOthers() {
        ReceivedMessage mail =
                mail("Content-Type: multipart/mixed; boundary=b|" + "--x: y|".repeat(300_000) + "|--b||one|--b--|");

        assertThat(texts(mail)).containsExactly("one");
    }

    @Test
    void commentsAreNoPartOfHowABodyIsSent() throws IOException {
        Part part = mail("Content-Disposition: (;) attachment (filename=a;) ; filename=b|"
                        + "Content-Transfer-Encoding: base64 (see (RFC 2045))|Content-Type: text/html (x; y)||YQ==")
                .root();

        assertThat(part.isAttachment()).isTrue();
        assertThat(part.fileName()).contains("b");
        assertThat(part.contentType().matches("text/html")).isTrue();
        assertThat(content(part)).isEqualTo("a");
    }
}
