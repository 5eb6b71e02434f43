package protocols.internal.pop3;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import protocols.Batch;
import protocols.Receiver;
import protocols.Reply;
import protocols.Transfer;
import protocols.WireException;
import protocols.internal.line.DotBody;
import protocols.internal.reply.Conversation;
import protocols.internal.reply.Exchange;
import protocols.internal.wire.Link;
import protocols.pop3.Maildrop;
import protocols.pop3.Retrieved;
import protocols.spi.CoreFriend;
import protocols.spi.Pop3Friend;

/** One command for each of many messages, pipelined where the server knows how to (RFC 2449 section 6.6). */
final class Bulk {

    private static final Pop3Friend API = Pop3Friend.get();
    private static final int WINDOW = 32;

    private final Conversation conversation;
    private final Link link;
    private final int window;
    private final byte[] scratch = new byte[4096];
    private boolean running;

    Bulk(Conversation conversation, boolean pipelining) {
        this.conversation = conversation;
        this.link = conversation.link();
        this.window = pipelining ? WINDOW : 1;
    }

    /** See {@link Maildrop#retrieveAll}. */
    Batch<Integer, Transfer> retrieve(Iterable<Integer> numbers, Receiver<Retrieved> receiver) throws IOException {
        Fates<Transfer> fates = new Fates<>("RETR", checked(numbers));
        CallerFault fault = new CallerFault(link);
        Batch<Integer, Transfer> batch;
        try {
            batch = run(fates, (index, exchange) -> {
                if (fault.isThere()) {
                    skip(exchange, fault);
                } else if (!isRefused(exchange, fates)) {
                    lend(exchange.reply(), fates, receiver, fault);
                }
            });
        } catch (WireException e) {
            fault.rethrow();
            throw e;
        }
        fault.rethrow();
        return batch;
    }

    /** See {@link Maildrop#deleteAll}. */
    Batch<Integer, Reply> delete(Iterable<Integer> numbers, IntConsumer deleted) throws WireException {
        Fates<Reply> fates = new Fates<>("DELE", checked(numbers));
        return run(fates, (index, exchange) -> {
            if (!isRefused(exchange, fates)) {
                deleted.accept(fates.number());
                fates.done(exchange.reply());
            }
        });
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

    /** Read to the end before anything is sent: what the caller's iterator throws is then no fault of the line. */
    private static List<Integer> checked(Iterable<Integer> numbers) {
        List<Integer> all = new ArrayList<>();
        numbers.forEach(number -> all.add(requireNumber(number)));
        return all;
    }

    private <V> Batch<Integer, V> run(Fates<V> fates, Conversation.Answers answers) throws WireException {
        running = true;
        try {
            conversation.pipeline(fates, window, answers);
            return fates.batch(link);
        } catch (WireException e) {
            if (conversation.isMuddled()) {
                fates.forget();
            }
            throw CoreFriend.get().with(e, fates.batch(link));
        } finally {
            running = false;
        }
    }

    private static boolean isRefused(Exchange exchange, Fates<?> fates) throws WireException {
        if (exchange.is("-ERR")) {
            fates.refused(exchange.reply());
            return true;
        }
        exchange.expect("+OK");
        return false;
    }

    private void lend(Reply reply, Fates<Transfer> fates, Receiver<Retrieved> receiver, CallerFault fault)
            throws IOException {
        int number = fates.number();
        long began = System.nanoTime();
        DotBody body = conversation.follow(new DotBody(link, "RETR " + number));
        LentBody lent = new LentBody(body);
        fault.watch(() -> receiver.take(API.retrieved(number, lent)));
        if (fault.isThere()) {
            fates.stop();
            fault.drain(body);
            return;
        }
        // Other messages are on their way behind what the receiver left.
        long bytes = lent.finish(scratch);
        fates.done(Transfer.of(bytes, Duration.ofNanos(System.nanoTime() - began), reply));
    }

    /** A message that was asked for before the receiver failed. */
    private void skip(Exchange exchange, CallerFault fault) throws IOException {
        if (!exchange.is("-ERR")) {
            exchange.expect("+OK");
            fault.drain(conversation.follow(new DotBody(link, exchange.verb())));
        }
    }
}
