package protocols.internal.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import protocols.Content;
import protocols.Observer;
import protocols.Sink;
import protocols.Transcript;
import protocols.Transcript.Entry;
import protocols.Transcript.Side;
import protocols.WireException;
import protocols.spi.CoreFriend;
import protocols.spi.Delivery;
import protocols.spi.Settings;

/**
 * What one session says and costs, over all its connections. Entries lie as bytes one behind the other, and are made
 * into a {@link Transcript} only when somebody asks; that keeps recording cheap enough to be always on.
 */
public final class Recorder {

    // House size: a slice of bytes and its place, with no value around them for each line.

    /** Kind, channel, microseconds, length; then the bytes. */
    private static final int HEAD = 1 + 4 + 8 + 4;

    private static final int TIME = 5;
    private static final int LENGTH = 13;

    private static final byte OPENED = 0;
    private static final byte SECURED = 1;
    private static final byte CLOSED = 2;
    private static final byte NOTE = 3;
    private static final byte SAID = 4;
    private static final byte SAID_ESCAPED = 5;
    private static final byte OMITTED = 6;
    private static final byte BY_SERVER = 0x40;

    private static final CoreFriend CORE = CoreFriend.get();

    private final long began = System.nanoTime();
    private final boolean off;
    private final boolean whole;
    private final int cap;
    private final Optional<Telling> telling;
    private final Secrets secrets = new Secrets();
    private final Costs costs = new Costs();
    private byte[] log = new byte[512];
    private int used;
    private long dropped;
    private int channels;

    public Recorder(Settings settings) {
        telling = settings.observer().map(observer -> new Telling(observer, settings, this));
        whole = settings.keep() == Transcript.Keep.EVERYTHING;
        off = settings.keep() == Transcript.Keep.NOTHING && telling.isEmpty();
        cap = whole ? Integer.MAX_VALUE - 64 : settings.limits().transcript();
    }

    /** A number for a further connection, from 1. */
    public synchronized int channel() {
        return ++channels;
    }

    /** Whether bodies are kept. */
    public boolean keepsBodies() {
        return whole;
    }

    /** What it costs. */
    public Costs costs() {
        return costs;
    }

    void opened(int channel, String target) {
        add(OPENED, channel, target);
    }

    /** A connection came about, in so many nanoseconds: for whoever looks on, as its entry does not say where it leads. */
    public void connected(int channel, String target, String address, long nanos) {
        if (telling.isPresent()) {
            telling.get().connected(Observer.Connected.of(channel, target, address, Duration.ofNanos(nanos)));
        }
    }

    void secured(int channel, String session) {
        add(SECURED, channel, session);
    }

    void closed(int channel, Side by) {
        add(by(CLOSED, by), channel, "");
    }

    /** A remark on what the bytes around it mean. */
    public void note(int channel, String text) {
        add(NOTE, channel, text);
    }

    /** A body that went by without being kept. */
    public void omitted(int channel, Side by, long bytes) {
        add(by(OMITTED, by), channel, Long.toString(bytes));
    }

    /** Something said; a peer that repeats a secret is not recorded doing so. */
    public void said(int channel, Side by, byte[] bytes, int from, int to) {
        if (off) {
            return;
        }
        if (by == Side.SERVER) {
            scrubbed(channel, by, bytes, from, to);
        } else {
            add(by(SAID, by), channel, bytes, from, to);
        }
    }

    /** Something said by whoever repeats secrets: a person does so as well, where the lines of a client are his. */
    public void scrubbed(int channel, Side by, byte[] bytes, int from, int to) {
        if (off) {
            return;
        }
        Optional<String> scrubbed = secrets.scrub(bytes, from, to);
        if (scrubbed.isPresent()) {
            add(by(SAID_ESCAPED, by), channel, scrubbed.get());
        } else {
            add(by(SAID, by), channel, bytes, from, to);
        }
    }

    /** Something said by the client that holds secrets, in the escaped form with the secrets already replaced. */
    public void redacted(int channel, String escaped) {
        add(SAID_ESCAPED, channel, escaped);
    }

