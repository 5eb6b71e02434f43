package protocols.internal.telnet;

import java.nio.ByteBuffer;
import java.util.function.LongSupplier;
import protocols.WireException;
import protocols.WireException.LimitExceeded;
import protocols.spi.TelnetFriend;
import protocols.spi.TelnetSetup;
import protocols.telnet.TelnetCommand;
import protocols.telnet.TelnetMode;
import protocols.telnet.TelnetOption;

/**
 * Stands between the bytes of the wire and the user's (RFC 854, RFC 855) and does no I/O: what the peer sent goes into
 * {@link #receive}, comes out at the {@link TelnetReceiver} as data and events, and leaves answers in {@link #drain};
 * what the user sends goes into {@link #write} and comes out of {@link #drain} too.
 *
 * <p>The input may be cut anywhere. The data is the NVT's without its escapes: CR LF stays CR LF, and CR NUL becomes CR
 * unless BINARY is on. Not safe for use by several threads at once.
 */
final class TelnetFilter {

    /** Where in the peer's stream we are. */
    private enum State {
        DATA,
        COMMAND,
        NEGOTIATION,
        SUBNEGOTIATION_OPTION,
        SUBNEGOTIATION,
        SUBNEGOTIATION_COMMAND
    }

    private static final TelnetFriend API = TelnetFriend.get();
    private static final byte IAC = (byte) Codes.IAC;
    private static final byte CR = '\r';
    private static final byte LF = '\n';

    private static final byte[] ONE_IAC = {IAC};

    private final TelnetReceiver receiver;
    private final Detection detection;
    private final Budget budget;
    private final Options options;
    private final Answers answers;
    private final Outgoing outgoing = new Outgoing();
    private final Subnegotiation subnegotiation = new Subnegotiation();
    private State state = State.DATA;
    private Verb verb = Verb.WONT;
    private boolean receivedCr;
    private boolean compressionBegins;
    private boolean owesAfterCr;

    TelnetFilter(TelnetSetup setup, OptionPolicy policy, TelnetReceiver receiver) {
        this(setup, policy, receiver, System::nanoTime);
    }

    TelnetFilter(TelnetSetup setup, OptionPolicy policy, TelnetReceiver receiver, LongSupplier nanoTime) {
        this.receiver = receiver;
        this.detection = new Detection(setup.mode());
        this.budget = new Budget(nanoTime);
        this.options = new Options(policy, budget, new Decisions());
        this.answers = new Answers(setup, options);
        if (setup.mode() == TelnetMode.ACTIVE) {
            options.open();
        }
    }

    /**
     * Takes {@code in[from]} to {@code in[to - 1]} from the peer.
     *
     * @return {@code to}; or less if the peer compresses what stands from there on, see {@link #takeCompression}
     * @throws LimitExceeded if the peer negotiates without end, or does not read what it makes us answer; the connection is
     *     of no use after that
     * @throws WireException what the receiver throws
     */
    int receive(byte[] in, int from, int to) throws WireException {
        int at = detection.isOpen() ? detect(in, from, to) : from;
        if (!detection.isTelnet()) {
            deliver(in, at, to);
            return to;
        }
        while (at < to && !compressionBegins) {
            at = switch (state) {
                case DATA -> data(in, at, at, to);
                case SUBNEGOTIATION -> payload(in, at, to);
                default -> octet(in, at, to);
            };
        }
        return at;
    }

    /** Looks at the first two bytes; gives the first one that is still to be taken, as what was found out. */
    private int detect(byte[] in, int from, int to) throws WireException {
        int at = from;
        while (at < to) {
            boolean held = detection.holdsIac();
            detection.hear(in[at]);
            if (detection.isTelnet()) {
                state = State.COMMAND;
                return at;
            }
            if (!detection.isOpen()) {
                deliver(ONE_IAC, 0, held ? 1 : 0);
                return at;
            }
            at++;
        }
        return at;
    }

    /** The peer will send nothing more. */
    void end() throws WireException {
        boolean held = detection.holdsIac();
        detection.end();
        deliver(ONE_IAC, 0, held ? 1 : 0);
    }

    /** Whether the peer said just now that it compresses from the next byte on (COMPRESS2); says so once. */
    boolean takeCompression() {
        boolean begins = compressionBegins;
        compressionBegins = false;
        return begins;
    }

