package protocols.examples;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import protocols.Credentials;
import protocols.Sink;
import protocols.Text;
import protocols.http.Call;
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

    private static Call request(Options options) throws IOException {
        Http http = options.apply(Http.at(options.arguments(1, "URL").get(0)), OptionalInt.empty());
        Optional<Credentials.Password> who = options.credentials();
        http = who.isPresent() ? http.credentials(who.get()) : http;
        http = options.has("-L") ? http.follow(REDIRECTS) : http;
        Optional<String> data = options.value("-d");
        Call call = http.request(options.value("-X").orElse(data.isPresent() ? "POST" : "GET"));
        boolean typed = false;
        for (String field : options.values("-H")) {
            int colon = field.indexOf(':');
            if (colon < 0) {
                throw new Usage("-H takes 'Name: value'");
            }
            String name = field.substring(0, colon).strip();
            typed |= name.equalsIgnoreCase("Content-Type");
            call = call.header(name, field.substring(colon + 1).strip());
        }
        if (data.isEmpty()) {
            return call;
        }
        call = call.body(data.get());
        return typed ? call : call.header("Content-Type", "application/x-www-form-urlencoded");
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
        try (ProgressBar bar = new ProgressBar(program)) {
            response.writeTo(Sink.file(file).progress(bar));
        }
    }
}
