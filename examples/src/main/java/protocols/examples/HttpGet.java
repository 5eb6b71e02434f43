package protocols.examples;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import protocols.Credentials;
import protocols.Text;
import protocols.http.Headers;
import protocols.http.Http;
import protocols.http.Response;

/** Asks for a URL and prints what comes. */
public final class HttpGet {

    private static final String USAGE =
            """
            usage: HttpGet [-i] [-o FILE] [-X METHOD] [-H 'Name: value']... [-d DATA] [-L] URL
              -i              print the head before the body
              -o FILE         write the body to a file
              -X METHOD       GET by default, POST with -d
              -H NAME:VALUE   a header field; may be repeated
              -d DATA         send this, as a form unless -H says otherwise
              -L              follow up to 10 redirects
            A status of 400 or more is said on standard error, and the exit status is 1.
            """;

    private static final int REDIRECTS = 10;

    private HttpGet() {}

    public static void main(String[] args) {
        System.exit(run(Program.standard(), args));
    }

    static int run(Program program, String... args) {
        return program.run(USAGE, Set.of("-i", "-L"), Set.of("-o", "-X", "-H", "-d"), HttpGet::get, args);
    }

    private static int get(Program program, Options options) throws IOException {
        try (Response response = request(options).send()) {
            program.follow(response::transcript, response::stats);
            if (options.has("-i")) {
                printHead(program.out(), response);
            }
            Optional<Path> file = options.value("-o").map(Path::of);
            if (file.isEmpty()) {
                response.writeTo(program.out());
            } else {
                download(program, response, file.get());
            }
            if (response.status() < 400) {
                return 0;
            }
            program.err().println(Text.printable(response.status() + " " + response.reason()));
            return 1;
        }
    }

    private static Http request(Options options) throws IOException {
        String url = options.arguments(1, 1).get(0);
        Optional<String> data = options.value("-d");
        Http http = options.apply(
                Http.request(options.value("-X").orElse(data.isPresent() ? "POST" : "GET"), url), OptionalInt.empty());
        for (String field : options.values("-H")) {
            int colon = field.indexOf(':');
            if (colon < 0) {
                throw new Usage("-H takes 'Name: value'");
            }
            http = http.header(
                    field.substring(0, colon).strip(),
                    field.substring(colon + 1).strip());
        }
        if (data.isPresent()) {
            http = http.request().has("Content-Type")
                    ? http
                    : http.header("Content-Type", "application/x-www-form-urlencoded");
            http = http.body(data.get());
        }
        Optional<Credentials.Password> who = options.credentials();
        http = who.isPresent() ? http.credentials(who.get()) : http;
        return options.has("-L") ? http.follow(REDIRECTS) : http;
    }

    private static void printHead(PrintStream out, Response response) {
        String line = response.version() + " " + response.status() + " " + response.reason();
        out.print(Text.escaped(line.strip()) + "\r\n");
        for (Headers.Field field : response.headers().fields()) {
            out.print(Text.escaped(field.toString()) + "\r\n");
        }
        out.print("\r\n");
    }

    private static void download(Program program, Response response, Path file) throws IOException {
        if (!program.isTerminal()) {
            response.writeTo(file);
            return;
        }
        try (OutputStream out = new Bar(Files.newOutputStream(file), length(response), program.err())) {
            response.writeTo(out);
        }
    }

    private static OptionalLong length(Response response) {
        try {
            return response.header("Content-Length").stream()
                    .mapToLong(Long::parseLong)
                    .findFirst();
        } catch (NumberFormatException e) {
            // Such as "5, 5": the bar then shows the bytes alone.
            return OptionalLong.empty();
        }
    }

    /** Draws how far a download has come, ten times a second at most. */
    private static final class Bar extends FilterOutputStream {
        private static final int WIDTH = 40;
        private static final long PAUSE_NANOS = 100_000_000;

        private final OptionalLong total;
        private final PrintStream screen;
        private long written;
        private long drawn = System.nanoTime() - PAUSE_NANOS;

        Bar(OutputStream out, OptionalLong total, PrintStream screen) {
            super(out);
            this.total = total;
            this.screen = screen;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            written += length;
            if (System.nanoTime() - drawn >= PAUSE_NANOS) {
                draw();
            }
        }

        private void draw() {
            drawn = System.nanoTime();
            String bytes = String.format("%,d bytes", written);
            if (total.isPresent() && total.getAsLong() > 0) {
                int done = (int) (WIDTH * written / total.getAsLong());
                bytes = "[" + "#".repeat(done) + " ".repeat(WIDTH - done) + "] " + bytes;
            }
            screen.print("\r" + bytes);
            screen.flush();
        }

        @Override
        public void close() throws IOException {
            super.close();
            draw();
            screen.println();
        }
    }
}