    /** Whether the peer's stream, if it ended here, would end in the middle of a command. */
    boolean isInsideCommand() {
        return state != State.DATA;
    }

    /**
     * Takes data of the user, {@code in[from]} to {@code in[to - 1]}, and escapes it. A CR that is not followed by LF
     * gets its NUL as soon as that is certain: with the next data or by {@link #flush}.
     */
    void write(byte[] in, int from, int to) {
        budget.sent();
        if (!detection.isTelnet()) {
            outgoing.put(in, from, to);
            return;
        }
        boolean binary = isEnabled(Side.US, TelnetOption.BINARY);
        int run = from;
        for (int at = from; at < to; at++) {
            byte octet = in[at];
            if (owesAfterCr && octet != LF) {
                outgoing.put(in, run, at);
                outgoing.put(0);
                run = at;
            }
            owesAfterCr = !binary && octet == CR;
            if (octet == IAC) {
                // The next run begins with this octet again, which doubles it.
                outgoing.put(in, run, at + 1);
                run = at;
            }
        }
        outgoing.put(in, run, to);
    }

    /** Says that the data so far is complete: a CR at its end was meant alone (RFC 854: CR NUL). */
    void flush() {
        if (owesAfterCr) {
            outgoing.put(0);
            owesAfterCr = false;
        }
    }

    /** Ends a line of the user: with CR LF, but under BINARY, where those are two keys (RFC 856), with CR, as Enter does. */
    void endLine() {
        flush();
        budget.sent();
        outgoing.put(CR);
        if (!isEnabled(Side.US, TelnetOption.BINARY)) {
            outgoing.put(LF);
        }
    }

    /**
     * Sends a command, after all data so far.
     *
     * @throws IllegalStateException if the line is raw, or the peer has spoken no TELNET yet where that decides
     */
    void command(TelnetCommand command) {
        requireTelnet();
        budget.sent();
        flush();
        outgoing.command(API.code(command));
    }

    /**
     * Wants an option enabled or disabled; in passive mode the peer is not asked before he negotiates himself.
     *
     * @throws IllegalStateException as {@link #command} does
     */
    void want(Side side, TelnetOption option, boolean enable) {
        requireTelnet();
        options.want(side, option, enable);
    }

    /** Whether an option is in force: agreed by both ends, and not being ended. */
    boolean isEnabled(Side side, TelnetOption option) {
        return options.isEnabled(side, option);
    }

    /** The window has another size; the peer is told if NAWS is in force, at once or when it comes to be. */
    void resize(int width, int height) {
        answers.terminal().resize(width, height);
        if (isEnabled(Side.US, TelnetOption.NAWS)) {
            flush();
            outgoing.subnegotiation(TelnetOption.NAWS.code(), answers.terminal().size());
        }
    }

    /** Whether bytes wait to be written to the peer. */
    boolean hasOutgoing() {
        return !outgoing.isEmpty();
    }

    /** The bytes to write to the peer, which are then gone from here; valid until the next call of this filter. */
    ByteBuffer drain() {
        return outgoing.drain();
    }

    /** Delivers from {@code from} on what is data, if {@code in[from]} up to {@code scanned} is known to be so. */
    private int data(byte[] in, int from, int scanned, int to) throws WireException {
        int end = endOfData(in, from, scanned, to);
        deliver(in, from, end);
        if (end > from) {
            receivedCr = in[end - 1] == CR && !isHisBinaryOn();
        }
        if (end == to) {
            return to;
        }
        if (in[end] == IAC) {
            state = State.COMMAND;
        } else {
            receivedCr = false;
        }
        return end + 1;
    }

    /** The first IAC, or the first NUL that belongs to a CR before it; {@code to} if there is neither. */
    private int endOfData(byte[] in, int from, int scanned, int to) {
        boolean binary = isHisBinaryOn();
        int at = Specials.next(in, scanned, to);
        while (at < to && in[at] != IAC && (binary || !(at > from ? in[at - 1] == CR : receivedCr))) {
            at = Specials.next(in, at + 1, to);
        }
        return at;
    }

    private void deliver(byte[] in, int from, int to) throws WireException {
        if (from < to) {
            budget.heard(to - from);
            receiver.data(in, from, to);
        }
    }

