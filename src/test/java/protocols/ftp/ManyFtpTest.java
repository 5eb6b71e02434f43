package protocols.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static protocols.ftp.Dialogues.ALIVE;
import static protocols.ftp.Dialogues.LOGIN;
import static protocols.ftp.Dialogues.listed;
import static protocols.ftp.Dialogues.login;
import static protocols.ftp.Dialogues.play;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import protocols.Batch;
import protocols.Batch.Fate;
import protocols.Reply;
import protocols.Transfer;
import protocols.WireException;
import protocols.peers.HandServer;
import protocols.peers.HandServer.Hand;
import protocols.peers.Scripted;

/** Many paths at once: each has its fate, in the order asked, and a line that breaks loses none of them. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ManyFtpTest {

    private static final String LISTING = LOGIN
            + listed(
                    "-rw-r--r--   1 ftp  ftp  5 Jan  1  2020 a",
                    "-rw-r--r--   1 ftp  ftp  5 Jan  1  2020 x\\\\b",
                    "drwxr-xr-x   1 ftp  ftp  5 Jan  1  2020 d",
                    "-rw-r--r--   1 ftp  ftp  5 Jan  1  2020 c",
                    "-rw-r--r--   1 ftp  ftp  5 Jan  1  2020 e")
            + """
            C: TYPE I
            C: EPSV
            C: RETR a
            S: 200 ok
            S: 229 ok (|||${port2}|)
            *2 connected
            S: 150 go
            S2: new
            *2 closed by peer
            S: 226 done
            """;
    private static final String NEXT =
            """
            C: EPSV
            C: RETR %s
            S: 229 ok (|||${port2}|)
            *2 connected
            """;

    @TempDir
    private Path folder;

    private static String states(Batch<?, ?> batch) {
        StringBuilder out = new StringBuilder();
        for (Fate<?, ?> fate : batch) {
            out.append(fate.key()).append(' ').append(fate.state()).append('\n');
        }
        return out.toString();
    }

    @Test
    void eachPathHasItsAnswerInTheOrderAskedAndTwiceIfAskedTwice() throws IOException {
        String dialogue =
                """
                C: DELE b
                C: DELE a
                C: DELE b
                C: DELE c
                S: 250 gone
                S: 450 busy
                S: 550 none
                S: 550 none
                """;
        play(dialogue, ftp -> {
            Batch<String, Reply> deleted = ftp.deleteAll(List.of("b", "a", "b", "c"));
            assertThat(states(deleted))
                    .isEqualTo(
                            """
                            b DONE
                            a REFUSED
                            b REFUSED
                            c REFUSED
                            """);
            assertThat(deleted.get("b").orElseThrow().code()).isEqualTo(250);
            assertThat(deleted.refused().get("a"))
                    .isInstanceOf(WireException.Refused.class)
                    .hasMessageContaining("127.0.0.1")
                    .hasMessageContaining("450 busy");
        });
    }

    @Test
    void whatIsNeitherYesNorNoIsNoAnswerAndEndsTheSession() throws IOException {
        String dialogue = LOGIN
                + """
                C: DELE a
                C: DELE b
                C: DELE c
                S: 250 gone
                S: 350 b is to be renamed
                * closed
                """;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = login(server)) {
            assertThatThrownBy(() -> ftp.deleteAll(List.of("a", "b", "c")))
                    .isInstanceOfSatisfying(WireException.Malformed.class, e -> {
                        assertThat(e.rule()).isEqualTo("no answer to DELE");
                        assertThat(e.excerpt()).contains("350");
                        assertThat(states(e.batch()))
                                .isEqualTo(
                                        """
                                        a DONE
                                        b UNKNOWN
                                        c UNKNOWN
                                        """);
                    });
            assertThat(ftp.isOpen()).isFalse();
        }
    }

    @Test
    void sizesAreAskedInBinaryAndASizeThatIsNoneIsItsOwnAlone() throws IOException {
        String dialogue =
                """
                C: TYPE I
                S: 200 ok
                C: SIZE a
                C: SIZE b
                C: SIZE c
                S: 213 12
                S: 213 twelve
                S: 550 none
                """;
        play(dialogue, ftp -> {
            Batch<String, Long> sizes = ftp.sizeAll(List.of("a", "b", "c"));
            assertThat(sizes.done()).containsOnlyKeys("a").containsEntry("a", 12L);
            assertThat(sizes.refused().get("b")).isInstanceOf(WireException.Malformed.class);
            assertThat(sizes.refused().get("c")).isInstanceOf(WireException.Refused.class);
        });
    }

    @Test
    void nothingToDoIsAnEmptyBatchAndAMistakeCostsNothing() throws IOException {
        try (Scripted server = Scripted.play(LOGIN + ALIVE);
                FtpSession ftp = login(server)) {
            assertThat(ftp.deleteAll(List.of()).isEmpty()).isTrue();
            assertThat(ftp.sizeAll(List.of()).isComplete()).isTrue();
            assertThatThrownBy(() -> ftp.sizeAll(List.of("a", ""))).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> ftp.deleteAll(List.of("a", "b\r\nDELE c")))
                    .isInstanceOf(IllegalArgumentException.class);
            ftp.noop();
        }
    }

    @Test
    void aLineThatBreaksSaysWhatHadBecomeOfEach() throws IOException {
        List<String> paths = IntStream.range(0, 70).mapToObj(i -> "f" + i).toList();
        String window = paths.subList(0, 64).stream()
                .map(path -> "C: DELE " + path + "\n")
                .collect(Collectors.joining());
        String dialogue = LOGIN + window
                + """
                S: 250 ok
                S: 550 none
                * closed by peer
                """;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = login(server)) {
            WireException broken = catchThrowableOfType(WireException.Hangup.class, () -> ftp.deleteAll(paths));
            Batch<?, ?> batch = broken.batch();
            assertThat(batch.size()).isEqualTo(70);
            assertThat(batch.done().keySet()).hasToString("[f0]");
            assertThat(batch.refused().keySet()).hasToString("[f1]");
            assertThat(batch.unknown()).hasToString(paths.subList(2, 64).toString());
            assertThat(batch.untried()).hasToString(paths.subList(64, 70).toString());
        }
    }

    @Test
    void aFarewellEndsTheBatchInTheServersWords() throws IOException {
        String dialogue = LOGIN
                + """
                C: DELE a
                C: DELE b
                C: DELE c
                S: 250 ok
                S: 421 going down
                * closed by peer
                """;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = login(server)) {
            WireException end =
                    catchThrowableOfType(WireException.Refused.class, () -> ftp.deleteAll(List.of("a", "b", "c")));
            assertThat(end).hasMessageContaining("going down");
            assertThat(states(end.batch()))
                    .isEqualTo(
                            """
                            a DONE
                            b REFUSED
                            c UNKNOWN
                            """);
            assertThat(ftp.isOpen()).isFalse();
        }
    }

    @Test
    void aTypeThatIsRefusedLeavesAllUntried() throws IOException {
        String dialogue =
                LOGIN + """
                C: TYPE I
                S: 504 text alone
                """ + ALIVE;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = login(server)) {
            WireException refused =
                    catchThrowableOfType(WireException.Refused.class, () -> ftp.sizeAll(List.of("a", "b")));
            assertThat(refused.batch().untried()).hasToString("[a, b]");
            ftp.noop();
        }
    }

    @Test
    void mgetTakesWhatItCanAndNamesTheRest() throws IOException {
        String dialogue = LISTING
                + NEXT.formatted("c")
                + """
                S: 550 not for you
                *2 closed
                """
                + NEXT.formatted("e")
                + """
                S: 150 go
                S2: e
                *2 closed by peer
                S: 226 done
                """;
        Files.writeString(folder.resolve("c"), "old");
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = login(server)) {
            Batch<String, Transfer> got = ftp.mget(Glob.of("*"), folder);
            assertThat(got.done()).containsOnlyKeys("a", "e");
            assertThat(got.done().get("a").bytes()).isEqualTo(5);
            assertThat(got.refused().get("c")).hasMessageContaining("not for you");
            assertThat(got.refused().values()).hasSize(2).first().isInstanceOf(WireException.Insecure.class);
            assertThat(got.isComplete()).isFalse();
        }
        assertThat(folder.resolve("a")).hasContent("new");
        assertThat(folder.resolve("c")).hasContent("old");
        assertThat(files()).containsExactlyInAnyOrder("a", "c", "e");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void anMgetThatBreaksLeavesWholeFilesAlone() throws IOException {
        String dialogue = LISTING
                + NEXT.formatted("c")
                + """
                S: 150 go
                S2: half
                *2 closed by peer
                * closed by peer
                """;
        Files.writeString(folder.resolve("c"), "old");
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = login(server)) {
            WireException broken =
                    catchThrowableOfType(WireException.Hangup.class, () -> ftp.mget(Glob.of("*"), folder));
            assertThat(states(broken.batch())).startsWith("a DONE\n").endsWith("c UNKNOWN\ne UNTRIED\n");
        }
        assertThat(folder.resolve("c")).hasContent("old");
        assertThat(files()).containsExactlyInAnyOrder("a", "c");
    }

    @Test
    void anMputThatBreaksKeepsTheFatesSoFar() throws IOException {
        String dialogue = LOGIN
                + """
                C: TYPE I
                C: EPSV
                S: 200 ok
                S: 229 ok (|||${port2}|)
                C: STOR a
                S: 553 no
                *2 closed
                C: EPSV
                S: 229 ok (|||${port2}|)
                *2 connected
                C: STOR b
                S: 150 go
                C2: b
                *2 closed
                * closed by peer
                """;
        for (String name : List.of("c", "b", "a")) {
            Files.writeString(folder.resolve(name), name + "\r\n");
        }
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = login(server)) {
            WireException broken =
                    catchThrowableOfType(WireException.OutcomeUnknown.class, () -> ftp.mput(folder, Glob.of("*")));
            assertThat(states(broken.batch()))
                    .isEqualTo(
                            """
                            a REFUSED
                            b UNKNOWN
                            c UNTRIED
                            """);
        }
    }

    /** What reading a file throws comes out as it is, and tells what was done before. */
    @Test
    void anMputThatTheCallersFilesEndTellsHowFarItCame() throws IOException {
        for (String name : List.of("a", "b", "c")) {
            Files.writeString(folder.resolve(name), name);
        }
        try (HandServer server = HandServer.start(this::storeOneAndLoseTheNext);
                FtpSession ftp = Ftp.at("127.0.0.1")
                        .port(server.port())
                        .timeout(Duration.ofSeconds(5))
                        .connect()
                        .loginAnonymously()) {
            NoSuchFileException mine =
                    catchThrowableOfType(NoSuchFileException.class, () -> ftp.mput(folder, Glob.of("*")));
            WireException.Cancelled ended = (WireException.Cancelled) mine.getSuppressed()[0];
            assertThat(states(ended.batch())).isEqualTo("a DONE\nb UNTRIED\nc UNTRIED\n");
            ftp.noop();
        }
    }

    private void storeOneAndLoseTheNext(Hand hand) throws IOException {
        hand.say("220 ready");
        String line = hand.line();
        while (!line.startsWith("EPSV")) {
            hand.say(line.startsWith("USER") ? "230 in" : "200 ok");
            line = hand.line();
        }
        try (ServerSocket port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            hand.say("229 ok (|||" + port.getLocalPort() + "|)");
            hand.line();
            Files.delete(folder.resolve("b"));
            try (Hand data = hand.accept(port)) {
                hand.say("150 go");
                data.drain();
            }
        }
        hand.say("226 done");
        hand.line();
        hand.say("200 alive");
        hand.hold();
    }

    /** A name that the server chose must not be written through a link that leads elsewhere. */
    @Test
    void mgetFollowsNoSymbolicLink() throws IOException {
        Path outside = folder.resolve("outside");
        Files.writeString(outside, "old");
        Path into = Files.createDirectory(folder.resolve("into"));
        Files.createSymbolicLink(into.resolve("a"), outside);
        String dialogue = LISTING.substring(0, LISTING.indexOf("S2: new"))
                + """
                *2 closed
                S: 426 broken off
                """
                + ALIVE;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = login(server)) {
            IOException mine = catchThrowableOfType(IOException.class, () -> ftp.mget(Glob.of("*"), into));
            assertThat(mine).isNotInstanceOf(WireException.class).hasMessageContaining("symbolic links");
            assertThat(mine.getSuppressed()).hasAtLeastOneElementOfType(WireException.Cancelled.class);
            for (Throwable told : mine.getSuppressed()) {
                if (told instanceof WireException.Cancelled ended) {
                    assertThat(states(ended.batch())).startsWith("a UNKNOWN\n").endsWith("c UNTRIED\ne UNTRIED\n");
                }
            }
            ftp.noop();
        }
        assertThat(outside).hasContent("old");
    }
}
