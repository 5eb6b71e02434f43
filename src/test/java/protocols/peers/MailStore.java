package protocols.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Maildirs in a temporary folder, one a user, which Dovecot serves and Exim delivers into: what was sent through the
 * one can be read through the other.
 */
public final class MailStore implements AutoCloseable {

    /** The users that have a Maildir; all of them log in with {@link #PASSWORD}. */
    public static final List<String> USERS = List.of("alice", "bob");

    public static final String PASSWORD = "password";

    private static final List<String> OWNERS = List.of("Debian-exim", "mail");

    private final TempFolder folder;
    private final String owner;
    private final AtomicInteger delivered = new AtomicInteger();

    private MailStore(TempFolder folder, String owner) {
        this.folder = folder;
        this.owner = owner;
    }

    public static MailStore create() throws IOException {
        MailStore store = new MailStore(TempFolder.create("mail"), owner(Files.readAllLines(Path.of("/etc/passwd"))));
        for (String user : USERS) {
            for (String part : List.of(user, user + "/tmp", user + "/new", user + "/cur")) {
                store.folder.folder(part, store.owner);
            }
        }
        return store;
    }

    /** Puts a message into the user's inbox, byte for byte, as a mail arrives: {@code tmp}, then {@code new}. */
    public void deliver(String user, byte[] message) throws IOException {
        // The number of seconds orders the messages, and Dovecot sorts by the name within a second.
        String name = "1700000000.M%09dP1.localhost".formatted(delivered.incrementAndGet());
        Path arriving = TempFolder.give(Files.write(maildir(user).resolve("tmp").resolve(name), message), owner);
        Files.move(arriving, maildir(user).resolve("new").resolve(name));
    }

    /** The messages of the inbox, seen or not, in the order of their file names. */
    public List<byte[]> messages(String user) throws IOException {
        while (true) {
            List<Path> files = files(user);
            try {
                List<byte[]> messages = new ArrayList<>();
                for (Path file : files) {
                    messages.add(Files.readAllBytes(file));
                }
                if (files.equals(files(user))) {
                    return messages;
                }
            } catch (NoSuchFileException e) {
                // Seen now, and so moved from new to cur, or gone: the next look finds it where it is.
            }
        }
    }

    private List<Path> files(String user) throws IOException {
        try (Stream<Path> fresh = Files.list(maildir(user).resolve("new"));
                Stream<Path> seen = Files.list(maildir(user).resolve("cur"))) {
            return Stream.concat(fresh, seen)
                    .sorted(Comparator.comparing(Path::getFileName))
                    .toList();
        }
    }

    @Override
    public void close() {
        folder.close();
    }

    Path path() {
        return folder.path();
    }

    /** The system user that owns the Maildirs. Exim under a configuration of ours delivers as its own user alone. */
    String owner() {
        return owner;
    }

    private Path maildir(String user) {
        return folder.path().resolve(user);
    }

    private static String owner(List<String> passwd) {
        return OWNERS.stream()
                .filter(user -> passwd.stream().anyMatch(line -> line.startsWith(user + ":")))
                .findFirst()
                .orElse(System.getProperty("user.name"));
    }
}