    private int payload(byte[] in, int from, int to) {
        int end = from;
        while (end < to && in[end] != IAC) {
            end++;
        }
        subnegotiation.append(in, from, end);
        if (end == to) {
            return to;
        }
        state = State.SUBNEGOTIATION_COMMAND;
        return end + 1;
    }

    private int octet(byte[] in, int at, int to) throws WireException {
        int code = in[at] & 0xff;
        switch (state) {
            case NEGOTIATION -> {
                state = State.DATA;
                outgoing.requireRead();
                options.hear(verb, TelnetOption.of(code));
            }
            case SUBNEGOTIATION_OPTION -> {
                subnegotiation.begin(code);
                state = State.SUBNEGOTIATION;
                if (code == Codes.IAC) {
                    breakOff(State.COMMAND);
                }
            }
            case SUBNEGOTIATION_COMMAND -> {
                return afterIacInPayload(in, at);
            }
            default -> {
                if (code == Codes.IAC) {
                    state = State.DATA;
                    return data(in, at, at + 1, to);
                }
                begin(code);
            }
        }
        return at + 1;
    }

    /** The octet after an IAC in the data, if it is not another IAC. Unknown ones are passed over, SE here is stray. */
    private void begin(int code) {
        state = State.DATA;
        if (code == Codes.SB) {
            state = State.SUBNEGOTIATION_OPTION;
        } else if (code >= Codes.WILL && code <= Codes.DONT) {
            verb = Verb.of(code);
            state = State.NEGOTIATION;
        } else {
            API.command(code).ifPresent(receiver::command);
        }
    }

    private int afterIacInPayload(byte[] in, int at) throws LimitExceeded {
        int code = in[at] & 0xff;
        if (code == Codes.IAC) {
            subnegotiation.append(in, at, at + 1);
            state = State.SUBNEGOTIATION;
        } else if (code == Codes.SE) {
            state = State.DATA;
            finishSubnegotiation();
        } else {
            // RFC 855 allows no other command here: what was begun is void, and the command counts.
            breakOff(State.DATA);
            begin(code);
        }
        return at + 1;
    }

    private void breakOff(State next) {
        state = next;
        receiver.subnegotiationDropped(subnegotiation.option());
    }

    private void finishSubnegotiation() throws LimitExceeded {
        TelnetOption option = subnegotiation.option();
        if (subnegotiation.isTooLong()) {
            receiver.subnegotiationDropped(option);
            return;
        }
        ByteBuffer payload = subnegotiation.payload();
        byte[] answer = answers.to(option, payload.duplicate());
        if (answer.length > 0) {
            budget.spend(option);
            outgoing.requireRead();
            outgoing.subnegotiation(option.code(), answer);
        }
        if (option == TelnetOption.COMPRESS2 && isEnabled(Side.HIM, option)) {
            budget.spend(option);
            compressionBegins = true;
        }
        receiver.subnegotiation(option, payload);
    }

    /** He goes on in binary until he has heard and answered our DONT. */
    private boolean isHisBinaryOn() {
        OptionState now = options.state(Side.HIM, TelnetOption.BINARY);
        return now == OptionState.YES || now == OptionState.WANT_NO || now == OptionState.WANT_NO_THEN_YES;
    }

    private void requireTelnet() {
        if (!detection.isTelnet()) {
            throw new IllegalStateException(
                    detection.isOpen()
                            ? "the peer has spoken no TELNET yet; Telnet.telnet() speaks it from the first byte on"
                            : "a raw connection speaks no TELNET");
        }
    }

    /** Turns what was decided about options into bytes and events. */
    private final class Decisions implements Options.Listener {
        @Override
        public void say(Verb said, TelnetOption option) {
            if (option == TelnetOption.BINARY) {
                flush();
            }
            outgoing.command(said.code());
            outgoing.put(option.code());
        }

        @Override
        public void changed(Side side, TelnetOption option, boolean enabled) {
            if (option == TelnetOption.BINARY) {
                receivedCr &= side == Side.US;
                owesAfterCr &= side == Side.HIM;
            } else if (side == Side.US && option == TelnetOption.TTYPE) {
                answers.terminal().restart();
            } else if (side == Side.US && option == TelnetOption.NAWS && enabled) {
                outgoing.subnegotiation(option.code(), answers.terminal().size());
            }
            receiver.optionChanged(side, option, enabled);
        }
    }
}
