package protocols;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What was said on the connections of one session: every line sent and received, with direction and time, secrets
 * redacted. It prints as the dialogues in the RFCs do:
 *
 * <pre>
 * * connected mx.example.org:25 tcp
 * S: 220 mx.example.org ESMTP
 * C: EHLO client.example
 * S: 250 PIPELINING
 * C: AUTH PLAIN ********
 * </pre>
 *
 * <p>The form is lossless: {@code Transcript.parse(t.toString())} equals {@code t}. A line ends with CR LF unless a lone
 * {@code \} stands at its end; a backslash is written {@code \\}, any other byte that is not printable UTF-8
 * {@code \xHH}. Further connections of the session (FTP data) carry their number: {@code S2:}. {@code S| 512 bytes}
 * stands for a body that was not kept, {@code #} starts a note. Times are not part of the form and not of equality;
 * {@link #timed()} shows them.
 *
 * <p>A transcript whose bodies were kept can be played back: {@link #replay()}.
 *
 * <p>A test with a recording: recorded once, kept in a file, played for ever without a network.
 *
 * <!-- run: recording -->
 * <pre>{@code
 * Path file = folder.resolve("stat.txt");
 * Stats cost;
 * try (var drop = Pop3.at("mail.example.org").keep(Transcript.Keep.EVERYTHING).connect().login("alice", password)) {
 *     drop.stat();
 *     drop.quit();
 *     drop.transcript().writeTo(file);
 *     cost = drop.stats();
 * }
 * Transcript recording = Transcript.read(file);
 * try (var drop = Pop3.at("mail.example.org").via(recording.replay()).connect().login("alice", password)) {
 *     out.println(drop.stat().messages() + " message, offline");
 *     drop.quit();
 *     out.println(cost.plus(drop.stats()).roundTrips() + " round trips in both");
 *     Transcript all = recording.then(drop.transcript());
 *     out.println(all.entries().stream().filter(entry -> entry.channel() == 2).count() + " lines were played");
 * }
 * }</pre>
 */
public final class Transcript {

    /** Nothing was said. */
    public static final Transcript EMPTY = new Transcript(List.of());

    /** What stands for a secret. */
    public static final String REDACTED = "********";

    private final List<Entry> entries;

    /** A transcript of these entries. */
    public Transcript(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /** How much a session keeps for its transcript. */
    public enum Keep {
        /** Nothing: {@link #EMPTY}. */
        NOTHING,
        /** Lines, bodies summarised; the oldest are dropped beyond {@link Limits#transcript()}. The default. */
        LINES,
        /** Lines and bodies, without a limit: for recording a session that shall be replayed. */
        EVERYTHING
    }

    /** Who spoke. */
    public enum Side {
        CLIENT,
        SERVER;

        char letter() {
            return this == CLIENT ? 'C' : 'S';
        }
    }

    /** One entry: something said, or something that happened to a connection. */
    public sealed interface Entry {
        /** The connection's number within the session, from 1. */
        int channel();

        /** The time since the session began. */
        Duration at();

        /** The entry as it stands in the transcript, without its time. */
        String line();
    }

    /**
     * A connection came about.
     *
     * @param target what was connected to: host, port and transport; empty where nobody cares
     */
    public record Opened(int channel, Duration at, String target) implements Entry {
        public Opened {
            target = Text.escaped(target);
        }

        @Override
        public String line() {
            return (mark("*", channel) + " connected " + target).stripTrailing();
        }
    }

    /**
     * TLS runs on the connection from here on.
     *
     * @param session protocol version and cipher suite
     */
    public record Secured(int channel, Duration at, String session) implements Entry {
        public Secured {
            session = Text.escaped(session);
        }

        @Override
        public String line() {
            return mark("*", channel) + " tls " + session;
        }
    }

    /**
     * Something that a served peer does besides speaking, see {@link #serve()}.
     *
     * @param what {@code reset by peer}, {@code torn by peer} (an end without TLS's close_notify), {@code stall} (silence
     *     for good), {@code gap} (until {@link Peer#goOn()}), or {@code pause 200 ms}
     */
    public record Act(int channel, Duration at, String what) implements Entry {
        public Act {
            if (!TranscriptText.isAct(what)) {
                throw new IllegalArgumentException("a peer does not " + Text.printable(what));
            }
        }

        @Override
        public String line() {
            return mark("*", channel) + " " + what;
        }
    }

    /** One side closed the connection, or its direction of it. */
    public record Closed(int channel, Duration at, Side by) implements Entry {
        @Override
        public String line() {
            return mark("*", channel) + (by == Side.SERVER ? " closed by peer" : " closed");
        }
    }

    /**
     * A remark, such as what a datagram means.
     *
     * @param text one line
     */
    public record Note(int channel, Duration at, String text) implements Entry {
        public Note {
            text = Text.escaped(text);
        }

        @Override
        public String line() {
            return mark("#", channel) + " " + text;
        }
    }

    /**
     * A line, a datagram or a piece of a body.
     *
     * @param text the bytes in the escaped form described above, secrets as {@link #REDACTED}
     */
    public record Said(int channel, Duration at, Side by, String text) implements Entry {
        public Said {
            text = TranscriptText.safe(text);
        }

        /** What was said; a secret stands in it as eight asterisks. */
        public byte[] bytes() {
            return TranscriptText.bytes(text);
        }

        @Override
        public String line() {
            return mark(String.valueOf(by.letter()), channel) + (text.isEmpty() ? ":" : ": " + text);
        }
    }

    /**
     * A body that was not kept.
     *
     * @param bytes its length on the wire; -1 if any will do
     */
    public record Omitted(int channel, Duration at, Side by, long bytes) implements Entry {
        @Override
        public String line() {
            return mark(String.valueOf(by.letter()), channel) + (bytes < 0 ? "|" : "| " + bytes + " bytes");
        }
    }

    /**
     * Older entries that fell out of {@link Limits#transcript()}.
     *
     * @param entries how many
     */
    public record Dropped(int channel, Duration at, long entries) implements Entry {
        @Override
        public String line() {
            return "... " + entries + " entries dropped";
        }
    }

    /** All entries, in the order in which they happened. */
    public List<Entry> entries() {
        return entries;
    }

    /** What one side said on all channels, line by line in the escaped form: for assertions. */
    public List<String> said(Side by) {
        List<String> lines = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry instanceof Said said && said.by() == by) {
                lines.add(said.text());
            }
        }
        return lines;
    }

    /**
     * This, and then what was said in another session: its connections are numbered on from the last one here, and its
     * times begin at the last one here.
     */
    public Transcript then(Transcript next) {
        int channels = entries.stream().mapToInt(Entry::channel).max().orElse(0);
        Duration began = entries.isEmpty()
                ? Duration.ZERO
                : entries.get(entries.size() - 1).at();
        List<Entry> both = new ArrayList<>(entries);
        next.entries.forEach(entry -> both.add(TranscriptText.moved(entry, channels, began)));
        return new Transcript(both);
    }

    /**
     * A connector that talks to this recording instead of the network: the server's lines are played back once the
     * client has said what it said before; what must change from run to run may differ ({@link Script} has the list). A
     * client that says something else gets a {@link Mismatch}. TLS is taken as done; a redacted secret matches any.
     *
     * @throws IllegalStateException if the server's part is incomplete: bodies not kept, or entries dropped
     */
    public Replay replay() {
        return Script.of(this).replay();
    }

    /**
     * The server's side as a real peer on loopback, for any client: {@link #replay()} with sockets.
     *
     * <!-- run: serve -->
     * <pre>{@code
     * try (Peer peer = Transcript.parse("""
     *         S: +OK ready
     *         C: USER alice
     *         S: +OK
     *         C: PASS ********
     *         S: -ERR [AUTH] wrong password
     *         * closed by peer
     *         """).serve()) {
     *     try (var drop = Pop3.at(peer.host()).port(peer.port()).connect()) {
     *         drop.login("alice", "hunter2");
     *     } catch (WireException.Refused refused) {
     *         out.println(refused.getMessage());
     *     }
     *     peer.verify();
     * }
     * }</pre>
     *
     * @throws IllegalStateException as {@link #replay()} does
     */
    public Peer serve() {
        return Script.of(this).serve();
    }

    /**
     * Reads the printed form, with or without times.
     *
     * @throws IllegalArgumentException naming the line that is not in that form
     */
    public static Transcript parse(String text) {
        return new Transcript(TranscriptText.parse(text));
    }

    /** Reads a file in the printed form. */
    public static Transcript read(Path file) throws IOException {
        return parse(Files.readString(file, StandardCharsets.UTF_8));
    }

    /** Writes the printed form to a file, replacing it; its first line says the version of the form. */
    public void writeTo(Path file) throws IOException {
        Files.writeString(file, TranscriptText.VERSION + "1\n" + this, StandardCharsets.UTF_8);
    }

    /** The printed form with the time of each entry, in seconds since the session began. */
    public String timed() {
        return print(true);
    }

    @Override
    public String toString() {
        return print(false);
    }

    private String print(boolean times) {
        StringBuilder out = new StringBuilder();
        for (Entry entry : entries) {
            if (times) {
                out.append(TranscriptText.seconds(entry.at())).append(' ');
            }
            out.append(entry.line()).append('\n');
        }
        return out.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Transcript that && toString().equals(that.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    private static String mark(String mark, int channel) {
        return channel == 1 ? mark : mark + channel;
    }

    /** The client said something else than the recording that it was given to talk to. */
    public static final class Mismatch extends AssertionError {
        private static final long serialVersionUID = 1L;

        Mismatch(String message) {
            super(message);
        }
    }
}
