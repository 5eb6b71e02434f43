package protocols.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import protocols.Credentials;
import protocols.Reply;
import protocols.Secret;
import protocols.Text;
import protocols.ftp.Ftp;
import protocols.ftp.FtpConnection;
import protocols.ftp.FtpEntry;
import protocols.ftp.FtpListing;
import protocols.ftp.FtpSession;

/** The commands of {@link FtpShell}, and the connection that they are about. */
final class FtpCommands {

    private interface Action {
        void run(List<String> arguments) throws IOException;
    }

    /** A command with what its arguments are, and how many there may be. */
    private record Entry(String arguments, int least, int most, Action action) {}

    private final Program program;
    private final Options options;
    private final Map<String, Entry> table = new LinkedHashMap<>();
    private final FtpFiles files;
    private Optional<FtpConnection> connection = Optional.empty();
    private Optional<FtpSession> session = Optional.empty();
    private boolean active;
    private boolean text;
    private boolean over;

    FtpCommands(Program program, Options options) {
        this.program = program;
        this.options = options;
        files = new FtpFiles(program);
        addConnection();
        addDirectories();
        addFiles();
        addRest();
    }

    boolean isOver() {
        return over;
    }

    void execute(List<String> words) throws IOException {
        Entry entry = table.get(words.get(0));
        if (entry == null) {
            throw new IllegalArgumentException("no such command: " + words.get(0) + "; try help");
        }
        List<String> arguments = words.subList(1, words.size());
        if (arguments.size() < entry.least() || arguments.size() > entry.most()) {
            throw new IllegalArgumentException("usage: " + words.get(0) + " " + entry.arguments());
        }
        try {
            entry.action().run(arguments);
        } finally {
            if (session.isPresent() && !session.get().isOpen()) {
                session = Optional.empty();
                connection = Optional.empty();
            }
        }
    }

    void close() {
        connection.ifPresent(FtpConnection::close);
        connection = Optional.empty();
        session = Optional.empty();
    }

    /** @param arguments as in the help: {@code [...]} may be left out, what ends with dots may be repeated */
    private void add(String name, String arguments, Action action) {
        List<String> words = arguments.isEmpty() ? List.of() : List.of(arguments.split(" ", -1));
        int least = (int) words.stream().filter(word -> !word.startsWith("[")).count();
        int most = arguments.endsWith("...") ? Integer.MAX_VALUE : words.size();
        table.put(name, new Entry(arguments, least, most, action));
    }

    private void addConnection() {
        add("open", "HOST[:PORT]", words -> open(words.get(0)));
        add("user", "NAME [PASSWORD]", words -> user(words.get(0), words.size() == 2 ? words.get(1) : ""));
        add("close", "", words -> quit());
        for (String name : List.of("bye", "quit")) {
            add(name, "", words -> {
                over = true;
                quit();
            });
        }
    }

    private void addDirectories() {
        for (String name : List.of("ls", "dir")) {
            add(name, "[PATH]", words -> print(words.isEmpty() ? ftp().list() : ftp().list(words.get(0))));
        }
        add("cd", "PATH", words -> ftp().cd(words.get(0)));
        add(
                "lcd",
                "[PATH]",
                words -> say(files.change(words.isEmpty() ? "." : words.get(0)).toString()));
        add("pwd", "", words -> say(ftp().pwd()));
        add("mkdir", "PATH", words -> ftp().mkdir(words.get(0)));
        add("rmdir", "PATH", words -> ftp().rmdir(words.get(0)));
    }

    private void addFiles() {
        add("get", "REMOTE [LOCAL]", words -> files.get(ftp(), words.get(0), local(words)));
        add("reget", "REMOTE [LOCAL]", words -> files.resume(ftp(), words.get(0), local(words)));
        add("put", "LOCAL [REMOTE]", words -> files.put(ftp(), files.local(words.get(0)), remote(words)));
        add("append", "LOCAL [REMOTE]", words -> files.append(ftp(), files.local(words.get(0)), remote(words)));
        add("mget", "PATTERN...", words -> files.getAll(ftp(), words));
        add("mput", "PATTERN...", words -> files.putAll(ftp(), words));
        add("prompt", "", words -> say(files.togglePrompt() ? "asks file by file" : "does not ask"));
        add("delete", "PATH", words -> ftp().delete(words.get(0)));
        add("rename", "FROM TO", words -> ftp().rename(words.get(0), words.get(1)));
        add("size", "PATH", words -> say(Long.toString(ftp().size(words.get(0)))));
        add("modtime", "PATH", words -> say(ftp().modified(words.get(0)).toString()));
    }

