package protocols.ftp.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import protocols.Content;
import protocols.Transcript;
import protocols.WireException;
import protocols.WireException.Refused;
import protocols.ftp.FtpConnection;
import protocols.ftp.FtpSession;
import protocols.peers.FtpServer;

/** How sessions begin and end, change their ways, and stand beside each other. */
final class Sessions {

    private Sessions() {}

    static List<Call> calls() {
        return List.of(
                Call.of("quit", at -> {
                    FtpSession other = at.another();
                    other.quit();
                    assertThat(other.isOpen()).isFalse();
                }),
                Call.once("login with a wrong password is refused", at -> {
                    try (FtpConnection connection = at.client().connect()) {
                        assertThatThrownBy(() -> connection.login(FtpServer.USER, "wrong"))
                                .isInstanceOfSatisfying(
                                        Refused.class,
                                        e -> assertThat(e.reply().code()).isEqualTo(530));
                    }
                }),
                Call.of("passive and active in turns", at -> {
                    try (FtpSession other = at.another()) {
                        for (int i = 0; i < 2; i++) {
                            other.active();
                            other.put(Content.bytes(Stage.noise(1000 + i)), "a");
                            other.passive();
                            assertThat(other.list().named("a").orElseThrow().size())
                                    .hasValue(1000 + i);
                        }
                    }
                }),
                Call.of("two sessions at once", at -> {
                    at.file("a", Stage.noise(100_000));
                    try (FtpSession other = at.hasty();
                            InputStream mine = at.ftp().open("a");
                            InputStream theirs = other.open("a")) {
                        assertThat(mine.readNBytes(10)).isEqualTo(theirs.readNBytes(10));
                        assertThat(theirs.readAllBytes()).hasSize(99_990);
                        assertThat(mine.readAllBytes()).hasSize(99_990);
                    }
                }),
                Call.of("close from another thread ends a transfer", Sessions::closed),
                Call.of("the transcript tells no password", at -> {
                    try (FtpSession other = at.another()) {
                        Transcript transcript = other.transcript();
                        assertThat(transcript.said(Transcript.Side.CLIENT))
                                .noneMatch(line -> line.startsWith("PASS p"));
                        assertThat(other.stats().roundTrips()).isPositive();
                    }
                }));
    }

    private static void closed(Stage at) throws IOException, InterruptedException {
        FtpSession other = at.another();
        CompletableFuture<Void> begun = new CompletableFuture<>();
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<?> upload = threads.submit(() -> other.put(waiting(begun), "a"));
            begun.join();
            other.close();
            assertThatThrownBy(() -> upload.get(10, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(WireException.class);
            assertThat(other.isOpen()).isFalse();
        } finally {
            threads.shutdownNow();
        }
    }

    /** Has no end, and says when the second piece is asked for. */
    private static InputStream waiting(CompletableFuture<Void> begun) {
        return new InputStream() {
            private boolean again;

            @Override
            public int read() {
                throw new AssertionError("read by the byte");
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                if (again) {
                    begun.complete(null);
                }
                again = true;
                return length;
            }
        };
    }
}
