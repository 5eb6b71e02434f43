package protocols.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.OffsetDateTime;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.WireException.Malformed;
import protocols.mail.Address;

class MessageEnvelopeTest {

    /** RFC 9051 section 8. */
    static final String RFC = "(\"Wed, 17 Jul 1996 02:23:25 -0700 (PDT)\" \"IMAP4rev2 WG mtg summary and minutes\""
            + " ((\"Terry Gray\" NIL \"gray\" \"cac.washington.edu\")) ((\"Terry Gray\" NIL \"gray\""
            + " \"cac.washington.edu\")) ((\"Terry Gray\" NIL \"gray\" \"cac.washington.edu\")) ((NIL NIL \"imap\""
            + " \"cac.washington.edu\")) ((NIL NIL \"minutes\" \"CNRI.Reston.VA.US\") (\"John Klensin\" NIL"
            + " \"KLENSIN\" \"MIT.EDU\")) NIL NIL \"<B27397-0100000@cac.washington.edu>\")";

    private static MessageEnvelope parse(String text) throws Malformed {
        return MessageEnvelope.parse(text.getBytes(ISO_8859_1));
    }

    @Test
    void readsTheExampleOfTheStandard() throws Malformed {
        MessageEnvelope envelope = parse(RFC);
        Address gray = Address.of("Terry Gray", "gray@cac.washington.edu");

        assertThat(envelope.date()).contains(OffsetDateTime.parse("1996-07-17T02:23:25-07:00"));
        assertThat(envelope.subject()).contains("IMAP4rev2 WG mtg summary and minutes");
        assertThat(envelope.from()).containsExactly(gray);
        assertThat(envelope.sender()).containsExactly(gray);
        assertThat(envelope.replyTo()).containsExactly(gray);
        assertThat(envelope.to()).containsExactly(Address.of("imap@cac.washington.edu"));
        assertThat(envelope.cc())
                .extracting(Address::mailbox)
                .containsExactly("minutes@CNRI.Reston.VA.US", "KLENSIN@MIT.EDU");
        assertThat(envelope.bcc()).isEmpty();
        assertThat(envelope.inReplyTo()).isEmpty();
        assertThat(envelope.messageId()).contains("<B27397-0100000@cac.washington.edu>");
    }

    @Test
    void senderThatDiffersIsKept() throws Malformed {
        MessageEnvelope envelope =
                parse("(NIL NIL ((NIL NIL \"a\" \"x\")) ((NIL NIL \"b\" \"x\")) ((NIL NIL \"a\" \"x\"))"
                        + " NIL NIL NIL \"<r@x>\" NIL)");

        assertThat(envelope.sender()).extracting(Address::localPart).containsExactly("b");
        assertThat(envelope.replyTo()).extracting(Address::localPart).containsExactly("a");
        assertThat(envelope.inReplyTo()).contains("<r@x>");
    }

