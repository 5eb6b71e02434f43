package protocols.internal.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import protocols.WireException;
import protocols.imap.BodyStructure;
import protocols.imap.FetchedBody;
import protocols.imap.FetchedMessage;
import protocols.imap.MessageEnvelope;
import protocols.imap.UnreadableResponse;
import protocols.internal.imap.Response.Fetched;
import protocols.mail.Address;

/**
 * Whatever a server of IMAP says: each response is one of the grammar, one that cannot be read and costs itself alone, or a
 * fault with a name that ends the session; and how the bytes are cut on their way changes nothing.
 */
class ResponseFuzzTest {

    private static final ImapLimits LIMITS = new ImapLimits(200, 300, 1000, 1000, 50, 2000, 4000);

    /** Responses as they are. */
    @FuzzTest(maxDuration = "60s")
    void responses(byte[] bytes) throws IOException {
        assertSameInPieces(bytes);
    }

    /** What stands in a FETCH: envelopes, body structures, sections. */
    @FuzzTest(maxDuration = "60s")
    void fetched(byte[] items) throws IOException {
        assertSameInPieces(("* 1 FETCH (" + new String(items, ISO_8859_1) + ")\r\n").getBytes(ISO_8859_1));
    }

    private static void assertSameInPieces(byte[] bytes) throws IOException {
        List<String> whole = read(bytes, Integer.MAX_VALUE);
        assertThat(read(bytes, 1)).isEqualTo(whole);
        assertThat(read(bytes, 7)).isEqualTo(whole);
    }

    /** All that can be asked of what was read, as text; the last is how it ended. */
    private static List<String> read(byte[] bytes, int piece) throws IOException {
        ResponseParser parser = Feeds.parser(Feeds.of(bytes, piece), LIMITS);
        List<String> told = new ArrayList<>();
        while (true) {
            try {
                told.add(told(parser.next()));
            } catch (WireException.Malformed | WireException.LimitExceeded | WireException.Hangup end) {
                assertThat(end.getMessage()).isNotBlank();
                told.add(end.getClass().getSimpleName());
                return told;
            }
        }
    }

    private static String told(Response response) {
        if (response instanceof Fetched fetched) {
            return told(fetched.message()) + fetched.sections();
        }
        if (response instanceof Response.Unreadable unreadable) {
            assertThat(unreadable.told().raw()).hasSizeLessThanOrEqualTo(UnreadableResponse.KEPT);
            String message = unreadable.message().map(ResponseFuzzTest::told).orElse("");
            return unreadable.told().name() + " unreadable: "
                    + unreadable.told().raw() + message;
        }
        if (response instanceof Response.Status status) {
            assertThat(status.text().length()).isLessThanOrEqualTo(LIMITS.line());
            return status
                    + status.code()
                            .map(code -> code.number() + " " + code.capabilities() + code.permanentFlags()
                                    + code.appendUid() + code.copyUid() + code.charsets())
                            .orElse("");
        }
        if (response instanceof Response.Found found) {
            assertThat(found.ranges()).isLessThanOrEqualTo(LIMITS.entries());
        }
        return response.toString();
    }

    private static String told(FetchedMessage message) {
        StringBuilder out = new StringBuilder();
        out.append(message).append(message.flags()).append(message.size()).append(message.internalDate());
        message.envelope().ifPresent(envelope -> tell(envelope, out));
        message.structure().ifPresent(structure -> tell(structure, out, 0));
        for (FetchedBody body : message.bodies()) {
            assertThat(body.bytes().length).isLessThanOrEqualTo(LIMITS.body());
            out.append(body.section()).append(body.origin()).append(Arrays.toString(body.bytes()));
        }
        assertThat(message.problems()).noneMatch(problem -> problem.chars().anyMatch(Character::isISOControl));
        // What they show of a response is what has come of it.
        return out.append(message.problems().size()).toString();
    }

    private static void tell(MessageEnvelope envelope, StringBuilder out) {
        out.append(envelope.subject()).append(envelope.date()).append(envelope.messageId());
        for (List<Address> list : List.of(envelope.from(), envelope.to(), envelope.cc(), envelope.replyTo())) {
            for (Address address : list) {
                out.append(address);
                if (address.isDeliverable()) {
                    assertThat(Address.of(address.mailbox()).mailbox()).isEqualTo(address.mailbox());
                }
            }
        }
    }

    private static void tell(BodyStructure structure, StringBuilder out, int depth) {
        assertThat(depth).isLessThanOrEqualTo(BodyStructure.DEPTH);
        out.append(structure)
                .append(structure.type())
                .append(structure.section())
                .append(structure.size())
                .append(structure.fileName());
        structure.parts().forEach(part -> tell(part, out, depth + 1));
    }
}
