package protocols.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import protocols.Fault;
import protocols.Peer;
import protocols.Script;
import protocols.Transcript;
import protocols.Transcript.Entry;

/** Plays the server's side of a transcript on loopback, for any client. */
public final class ServeTranscript {

    private static final String USAGE =
            """
            usage: ServeTranscript FILE [--port N] [--tls] [--forever] [--cut-after N] [--stall-after N] [--drip MS]
              FILE             a transcript, as --transcript of the other programs writes it, or a file of S: and C: lines
              --port N         listen there; by default on a free port
              --tls            TLS from the first byte; the certificate's file is said on standard error
              --forever        over and over, for any number of connections, until Ctrl-C
              --cut-after N    end the connection after N bytes
              --stall-after N  fall silent after N bytes
              --drip MS        byte by byte, so many milliseconds after each
            Standard output has first where it listens, HOST:PORT, and then what is said, as it is said. It ends when the
            transcript is played, or all clients have left where something goes wrong; exit status 1 if a client said something
            else, which standard error shows, or nothing for ten minutes.
            """;

    private static final int LAST_PORT = 65_535;
    private static final int LOOK_MILLIS = 50;
    /** Clients may be started by hand. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private ServeTranscript() {}

    public static void main(String[] args) {
        System.exit(run(Program.standard(), args));
    }

    static int run(Program program, String... args) {
        Set<String> values = Set.of("--port", "--cut-after", "--stall-after", "--drip");
        return program.runAlone(USAGE, Set.of("--tls", "--forever"), values, ServeTranscript::serve, args);
    }

    private static int serve(Program program, Options options) throws IOException {
        Path file = Path.of(options.arguments(1, "FILE").get(0));
        int port = number(options, "--port", LAST_PORT).orElse(0);
        Optional<Fault> fault = fault(options);
        Script script = script(Transcript.read(file), options);
        script = fault.isPresent() ? script.fault(fault.get()) : script;
        try (Peer peer = script.serve(port)) {
            if (options.has("--tls")) {
                program.err().println("certificate: " + peer.pem());
            }
            // Whoever waits for this finds all else there.
            program.out().println(peer.host() + ":" + peer.port());
            boolean mayFail = fault.isPresent() || options.has("--drip");
            return options.has("--forever")
                    ? follow(program, peer, said -> false)
                    : follow(program, peer, mayFail ? ServeTranscript::isLeft : said -> true);
        } catch (IllegalStateException | UncheckedIOException e) {
            program.err().println(e.getMessage());
            return 1;
        }
    }

    private static Script script(Transcript transcript, Options options) {
        Script script = Script.of(transcript).patience(PATIENCE);
        script = options.has("--tls") ? script.tls() : script;
        script = options.has("--forever") ? script.forever() : script;
        OptionalInt drip = number(options, "--drip", Integer.MAX_VALUE);
        return drip.isPresent() ? script.drip(Duration.ofMillis(drip.getAsInt())) : script;
    }

    private static Optional<Fault> fault(Options options) {
        OptionalInt cut = number(options, "--cut-after", Integer.MAX_VALUE);
        OptionalInt stall = number(options, "--stall-after", Integer.MAX_VALUE);
        if (cut.isPresent() && stall.isPresent()) {
            throw new Usage("either --cut-after or --stall-after");
        }
        if (cut.isPresent()) {
            return Optional.of(Fault.cut().after(cut.getAsInt()));
        }
        return stall.isPresent() ? Optional.of(Fault.stall().after(stall.getAsInt())) : Optional.empty();
    }

    private static OptionalInt number(Options options, String option, int most) {
        Optional<String> text = options.value(option);
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            int number = Integer.parseInt(text.get());
            if (number >= 0 && number <= most) {
                return OptionalInt.of(number);
            }
        } catch (NumberFormatException e) {
            throw new Usage(option + " takes a number, not " + text.get(), e);
        }
        throw new Usage(option + " takes a number up to " + most + ", not " + text.get());
    }

    /** Prints what is said until a client says something else, or all is played and this holds of it. */
    private static int follow(Program program, Peer peer, Predicate<Transcript> end) {
        List<String> otherwise = new CopyOnWriteArrayList<>();
        int printed = 0;
        boolean over = false;
        try {
            while (!over) {
                Thread verdict = verdict(peer, otherwise);
                do {
                    verdict.join(LOOK_MILLIS);
                    printed = print(program, peer.received(), printed);
                } while (verdict.isAlive());
                over = !otherwise.isEmpty() || end.test(peer.received());
                Thread.sleep(over ? 0 : LOOK_MILLIS);
            }
            print(program, peer.received(), printed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
        if (otherwise.isEmpty()) {
            return 0;
        }
        program.err().println(otherwise.get(0));
        return 1;
    }

    /** Waits on a thread of its own until all is played. */
    private static Thread verdict(Peer peer, List<String> otherwise) {
        Thread thread = new Thread(() -> {
            try {
                peer.verify();
            } catch (AssertionError e) {
                otherwise.add(String.valueOf(e.getMessage()));
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static int print(Program program, Transcript said, int printed) {
        List<Entry> entries = said.entries();
        entries.subList(printed, entries.size()).forEach(entry -> program.out().println(entry.line()));
        program.out().flush();
        return entries.size();
    }

    /** Whether somebody was there, and nobody is any more. */
    private static boolean isLeft(Transcript said) {
        Set<Integer> open = new HashSet<>();
        for (Entry entry : said.entries()) {
            if (entry instanceof Transcript.Opened) {
                open.add(entry.channel());
            } else if (entry instanceof Transcript.Closed) {
                open.remove(entry.channel());
            }
        }
        return open.isEmpty() && !said.entries().isEmpty();
    }
}
