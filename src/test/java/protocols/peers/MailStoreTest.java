package protocols.peers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MailStoreTest {

    private static final int MESSAGES = 500;

    /** A server moves what it has shown from {@code new} to {@code cur} whenever it likes. */
    @Test
    void whatAServerMovesMeanwhileIsThereOnce() throws IOException {
        try (MailStore store = MailStore.create()) {
            for (int i = 0; i < MESSAGES; i++) {
                store.deliver("alice", ("Subject: " + i + "\r\n").getBytes(UTF_8));
            }
            CompletableFuture<Void> server =
                    CompletableFuture.runAsync(() -> show(store.path().resolve("alice")));
            do {
                assertThat(store.messages("alice")).hasSize(MESSAGES);
            } while (!server.isDone());
            server.join();
            assertThat(store.messages("alice")).hasSize(MESSAGES);
        }
    }

    private static void show(Path maildir) {
        try (Stream<Path> fresh = Files.list(maildir.resolve("new"))) {
            List<Path> all = fresh.toList();
            for (Path file : all) {
                Files.move(file, maildir.resolve("cur").resolve(file.getFileName() + ":2,S"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
