package protocols.internal.pop3;

import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import protocols.Reply;
import protocols.WireException;
import protocols.internal.line.Command;
import protocols.internal.line.DotBody;
import protocols.internal.reply.Conversation;
import protocols.internal.reply.Exchange;
import protocols.pop3.Maildrop;

/** One command for each of many messages, pipelined where the server knows how to (RFC 2449 section 6.6). */
final class Batch {

    private static final int WINDOW = 32;

    private final Conversation conversation;
    private final int window;
    private final byte[] scratch = new byte[4096];
    private boolean running;

    Batch(Conversation conversation, boolean pipelining) {
        this.conversation = conversation;
        this.window = pipelining ? WINDOW : 1;
    }

    /** See {@link Maildrop#retrieveAll}. */
    Map<Integer, Reply> retrieve(List<Integer> numbers, Maildrop.Receiver receiver) throws IOException {
        Map<Integer, Reply> refused = new LinkedHashMap<>();
        ReceiverFault fault = new ReceiverFault();
        try {
            run("RETR", numbers, (index, exchange) -> {
                int number = numbers.get(index);
                if (isRefused(exchange, number, refused)) {
                    return;
                }
                DotBody body = conversation.follow(new DotBody(conversation.link(), "RETR " + number));
                try {
                    receiver.message(number, body);
                } catch (IOException e) {
                    throw fault.of(e);
                }
                finish(body);
            });
        } catch (WireException.Cancelled e) {
            throw fault.orElse(e);
        }
        return refused;
    }

    /** See {@link Maildrop#deleteAll}. */
    Map<Integer, Reply> delete(List<Integer> numbers, IntConsumer deleted) throws WireException {
        Map<Integer, Reply> refused = new LinkedHashMap<>();
        run("DELE", numbers, (index, exchange) -> {
            int number = numbers.get(index);
            if (!isRefused(exchange, number, refused)) {
                deleted.accept(number);
            }
        });
        return refused;
    }

    void requireIdle() {
        if (running) {
            throw new IllegalStateException("a receiver cannot use the maildrop that it receives from");
        }
    }

    static int requireNumber(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("messages are numbered from 1: " + number);
        }
        return number;
    }

    private void run(String verb, List<Integer> numbers, Conversation.Answers answers) throws WireException {
        numbers.forEach(Batch::requireNumber);
        Iterator<Command> commands = numbers.stream()
                .map(number -> Command.of(verb).arg(Integer.toString(number)))
                .iterator();
        running = true;
        try {
            conversation.pipeline(commands, window, answers);
        } finally {
            running = false;
        }
    }

    private static boolean isRefused(Exchange exchange, int number, Map<Integer, Reply> refused) throws WireException {
        if (exchange.is("-ERR")) {
            refused.put(number, exchange.reply());
            return true;
        }
        exchange.expect("+OK");
        return false;
    }

    /** Reads what the receiver left: other messages are on their way behind it. */
    private void finish(DotBody body) throws IOException {
        if (!conversation.link().isAlive()) {
            throw new WireException.Cancelled("the receiver closed a message before its end");
        }
        while (!body.isEnded()) {
            body.read(scratch);
        }
    }

    /** What a receiver threw, so that its caller gets it as it was. */
    private static final class ReceiverFault {
        private Optional<IOException> fault = Optional.empty();

        WireException of(IOException e) {
            if (e instanceof WireException wire) {
                return wire;
            }
            fault = Optional.of(e);
            return new WireException.Cancelled("the receiver failed: " + e, e);
        }

        IOException orElse(WireException.Cancelled e) {
            return fault.orElse(e);
        }
    }
}