    /** Something said by the server that holds a secret, in the escaped form with the secret already replaced. */
    public void redactedAnswer(int channel, String escaped) {
        add(by(SAID_ESCAPED, Side.SERVER), channel, escaped);
    }

    /** A secret that was sent; see {@link #said}. */
    public void secret(byte[] value) {
        secrets.add(value);
    }

    /** How many bytes at the end may be the beginning of a secret: whoever records pieces keeps them for the next one. */
    public int withheld(byte[] bytes, int from, int to) {
        return off ? 0 : secrets.begunAt(bytes, from, to);
    }

    /** The fault itself, its words now without the secrets that a peer repeated in them. */
    public WireException withoutSecrets(WireException fault) {
        // That it was ended here is said in words of ours, also when the secrets are forgotten and nothing else can be
        // shown.
        return CORE.show(fault, fault instanceof WireException.Cancelled ? text -> text : secrets::scrub);
    }

    /** The same difference to a recording, without the secrets that this side was about to send. */
    Transcript.Mismatch withoutSecrets(Transcript.Mismatch difference) {
        return CORE.mismatch(secrets.scrub(String.valueOf(difference.getMessage())));
    }

    /**
     * What stands around a place of a line that the peer sent, without a secret that it repeated there, be it in part.
     *
     * @param from where the line begins
     * @param to where it ends, or what has arrived of it
     */
    public String excerpt(byte[] bytes, int from, int to, int at) {
        return secrets.around(bytes, from, to, at);
    }

    /** Overwrites the secrets at the end of the session: what a peer may say after that is not shown. */
    public void wipe() {
        secrets.wipe();
    }

    /** What the recorder of another session told, whose connection is this channel here. */
    public void relay(Entry entry, int channel) {
        if (entry instanceof Transcript.Opened opened) {
            opened(channel, opened.target());
        } else if (entry instanceof Transcript.Secured secured) {
            secured(channel, secured.session());
        } else if (entry instanceof Transcript.Closed closed) {
            closed(channel, closed.by());
        } else if (entry instanceof Transcript.Note note) {
            note(channel, note.text());
        } else if (entry instanceof Transcript.Omitted omitted) {
            omitted(channel, omitted.by(), omitted.bytes());
        } else if (entry instanceof Transcript.Said said) {
            add(by(SAID_ESCAPED, said.by()), channel, said.text());
        }
    }

    /** An operation, or a step of one; it ends with {@link Doing#end}. */
    public Doing begin(String what) {
        return telling.isPresent() ? telling.get().begin(what) : Doing.UNTOLD;
    }

    /** The operation that this thread is in, from which something is lent to the caller until {@link Doing#giveBack}. */
    public Doing lend() {
        return telling.isPresent() ? telling.get().lend() : Doing.UNTOLD;
    }

    /** What a call of the user comes to. */
    public interface Work<T, E extends Exception> {
        T run() throws E;
    }

    /** Runs what is one operation to whoever looks on, however many steps it takes. */
    public <T, E extends Exception> T during(String what, Work<T, E> work) throws E {
        Doing told = begin(what);
        try {
            return work.run();
        } catch (Throwable e) {
            told.failed(e);
            throw e;
        } finally {
            told.end();
        }
    }

    /** The same content; whoever looks on is told how far the operation that this thread is in has come with it. */
    public Content watched(Content content) {
        return telling.isPresent() ? content.progress(telling.get().mover()) : content;
    }

    /** The same sink; see {@link #watched(Content)}. */
    public Sink watched(Sink sink) {
        return telling.isPresent() ? sink.progress(telling.get().mover()) : sink;
    }

    /** The same sink; see {@link #watched(Content)}, of another operation. */
    public Sink watched(Sink sink, Doing doing) {
        return telling.isPresent() ? sink.progress(telling.get().mover(doing)) : sink;
    }

