package protocols.internal.reply;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import protocols.Reply;
import protocols.WireException;
import protocols.internal.wire.Incoming;
import protocols.internal.wire.Link;

/**
 * Replies that carry the tag of their command: IMAP (RFC 9051 section 2.2.2). Between them the peer sends data, asked for
 * and unasked, whose grammar is the client's own matter.
 */
public final class TaggedReplies implements Grammar {

    /** Reads single responses, and takes in those that are data. */
    public interface Responses {
        /**
         * Waits for one whole response.
         *
         * @return what it answers and how; empty if it was data
         */
        Optional<Answer> next() throws IOException;
    }

    /**
     * A response that says how things stand.
     *
     * @param tag the command that it answers, {@link #UNTAGGED} or {@link #CONTINUATION}
     * @param reply the status and the text
     */
    public record Answer(String tag, Reply reply) {
        public static final String UNTAGGED = "*";
        public static final String CONTINUATION = "+";
    }

    private static final byte[] BYE = {'*', ' ', 'B', 'Y', 'E'};

    private final Link link;
    private final Incoming in;
    private final Responses responses;
    private final Deque<String> waiting = new ArrayDeque<>();
    private final Map<String, Reply> early = new HashMap<>();
    private Optional<Reply> farewell = Optional.empty();
    private boolean greeted;
    private int tags;

    public TaggedReplies(Link link, Responses responses) {
        this.link = link;
        this.in = link.in();
        this.responses = responses;
    }

    /** The tag for the next command. */
    public String tag() {
        return "A" + (tags + 1);
    }

    /** The command with that tag is written now; its answer is waited for in this place. */
    public void sending() {
        waiting.add(tag());
        tags++;
    }

    /**
     * The greeting, a continuation, or the answer to the oldest command that has none: a peer may work on several commands
     * at once and answer a later one first (RFC 9051 section 5.5).
     */
    @Override
    public Reply read() throws IOException {
        if (!greeted) {
            greeted = true;
            return responses
                    .next()
                    .filter(answer -> answer.tag().equals(Answer.UNTAGGED))
                    .orElseThrow(() -> new WireException.Malformed("a greeting", ""))
                    .reply();
        }
        Optional<Reply> known = Optional.ofNullable(early.remove(waiting.element()));
        while (known.isEmpty()) {
            Optional<Answer> answer = next();
            known = answer.isPresent() ? place(answer.get()) : known;
        }
        if (!known.get().status().equals(Answer.CONTINUATION)) {
            waiting.remove();
        }
        return known.get();
    }

    private Optional<Answer> next() throws IOException {
        try {
            return responses.next();
        } catch (WireException.Hangup e) {
            if (farewell.isPresent()) {
                throw link.fail(new WireException.Refused(farewell.get()));
            }
            throw e;
        }
    }

    private Optional<Reply> place(Answer answer) throws WireException {
        if (isFarewell(answer)) {
            farewell = Optional.of(answer.reply());
            link.dismiss(answer.reply());
        }
        if (answer.tag().equals(Answer.UNTAGGED)) {
            return Optional.empty();
        }
        if (answer.tag().equals(Answer.CONTINUATION) || answer.tag().equals(waiting.element())) {
            return Optional.of(answer.reply());
        }
        if (!waiting.contains(answer.tag()) || early.put(answer.tag(), answer.reply()) != null) {
            throw new WireException.Malformed("the tag of a command", answer.tag());
        }
        return Optional.empty();
    }

    @Override
    public Optional<Reply> stray() throws IOException {
        while (in.available() > 0) {
            Optional<Answer> answer = next();
            if (answer.isPresent()
                    && (isFarewell(answer.get()) || !answer.get().tag().equals(Answer.UNTAGGED))) {
                return answer.map(Answer::reply);
            }
        }
        return Optional.empty();
    }

    /** Data may come meanwhile: only a line with the tag, or a farewell, is an answer. */
    @Override
    public Optional<Reply> early() throws IOException {
        byte[] tag = (waiting.element() + " ").getBytes(US_ASCII);
        byte[] buffer = in.buffer();
        for (int i = in.position(); i < in.limit(); i++) {
            boolean begins = i == in.position() || buffer[i - 1] == '\n';
            if (begins && (startsAt(tag, i) || startsAt(BYE, i))) {
                return Optional.of(read());
            }
        }
        return Optional.empty();
    }

    /** Untagged data, but no BYE, as far as the first line tells; what else lies there may not be whole. */
    @Override
    public boolean allowsUnasked() {
        return in.buffer()[in.position()] == '*' && !startsAt(BYE, in.position());
    }

    /** In capitals or not. */
    private boolean startsAt(byte[] word, int from) {
        if (word.length > in.limit() - from) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            if ((in.buffer()[from + i] & 0xdf) != (word[i] & 0xdf)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isFarewell(Answer answer) {
        return answer.tag().equals(Answer.UNTAGGED) && answer.reply().status().equals("BYE");
    }

    @Override
    public boolean isFarewell(Reply reply) {
        return reply.status().equals("BYE");
    }
}