    private void addRest() {
        add("ascii", "", words -> mode(true, active));
        add("binary", "", words -> mode(false, active));
        add("passive", "", words -> mode(text, false));
        add("active", "", words -> mode(text, true));
        add("quote", "COMMAND", words -> print(quote(words.get(0))));
        add("system", "", words -> say(ftp().system()));
        add("status", "", words -> print(ftp().status()));
        add("help", "", words -> table.forEach((name, entry) -> say(name + " " + entry.arguments())));
        add("!", "COMMAND", words -> shell(words.get(0)));
    }

    private void open(String place) throws IOException {
        if (connection.isPresent() && connection.get().isOpen()) {
            throw new IllegalStateException("connected already; close first");
        }
        HostPort peer = HostPort.of(place);
        FtpConnection opened =
                program.follow(options.apply(Ftp.at(peer.host()), peer.port()).connect());
        connection = Optional.of(opened);
        session = Optional.empty();
        program.err().println(Text.printable(opened.greeting().toString()));
        Optional<Credentials.Password> who = options.credentials();
        if (who.isPresent()) {
            begin(opened.login(who.get()));
        }
    }

    private void user(String name, String password) throws IOException {
        FtpConnection open = connection.orElseThrow(() -> new IllegalStateException("not connected; open HOST first"));
        if (name.equals("anonymous") || name.equals("ftp")) {
            begin(open.loginAnonymously());
        } else {
            begin(open.login(name, password.isEmpty() ? askPassword() : Secret.of(password)));
        }
    }

    private Secret askPassword() {
        return Optional.ofNullable(System.getenv("PROTOCOLS_PASSWORD"))
                .map(Secret::of)
                .or(() -> program.askSecret("Password: "))
                .orElseThrow(() -> new IllegalArgumentException("no password: name it, or set PROTOCOLS_PASSWORD"));
    }

    private void begin(FtpSession loggedIn) {
        session = Optional.of(program.follow(loggedIn));
        mode(text, active);
    }

    private void mode(boolean asText, boolean inActive) {
        text = asText;
        active = inActive;
        session.ifPresent(this::apply);
    }

    private void apply(FtpSession ftp) {
        if (text) {
            ftp.text();
        } else {
            ftp.binary();
        }
        if (active) {
            ftp.active();
        } else {
            ftp.passive();
        }
    }

    private void quit() throws IOException {
        try {
            if (session.isPresent()) {
                session.get().quit();
            }
        } finally {
            close();
        }
    }

    private FtpSession ftp() {
        return session.orElseThrow(() -> new IllegalStateException(
                connection.isPresent() ? "not logged in; user NAME first" : "not connected; open HOST first"));
    }

    private Path local(List<String> words) throws IOException {
        return words.size() == 2 ? files.local(words.get(1)) : files.localFor(words.get(0));
    }

    private String remote(List<String> words) {
        return words.size() == 2
                ? words.get(1)
                : Path.of(words.get(0)).getFileName().toString();
    }

    private void say(String line) {
        program.out().println(Text.escaped(line));
    }

    private void print(Reply reply) {
        reply.lines().forEach(line -> say(reply.status() + " " + line));
    }

    private void print(FtpListing listing) {
        for (FtpEntry entry : listing.entries()) {
            say(entry.raw());
        }
        listing.unparsed().forEach(this::say);
    }

    private Reply quote(String line) throws IOException {
        int space = line.indexOf(' ');
        return space < 0 ? ftp().command(line) : ftp().command(line.substring(0, space), line.substring(space + 1));
    }

    private void shell(String command) throws IOException {
        program.out().flush();
        try {
            int status = new ProcessBuilder("sh", "-c", command)
                    .directory(files.change(".").toFile())
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("exit status " + status);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
