package protocols.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailboxNameTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "~peter/mail/台北/日本語 | ~peter/mail/&U,BTFw-/&ZeVnLIqe-",
                "Entwürfe | Entw&APw-rfe",
                "Tom & Jerry | Tom &- Jerry",
                "☺! | &Jjo-!",
                "\uD83D\uDE00 | &2D3eAA-",
                "plain | plain",
            })
    void unicodeNamesAreModifiedUtf7OnTheWire(String name, String wire) {
        assertThat(new String(MailboxName.of(name).wire(), ISO_8859_1)).isEqualTo(wire);
        assertThat(MailboxName.ofWire(wire.getBytes(ISO_8859_1)).name()).isEqualTo(name);
        assertThat(MailboxName.ofWire(wire.getBytes(ISO_8859_1))).isEqualTo(MailboxName.of(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "&",
                "&A",
                "a&b",
                "&Jjo!",
                "&U,BTFw",
                "&AGE-",
                "&2D0-",
                "&Jjo-&Jjo-",
                "&AP\u00e9-",
                "\u00ff\u00fe",
                "&AA=-"
            })
    void namesThatAreNotModifiedUtf7KeepTheirBytes(String wire) {
        byte[] bytes = wire.getBytes(ISO_8859_1);
        MailboxName name = MailboxName.ofWire(bytes);

        assertThat(name.wire()).isEqualTo(bytes);
        assertThat(name.name()).isEqualTo(wire);
    }

    @Test
    void rawUtf8IsShownAsUtf8AndSentBackAsItCame() {
        byte[] bytes = "Entwürfe".getBytes(StandardCharsets.UTF_8);

        assertThat(MailboxName.ofWire(bytes).name()).isEqualTo("Entwürfe");
        assertThat(MailboxName.ofWire(bytes).wire()).isEqualTo(bytes);
        assertThat(MailboxName.ofWire(bytes)).isNotEqualTo(MailboxName.of("Entwürfe"));
    }

    @Test
    void inboxIsTheSameInAnyCase() {
        assertThat(MailboxName.of("inBox")).isEqualTo(MailboxName.INBOX);
        assertThat(MailboxName.ofWire("Inbox".getBytes(ISO_8859_1))).isEqualTo(MailboxName.INBOX);
        assertThat(MailboxName.of("inbox/a")).isNotEqualTo(MailboxName.of("INBOX/a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\r\nb", "a\0", "a\n", "\u007f", "\ud800", "a\udc00b"})
    void namesThatCouldBreakALineAreRefused(String name) {
        assertThatThrownBy(() -> MailboxName.of(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anyBytesAreKept() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(12)];
            for (int k = 0; k < bytes.length; k++) {
                bytes[k] = (byte) (random.nextBoolean() ? "&-,+A9".charAt(random.nextInt(6)) : random.nextInt(256));
            }
            assertThat(MailboxName.ofWire(bytes).wire()).isEqualTo(bytes);
        }
    }

    @Test
    void anyUnicodeNameComesBack() {
        Random random = new Random(8);
        for (int i = 0; i < 5_000; i++) {
            StringBuilder name = new StringBuilder("x");
            for (int k = random.nextInt(8); k >= 0; k--) {
                int c = random.nextBoolean() ? 0x20 + random.nextInt(0x5f) : 0xa0 + random.nextInt(0xd000);
                name.appendCodePoint(c);
            }
            assertThat(MailboxName.ofWire(MailboxName.of(name.toString()).wire())
                            .name())
                    .isEqualTo(name.toString());
        }
    }
}
