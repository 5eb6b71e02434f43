package protocols.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailHeadersTest {

    private static MailHeaders parse(String text) {
        return MailHeaders.read(text.replace("\n", "\r\n").getBytes(UTF_8));
    }

    @Test
    void keepsOrderAndDuplicatesAndIgnoresCase() {
        MailHeaders headers = parse("Received: a\nSubject: one\nRECEIVED: b\n\nReceived: body\n");

        assertThat(headers.fields()).extracting(HeaderField::name).containsExactly("Received", "Subject", "RECEIVED");
        assertThat(headers.all("received")).extracting(HeaderField::value).containsExactly("a", "b");
        assertThat(headers.value("SUBJECT")).contains("one");
        assertThat(headers.value("To")).isEmpty();
    }

    @Test
    void unfoldsButKeepsTheRawValue() {
        MailHeaders headers = parse("Subject: a\n  b\n\tc\nX:\n y\n");

        assertThat(headers.value("subject")).contains("a  b\tc");
        assertThat(headers.field("subject").orElseThrow().raw()).isEqualTo(" a\r\n  b\r\n\tc");
        assertThat(headers.value("x")).contains("y");
    }

    @Test
    void toleratesBareLfAnMboxLineAndSpaceBeforeTheColon() {
        MailHeaders headers =
                MailHeaders.read("From alice Mon Jan  1 00:00:00 2024\nSubject : a\nTo: b\n\nBody: x".getBytes(UTF_8));

        assertThat(headers.fields()).extracting(HeaderField::name).containsExactly("Subject", "To");
    }

    @Test
    void aLineThatIsNoFieldEndsTheSection() {
        assertThat(parse("A: 1\nno field here\nB: 2\n").fields()).hasSize(1);
        assertThat(parse("\nA: 1\n").fields()).isEmpty();
        assertThat(parse("").fields()).isEmpty();
        assertThat(parse(" lost\nA: 1\n").fields()).hasSize(1);
    }

    @Test
    void takesUtf8AsItIsAndOtherBytesForLatin1() {
        assertThat(MailHeaders.read("Subject: Grüße".getBytes(UTF_8)).subject()).contains("Grüße");
        assertThat(MailHeaders.read("Subject: Grüße".getBytes(ISO_8859_1)).subject())
                .contains("Grüße");
    }

    @Test
    void aValueNeverHoldsALineBreakOrNul() {
        MailHeaders headers = MailHeaders.read("Subject: a\0b\r c\r\n d =?utf-8?b?DQoA?=\r\n".getBytes(UTF_8));

        assertThat(headers.subject().orElseThrow()).doesNotContain("\r", "\n", "\0");
    }

    @Test
    void commentsAreNeitherMessageIdsNorDates() {
        MailHeaders headers = parse("References: (<not@x> (\\)) <b@y>) <a@x>(c)\n <d@z\n"
                + "Date: (\\) 1) Fri, 21 (<2>) Nov 1997 09:55:06 (3) -0600 (4)\n");

        assertThat(headers.messageIds("References")).containsExactly("<a@x>");
        assertThat(headers.date()).contains(OffsetDateTime.parse("1997-11-21T09:55:06-06:00"));
    }

    @Test
    void aMessageIdThatIsNotClosedCostsItselfAlone() {
        assertThat(parse("References: <a@x> <b@y <c@z> <\"d<\"@x>\n").messageIds("References"))
                .containsExactly("<a@x>", "<c@z>", "<\"d<\"@x>");
    }

    @Test
    void readsMessageIds() {
        MailHeaders headers = parse("Message-ID: <1@x>\nReferences: <a@x>\n <b@y> junk <c\n");

        assertThat(headers.messageId()).contains("<1@x>");
        assertThat(headers.messageIds("references")).containsExactly("<a@x>", "<b@y>");
        // RFC 5322 appendix A.6.3; a blank within a word is no blank around it.
        assertThat(parse("Message-ID: <1234   @   local(blah)  .machine .example>\n")
                        .messageId())
                .contains("<1234@local.machine.example>");
        assertThat(parse("Message-ID: <12 34@x>\n").messageId()).contains("<12 34@x>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Fri, 21 Nov 1997 09:55:06 -0600|1997-11-21T09:55:06-06:00",
                "Tue, 1 Jul 2003 10:52:37 +0200|2003-07-01T10:52:37+02:00",
                "21 Nov 97 09:55:06 GMT|1997-11-21T09:55:06Z",
                "Fri, 21 Nov 1997 09(comment):   55  :  06 -0600|1997-11-21T09:55:06-06:00",
                "Fri, 21 Nov 1997 09:55 :06 -0600|1997-11-21T09:55:06-06:00",
                "Fri, 21 Nov 1997 09: 55 -0600|1997-11-21T09:55:00-06:00",
                "1 Jan 2024 00:00:00 +01:00|2024-01-01T00:00:00+01:00",
                "1 Jan 2024 00:00:00 +1460|",
                "Thu, 13 Feb 1969 23:32 -0330|1969-02-13T23:32:00-03:30",
                "Mon, 1 Jan 24 00:00:00 EST|2024-01-01T00:00:00-05:00",
                "1 Jan 2024 00:00:00 (no zone)|2024-01-01T00:00:00Z",
                "Sat,31-Dec-2016 23:59:60 +0000 (UTC)|2016-12-31T23:59:59Z",
                "31 Feb 2024 00:00:00 +0000|",
                "1 Foo 2024 00:00:00 +0000|",
                "1 Jan 2024 25:00:00 +0000|",
                "1 Jan 2024 00:00:00 +9999|",
                "tomorrow|",
            })
    void readsDatesOfRfc5322(String text, OffsetDateTime date) {
        assertThat(MailDate.read(text).orElse(null)).isEqualTo(date);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", ",", "(", ")", "::", "1 1 1 1 1", "a b c d e", "99999999999 Jan 1 :", "1 Jan -5 0:0"})
    void dateNeverThrows(String text) {
        assertThat(MailDate.read(text)).isEmpty();
    }

    /** Not as if each were looked through for its end. */
    @Test
    @Timeout(value = 10, unit = TimeUnit.SECONDS)
    void commentsInCommentsCostNoMoreThanTheirLength() {
        int many = 80_000;
        ContentType read = ContentType.read("text/plain; name=x " + "( ".repeat(many) + ")y ".repeat(many) + "; b=c");
        assertThat(read.subtype()).isEqualTo("plain");
        assertThat(read.parameter("b")).contains("c");
    }

    @Test
    void writesDatesOfRfc5322() {
        assertThat(MailDate.format(OffsetDateTime.parse("1997-11-21T09:55:06-06:00")))
                .isEqualTo("Fri, 21 Nov 1997 09:55:06 -0600");
        assertThat(MailDate.format(OffsetDateTime.parse("2024-02-01T00:00:00-03:30")))
                .isEqualTo("Thu, 1 Feb 2024 00:00:00 -0330");
    }

    @Test
    void readsTheParametersOfRfc2231() {
        // section 3, 4 and 4.1
        assertThat(ContentType.read("message/external-body; access-type=URL;\t URL*0=\"ftp://\";"
                                + " URL*1=\"cs.utk.edu/pub/moore/bulk-mailer/bulk-mailer.tar\"")
                        .parameter("url"))
                .contains("ftp://cs.utk.edu/pub/moore/bulk-mailer/bulk-mailer.tar");
        assertThat(ContentType.read("application/x-stuff; title*=us-ascii'en-us'This%20is%20%2A%2A%2Afun%2A%2A%2A")
                        .parameter("title"))
                .contains("This is ***fun***");
        assertThat(ContentType.read("application/x-stuff; title*0*=us-ascii'en'This%20is%20even%20more%20;"
                                + " title*1*=%2A%2A%2Afun%2A%2A%2A%20; title*2=\"isn't it!\"")
                        .parameter("title"))
                .contains("This is even more ***fun*** isn't it!");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "text/plain; name=\"a b.txt\"|a b.txt",
                "text/plain; name = a b.txt|a b.txt",
                "text/plain; name=\"a;\\\"b\\\"\"; x=y|a;\"b\"",
                "text/plain; name=\"=?utf-8?q?=C3=A4?=\"|ä",
                "text/plain;; ;name=x (comment)|x",
                "text/plain; name*=utf-8''%e2%82%ac; name=other|€",
                "text/plain; name*=x-none''%c3%a4|ä",
                "text/plain; name*=broken%zz|broken%zz",
                "text/plain; name*1=b; name*0=a; name*3=d|ab",
                "text/plain; name=\"open|open",
                "text/plain (a; name=b); (c=d;) name=x (e; name=f)|x",
                "text (a) / (b) plain(c); name=\"x (d)\"(e;)|x (d)",
                "text/plain; name=foo (1).txt|foo (1).txt",
                "text/plain; name=foo(1).txt; x=y|foo(1).txt",
                "text/plain; name=x (open|x (open",
            })
    void readsParametersAsTheyCome(String text, String name) {
        assertThat(ContentType.read(text).parameter("NAME")).contains(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text", "/", "text/", "te xt/plain", ";charset=x", "\r\n"})
    void anUnreadableTypeIsTextPlain(String text) {
        assertThat(ContentType.read(text)).isEqualTo(ContentType.TEXT);
    }
}
