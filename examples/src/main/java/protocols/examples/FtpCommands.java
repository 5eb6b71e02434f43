package protocols.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import protocols.Reply;
import protocols.Secret;
import protocols.WireException;
import protocols.ftp.FtpSession;

/** The commands of {@link FtpShell}. */
final class FtpCommands {

    private static final int HELP_WIDTH = 12;
    private static final int HELP_COLUMNS = 6;

    private interface Action {
        void run(List<String> arguments) throws IOException;
    }

    /**
     * A command.
     *
     * @param name the whole word
     * @param arguments what they are, for the help
     * @param least how many there have to be
     * @param most how many there may be
     * @param help what it does, in a few words
     */
    private record Entry(String name, String arguments, int least, int most, String help, Action action) {}

    private final Program program;
    private final FtpScreen screen;
    private final Keyboard keyboard;
    private final FtpLogin login;
    private final FtpFiles files;
    private final FtpListings listings;
    private final Map<String, Entry> table = new LinkedHashMap<>();
    private boolean over;

    FtpCommands(Program program, Options options, Keyboard keyboard, FtpScreen screen) {
        this.program = program;
        this.screen = screen;
        this.keyboard = keyboard;
        login = new FtpLogin(program, options, screen);
        files = new FtpFiles(program, screen, keyboard);
        listings = new FtpListings(screen, Clock.systemUTC());
        addConnection();
        addDirectories();
        addTransfers();
        addFiles();
        addSettings();
        addRest();
    }

    boolean isOver() {
        return over;
    }

    void execute(List<String> words) throws IOException {
        Entry entry = find(words.get(0));
        List<String> arguments = words.subList(1, words.size());
        if (arguments.size() < entry.least() || arguments.size() > entry.most()) {
            throw new IllegalArgumentException("usage: " + entry.name() + " " + entry.arguments());
        }
        screen.asking("");
        try {
            entry.action().run(arguments);
        } finally {
            login.forgetClosed();
        }
    }

    /** The command of that name, or the only one that begins so. */
    private Entry find(String word) {
        Optional<Entry> exact = Optional.ofNullable(table.get(word));
        if (exact.isPresent()) {
            return exact.get();
        }
        List<Entry> fitting = table.values().stream()
                .filter(entry -> entry.name().startsWith(word))
                .toList();
        if (fitting.size() != 1) {
            throw new IllegalArgumentException(fitting.isEmpty() ? "?Invalid command." : "?Ambiguous command.");
        }
        return fitting.get(0);
    }

    void close() {
        login.close();
    }

    /** @param arguments as in the help: {@code [...]} may be left out, what ends with dots may be repeated */
    private void add(String name, String arguments, String help, Action action) {
        List<String> words = arguments.isEmpty() ? List.of() : List.of(arguments.split(" ", -1));
        int least = (int) words.stream().filter(word -> !word.startsWith("[")).count();
        int most = arguments.endsWith("...") || arguments.endsWith("...]") ? Integer.MAX_VALUE : words.size();
        table.put(name, new Entry(name, arguments, least, most, help, action));
    }

    private void addConnection() {
        add("open", "HOST [PORT]", "connect to remote ftp", this::open);
        add("user", "[NAME] [PASSWORD]", "send new user information", this::user);
        for (String name : List.of("close", "disconnect")) {
            add(name, "", "terminate ftp session", words -> {
                if (!login.isConnected()) {
                    throw new IllegalStateException("Not connected.");
                }
                login.quit();
            });
        }
        for (String name : List.of("bye", "quit", "exit")) {
            add(name, "", "terminate ftp session and exit", words -> {
                over = true;
                login.quit();
            });
        }
    }

    private void open(List<String> words) throws IOException {
        HostPort place = HostPort.of(words.get(0));
        if (words.size() == 2) {
            place = new HostPort(
                    place.host(), HostPort.of("port:" + words.get(1)).port());
        }
        login.open(place);
    }

    private void user(List<String> words) throws IOException {
        if (!words.isEmpty()) {
            login.user(words.get(0), words.stream().skip(1).findFirst().map(Secret::of));
        } else if (program.isTerminal()) {
            login.introduce();
        } else {
            throw new IllegalArgumentException("usage: user NAME [PASSWORD]");
        }
    }

    private void addDirectories() {
        for (String name : List.of("ls", "dir")) {
            add(name, "[-OPTIONS] [PATH]", "list contents of remote directory", this::list);
        }
        add("nlist", "[PATH]", "list names in remote directory", words -> {
            FtpSession ftp = ftp();
            stoppable(() -> listings.names(ftp, words.stream().findFirst()));
        });
        add("cd", "PATH", "change remote working directory", words -> {
            screen.asking("CWD");
            ftp().cd(words.get(0));
        });
        add("cdup", "", "change to the parent of the remote working directory", words -> ftp().up());
        add("lcd", "[PATH]", "change local working directory", words -> {
            files.change(words.isEmpty() ? "." : words.get(0));
            screen.result("Local directory now " + files.directory());
        });
        add("pwd", "", "print working directory on remote machine", words -> {
            screen.asking("PWD");
            screen.resultOfReply(ftp().pwd());
        });
        add("mkdir", "PATH", "make directory on the remote machine", words -> ftp().mkdir(words.get(0)));
        add("rmdir", "PATH", "remove directory on the remote machine", words -> ftp().rmdir(words.get(0)));
    }

    private void list(List<String> words) throws IOException {
        FtpSession ftp = ftp();
        stoppable(() -> listings.show(ftp, words));
    }

    /** What can be stopped. */
    private interface Work {
        void run() throws IOException;
    }

