package protocols.examples;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
    private volatile Optional<Supplier<Transcript>> transcript = Optional.empty();
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
            return written(0);
        }
        try {
            return written(run(options.get(), body));
        } catch (Usage e) {
            err.println(Text.printable(String.valueOf(e.getMessage())));
            err.println("Try --help.");
            return written(2);
        } catch (IllegalArgumentException e) {
            err.println(Text.printable(String.valueOf(e.getMessage())));
            return written(2);
        }
    }

    /** A full disk or a reader that has gone makes a program fail that has done all else. */
    private int written(int status) {
        if (!out.checkError()) {
            return status;
        }
        err.println("the output cannot be written");
        return Math.max(status, 1);
    }

    private int run(Options options, Body body) {
        Optional<Path> file = options.value("--transcript").map(Path::of);
        // A program that is ended by Ctrl-C writes it as well.
        Thread last = new Thread(() -> file.ifPresent(this::writeTranscript));
        Runtime.getRuntime().addShutdownHook(last);
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
            err.println(inWords(e));
            status = 1;
        }
        if (options.has("--stats")) {
            stats.ifPresent(cost -> err.println(cost.get()));
        }
        if (!forget(last)) {
            return status;
        }
        return file.map(this::writeTranscript).orElse(true) ? status : Math.max(status, 1);
    }

    /** False where the program is being ended already, and the last thing it does is under way. */
    private static boolean forget(Thread last) {
        try {
            return Runtime.getRuntime().removeShutdownHook(last);
        } catch (IllegalStateException ending) {
            return false;
        }
    }

    private boolean writeTranscript(Path file) {
        try {
            transcript.map(Supplier::get).orElse(Transcript.EMPTY).writeTo(file);
            return true;
        } catch (IOException e) {
            err.println("the transcript cannot be written: " + inWords(e));
            return false;
        }
    }

    /** What the system says of a file is its name alone, or a name and a reason. */
    static String inWords(IOException e) {
        String text = String.valueOf(e.getMessage());
        if (e instanceof NoSuchFileException) {
            text += ": no such file";
        } else if (e instanceof AccessDeniedException) {
            text += ": permission denied";
        } else if (e instanceof FileAlreadyExistsException) {
            text += ": it is there already";
        } else if (e instanceof DirectoryNotEmptyException) {
            text += ": the folder is not empty";
        } else if (e instanceof CharacterCodingException) {
            text = "not UTF-8";
        }
        return Text.printable(text);
    }
}