    @Test
    void literalsAndEscapesAndBytesOutsideAscii() throws Malformed {
        MessageEnvelope envelope =
                parse("({5}\r\n1 (\"x \"a \\\"b\\\\ \u00c3\u00bc\" ((\"J\u00fc\" NIL {1}\r\n) \"h\"))"
                        + " NIL NIL NIL NIL NIL NIL {0}\r\n)");

        assertThat(envelope.dateText()).contains("1 (\"x");
        assertThat(envelope.subject()).contains("a \"b\\ \u00fc");
        assertThat(envelope.from()).hasToString("[J\u00fc <\")\"@h>]");
        assertThat(envelope.messageId()).contains("");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL)",
                "(NIL NIL () () () () () () NIL NIL)",
                "(NIL NIL \"\" \"\" \"\" \"\" \"\" \"\" NIL NIL)",
                "(NIL NIL NIL)",
                "()",
                "( nil  NIL ( ) NIL NIL NIL NIL NIL NIL NIL )",
            })
    void emptyEnvelopesOfOddServers(String text) throws Malformed {
        MessageEnvelope envelope = parse(text);

        assertThat(envelope.subject()).isEmpty();
        assertThat(envelope.from()).isEmpty();
        assertThat(envelope.sender()).isEmpty();
        assertThat(envelope.bcc()).isEmpty();
        assertThat(envelope.messageId()).isEmpty();
    }

    @Test
    void addressesWithoutSpacesOrWithManyAndGroups() throws Malformed {
        MessageEnvelope envelope =
                parse("(NIL NIL NIL NIL NIL ((NIL NIL \"team\" NIL)(\"A\" NIL \"a\" \"x\")  (NIL NIL \"b\""
                        + " \"x\")(NIL NIL NIL NIL)) NIL NIL NIL NIL)");

        assertThat(envelope.to()).hasToString("[A <a@x>, b@x]");
    }

    @Test
    void namesAreDecodedOnce() throws Malformed {
        MessageEnvelope envelope = parse("(NIL \"=?utf-8?q?=3D=3Futf-8=3Fq=3FGr=3DC3=3DBC=C3=9Fe=3F=3D?=\""
                + " ((\"=?utf-8?q?J=C3=B6rg?=\" NIL \"joerg\" \"example.org\")) NIL NIL NIL NIL NIL NIL NIL)");

        assertThat(envelope.from()).containsExactly(Address.of("J\u00f6rg", "joerg@example.org"));
    }

    /** What a server writes in the place of what it could not read shows itself, and no mail can go there. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "NIL NIL \"MISSING_MAILBOX\" \"MISSING_DOMAIN\" | MISSING_MAILBOX@MISSING_DOMAIN",
                "NIL NIL \"a\" \".MISSING-HOST-NAME.\" | a@.MISSING-HOST-NAME.",
                "NIL NIL \"alone\" \"\" | alone",
                "NIL NIL NIL \"host.example\" | @host.example",
                "NIL NIL \"\" \"host.example\" | @host.example",
                "NIL NIL \"a\" \"two words\" | a@two words",
            })
    void addressThatIsNoneIsNotDeliverable(String address, String shown) throws Malformed {
        Address from = parse("(NIL NIL ((" + address + ")) NIL NIL NIL NIL NIL NIL NIL)")
                .from()
                .get(0);

        assertThat(from.isDeliverable()).isFalse();
        assertThat(from).hasToString(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "NIL",
                "(",
                "(NIL NIL ((NIL NIL \"a\")) NIL NIL NIL NIL NIL NIL NIL)",
                "(NIL NIL (NIL NIL \"a\" \"b\") NIL NIL NIL NIL NIL NIL NIL)",
                "((\"x\") NIL NIL NIL NIL NIL NIL NIL NIL NIL)",
                "(\"a\"b\" NIL NIL NIL NIL NIL NIL NIL NIL NIL)",
                "({99}\r\nabc NIL)",
                "(NIL NIL NIL = NIL NIL NIL NIL NIL NIL)",
                "(NIL NIL NIL =NIL NIL NIL NIL NIL NIL NIL)",
                "(NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL) ",
                "({}\r\n NIL)",
                "({-1}\r\n NIL)",
                "({99999999999999999999}\r\n NIL)",
                "(NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL)",
            })
    void whatIsNotAnEnvelopeIsMalformed(String text) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(Malformed.class);
    }

    @Test
    void everyPrefixIsMalformed() {
        for (int i = 0; i < RFC.length(); i++) {
            String prefix = RFC.substring(0, i);
            assertThatThrownBy(() -> parse(prefix)).as(prefix).isInstanceOf(Malformed.class);
        }
    }

    @Test
    void damagedEnvelopesAreMalformedOrReadable() {
        Random random = new Random(3);
        int readable = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = RFC.getBytes(ISO_8859_1);
            for (int k = random.nextInt(4); k >= 0; k--) {
                bytes[random.nextInt(bytes.length)] = (byte) "()\" {}\\=1\0\u00ff".charAt(random.nextInt(11));
            }
            readable += isReadable(bytes) ? 1 : 0;
        }
        assertThat(readable).isBetween(1, 19_999);
    }

    private static boolean isReadable(byte[] bytes) {
        MessageEnvelope envelope;
        try {
            envelope = MessageEnvelope.parse(bytes);
        } catch (Malformed expected) {
            return false;
        }
        assertThat(envelope.date()).isNotNull();
        assertThat(envelope.replyTo()).isNotNull();
        assertThat(envelope.sender()).isNotNull();
        assertThat(envelope.bcc()).isNotNull();
        assertThat(envelope.messageId()).isNotNull();
        return true;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mon, 7 Feb 1994 21:52:25 -0800 (PST) | 1994-02-07T21:52:25-08:00",
                "1 Jan 2024 00:00 +0530 | 2024-01-01T00:00+05:30",
                "Fri, 21 Nov 97 09:55:06 GMT | 1997-11-21T09:55:06Z",
                "21 Nov 03 9:5:6 EST | 2003-11-21T09:05:06-05:00",
                "31 Dec 2016 23:59:60 -0000 | 2016-12-31T23:59:59Z",
                "1 Jan 2024 10:00:00 | 2024-01-01T10:00Z",
            })
    void datesOfMail(String text, String date) throws Malformed {
        assertThat(parse("(\"" + text + "\")").date()).contains(OffsetDateTime.parse(date));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "32 Jan 2024 00:00 Z",
                "1 Foo 2024 00:00 Z",
                "1 Jan 2024",
                "1 Jan 2024 25:00 Z",
                "1 Jan 2024 10:00 +9999",
                "-"
            })
    void whatIsNotADateIsEmpty(String text) throws Malformed {
        assertThat(parse("(\"" + text + "\")").date()).isEmpty();
    }
}
