package protocols.ftp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static protocols.ftp.Dialogues.ALIVE;
import static protocols.ftp.Dialogues.LOGIN_WITH_PASSWORD;
import static protocols.ftp.Dialogues.at;
import static protocols.ftp.Dialogues.listed;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import protocols.Content;
import protocols.Sink;
import protocols.WireException;
import protocols.peers.Scripted;

/** What the caller's own code throws comes out as it is; the session goes on where the server brings it back in step. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CallersCodeFtpTest {

    private static final String PASSIVE =
            """
            C: TYPE I
            C: EPSV
            S: 200 ok
            S: 229 ok (|||${port2}|)
            """;
    private static final String DOWNLOAD = LOGIN_WITH_PASSWORD + PASSIVE
            + """
            C: RETR a
            S: 150 go
            S2: data
            *2 closed
            S: 426 broken off
            """;
    private static final String UPLOAD = LOGIN_WITH_PASSWORD + PASSIVE
            + """
            C: STOR a
            S: 150 go
            C2: one
            C: ABOR
            *2 closed
            S: 426 broken off
            S: 226 done
            """;

    @TempDir
    private Path folder;

    /** Throws what it is told to, wherever it is asked. */
    private record Broken(Throwable mine) {

        /** Never comes back; the type is that of whoever asks. */
        <T> T thrown() throws IOException {
            if (mine instanceof IOException io) {
                throw io;
            }
            if (mine instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) mine;
        }

        OutputStream out() {
            return new OutputStream() {
                @Override
                public void write(int b) throws IOException {
                    thrown();
                }
            };
        }

        OutputStream atTheEnd() {
            return new OutputStream() {
                @Override
                public void write(int b) {}

                @Override
                public void flush() throws IOException {
                    thrown();
                }
            };
        }

        InputStream in(String first) {
            InputStream before = new ByteArrayInputStream(first.getBytes(UTF_8));
            return new InputStream() {
                @Override
                public int read() {
                    throw new AssertionError("read by the byte");
                }

                @Override
                public int read(byte[] into, int offset, int length) throws IOException {
                    int n = before.read(into, offset, length);
                    return n < 0 ? Broken.this.<Integer>thrown() : n;
                }
            };
        }
    }

    static List<Broken> broken() {
        return List.of(
                new Broken(new IOException("the disk is full")),
                new Broken(new IllegalArgumentException("a mistake")),
                new Broken(new WireException.Hangup("of another session")),
                new Broken(new AssertionError("not mine")));
    }

    private interface Step {
        void run(FtpSession ftp) throws Exception;
    }

    /** Plays the step against the dialogue; what comes out is what was thrown in, and the session goes on. */
    private static void goesOn(String dialogue, Broken broken, Step step) throws IOException {
        try (Scripted server = Scripted.play(dialogue + ALIVE);
                FtpSession ftp = at(server).connect().loginAnonymously()) {
            assertThat(catchThrowable(() -> step.run(ftp))).isSameAs(broken.mine());
            ftp.noop();
        }
    }

    @ParameterizedTest
    @MethodSource("broken")
    void aReceiverThatFails(Broken broken) throws IOException {
        goesOn(DOWNLOAD, broken, ftp -> ftp.get("a", broken.out()));
        goesOn(DOWNLOAD, broken, ftp -> ftp.get("a", Sink.stream(broken.out()).progress(p -> {})));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void aReceiverThatFailsInTextMode(Broken broken) throws IOException {
        goesOn(DOWNLOAD.replace("TYPE I", "TYPE A"), broken, ftp -> {
            ftp.text();
            ftp.get("a", broken.out());
        });
    }

    @ParameterizedTest
    @MethodSource("broken")
    void aReceiverThatFailsAfterTheConfirmation(Broken broken) throws IOException {
        String whole = DOWNLOAD.replace("*2 closed\n", "*2 closed by peer\n").replace("426 broken off", "226 done");
        goesOn(whole, broken, ftp -> ftp.get("a", broken.atTheEnd()));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void aReaderThatFails(Broken broken) throws IOException {
        goesOn(DOWNLOAD, broken, ftp -> {
            try (InputStream in = ftp.open("a")) {
                assertThat(in.readNBytes(6)).isEqualTo("data\r\n".getBytes(UTF_8));
                broken.thrown();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("broken")
    void aSourceThatFails(Broken broken) throws IOException {
        goesOn(UPLOAD, broken, ftp -> ftp.put(broken.in("one\r\n"), "a"));
        goesOn(
                UPLOAD,
                broken,
                ftp -> ftp.put(Content.stream(broken.in("one\r\n"), 10).progress(p -> {}), "a"));
        goesOn(UPLOAD.replace("STOR", "APPE"), broken, ftp -> ftp.append(broken.in("one\r\n"), "a"));
        goesOn(UPLOAD.replace("TYPE I", "TYPE A"), broken, ftp -> {
            ftp.text();
            ftp.put(broken.in("one\n"), "a");
        });
    }

    @ParameterizedTest
    @MethodSource("broken")
    void aSourceThatCannotBeOpenedCostsNothing(Broken broken) throws IOException {
        Content content = Content.of(broken::thrown);
        goesOn(LOGIN_WITH_PASSWORD, broken, ftp -> ftp.put(content, "a"));
        goesOn(LOGIN_WITH_PASSWORD, broken, ftp -> ftp.append(content, "a"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void pathsThatFailCostNothing(Broken broken) throws IOException {
        if (broken.mine() instanceof RuntimeException mine) {
            Iterable<String> paths = () -> new Iterator<>() {
                private boolean first = true;

                @Override
                public boolean hasNext() {
                    return true;
                }

                @Override
                public String next() {
                    if (!first) {
                        throw mine;
                    }
                    first = false;
                    return "a";
                }
            };
            goesOn(LOGIN_WITH_PASSWORD, broken, ftp -> ftp.deleteAll(paths));
            goesOn(LOGIN_WITH_PASSWORD, broken, ftp -> ftp.sizeAll(paths));
        }
    }

    @Test
    void aSourceThatClaimsMoreThanThereWasRoomForIsBrokenOff() throws IOException {
        InputStream liar = new ByteArrayInputStream(new byte[3]) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, length) < 0 ? -1 : length + 5;
            }
        };
        try (Scripted server = Scripted.play(UPLOAD.replace("C2: one\n", "") + ALIVE);
                FtpSession ftp = at(server).connect().loginAnonymously()) {
            assertThatThrownBy(() -> ftp.put(Content.of(() -> liar), "a"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("the source says");
            ftp.noop();
        }
    }

    @Test
    void aClockThatFailsCostsNothing() throws IOException {
        IllegalStateException mine = new IllegalStateException("no time");
        Clock clock = new Clock() {
            @Override
            public ZoneId getZone() {
                throw mine;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw mine;
            }

            @Override
            public Instant instant() {
                throw mine;
            }
        };
        String dialogue = LOGIN_WITH_PASSWORD
                + """
                C: FEAT
                S: 500 what?
                """ + ALIVE;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = at(server).clock(clock).connect().loginAnonymously()) {
            assertThatThrownBy(ftp::list).isSameAs(mine);
            ftp.noop();
        }
    }

    @Test
    void aLocalFileThatCannotBeWritten() throws IOException {
        Path nowhere = folder.resolve("nowhere/a");
        String none = LOGIN_WITH_PASSWORD + ALIVE;
        try (Scripted server = Scripted.play(none);
                FtpSession ftp = at(server).connect().loginAnonymously()) {
            assertThatThrownBy(() -> ftp.get("a", nowhere)).isInstanceOf(NoSuchFileException.class);
            ftp.noop();
        }
        try (Scripted server = Scripted.play(none);
                FtpSession ftp = at(server).connect().loginAnonymously()) {
            assertThatThrownBy(() -> ftp.resume("a", nowhere)).isInstanceOf(NoSuchFileException.class);
            ftp.noop();
        }
    }

    @Test
    void aLocalFileThatCannotBeReadCostsNothing() throws IOException {
        try (Scripted server = Scripted.play(LOGIN_WITH_PASSWORD + ALIVE);
                FtpSession ftp = at(server).connect().loginAnonymously()) {
            assertThatThrownBy(() -> ftp.put(folder.resolve("none"), "a")).isInstanceOf(NoSuchFileException.class);
            assertThatThrownBy(() -> ftp.append(folder.resolve("none"), "a")).isInstanceOf(NoSuchFileException.class);
            assertThatThrownBy(() -> ftp.mput(folder.resolve("none"), Glob.of("*")))
                    .isInstanceOf(NoSuchFileException.class);
            ftp.noop();
        }
    }

    @Test
    void aFolderThatIsNotThereEndsMgetAndNotTheSession() throws IOException {
        String dialogue = LOGIN_WITH_PASSWORD + listed("-rw-r--r--   1 ftp  ftp  5 Jan  1  2020 a") + ALIVE;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = at(server).connect().loginAnonymously()) {
            assertThatThrownBy(() -> ftp.mget(Glob.of("*"), folder.resolve("nowhere")))
                    .isInstanceOf(NoSuchFileException.class);
            ftp.noop();
        }
    }

    @Test
    void whoOnlyLooksOnBreaksNothing() throws IOException {
        String dialogue = LOGIN_WITH_PASSWORD + PASSIVE
                + """
                C: RETR a
                S: 150 go
                S2: data
                *2 closed by peer
                S: 226 done
                """;
        Path local = folder.resolve("a");
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = at(server).connect().loginAnonymously()) {
            Sink sink = Sink.file(local).progress(progress -> {
                throw new IllegalStateException("no screen");
            });
            assertThat(ftp.get("a", sink).bytes()).isEqualTo(6);
        }
        assertThat(Files.readString(local)).isEqualTo("data\r\n");
    }

    @ParameterizedTest
    @MethodSource("broken")
    void aSessionThatTheServerDoesNotBringBackInStepSaysWhyItWasClosed(Broken broken) throws IOException {
        String download = DOWNLOAD.replace("S: 426 broken off\n", "* closed by peer\n");
        try (Scripted server = Scripted.play(download);
                FtpSession ftp = at(server).connect().loginAnonymously()) {
            assertThat(catchThrowable(() -> ftp.get("a", broken.out()))).isSameAs(broken.mine());
            assertClosed(ftp, "the receiver failed");
        }
        String upload = UPLOAD.replace("S: 426 broken off\nS: 226 done\n", "* closed by peer\n");
        try (Scripted server = Scripted.play(upload);
                FtpSession ftp = at(server).connect().loginAnonymously()) {
            assertThat(catchThrowable(() -> ftp.put(broken.in("one\r\n"), "a"))).isSameAs(broken.mine());
            assertClosed(ftp, "the source failed");
        }
    }

    private static void assertClosed(FtpSession ftp, String why) {
        assertThat(ftp.isOpen()).isFalse();
        assertThatThrownBy(ftp::noop)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the session was closed because " + why);
        assertThatThrownBy(() -> ftp.get("b", OutputStream.nullOutputStream()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(why);
    }
}
