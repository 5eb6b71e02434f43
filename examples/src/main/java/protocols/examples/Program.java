package protocols.examples;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import protocols.Secret;
import protocols.Session;
import protocols.Stats;
import protocols.Text;
import protocols.Transcript;
import protocols.WireException;

/**
 * What all examples do the same way: help, exit status, the one line that says what went wrong, transcript and costs.
 * Status 0: done. 1: the peer refused, or the line failed. 2: wrong usage.
 */
final class Program {

    // House size: run() takes the words of a command line, each kind by its own name.

    /** What one example does with its options. */
    interface Body {
        /**
         * @return the exit status
         */
        int run(Program program, Options options) throws IOException;
    }

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private Optional<Supplier<Transcript>> transcript = Optional.empty();
    private Optional<Supplier<Stats>> stats = Optional.empty();

    /** A program on these streams; results go to {@code out}, everything else to {@code err}. */
    Program(InputStream in, PrintStream out, PrintStream err) {
        this.in = in;
        this.out = out;
        this.err = err;
    }

    /** A program on the standard streams, printing UTF-8. */
    static Program standard() {
        return new Program(
                System.in,
                new PrintStream(System.out, false, StandardCharsets.UTF_8),
                new PrintStream(System.err, true, StandardCharsets.UTF_8));
    }

    InputStream in() {
        return in;
    }

    PrintStream out() {
        return out;
    }

    PrintStream err() {
        return err;
    }

    /** Whether somebody sits there: a prompt, questions and a progress bar make sense. */
    boolean isTerminal() {
        return console().isPresent();
    }

    /** Asks whoever sits there; empty if nobody does, or says nothing. */
    Optional<String> ask(String question) {
        return console().map(console -> console.readLine("%s", question));
    }

    /** As {@link #ask}, without showing what is typed. */
    Optional<Secret> askSecret(String question) {
        return console().map(console -> console.readPassword("%s", question)).map(Secret::of);
    }

    @SuppressWarnings(
            "SystemConsoleNull") // Some JDKs from 22 on give a console to a pipe, too: so the system is asked.
    private static Optional<Console> console() {
        return isDevice(0) && isDevice(1) ? Optional.ofNullable(System.console()) : Optional.empty();
    }

    /** Whether a standard stream is a terminal, as far as the system tells; where it does not, the JDK has the word. */
    private static boolean isDevice(int stream) {
        try {
            Path target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + stream));
            return target.startsWith("/dev") && !target.startsWith("/dev/null");
        } catch (IOException | UnsupportedOperationException e) {
            return true;
        }
    }

    /** Takes transcript and costs from this session, whatever becomes of it. */
    <S extends Session> S follow(S session) {
        follow(session::transcript, session::stats);
        return session;
    }

    /** Takes transcript and costs from a result that has no session. */
    void follow(Supplier<Transcript> said, Supplier<Stats> cost) {
        transcript = Optional.of(said);
        stats = Optional.of(cost);
    }

    /**
     * Runs it.
     *
     * @param usage the text of {@code --help}
     * @param flags the program's own options without a value
     * @param values the program's own options with a value
     * @return the exit status
     */
    int run(String usage, Set<String> flags, Set<String> values, Body body, String... line) {
        return run(usage + "\n" + Options.COMMON, () -> new Options(flags, values, line), body, line);
    }

    /** Runs a program that goes nowhere, and takes none of the common options. */
    int runAlone(String usage, Set<String> flags, Set<String> values, Body body, String... line) {
        return run(usage, () -> Options.alone(flags, values, line), body, line);
    }

    private int run(String help, Supplier<Options> options, Body body, String... line) {
        if (List.of(line).contains("--help")) {
            out.print(help);
            out.flush();
            return 0;
        }
        try {
            return run(options.get(), body);
        } catch (Usage e) {
            err.println(e.getMessage());
            err.println("Try --help.");
            return 2;
        } catch (IllegalArgumentException e) {
            err.println(Text.printable(String.valueOf(e.getMessage())));
            return 2;
        } finally {
            out.flush();
        }
    }

    private int run(Options options, Body body) {
        int status;
        try {
            status = body.run(this, options);
        } catch (WireException e) {
            if (transcript.isEmpty()) {
                transcript = Optional.of(e::transcript);
            }
            err.println(e.getMessage());
            status = 1;
        } catch (IOException e) {
            err.println(Text.printable(String.valueOf(e)));
            status = 1;
        }
        return Math.max(status, report(options));
    }

    private int report(Options options) {
        if (options.has("--stats")) {
            stats.ifPresent(cost -> err.println(cost.get()));
        }
        Optional<Path> file = options.value("--transcript").map(Path::of);
        if (file.isPresent()) {
            try {
                transcript.map(Supplier::get).orElse(Transcript.EMPTY).writeTo(file.get());
            } catch (IOException e) {
                err.println("the transcript cannot be written: " + e);
                return 1;
            }
        }
        return 0;
    }
}
