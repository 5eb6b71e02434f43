package protocols.internal.ftp;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import protocols.WireException;
import protocols.internal.line.Command;
import protocols.internal.reply.Conversation;
import protocols.internal.reply.Exchange;

/**
 * Commands that go out together, and their answers. Where that is not safe (a gateway that reads along may stumble over
 * several commands in one packet) each waits for the answer to the one before it. All are answered before the first
 * objection is thrown, so the conversation stays in step.
 */
final class Flight {

    /** Takes an answer; gives what is wrong with it. */
    interface Answer {
        Optional<WireException> take(Exchange exchange) throws IOException;
    }

    private final Conversation conversation;
    private final boolean together;
    private final Deque<Answer> waiting = new ArrayDeque<>();
    private Optional<WireException> objection = Optional.empty();

    Flight(Conversation conversation, boolean together) {
        this.conversation = conversation;
        this.together = together;
    }

    /** An answer that has to begin with a code. */
    static Answer expecting(String code) {
        return exchange -> {
            try {
                exchange.expect(code);
                return Optional.empty();
            } catch (WireException.Refused e) {
                return Optional.of(e);
            }
        };
    }

    Flight add(Command command, Answer answer) throws IOException {
        if (objection.isEmpty()) {
            conversation.write(command);
            waiting.add(answer);
            if (!together) {
                receive();
            }
        }
        return this;
    }

    /** Takes the answers that are still out, unless the server has taken leave; throws the first objection. */
    void land() throws IOException {
        while (!waiting.isEmpty() && (objection.isEmpty() || conversation.link().isAlive())) {
            receive();
        }
        if (objection.isPresent()) {
            throw objection.get();
        }
    }

    private void receive() throws IOException {
        Optional<WireException> wrong = waiting.remove().take(conversation.receive());
        objection = objection.or(() -> wrong);
    }
}
