package protocols.examples;

import java.io.IOException;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import protocols.Text;
import protocols.WireException;
import protocols.imap.Fetch;
import protocols.imap.FetchedMessage;
import protocols.imap.Flag;
import protocols.imap.Imap;
import protocols.imap.ImapConnection;
import protocols.imap.ImapSession;
import protocols.imap.Mailbox;
import protocols.imap.MailboxInfo;
import protocols.imap.MailboxName;
import protocols.imap.MessageEnvelope;
import protocols.imap.Messages;
import protocols.imap.Search;
import protocols.imap.UidSet;
import protocols.mail.Address;

/** Reads mail where it lies: IMAP. */
public final class ReadMail {

    private static final String USAGE =
            """
            usage: ReadMail --server HOST[:PORT] --user NAME COMMAND
              folders                     the mailboxes
              list MAILBOX                a line a message: UID, flags, date, from, subject
              show MAILBOX UID            the message, byte for byte
              headers MAILBOX UID         its header
              search MAILBOX WORDS        the messages with these words, as list does
              flag MAILBOX UID FLAG       sets a flag: \\Seen, \\Flagged, Work
              unflag MAILBOX UID FLAG     removes it
              copy MAILBOX UID TARGET     copies the message to another mailbox
              watch MAILBOX               prints what arrives, until interrupted
            """;

    private static final Duration POLL = Duration.ofSeconds(10);

    private static final Fetch LINE = Fetch.flags().and(Fetch.envelope());

    private final Program program;
    private final List<String> words;

    private ReadMail(Program program, List<String> words) {
        this.program = program;
        this.words = words;
    }

    public static void main(String[] args) {
        System.exit(run(Program.standard(), args));
    }

    static int run(Program program, String... args) {
        return program.run(USAGE, Set.of(), Set.of("--server"), ReadMail::read, args);
    }

    private static int read(Program program, Options options) throws IOException {
        HostPort server = HostPort.of(options.value("--server").orElseThrow(() -> new Usage("--server is missing")));
        ReadMail reader = new ReadMail(program, options.arguments(Integer.MAX_VALUE, "COMMAND"));
        reader.check();
        Imap imap = options.apply(Imap.at(server.host()), server.port());
        ImapConnection connection = program.follow(imap.connect());
        try (ImapSession session = connection.isPreauthenticated()
                ? connection.session()
                : connection.login(options.credentials().orElseThrow(() -> new Usage("--user is missing")))) {
            int status = reader.command(session);
            session.logout();
            return status;
        } finally {
            connection.close();
        }
    }

    /** Wrong usage is said before anything is connected. */
    private void check() {
        int arguments =
                switch (word(0)) {
                    case "folders" -> 0;
                    case "list", "watch" -> 1;
                    case "show", "headers" -> 2;
                    case "search" -> Math.max(2, words.size() - 1);
                    case "flag", "unflag", "copy" -> 3;
                    default -> throw new Usage("unknown command " + word(0));
                };
        if (words.size() - 1 != arguments) {
            throw new Usage(words.size() - 1 < arguments ? "arguments missing" : "too many arguments");
        }
        if (arguments > 1 && !word(0).equals("search")) {
            uid();
        }
    }

    private String word(int index) {
        return words.get(index);
    }

    private MailboxName mailbox() {
        return MailboxName.of(word(1));
    }

    private UidSet uid() {
        try {
            return UidSet.of(Long.parseLong(word(2)));
        } catch (IllegalArgumentException e) {
            throw new Usage("not a UID: " + word(2), e);
        }
    }

    private int command(ImapSession session) throws IOException {
        return switch (word(0)) {
            case "folders" -> folders(session);
            case "list" -> list(session.examine(mailbox()), UidSet.ALL);
            case "show" -> show(session.examine(mailbox()));
            case "headers" -> headers(session.examine(mailbox()));
            case "search" -> search(session.examine(mailbox()));
            case "flag" -> changed(session.select(mailbox()).addFlags(uid(), Flag.of(word(3))));
            case "unflag" -> changed(session.select(mailbox()).removeFlags(uid(), Flag.of(word(3))));
            case "copy" -> copy(session.examine(mailbox()));
            default -> watch(session.examine(mailbox()));
        };
    }

