package protocols.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Whatever bytes a message is: it is read without a fault, and what was read is the same when it is written and read again. */
class MailFuzzTest {

    @FuzzTest(maxDuration = "60s")
    void message(byte[] bytes) throws IOException {
        ReceivedMessage message = MailMessage.read(bytes);
        assertThat(message.bytes()).isEqualTo(bytes);
        assertThat(parts(message.root(), bytes.length, 0)).isLessThanOrEqualTo(MimeParser.PARTS);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        message.writeTo(out);
        assertThat(out.toString(UTF_8).replace("\r\n", "\n").stripTrailing())
                .isEqualTo(new String(bytes, UTF_8).replace("\r\n", "\n").stripTrailing());
        assertThat(message.text().orElse("").length()).isLessThanOrEqualTo(2 * bytes.length);
        assertThat(message.html().orElse("").length()).isLessThanOrEqualTo(2 * bytes.length);
        assertThat(message.attachments()).noneMatch(part -> part.toString().isEmpty());
        assertThat(message.toString().chars()).noneMatch(c -> c < ' ' || c == 0x7f);
    }

    /** How many there are. */
    private static int parts(Part part, long room, int depth) throws IOException {
        assertThat(depth).isLessThanOrEqualTo(MimeParser.DEPTH);
        assertThat(part.rawSize()).isBetween(0L, room);
        assertThat(part.body().readAllBytes().length).isBetween(0, (int) part.rawSize());
        assertThat(part.safeFileName()).isNotEmpty().doesNotContain("/", "\\", ":", "\0");
        assertThat(part.disposition().orElse("")).doesNotContain("\r", "\n");
        assertThat(part.contentId().orElse("")).doesNotContain(">", "\r", "\n");
        assertThat(part.text().length()).isLessThanOrEqualTo(2 * (int) part.rawSize());
        ContentType type = part.contentType();
        assertThat(part.parts().isEmpty() || type.type().equals("multipart")).isTrue();
        int count = 1;
        for (Part inner : part.parts()) {
            count += parts(inner, part.rawSize(), depth + 1);
        }
        return count;
    }

    @FuzzTest(maxDuration = "60s")
    void header(byte[] bytes) {
        MailHeaders headers = MailHeaders.read(bytes);
        for (HeaderField field : headers) {
            assertThat(field.name()).isNotEmpty().doesNotContain(":", " ", "\n");
            assertThat(field.value()).doesNotContain("\r", "\n", "\0");
            assertThat(headers.has(field.name())).isTrue();
            HeaderWriter writer = new HeaderWriter().text("X", field.value());
            assertThat(written(writer).value("X")).contains(field.value());
        }
        headers.date().ifPresent(date -> assertThat(MailDate.read(MailDate.format(date)))
                .contains(date));
        assertThat(headers.messageIds("References")).allMatch(id -> id.startsWith("<") && id.endsWith(">"));
        headers.contentType().ifPresent(MailFuzzTest::assertComesBack);
    }

    private static void assertComesBack(ContentType type) {
        boolean tokens =
                type.parameters().keySet().stream().allMatch(name -> Lines.isToken(name) && !name.contains("*"));
        if (tokens) {
            assertThat(ContentType.parse(String.join(" ", type.tokens()))).isEqualTo(type);
        }
    }

    private static MailHeaders written(HeaderWriter writer) {
        byte[] bytes = writer.bytes();
        for (String line : new String(bytes, UTF_8).split("\r\n", -1)) {
            assertThat(line.length()).isLessThanOrEqualTo(998);
        }
        return MailHeaders.read(bytes);
    }

    @FuzzTest(maxDuration = "60s")
    void addresses(byte[] utf8) {
        List<Address> addresses = Address.readList(new String(utf8, UTF_8));
        for (Address address : addresses) {
            assertThat(address.toString().chars()).noneMatch(c -> c < ' ' || c == 0x7f);
            if (address.isDeliverable()) {
                Address again = Address.of(address.name().orElse(""), address.mailbox());
                assertThat(again).isEqualTo(address);
                assertThat(written(new HeaderWriter().addresses("To", List.of(address, again)))
                                .to())
                        .containsExactly(address, address);
            }
        }
    }

    @FuzzTest(maxDuration = "60s")
    void parameters(byte[] utf8) {
        Map<String, String> parameters = Parameters.parse(Lines.flat(new String(utf8, UTF_8)), 0);
        assertComesBack(new ContentType("text", "plain", parameters));
    }
}
