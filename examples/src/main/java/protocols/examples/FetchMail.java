package protocols.examples;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import protocols.Credentials;
import protocols.WireException;
import protocols.mail.FileName;
import protocols.pop3.DropMessage;
import protocols.pop3.DropMessages;
import protocols.pop3.DropStat;
import protocols.pop3.Maildrop;
import protocols.pop3.Pop3;
import protocols.pop3.Pop3Connection;

/** Looks into a maildrop, fetches and deletes messages: POP3. */
public final class FetchMail {

    private static final String USAGE =
            """
            usage: FetchMail --server HOST[:PORT] --user NAME COMMAND

              stat          how many messages there are, and their octets
              list          number and octets of each message
              uidl          number and unique id of each message
              top N LINES   header and first lines of a message
              retr N        the exact bytes of a message
              dele N        delete a message
              all DIR       each message into a file of its own; a file that is there stays as it is
            """;

    private final Program program;
    private final PrintStream out;
    private final List<String> words;
    private final Maildrop drop;

    private FetchMail(Program program, List<String> words, Maildrop drop) {
        this.program = program;
        this.out = program.out();
        this.words = words;
        this.drop = drop;
    }

    public static void main(String[] args) {
        System.exit(run(Program.standard(), args));
    }

    static int run(Program program, String... args) {
        return program.run(USAGE, Set.of(), Set.of("--server"), FetchMail::fetch, args);
    }

    private static int fetch(Program program, Options options) throws IOException {
        List<String> words = options.arguments(3, "COMMAND");
        requireCommand(words);
        HostPort server = HostPort.of(options.value("--server").orElseThrow(() -> new Usage("--server is missing")));
        Credentials who = options.credentials().orElseThrow(() -> new Usage("--user is missing"));
        Pop3 pop3 = options.apply(Pop3.at(server.host()).credentials(who), server.port());
        try (Pop3Connection connection = program.follow(pop3.connect());
                Maildrop drop = connection.login()) {
            int status = new FetchMail(program, words, drop).run();
            if (program.out().checkError()) {
                throw new IOException("standard output cannot be written");
            }
            return status;
        }
    }

    private static void requireCommand(List<String> words) {
        int arguments =
                switch (words.get(0)) {
                    case "stat", "list", "uidl" -> 0;
                    case "retr", "dele", "all" -> 1;
                    case "top" -> 2;
                    default -> throw new Usage("unknown command " + words.get(0));
                };
        if (words.size() != arguments + 1) {
            throw new Usage(words.get(0) + " takes " + arguments + " arguments");
        }
        if (arguments > 0 && !words.get(0).equals("all")) {
            words.subList(1, words.size()).forEach(FetchMail::number);
        }
    }

    private int run() throws IOException {
        int status = 0;
        switch (words.get(0)) {
            case "stat" -> stat();
            case "list" -> list();
            case "uidl" -> drop.uidl().forEach((number, uid) -> out.println(number + " " + uid));
            case "top" -> out.write(drop.top(number(words.get(1)), number(words.get(2))));
            case "retr" -> drop.retrieve(number(words.get(1)), out);
            case "dele" -> {
                drop.delete(number(words.get(1)));
                drop.quit();
                out.println("deleted " + words.get(1));
                return 0;
            }
            default -> status = all(Path.of(words.get(1)));
        }
        drop.quit();
        return status;
    }

    private void stat() throws WireException {
        DropStat stat = drop.stat();
        out.println(stat.messages() + " " + stat.octets());
    }

    private void list() throws WireException {
        for (DropMessage message : drop.list()) {
            out.println(message.number() + " " + message.size());
        }
    }

    private int all(Path folder) throws IOException {
        Files.createDirectories(folder);
        DropMessages messages = drop.messages();
        if (!messages.isEmpty() && messages.iterator().next().uid().isEmpty()) {
            program.err().println("no unique ids: the files are named by number alone");
        }
        List<Integer> missing = new ArrayList<>();
        for (DropMessage message : messages) {
            Path file = file(folder, message);
            if (Files.exists(file)) {
                program.err().println(file + " is there already");
            } else {
                missing.add(message.number());
            }
        }
        var fetched = drop.retrieveAll(missing, message -> {
            Path file = file(folder, messages.get(message.number()).orElseThrow());
            save(message.bytes(), file);
            out.println(message.number() + " " + file);
        });
        fetched.refused().forEach((number, why) -> program.err().println(number + ": " + why.reason()));
        return fetched.isComplete() ? 0 : 1;
    }

    /** Unique ids are optional in a server (RFC 1939 section 7). */
    private static Path file(Path folder, DropMessage message) {
        String uid = message.uid().map(id -> "-" + id).orElse("");
        String name = message.number() + uid.replace('/', '_').replace('\\', '_') + ".eml";
        return folder.resolve(FileName.safe(name));
    }

    /** A file that is there holds the whole message, so what broke off does not stay. */
    private static void save(InputStream message, Path file) throws IOException {
        try {
            Files.copy(message, file);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private static int number(String word) {
        try {
            return Integer.parseInt(word);
        } catch (NumberFormatException e) {
            throw new Usage("not a number: " + word, e);
        }
    }
}
