package protocols.internal.telnet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import protocols.Secret;
import protocols.WireException;
import protocols.internal.sasl.Sasl;
import protocols.internal.wire.Link;
import protocols.internal.wire.LinkedSession;
import protocols.net.Deadline;
import protocols.telnet.Expectation;
import protocols.telnet.Match;
import protocols.telnet.TelnetCommand;
import protocols.telnet.TelnetOption;
import protocols.telnet.Terminal;

/** Sends and waits for text. */
final class NvtSession extends LinkedSession implements Terminal {

    /** What is waited for in the text. */
    private interface Wanted<T> {
        /** Looks again after more text has come; empty if that is not enough. */
        Optional<T> poll() throws WireException;
    }

    private final Nvt nvt;
    private final ExpectBuffer text;
    private final Charset charset;

    NvtSession(Link link, Nvt nvt, ExpectBuffer text, Charset charset) {
        super(link);
        this.nvt = nvt;
        this.text = text;
        this.charset = charset;
    }

    @Override
    public Terminal send(String words) throws WireException {
        byte[] bytes = bytes(CharBuffer.wrap(words));
        nvt.send("send", filter -> {
            filter.write(bytes, 0, bytes.length);
            filter.flush();
        });
        return this;
    }

    @Override
    public Terminal sendLine(String line) throws WireException {
        if (line.indexOf('\r') >= 0 || line.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("CR or LF in a line");
        }
        byte[] bytes = bytes(CharBuffer.wrap(line));
        nvt.send("send", filter -> {
            filter.write(bytes, 0, bytes.length);
            filter.endLine();
        });
        return this;
    }

    @Override
    public Terminal sendLine(Secret line) throws WireException {
        Sasl.requireSafe(link());
        byte[] utf8 = line.utf8();
        for (byte octet : utf8) {
            if (octet == '\r' || octet == '\n' || octet == 0) {
                Arrays.fill(utf8, (byte) 0);
                throw new IllegalArgumentException("CR, LF or NUL in a secret");
            }
        }
        if (charset.equals(UTF_8)) {
            nvt.sendSecretLine(utf8);
        } else {
            CharBuffer plain = UTF_8.decode(ByteBuffer.wrap(utf8));
            Arrays.fill(utf8, (byte) 0);
            nvt.sendSecretLine(bytes(plain));
            plain.clear().put(new char[plain.capacity()]);
        }
        return this;
    }

    @Override
    public Terminal command(TelnetCommand command) throws WireException {
        if (command == TelnetCommand.DM) {
            nvt.sendUrgent(command.name(), filter -> filter.command(command));
        } else {
            nvt.send(command.name(), filter -> filter.command(command));
        }
        return this;
    }

    @Override
    public String expect(String wanted) throws WireException {
        return expect(Expectation.text(wanted)).before();
    }

    @Override
    public Match expect(Expectation... wanted) throws WireException {
        return expect(link().settings().timeout(), wanted);
    }

    @Override
    public Match expect(Duration within, Expectation... wanted) throws WireException {
        List<Expectation> all = List.of(wanted);
        return await("expect", within, all, () -> text.search(all)::poll);
    }

    @Override
    public String line() throws WireException {
        return expect(Expectation.line()).text();
    }

    @Override
    public Optional<String> read(Duration within) throws WireException {
        return await("read", within, List.of(), () -> this::takeAny);
    }

    private Optional<Optional<String>> takeAny() {
        if (text.length() > 0) {
            return Optional.of(Optional.of(text.take()));
        }
        return text.isEnded() ? Optional.of(Optional.empty()) : Optional.empty();
    }

    @Override
    public void resize(int width, int height) throws WireException {
        nvt.send("resize", filter -> filter.resize(width, height));
    }

    @Override
    public boolean isEnabledHere(TelnetOption option) {
        return nvt.tell(filter -> filter.isEnabled(Side.US, option));
    }

    @Override
    public boolean isEnabledThere(TelnetOption option) {
        return nvt.tell(filter -> filter.isEnabled(Side.HIM, option));
    }

    @Override
    public void close() {
        nvt.settleAll();
        super.close();
    }

    /** A wait without success is not a fault of the line: it must not end the session, so it is told after the operation. */
    private <T> T await(String what, Duration within, List<Expectation> wanted, Link.Call<Wanted<T>> begin)
            throws WireException {
        return link().recorder().during(what, () -> awaited(what, within, wanted, begin));
    }

    private <T> T awaited(String what, Duration within, List<Expectation> wanted, Link.Call<Wanted<T>> begin)
            throws WireException {
        Deadline patience = Deadline.after("timeout", within);
        Deadline ofTheLine =
                Deadline.after("timeout", within.plus(link().settings().timeout()));
        Optional<Supplier<T>> found = link().operation(what, ofTheLine, () -> {
            try {
                return until(patience, Objects.requireNonNull(begin.run()));
            } finally {
                nvt.settle();
            }
        });
        if (found.isPresent()) {
            return found.get().get();
        }
        nvt.settleAll();
        String detail = wanted.isEmpty() ? "nothing came" : text.describe(wanted);
        throw link().placed(new WireException.TimedOut(patience, detail));
    }

    private <T> Optional<Supplier<T>> until(Deadline patience, Wanted<T> wanted) throws IOException {
        Optional<Supplier<T>> found = poll(wanted);
        boolean looked = false;
        while (found.isEmpty()) {
            if ((looked && patience.hasPassed()) || !link().in().await(patience)) {
                return Optional.empty();
            }
            looked = true;
            if (!nvt.receive()) {
                text.end();
            }
            found = poll(wanted);
        }
        return found;
    }

    /** What the caller's own pattern throws is given back outside the operation: the text is all there, the line is good. */
    private static <T> Optional<Supplier<T>> poll(Wanted<T> wanted) throws WireException {
        try {
            return wanted.poll().map(found -> () -> found);
        } catch (RuntimeException | Error e) {
            return Optional.of(() -> {
                throw e;
            });
        }
    }

    private byte[] bytes(CharBuffer words) {
        try {
            ByteBuffer encoded = charset.newEncoder().encode(words);
            byte[] bytes = Arrays.copyOfRange(encoded.array(), encoded.position(), encoded.limit());
            Arrays.fill(encoded.array(), (byte) 0);
            return bytes;
        } catch (CharacterCodingException e) {
            // Without its cause, and without the text, which may be a secret.
            throw new IllegalArgumentException("text that " + charset + " has no bytes for");
        }
    }
}