    /** A listing is all or nothing, so that Ctrl-C costs the session. */
    private void stoppable(Work work) throws IOException {
        try (FtpBreak key = new FtpBreak(program, screen, keyboard, 0)) {
            work.run();
            key.check();
        }
    }

    private void addTransfers() {
        add("get", "REMOTE [LOCAL]", "receive file", words -> files.get(ftp(), words.get(0), local(words)));
        add(
                "reget",
                "REMOTE [LOCAL]",
                "get file restarting at end of local file",
                words -> files.resume(ftp(), words.get(0), local(words)));
        add(
                "put",
                "LOCAL [REMOTE]",
                "send one file",
                words -> files.put(ftp(), files.local(words.get(0)), remote(words)));
        add(
                "append",
                "LOCAL [REMOTE]",
                "append to a file",
                words -> files.append(ftp(), files.local(words.get(0)), remote(words)));
        add("mget", "PATTERN...", "get multiple files", words -> files.getAll(ftp(), words));
        add("mput", "PATTERN...", "send multiple files", words -> files.putAll(ftp(), words));
    }

    private void addFiles() {
        add("delete", "PATH", "delete remote file", words -> ftp().delete(words.get(0)));
        add("mdelete", "PATTERN...", "delete multiple files", words -> files.deleteAll(ftp(), words));
        add("rename", "FROM TO", "rename file", words -> ftp().rename(words.get(0), words.get(1)));
        add("size", "PATH", "show size of remote file", words -> {
            screen.asking("SIZE");
            screen.resultOfReply(Long.toString(ftp().size(words.get(0))));
        });
        add("modtime", "PATH", "show last modification time of remote file", words -> {
            screen.asking("MDTM");
            screen.resultOfReply(ftp().modified(words.get(0)).toString());
        });
    }

    private void addSettings() {
        add("ascii", "", "set ascii transfer type", words -> type(true));
        add("binary", "", "set binary transfer type", words -> type(false));
        add("passive", "", "connect to the server for data", words -> {
            login.active(false);
            screen.remark("Passive mode on.");
        });
        add("active", "", "have the server connect for data", words -> {
            login.active(true);
            screen.remark("Passive mode off.");
        });
        add("prompt", "", "force interactive prompting on multiple commands", words -> {
            screen.remark("Interactive mode " + (files.togglePrompt() ? "on." : "off."));
        });
        add("hash", "", "toggle printing '#' for each kilobyte transferred", words -> {
            String state = files.toggleHash() ? "on (" + FtpProgress.MARK + " bytes/hash mark)." : "off.";
            screen.remark("Hash mark printing " + state);
        });
        add("verbose", "", "toggle verbose mode", words -> {
            screen.verbose(!screen.isVerbose());
            screen.remark("Verbose mode " + (screen.isVerbose() ? "on." : "off."));
        });
    }

    /** Asked for in words it is set at once, so that the server's answer can be read. */
    private void type(boolean text) throws IOException {
        screen.asking("TYPE");
        Reply reply = ftp().command("TYPE", text ? "A" : "I");
        if (reply.code() / 100 != 2) {
            throw new WireException.Refused(reply);
        }
        login.text(text);
    }

    private void addRest() {
        add("quote", "COMMAND...", "send arbitrary ftp command", words -> quote(words.get(0)));
        add("system", "", "show remote system type", words -> {
            screen.asking("SYST");
            screen.resultOfReply(ftp().system());
        });
        add("status", "", "show current status", words -> {
            FtpSession ftp = ftp();
            screen.replyIsResult();
            ftp.status();
        });
        for (String name : List.of("help", "?")) {
            add(name, "[COMMAND...]", "print local help information", this::help);
        }
        add("!", "[COMMAND]", "escape to the shell", words -> shell(words.isEmpty() ? "" : words.get(0)));
    }

    private void quote(String line) throws IOException {
        String[] words = line.split(" ", 2);
        FtpSession ftp = ftp();
        screen.asking(words[0].toUpperCase(Locale.ROOT));
        screen.replyIsResult();
        Reply reply = words.length == 1 ? ftp.command(words[0]) : ftp.command(words[0], words[1]);
        if (reply.code() >= 400) {
            throw new WireException.Refused(reply);
        }
    }

    private void help(List<String> words) {
        for (String word : words) {
            Entry entry = find(word);
            screen.result(String.format("%-" + HELP_WIDTH + "s%s", entry.name(), entry.help()));
            screen.result(" ".repeat(HELP_WIDTH) + ("usage: " + entry.name() + " " + entry.arguments()).strip());
        }
        if (words.isEmpty()) {
            screen.result("Commands may be abbreviated.  Commands are:");
            List<String> names = table.keySet().stream().sorted().toList();
            int rows = (names.size() + HELP_COLUMNS - 1) / HELP_COLUMNS;
            for (int row = 0; row < rows; row++) {
                StringBuilder line = new StringBuilder();
                for (int i = row; i < names.size(); i += rows) {
                    line.append(String.format("%-" + HELP_WIDTH + "s", names.get(i)));
                }
                screen.result(line.toString().stripTrailing());
            }
        }
    }

    private FtpSession ftp() {
        return login.ftp();
    }

    private Path local(List<String> words) throws IOException {
        return words.size() == 2 ? files.local(words.get(1)) : files.localFor(words.get(0));
    }

    private static String remote(List<String> words) {
        return words.size() == 2
                ? words.get(1)
                : Path.of(words.get(0)).getFileName().toString();
    }

    private void shell(String command) throws IOException {
        program.out().flush();
        String shell = Optional.ofNullable(System.getenv("SHELL")).orElse("sh");
        List<String> line = command.isEmpty() ? List.of(shell) : List.of("sh", "-c", command);
        try {
            int status = new ProcessBuilder(line)
                    .directory(files.directory().toFile())
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
