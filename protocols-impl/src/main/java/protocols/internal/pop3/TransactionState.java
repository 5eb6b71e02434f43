package protocols.internal.pop3;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import protocols.Batch;
import protocols.Capabilities;
import protocols.Receiver;
import protocols.Reply;
import protocols.Sink;
import protocols.Transfer;
import protocols.WireException;
import protocols.internal.line.Command;
import protocols.internal.line.DotBody;
import protocols.internal.reply.Conversation;
import protocols.internal.reply.Exchange;
import protocols.internal.wire.LinkedSession;
import protocols.net.Deadline;
import protocols.pop3.DropMessage;
import protocols.pop3.DropMessages;
import protocols.pop3.DropStat;
import protocols.pop3.Maildrop;
import protocols.pop3.Retrieved;
import protocols.spi.CoreFriend;
import protocols.spi.Delivery;

/** The TRANSACTION state (RFC 1939 section 5), and how it is left. */
final class TransactionState extends LinkedSession implements Maildrop {

    private final Conversation conversation;
    private final Capabilities capabilities;
    private final Listings listings;
    private final Bulk bulk;
    private final Set<Integer> marked = new HashSet<>();
    private boolean left;

    TransactionState(Conversation conversation, MultiLine lines, Capabilities capabilities) {
        super(conversation.link());
        this.conversation = conversation;
        this.capabilities = capabilities;
        boolean pipelining = capabilities.has("PIPELINING");
        this.listings = new Listings(conversation, lines, pipelining);
        this.bulk = new Bulk(conversation, pipelining);
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public DropStat stat() throws WireException {
        return one(Command.of("STAT"), ListingLine::drop);
    }

    @Override
    public DropMessages messages() throws WireException {
        return ready(listings::messages);
    }

    @Override
    public DropMessages list() throws WireException {
        return ready(listings::list);
    }

    @Override
    public DropMessage list(int number) throws WireException {
        return one(numbered("LIST", number), line -> {
            DropMessage message = ListingLine.scan(line);
            requireSame(number, message.number(), line);
            return message;
        });
    }

    @Override
    public Map<Integer, String> uidl() throws WireException {
        return ready(listings::uidl);
    }

    @Override
    public String uidl(int number) throws WireException {
        return one(numbered("UIDL", number), line -> {
            UniqueId answer = ListingLine.uniqueId(line);
            requireSame(number, answer.number(), line);
            return answer.id();
        });
    }

    @Override
    public byte[] top(int number, int lineCount) throws WireException {
        if (lineCount < 0) {
            throw new IllegalArgumentException("lines from 0 on: " + lineCount);
        }
        Command command = numbered("TOP", number).arg(Integer.toString(lineCount));
        return ready(() -> conversation.operation("TOP", () -> {
            conversation.send(command).expect("+OK");
            return held(new DotBody(link(), "TOP " + number));
        }));
    }

    private byte[] held(DotBody body) throws IOException {
        long cap = link().settings().limits().body();
        body.within(Deadline.after("timeout", link().settings().timeout()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        boolean fits = true;
        for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
            fits = fits && out.size() + (long) n <= cap;
            if (fits) {
                out.write(buffer, 0, n);
            }
        }
        if (!fits) {
            throw link().inStep(new WireException.LimitExceeded("body", cap));
        }
        return out.toByteArray();
    }

    @Override
    public InputStream retrieve(int number) throws WireException {
        Command command = numbered("RETR", number);
        return ready(() -> link().recorder().during("RETR", () -> {
            conversation.send(command).expect("+OK");
            return conversation.follow(new DotBody(link(), "RETR " + number));
        }));
    }

    @Override
    public Transfer retrieve(int number, Sink to) throws IOException {
        Command command = numbered("RETR", number);
        requireReady();
        return link().recorder().during("RETR", () -> retrieve(command, number, to));
    }

    private Transfer retrieve(Command command, int number, Sink to) throws IOException {
        long began = System.nanoTime();
        Sink told = link().recorder().watched(to);
        try (Delivery delivery = CoreFriend.get().open(told, OptionalLong.empty())) {
            Reply reply = conversation.send(command).expect("+OK");
            DotBody body = conversation.follow(new DotBody(link(), "RETR " + number));
            long bytes = copy(body, delivery.out());
            delivery.commit();
            return Transfer.of(bytes, Duration.ofNanos(System.nanoTime() - began), reply);
        }
    }

    private long copy(DotBody body, OutputStream out) throws IOException {
        CallerFault fault = new CallerFault(link());
        long[] bytes = new long[1];
        fault.watch(() -> bytes[0] = body.transferTo(out));
        try {
            if (fault.isThere()) {
                fault.drain(body);
            }
        } finally {
            // Also where the line broke meanwhile: what the caller's code threw came first.
            fault.rethrow();
        }
        return bytes[0];
    }

    @Override
    public Batch<Integer, Transfer> retrieveAll(Iterable<Integer> numbers, Receiver<Retrieved> receiver)
            throws IOException {
        requireReady();
        return link().recorder().during("retrieveAll", () -> bulk.retrieve(numbers, receiver));
    }

    @Override
    public void delete(int number) throws WireException {
        send(numbered("DELE", number));
        marked.add(number);
    }

    @Override
    public Batch<Integer, Reply> deleteAll(Iterable<Integer> numbers) throws WireException {
        requireReady();
        return link().recorder().during("deleteAll", () -> bulk.delete(numbers, marked::add));
    }

    @Override
    public void reset() throws WireException {
        send(Command.of("RSET"));
        marked.clear();
    }

    @Override
    public void noop() throws WireException {
        send(Command.of("NOOP"));
    }

    @Override
    public Reply command(String verb, String... arguments) throws WireException {
        Command command = RawCommand.of(verb, arguments);
        return ready(() -> conversation.operation(command.verb(), () -> {
            conversation.write(command);
            Exchange answer = conversation.receive();
            return answer.is("-ERR") ? answer.reply() : answer.expect("+OK");
        }));
    }

    /** After QUIT the session is over, whatever the answer (RFC 1939 section 6: the UPDATE state). */
    @Override
    public void quit() throws WireException {
        requireReady();
        link().recorder().during("QUIT", () -> {
            if (marked.isEmpty()) {
                leave();
            } else {
                update();
            }
            return true;
        });
    }

    private void update() throws WireException {
        conversation.operation("QUIT", () -> {
            conversation.write(Command.of("QUIT"));
            return null;
        });
        left = true;
        try {
            conversation.operation("QUIT", () -> {
                Exchange answer = conversation.receive();
                if (answer.is("-ERR")) {
                    link().doing("QUIT, not all of " + marked.size() + " marked messages removed");
                }
                return answer.expect("+OK");
            });
        } catch (WireException.Refused e) {
            throw e;
        } catch (WireException e) {
            throw new WireException.OutcomeUnknown("QUIT with " + marked.size() + " marked messages", e);
        } finally {
            close();
        }
    }

    /** Nothing depends on the answer. */
    private void leave() throws WireException {
        try {
            conversation.takeLeave(Command.of("QUIT"));
        } finally {
            left = true;
            close();
        }
    }

    private void send(Command command) throws WireException {
        ready(() -> conversation.send(command).expect("+OK"));
    }

    /** A command whose whole answer is one line. */
    private <T> T one(Command command, MultiLine.Reading<T> reading) throws WireException {
        return ready(() -> conversation.operation(command.verb(), () -> {
            conversation.write(command);
            return reading.read(conversation.receive().expect("+OK").text());
        }));
    }

    private interface Step<T> {
        T run() throws WireException;
    }

    private <T> T ready(Step<T> step) throws WireException {
        requireReady();
        return step.run();
    }

    private void requireReady() {
        if (left) {
            throw new IllegalStateException("the TRANSACTION state was left by QUIT");
        }
        bulk.requireIdle();
    }

    private static Command numbered(String verb, int number) {
        return Command.of(verb).arg(Integer.toString(Bulk.requireNumber(number)));
    }

    private void requireSame(int asked, int answered, String line) throws WireException {
        if (asked != answered) {
            throw new WireException.Malformed("an answer about message " + asked, line);
        }
    }
}