    private int folders(ImapSession session) throws IOException {
        for (MailboxInfo mailbox : session.list()) {
            program.out().println(mailbox.name());
        }
        return 0;
    }

    private int list(Mailbox mailbox, UidSet uids) throws IOException {
        mailbox.fetch(uids, LINE, message -> program.out().println(line(message)));
        return 0;
    }

    private static String line(FetchedMessage message) {
        String flags = message.flags().stream().map(Flag::name).sorted().collect(Collectors.joining(" "));
        String uid = message.uid().isPresent() ? String.valueOf(message.uid().getAsLong()) : "?";
        String rest = message.envelope().map(ReadMail::line).orElse("(the server's envelope cannot be read)");
        return Text.escaped(uid + " (" + flags + ") " + rest);
    }

    private static String line(MessageEnvelope envelope) {
        String date = envelope.date()
                .map(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm xx", Locale.ROOT)::format)
                .orElse("-");
        String from =
                envelope.from().stream().findFirst().map(Address::toString).orElse("-");
        return date + " " + from + " " + envelope.subject().orElse("");
    }

    private int show(Mailbox mailbox) throws IOException {
        return found(mailbox.download(uid().iterator().next(), program.out()).isPresent());
    }

    private int headers(Mailbox mailbox) throws IOException {
        Messages messages = mailbox.fetch(uid(), Fetch.header());
        for (FetchedMessage message : messages) {
            program.out().writeBytes(message.header().orElse(new byte[0]));
        }
        return found(!messages.isEmpty());
    }

    private int search(Mailbox mailbox) throws IOException {
        Search search = Search.all();
        for (String sought : words.subList(2, words.size())) {
            search = search.and(Search.text(sought));
        }
        UidSet found = mailbox.search(search);
        return found.isEmpty() ? 0 : list(mailbox, found);
    }

    private int changed(Messages messages) {
        messages.forEach(message -> program.out().println(message.uid().orElse(0) + " " + message.flags()));
        return found(!messages.isEmpty());
    }

    /** A copy of nothing is a success to the server. */
    private int copy(Mailbox mailbox) throws IOException {
        boolean exists = !mailbox.search(Search.uid(uid())).isEmpty();
        if (exists) {
            mailbox.copy(uid(), word(3));
        }
        return found(exists);
    }

    private int found(boolean any) {
        if (!any) {
            program.err().println("no message " + word(2) + " in " + mailbox());
        }
        return any ? 0 : 1;
    }

    private int watch(Mailbox mailbox) throws IOException {
        long next = next(mailbox);
        program.err()
                .println("watching " + mailbox.state().name() + ": "
                        + mailbox.state().exists() + " messages");
        boolean polls = false;
        while (true) {
            polls = polls || !idle(mailbox);
            if (polls) {
                poll(mailbox);
            }
            next = arrived(mailbox, next);
        }
    }

    /** The UID that the next message will have at least. */
    private static long next(Mailbox mailbox) throws IOException {
        OptionalLong told = mailbox.state().uidNext();
        if (told.isPresent()) {
            return told.getAsLong();
        }
        return 1 + highest(mailbox.fetch(UidSet.last(), Fetch.flags()).list());
    }

    /** Prints what has this UID or a higher one, and gives the next UID to look for. */
    private long arrived(Mailbox mailbox, long next) throws IOException {
        // The set n:* holds the last message even if its UID is lower than n (RFC 9051 section 9, seq-range).
        List<FetchedMessage> found =
                new ArrayList<>(mailbox.fetch(UidSet.from(next), LINE).list());
        found.removeIf(message -> message.uid().orElse(0) < next);
        found.forEach(message -> program.out().println(line(message)));
        program.out().flush();
        return Math.max(next, 1 + highest(found));
    }

    private static long highest(List<FetchedMessage> messages) {
        return messages.stream()
                .mapToLong(message -> message.uid().orElse(0))
                .max()
                .orElse(0);
    }

    /** Whether the server can be waited for. */
    private static boolean idle(Mailbox mailbox) throws IOException {
        try {
            mailbox.idle(Duration.ofMinutes(9));
            return true;
        } catch (WireException.Unsupported e) {
            return false;
        }
    }

    private static void poll(Mailbox mailbox) throws IOException {
        try {
            Thread.sleep(POLL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        mailbox.noop();
    }
}
