package protocols.peers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** One connection of a client to a {@link ScriptedServer}: the thread that plays its dialogue. */
final class ScriptedConnection {

    /** How soon a connection that has nothing left to say notices that the server is closed. */
    private static final Duration GLANCE = Duration.ofMillis(20);

    private final ScriptPlan plan;
    private final Recording record;
    private final Channels channels;
    private final Channel main;
    private final String name;
    private final Dialogue dialogue;
    private final AtomicLong sent = new AtomicLong();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    private volatile boolean settled;
    private volatile Optional<String> failure = Optional.empty();
    private boolean struck;
    private boolean inGap;
    private String secret = "";

    /** What all connections of a server share. */
    record Setting(ScriptPlan plan, int port, Recording record) {}

    ScriptedConnection(Setting setting, int number, Optional<Dialogue> dialogue, Socket socket) throws IOException {
        this.plan = setting.plan();
        this.record = setting.record();
        this.channels = new Channels(setting.port(), plan.patience(), record);
        this.main = channels.open(1, socket);
        this.name = "connection " + number;
        this.dialogue = dialogue.orElse(new Dialogue(List.of()));
        if (dialogue.isEmpty()) {
            failure = Optional.of("The client opened " + name + ", which the dialogue does not have.");
        }
        this.thread = new Thread(this::run, "scripted " + name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Whether the dialogue is played to its end, or was left. */
    boolean isSettled() {
        return settled;
    }

    Optional<String> failure() {
        return failure;
    }

    long sent() {
        return sent.get();
    }

    void close() {
        closing.countDown();
        if (!settled) {
            channels.shut();
        }
        ScriptedServer.join(thread);
    }

    private void run() {
        try {
            if (failure.isEmpty()) {
                channels.listen(dialogue.channels());
                play();
                settle();
                awaitClose(true);
            }
        } catch (Departure e) {
            failure = Optional.of(e.getMessage());
        } catch (IOException | RuntimeException e) {
            failure = Optional.of("The scripted server broke on " + name + ": " + e);
        } finally {
            settle();
            channels.shut();
        }
    }

    private void settle() {
        settled = true;
        record.changed();
    }

    private void play() throws IOException, Departure {
        try {
            strikeIfDue(main);
            List<Step> steps = dialogue.steps();
            for (int i = 0; i < steps.size(); i++) {
                Step step = steps.get(i);
                if (inGap && !step.kind().isByServer()) {
                    endGap();
                }
                if (step.kind() == Step.Kind.SEND) {
                    int end = plan.mode() == ScriptedServer.Mode.WHOLE ? endOfSpeech(steps, i) : i + 1;
                    speak(steps, i, end);
                    i = end - 1;
                } else {
                    perform(step);
                }
            }
            if (inGap) {
                endGap();
            }
        } catch (Struck e) {
            settle();
            awaitClose(false);
        }
    }

    private void endGap() {
        inGap = false;
        record.gapOver();
    }

    private void perform(Step step) throws IOException, Departure, Struck {
        int number = step.channel();
        switch (step.kind()) {
            case EXPECT -> expect(step, channel(step));
            case TLS -> handshake(step, channel(step));
            case CONNECTS -> channels.open(number, new Socket(Ports.LOOPBACK, portOf(secret)));
            case CLOSED_BY_PEER -> {
                channel(step).finish();
                channels.end(number);
            }
            case RESET_BY_PEER -> {
                channel(step).reset();
                channels.end(number);
            }
            case CUT_BY_PEER -> {
                channel(step).cut();
                channels.end(number);
            }
            case GAP -> {
                record.gap(plan.patience());
                inGap = true;
            }
            case CLOSED -> {
                expectEnd(step);
                channels.end(number);
            }
            case CONNECTED -> {
                channels.end(number);
                channel(step);
            }
            case SEND -> throw new IllegalStateException("lines are sent together");
        }
    }

    private Channel channel(Step step) throws IOException, Departure, Struck {
        try {
            return channels.talking(step.channel());
        } catch (SocketTimeoutException e) {
            throw departure(step, "no connection to channel " + step.channel(), true);
        }
    }

    private void speak(List<Step> steps, int from, int to) throws IOException, Departure, Struck {
        Step first = steps.get(from);
        Channel channel = channel(first);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            for (Step step : steps.subList(from, to)) {
                out.writeBytes(step.bytes(channels::fill));
            }
            write(channel, out.toByteArray());
        } catch (IOException e) {
            if (!mayClose(steps.subList(to, steps.size()), first.channel())) {
                throw departure(first, "nothing: the client was gone (" + e.getMessage() + ")", true);
            }
        }
    }

    /** Whether the client was about to close a channel anyway, with nothing left to say on it. */
    private static boolean mayClose(List<Step> steps, int channel) {
        return steps.stream()
                .filter(step -> step.channel() == channel)
                .map(Step::kind)
                .filter(kind -> kind == Step.Kind.EXPECT || kind == Step.Kind.CLOSED)
                .findFirst()
                .equals(Optional.of(Step.Kind.CLOSED));
    }

    private static int endOfSpeech(List<Step> steps, int from) {
        int end = from + 1;
        while (end < steps.size()
                && steps.get(end).kind() == Step.Kind.SEND
                && steps.get(end).channel() == steps.get(from).channel()) {
            end++;
        }
        return end;
    }

    /** Writes in the pieces of the mode, as far as the fault lets it. */
    private void write(Channel channel, byte[] bytes) throws IOException, Struck {
        int piece = plan.mode() == ScriptedServer.Mode.BYTES ? 1 : bytes.length;
        for (int at = 0; at < bytes.length; ) {
            long untilFault = struck ? Long.MAX_VALUE : plan.fault().after() - sent.get();
            int count = (int) Math.min(Math.min(piece, bytes.length - at), untilFault);
            // Counted first: whoever has seen the last byte sees the whole count.
            sent.addAndGet(count);
            channel.write(bytes, at, count);
            at += count;
            strikeIfDue(channel);
            pause(plan.drip());
        }
    }

    private void strikeIfDue(Channel speaking) throws IOException, Struck {
        Fault fault = plan.fault();
        if (struck || !fault.isPlanned() || sent.get() < fault.after()) {
            return;
        }
        struck = true;
        if (fault.kind() == Fault.Kind.GARBAGE) {
            speaking.write(fault.garbage(), 0, fault.garbage().length);
            return;
        }
        for (Channel channel : channels.all()) {
            switch (fault.kind()) {
                case CLOSE -> channel.finish();
                case RESET -> channel.reset();
                case CUT_TLS -> channel.cut();
                default -> {}
            }
        }
        throw new Struck();
    }

    private void expect(Step step, Channel channel) throws Departure, Struck {
        byte[] said;
        boolean fits;
        try {
            if (step.hasSecret()) {
                said = channel.readLine();
                Optional<String> found = step.secretOf(said, channels::fill);
                secret = found.orElse("");
                fits = found.isPresent();
            } else {
                byte[] wanted = step.bytes(channels::fill);
                said = channel.readLike(wanted);
                fits = Arrays.equals(said, wanted);
            }
        } catch (Channel.Silence e) {
            String why = closing.getCount() == 0 ? "nothing until the test was over" : e.getMessage();
            String before = e.got().length == 0 ? "nothing: " : "C: " + Step.printable(e.got()) + "  and then ";
            throw departure(step, before + why, true);
        }
        if (!fits) {
            throw departure(step, "C: " + Step.printable(said), false);
        }
    }

    private void expectEnd(Step step) throws Departure, Struck {
        byte[] more;
        try {
            more = channels.last(step.channel()).readSome();
        } catch (SocketTimeoutException e) {
            throw departure(step, "nothing: the client keeps the connection open", true);
        } catch (IOException e) {
            // A reset is an end as well.
            return;
        }
        if (more.length > 0) {
            throw departure(step, "C: " + Step.printable(more), false);
        }
    }

    private void handshake(Step step, Channel channel) throws Departure, Struck {
        try {
            channel.startTls(plan.identity().context());
        } catch (IOException e) {
            throw departure(step, "no TLS handshake: " + e.getMessage(), true);
        }
    }

    /**
     * Waits until the client closes or the server is closed. After the last line the client has nothing more to say;
     * to a peer that has failed it may.
     */
    private void awaitClose(boolean inSilence) throws Departure {
        try {
            main.patience(GLANCE);
            for (boolean closed = false; !closed; ) {
                closed = closing.getCount() == 0;
                Optional<byte[]> more = glance();
                if (more.isPresent() && more.get().length == 0) {
                    return;
                }
                if (more.isPresent() && inSilence && !struck) {
                    throw new Departure("After the end of the dialogue of %s the client said%n  C: %s%nafter%n%s"
                            .formatted(name, Step.printable(more.get()), dialogue));
                }
            }
        } catch (IOException e) {
            // A reset is an end as well.
        }
    }

    /** What has come within a glance: nothing, something, or the end of the stream (empty). */
    private Optional<byte[]> glance() throws IOException {
        try {
            return Optional.of(main.readSome());
        } catch (SocketTimeoutException e) {
            return Optional.empty();
        }
    }

    /** The port as EPRT writes it, or as PORT does, in two bytes. */
    private static int portOf(String text) {
        int port = 0;
        for (String number : text.split(",", -1)) {
            port = port << 8 | Integer.parseInt(number);
        }
        return port;
    }

    private void pause(Duration gap) throws IOException {
        if (gap.isZero()) {
            return;
        }
        try {
            if (closing.await(gap.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new IOException("the server was closed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** The client left the dialogue: that fails the test, unless the peer itself has failed or was about to. */
    private Departure departure(Step step, String said, boolean silent) throws Struck {
        if (struck || (silent && plan.isFaulty())) {
            throw new Struck();
        }
        return new Departure(
                "The client left the dialogue on %s, line %d:%n  expected %s%n  received %s%nup to there:%n%s"
                        .formatted(name, step.number(), step.source(), said, dialogue.upTo(step)));
    }

    private static final class Departure extends Exception {
        private static final long serialVersionUID = 1L;

        Departure(String message) {
            super(message);
        }
    }

    /** The planned fault has struck: the dialogue is over. */
    private static final class Struck extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
