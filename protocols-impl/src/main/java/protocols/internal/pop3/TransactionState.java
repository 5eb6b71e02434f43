package protocols.internal.pop3;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import protocols.Reply;
import protocols.WireException;
import protocols.internal.line.Command;
import protocols.internal.line.DotBody;
import protocols.internal.reply.Conversation;
import protocols.internal.reply.Exchange;
import protocols.internal.wire.LinkedSession;
import protocols.pop3.DropListing;
import protocols.pop3.Maildrop;
import protocols.pop3.Pop3Capabilities;
import protocols.pop3.ScanListing;
import protocols.pop3.UniqueIdListing;

/** The TRANSACTION state (RFC 1939 section 5), and how it is left. */
final class TransactionState extends LinkedSession implements Maildrop {

    private final Conversation conversation;
    private final MultiLine lines;
    private final Pop3Capabilities capabilities;
    private final Batch batch;
    private final Set<Integer> marked = new HashSet<>();
    private boolean left;

    TransactionState(Conversation conversation, MultiLine lines, Pop3Capabilities capabilities) {
        super(conversation.link());
        this.conversation = conversation;
        this.lines = lines;
        this.capabilities = capabilities;
        this.batch = new Batch(conversation, capabilities.has("PIPELINING"));
    }

    @Override
    public Pop3Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public DropListing stat() throws WireException {
        return one(Command.of("STAT"), ListingLine::drop);
    }

    @Override
    public List<ScanListing> list() throws WireException {
        List<ScanListing> listing = all(Command.of("LIST"), ListingLine::scan);
        requireUnique(listing.stream().map(ScanListing::number).toList());
        return listing;
    }

    @Override
    public ScanListing list(int number) throws WireException {
        return one(numbered("LIST", number), line -> {
            ScanListing listing = ListingLine.scan(line);
            requireSame(number, listing.number(), line);
            return listing;
        });
    }

    @Override
    public List<UniqueIdListing> uidl() throws WireException {
        List<UniqueIdListing> listing = all(Command.of("UIDL"), ListingLine::uniqueId);
        requireUnique(listing.stream().map(UniqueIdListing::number).toList());
        return listing;
    }

    @Override
    public UniqueIdListing uidl(int number) throws WireException {
        return one(numbered("UIDL", number), line -> {
            UniqueIdListing listing = ListingLine.uniqueId(line);
            requireSame(number, listing.number(), line);
            return listing;
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
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
            if (out.size() + (long) n > cap) {
                throw new WireException.LimitExceeded("body", cap);
            }
            out.write(buffer, 0, n);
        }
        return out.toByteArray();
    }

    @Override
    public InputStream retrieve(int number) throws WireException {
        Command command = numbered("RETR", number);
        return ready(() -> {
            conversation.send(command).expect("+OK");
            return conversation.follow(new DotBody(link(), "RETR " + number));
        });
    }

    @Override
    public long retrieve(int number, OutputStream to) throws IOException {
        try (InputStream message = retrieve(number)) {
            return message.transferTo(to);
        }
    }

    @Override
    public Map<Integer, Reply> retrieveAll(Collection<Integer> numbers, Receiver receiver) throws IOException {
        requireReady();
        return batch.retrieve(List.copyOf(numbers), receiver);
    }

    @Override
    public void delete(int number) throws WireException {
        send(numbered("DELE", number));
        marked.add(number);
    }

    @Override
    public Map<Integer, Reply> deleteAll(Collection<Integer> numbers) throws WireException {
        requireReady();
        return batch.delete(List.copyOf(numbers), marked::add);
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
    public void commit() throws WireException {
        end();
    }

    @Override
    public void quit() throws WireException {
        try {
            if (!marked.isEmpty()) {
                reset();
            }
        } catch (WireException e) {
            close();
            throw e;
        }
        end();
    }

    /** After QUIT the session is over, whatever the answer (RFC 1939 section 6: the UPDATE state). */
    private void end() throws WireException {
        requireReady();
        conversation.operation("QUIT", () -> {
            conversation.write(Command.of("QUIT"));
            return null;
        });
        left = true;
        try {
            conversation.operation("QUIT", () -> {
                Exchange answer = conversation.receive();
                if (answer.is("-ERR") && !marked.isEmpty()) {
                    link().doing("QUIT, not all of " + marked.size() + " marked messages removed");
                }
                return answer.expect("+OK");
            });
        } catch (WireException.Refused e) {
            throw e;
        } catch (WireException e) {
            throw marked.isEmpty()
                    ? e
                    : new WireException.OutcomeUnknown("QUIT with " + marked.size() + " marked messages", e);
        } finally {
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

    /** A command whose answer is a listing. */
    private <T> List<T> all(Command command, MultiLine.Reading<T> reading) throws WireException {
        return ready(() -> conversation.operation(command.verb(), () -> {
            conversation.write(command);
            conversation.receive().expect("+OK");
            return List.copyOf(lines.read(reading));
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
        batch.requireIdle();
    }

    private static Command numbered(String verb, int number) {
        return Command.of(verb).arg(Integer.toString(Batch.requireNumber(number)));
    }

    private void requireSame(int asked, int answered, String line) throws WireException {
        if (asked != answered) {
            throw new WireException.Malformed("an answer about message " + asked, line);
        }
    }

    private void requireUnique(List<Integer> numbers) throws WireException {
        Set<Integer> seen = new HashSet<>();
        for (int number : numbers) {
            if (!seen.add(number)) {
                throw link().fail(new WireException.Malformed("a message stands once in a listing", "" + number));
            }
        }
    }
}
