package protocols.examples;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import protocols.Observer;
import protocols.Reply;
import protocols.Text;
import protocols.Transcript;

/**
 * What {@link FtpShell} shows: results, the server's replies as they come, and remarks. On a terminal all of it is one
 * text; from a pipe only results go to standard output.
 */
final class FtpScreen implements Observer {

    /** What is asked by the way, whose answers no textbook shows; where the user asked it, {@link #asking} says so. */
    private static final Set<String> BY_THE_WAY =
            Set.of("CWD", "FEAT", "MDTM", "MLST", "OPTS", "PWD", "SIZE", "SYST", "TYPE");

    private static final Set<String> LISTINGS = Set.of("LIST", "MLSD", "NLST");

    private final Program program;
    private final Deque<String> unanswered = new ArrayDeque<>();
    private final List<String> kept = new ArrayList<>();
    /** Whether the reply at the end of a listing is kept back, and what follows it: the listing is shown before that. */
    private boolean held;

    private boolean verbose = true;
    private boolean silent;
    private boolean replyIsResult;
    private String asked = "";
    private String multiline = "";
    private String lastShown = "";
    private String host = "";
    private Optional<Runnable> lineEnd = Optional.empty();

    FtpScreen(Program program) {
        this.program = program;
    }

    boolean isVerbose() {
        return verbose;
    }

    void verbose(boolean on) {
        verbose = on;
    }

    /** A line of a result. */
    void result(String line) {
        endLine();
        program.out().println(Text.escaped(line));
        if (program.isTerminal()) {
            program.out().flush();
        }
    }

    /** A result that a reply says as well, which is enough where that is on the same screen. */
    void resultOfReply(String line) {
        if (!verbose || !program.isTerminal()) {
            result(line);
        }
    }

    /** A line that is neither a result nor a reply. */
    void remark(String line) {
        show(remarks(), Text.escaped(line));
    }

    /** The same, left out where the user wants to see as little as can be. */
    void detail(String line) {
        if (verbose) {
            remark(line);
        }
    }

    /** A mark for what has moved; the line of marks ends where the next line begins. */
    void mark() {
        remarks().print('#');
        remarks().flush();
        lineEnd = Optional.of(() -> remarks().println());
    }

    /** A line is under way that somebody else shows, and ends in this way before the next one. */
    void underWay(Runnable end) {
        lineEnd = Optional.of(end);
    }

    /** The terminal has shown a key that was typed. */
    void typed() {
        if (lineEnd.isEmpty()) {
            lineEnd = Optional.of(() -> remarks().println());
        }
    }

    private void endLine() {
        Optional<Runnable> end = lineEnd;
        lineEnd = Optional.empty();
        end.ifPresent(Runnable::run);
    }

    private PrintStream remarks() {
        return program.isTerminal() ? program.out() : program.err();
    }

    private void show(PrintStream where, String line) {
        endLine();
        where.println(line);
        where.flush();
    }

    /** Why a command has failed. */
    void failure(String line) {
        program.out().flush();
        show(program.err(), line);
    }

    /** What the user does now is about this: the word of the protocol, or {@code ""}. */
    void asking(String verb) {
        asked = verb;
        silent = false;
        replyIsResult = false;
        lastShown = "";
    }

    /** The reply to what the user does now is the result of it, whatever it says. */
    void replyIsResult() {
        replyIsResult = true;
    }

    /** Shows no more replies until the next command, or {@link #speak}. */
    void hush() {
        silent = true;
    }

    void speak() {
        silent = false;
    }

    /** Keeps back the reply at the end of a listing, until {@link #release}. */
    void holdEndOfListing() {
        held = true;
    }

    /** Shows what was kept back. */
    void release() {
        held = false;
        List<String> taken = List.copyOf(kept);
        kept.clear();
        taken.forEach(this::reply);
    }

    /** Whether this reply was the last that was shown, so that it need not be said again. */
    boolean hasShown(Reply reply) {
        List<String> lines = reply.lines();
        String end = reply.status() + " " + (lines.isEmpty() ? "" : lines.get(lines.size() - 1));
        return lastShown.strip().equals(Text.escaped(end).strip());
    }

    /** Which host the next connection leads to, in the words of whoever asked for it. */
    void connectingTo(String name) {
        host = name;
    }

    @Override
    public void connected(Connected connection) {
        if (connection.channel() == 1) {
            remark("Connected to " + host + ".");
        }
    }

    @Override
    public void line(Transcript.Entry entry) {
        if (entry.channel() != 1) {
            return;
        }
        if (entry instanceof Transcript.Opened) {
            unanswered.clear();
            multiline = "";
        } else if (entry instanceof Transcript.Said said) {
            String line = new String(said.bytes(), StandardCharsets.UTF_8).stripTrailing();
            if (said.by() == Transcript.Side.CLIENT) {
                unanswered.add(line.split(" ", 2)[0].toUpperCase(Locale.ROOT));
            } else {
                said(line);
            }
        }
    }

    private void said(String line) {
        String verb = unanswered.isEmpty() ? "" : unanswered.element();
        if (isEnd(line) && !line.startsWith("1")) {
            unanswered.poll();
        }
        if (silent || (BY_THE_WAY.contains(verb) && !verb.equals(asked))) {
            return;
        }
        boolean confirms = line.startsWith("2") && LISTINGS.contains(verb);
        if (held && (confirms || !kept.isEmpty())) {
            kept.add(line);
        } else {
            reply(line);
        }
    }

    /** Whether a reply ends with this line: RFC 959 section 4.2 has a hyphen after the code of all but the last. */
    private boolean isEnd(String line) {
        boolean coded = line.length() >= 3 && line.chars().limit(3).allMatch(c -> c >= '0' && c <= '9');
        if (!multiline.isEmpty()) {
            boolean ends = coded && line.startsWith(multiline) && !line.startsWith("-", 3);
            multiline = ends ? "" : multiline;
            return ends;
        }
        if (coded && line.startsWith("-", 3)) {
            multiline = line.substring(0, 3);
            return false;
        }
        return coded;
    }

    /** Shows a line of a reply. */
    void reply(String line) {
        String shown = Text.escaped(line);
        if (replyIsResult) {
            lastShown = shown;
            result(shown);
        } else if (verbose) {
            lastShown = shown;
            show(remarks(), shown);
        }
    }
}
