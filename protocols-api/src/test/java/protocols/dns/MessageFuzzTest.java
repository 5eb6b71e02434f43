package protocols.dns;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.Optional;
import protocols.WireException.Malformed;

/**
 * Whatever bytes come in, a message comes out or Malformed; what came out can be sent and comes back. That it takes no
 * longer than the message is long is for HostileMessageTest: here time is that of the instrumented code.
 */
class MessageFuzzTest {

    @FuzzTest(maxDuration = "60s")
    void message(byte[] bytes) {
        Message message;
        try {
            message = Message.decode(bytes);
        } catch (Malformed refused) {
            return;
        }
        assertThat(message.toString()).isNotEmpty();
        assertThat(message.answers().size())
                .isLessThanOrEqualTo(message.section(DnsSection.ANSWER).size() + 2 * 17);
        if (!pointsIntoThisMessage(message)) {
            sameAgain(message);
        }
    }

    /** Whether data that cannot be read may hold a pointer, which means something else in another message. */
    private static boolean pointsIntoThisMessage(Message message) {
        return Arrays.stream(DnsSection.values())
                .flatMap(section -> message.section(section).stream())
                .map(DnsRecord::data)
                .filter(GenericRdata.Opaque.class::isInstance)
                .anyMatch(data -> hasPointer(data.toBytes()));
    }

    private static boolean hasPointer(byte[] data) {
        for (byte one : data) {
            if ((one & 0xc0) == 0xc0) {
                return true;
            }
        }
        return false;
    }

    private static void sameAgain(Message message) {
        Optional<Message> again = encoded(message);
        if (again.isEmpty()) {
            return;
        }
        Message copy = again.get();
        assertThat(copy.id()).isEqualTo(message.id());
        assertThat(copy.rcode()).isEqualTo(message.rcode());
        assertThat(copy.opcode()).isEqualTo(message.opcode());
        assertThat(copy.question()).isEqualTo(message.question());
        assertThat(copy.edns()).isEqualTo(message.edns());
        for (DnsSection section : DnsSection.values()) {
            assertThat(copy.section(section)).isEqualTo(message.section(section));
        }
        for (DnsRecord one : copy.section(DnsSection.ANSWER)) {
            assertThat(DnsRecord.parse(one.toString())).isEqualTo(one);
        }
    }

    /** Empty if names that were shared make the message too long now. */
    private static Optional<Message> encoded(Message message) {
        MessageBuilder builder = new MessageBuilder(message.question(), DnsFlag.QR);
        builder.clear(DnsFlag.QR).id(message.id()).opcode(message.opcode());
        for (DnsFlag flag : DnsFlag.values()) {
            if (message.has(flag)) {
                builder.set(flag);
            }
        }
        message.edns().ifPresent(builder::edns);
        builder.rcode(message.rcode())
                .answer(message.section(DnsSection.ANSWER).toArray(DnsRecord[]::new))
                .authority(message.section(DnsSection.AUTHORITY).toArray(DnsRecord[]::new))
                .additional(message.section(DnsSection.ADDITIONAL).toArray(DnsRecord[]::new));
        byte[] bytes;
        try {
            bytes = builder.encode();
        } catch (IllegalStateException tooLong) {
            assertThat(tooLong).hasMessageContaining("over 65535 bytes");
            return Optional.empty();
        }
        try {
            return Optional.of(Message.decode(bytes));
        } catch (Malformed e) {
            throw new AssertionError("what was encoded is malformed", e);
        }
    }
}
