package protocols.internal.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import protocols.imap.FetchedMessage;

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
        int[] at = {0};
        ImapSource source = (into, offset, room) -> {
            int some = Math.min(Math.min(room, 16_384), bytes.length - at[0]);
            System.arraycopy(bytes, at[0], into, offset, some);
            at[0] += some;
            return some == 0 ? -1 : some;
        };
        return new ResponseParser(new ResponseBuffer(source, ImapLimits.DEFAULT), ImapLimits.DEFAULT);
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
            assertThat(message.envelope().orElseThrow().replyTo().get(0).mailbox())
                    .isEqualTo("sender" + i % 97);
        }
    }
}
