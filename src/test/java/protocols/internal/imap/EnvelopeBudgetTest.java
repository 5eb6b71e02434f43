package protocols.internal.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import protocols.Protocol.Transport;
import protocols.Transcript;
import protocols.imap.FetchedMessage;
import protocols.imap.Imap;
import protocols.internal.wire.Link;
import protocols.internal.wire.Opening;
import protocols.internal.wire.Recorder;
import protocols.net.Deadline;
import protocols.net.Endpoint;
import protocols.net.Wire;
import protocols.spi.CoreFriend;
import protocols.spi.Settings;

/** What a long list of envelopes costs: the budget is 600 bytes a message, all that parsing allocates included. */
class EnvelopeBudgetTest {

    private static final int MESSAGES = 10_000;
    private static final int BUDGET = 600;

    /** Responses as Dovecot sends them to {@code FETCH 1:* (UID FLAGS RFC822.SIZE ENVELOPE)}. */
    private static byte[] responses() {
        StringBuilder out = new StringBuilder();
        for (int i = 1; i <= MESSAGES; i++) {
            String from = "((\"Sender Number " + i % 97 + "\" NIL \"sender" + i % 97 + "\" \"example.org\"))";
            out.append("* ").append(i).append(" FETCH (UID ").append(i + 1000);
            out.append(i % 3 == 0 ? " FLAGS (\\Answered \\Seen $Label1)" : " FLAGS (\\Seen)");
            out.append(" RFC822.SIZE ").append(2000 + i).append(" ENVELOPE (\"Mon, 07 Feb 2022 21:52:25 -0800\"");
            out.append(" \"Re: minutes of the meeting of working group ")
                    .append(i)
                    .append("\" ");
            out.append(from).append(' ').append(from).append(' ').append(from);
            out.append(" ((\"Alice Example\" NIL \"alice\" \"example.com\")(NIL NIL \"list\" \"lists.example.com\"))");
            out.append(" ((NIL NIL \"bob\" \"example.net\")) NIL \"<20220206.").append(i);
            out.append(".reply@mail.example.org>\" \"<20220207.").append(i).append("@mail.example.org>\"))\r\n");
        }
        return out.toString().getBytes(ISO_8859_1);
    }

    private static ResponseParser parser(byte[] bytes) {
        // What a transcript keeps is bounded by the session, not by the message.
        Settings settings = CoreFriend.get().settings(Imap.at("localhost").keep(Transcript.Keep.NOTHING));
        Endpoint endpoint = new Endpoint("localhost", 143, Transport.TCP);
        Link link = Opening.over(new Arriving(bytes), settings, new Recorder(settings), endpoint);
        return new ResponseParser(new ResponseBuffer(link, ImapLimits.DEFAULT), ImapLimits.DEFAULT);
    }

    /** A wire on which these bytes arrive, as much as there is room for. */
    private static final class Arriving implements Wire {
        private final ByteBuffer left;

        Arriving(byte[] bytes) {
            left = ByteBuffer.wrap(bytes);
        }

        @Override
        public int read(ByteBuffer into, Deadline deadline) {
            int some = Math.min(into.remaining(), left.remaining());
            into.put(into.position(), left, left.position(), some);
            left.position(left.position() + some);
            into.position(into.position() + some);
            return some == 0 ? -1 : some;
        }

        @Override
        public void write(ByteBuffer from, Deadline deadline) {
            throw new IllegalStateException("nothing is sent");
        }

        @Override
        public boolean await(Deadline deadline) {
            return true;
        }

        @Override
        public String peer() {
            return "";
        }

        @Override
        public String local() {
            return "";
        }

        @Override
        public void close() {}
    }

    private static long read(byte[] bytes) throws IOException {
        ResponseParser parser = parser(bytes);
        long sum = 0;
        for (int i = 0; i < MESSAGES; i++) {
            FetchedMessage message = ((Response.Fetched) parser.next()).message();
            sum += message.uid().orElseThrow() + message.flags().size();
            assert message.envelope().isPresent();
        }
        return sum;
    }

    @Test
    void tenThousandEnvelopesStayInTheBudget() throws IOException {
        byte[] bytes = responses();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        read(bytes);
        long cold = (threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before) / MESSAGES;
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 20; i++) {
            long start = System.nanoTime();
            read(bytes);
            best = Math.min(best, System.nanoTime() - start);
        }
        System.out.println("IMAP envelopes: " + cold + " bytes/message allocated, " + bytes.length / MESSAGES
                + " bytes/message on the wire, " + MESSAGES * 1_000_000_000L / best + " messages/s");
        assertThat(cold).isLessThanOrEqualTo(BUDGET);
    }

    @Test
    void nothingIsDecodedWrongOnTheWay() throws IOException {
        ResponseParser parser = parser(responses());
        for (int i = 1; i <= MESSAGES; i++) {
            FetchedMessage message = ((Response.Fetched) parser.next()).message();
            assertThat(message.uid()).hasValue(i + 1000);
            assertThat(message.size()).hasValue(2000 + i);
            assertThat(message.flags()).hasSize(i % 3 == 0 ? 3 : 1);
            assertThat(message.envelope().orElseThrow().messageId()).contains("<20220207." + i + "@mail.example.org>");
            assertThat(message.envelope().orElseThrow().replyTo().get(0).localPart())
                    .isEqualTo("sender" + i % 97);
        }
    }
}