    /** Writes something long; see {@link #watched(Content)}. */
    public void watch(OutputStream out, OptionalLong size, Writing writing) throws IOException {
        if (telling.isEmpty()) {
            writing.to(out);
            return;
        }
        try (Delivery delivery = CORE.open(watched(Sink.stream(out)), size)) {
            writing.to(delivery.out());
            delivery.commit();
        }
    }

    /** Writes something. */
    public interface Writing {
        void to(OutputStream out) throws IOException;
    }

    /** What has been said so far. */
    public synchronized Transcript transcript() {
        List<Entry> entries = new ArrayList<>();
        if (dropped > 0) {
            entries.add(new Transcript.Dropped(1, Duration.ZERO, dropped));
        }
        for (int at = 0; at < used; at += HEAD + int32(at + LENGTH)) {
            entries.add(entry(at));
        }
        return new Transcript(entries);
    }

    private void add(byte kind, int channel, String text) {
        if (!off) {
            byte[] bytes = text.getBytes(UTF_8);
            add(kind, channel, bytes, 0, bytes.length);
        }
    }

    private void add(byte kind, int channel, byte[] bytes, int from, int to) {
        Entry told = null;
        synchronized (this) {
            int need = HEAD + to - from;
            makeRoom(need);
            int at = used;
            log[at] = kind;
            putInt32(at + 1, channel);
            long micros = (System.nanoTime() - began) / 1000;
            putInt32(at + TIME, (int) (micros >> 32));
            putInt32(at + TIME + 4, (int) micros);
            putInt32(at + LENGTH, to - from);
            System.arraycopy(bytes, from, log, at + HEAD, to - from);
            used += need;
            if (telling.isPresent()) {
                told = entry(at);
            }
        }
        if (told != null) {
            telling.get().line(told);
        }
    }

    /** Drops the oldest half when the cap is reached: each entry is moved once on average. */
    private void makeRoom(int need) {
        if (used > 0 && (long) used + need > cap) {
            int from = 0;
            while (from < used && (used - from > cap / 2 || (long) used - from + need > cap)) {
                from += HEAD + int32(from + LENGTH);
                dropped++;
            }
            System.arraycopy(log, from, log, 0, used - from);
            used -= from;
        }
        if (used + need > log.length) {
            log = Arrays.copyOf(log, (int) Math.max(used + need, Math.min(cap, 2L * log.length + need)));
        }
    }

    private Entry entry(int at) {
        int kind = log[at] & ~BY_SERVER;
        Side by = (log[at] & BY_SERVER) == 0 ? Side.CLIENT : Side.SERVER;
        int channel = int32(at + 1);
        Duration time = Duration.ofNanos(1000 * ((long) int32(at + TIME) << 32 | (int32(at + TIME + 4) & 0xffffffffL)));
        int from = at + HEAD;
        int to = from + int32(at + LENGTH);
        return switch (kind) {
            case OPENED -> new Transcript.Opened(channel, time, text(from, to));
            case SECURED -> new Transcript.Secured(channel, time, text(from, to));
            case CLOSED -> new Transcript.Closed(channel, time, by);
            case NOTE -> new Transcript.Note(channel, time, text(from, to));
            case OMITTED -> new Transcript.Omitted(channel, time, by, Long.parseLong(text(from, to)));
            case SAID_ESCAPED -> new Transcript.Said(channel, time, by, text(from, to));
            default -> new Transcript.Said(channel, time, by, CORE.escape(log, from, to));
        };
    }

    private String text(int from, int to) {
        return new String(log, from, to - from, UTF_8);
    }

    private void putInt32(int at, int value) {
        log[at] = (byte) (value >> 24);
        log[at + 1] = (byte) (value >> 16);
        log[at + 2] = (byte) (value >> 8);
        log[at + 3] = (byte) value;
    }

    private int int32(int at) {
        return (log[at] & 0xff) << 24 | (log[at + 1] & 0xff) << 16 | (log[at + 2] & 0xff) << 8 | (log[at + 3] & 0xff);
    }

    private static byte by(byte kind, Side side) {
        return side == Side.SERVER ? (byte) (kind | BY_SERVER) : kind;
    }
}
