package protocols.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static protocols.ftp.Dialogues.ALIVE;
import static protocols.ftp.Dialogues.LOGIN;
import static protocols.ftp.Dialogues.at;
import static protocols.ftp.Dialogues.login;
import static protocols.ftp.Dialogues.play;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.Batch;
import protocols.Batch.Fate;
import protocols.Reply;
import protocols.WireException;
import protocols.ftp.FtpEntry.Kind;
import protocols.peers.Scripted;

/** What is asked of many paths in about one round trip, and of servers that cannot take that. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BatchFtpTest {

    private static final String NO_FEATURES = """
            C: FEAT
            S: 500 what?
            """;
    private static final String MLST =
            """
            C: FEAT
            S: 211-here
            S:  MLST type*;size*;
            S: 211 end
            """;

    /** One of those that are known to refuse an RNTO that follows on no RNFR. */
    private static final String STRICT = LOGIN.replace("220 ready", "220 (vsFTPd 3.0.5)");

    private static String states(Batch<?, ?> batch) {
        StringBuilder out = new StringBuilder();
        for (Fate<?, ?> fate : batch) {
            out.append(fate.key()).append(' ').append(fate.state()).append('\n');
        }
        return out.toString();
    }

    private static Map<String, String> names(String... pairs) {
        Map<String, String> names = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            names.put(pairs[i], pairs[i + 1]);
        }
        return names;
    }

    @Test
    void timesAreAskedForInOneRoundTripAndOneThatIsNoneIsItsOwnAlone() throws IOException {
        String dialogue =
                """
                C: MDTM a
                C: MDTM b
                C: MDTM c
                S: 213 20240102030405
                S: 213 yesterday
                S: 550 none
                """;
        play(dialogue, ftp -> {
            long before = ftp.stats().roundTrips();
            Batch<String, FtpTime> times = ftp.modifiedAll(List.of("a", "b", "c"));
            assertThat(ftp.stats().roundTrips() - before).isEqualTo(1);
            assertThat(times.get("a").flatMap(FtpTime::instant)).contains(Instant.parse("2024-01-02T03:04:05Z"));
            assertThat(times.refused().get("b")).isInstanceOf(WireException.Malformed.class);
            assertThat(times.refused().get("c")).hasMessageContaining("550 none");
        });
    }

    @Test
    void directoriesAreNamedAsTheServerNamesThem() throws IOException {
        String dialogue =
                """
                C: MKD a
                C: MKD a/b
                C: MKD c
                S: 257 "/home/a" created
                S: 250 made
                S: 550 exists
                """;
        play(dialogue, ftp -> {
            Batch<String, String> made = ftp.mkdirAll(List.of("a", "a/b", "c"));
            assertThat(made.done()).containsExactlyInAnyOrderEntriesOf(Map.of("a", "/home/a", "a/b", "a/b"));
            assertThat(made.refused()).containsOnlyKeys("c");
        });
    }

    @Test
    void rightsThatWereNotSetAreRefused() throws IOException {
        String dialogue =
                """
                C: SITE CHMOD 600 a
                C: SITE CHMOD 600 b c
                C: SITE CHMOD 600 d
                S: 200 done
                S: 202 superfluous
                S: 550 not yours
                """;
        play(dialogue, ftp -> {
            assertThat(states(ftp.chmodAll(List.of("a", "b c", "d"), "600")))
                    .isEqualTo("a DONE\nb c REFUSED\nd REFUSED\n");
            assertThatThrownBy(() -> ftp.chmodAll(List.of("a"), "u+w")).isInstanceOf(IllegalArgumentException.class);
        });
    }

    /** After 1yz another answer would have to come, and who waits for it would take the next command's for it. */
    @Test
    void aPromiseIsNoAnswer() throws IOException {
        String dialogue = LOGIN
                + """
                C: SITE CHMOD 600 a
                C: SITE CHMOD 600 b
                S: 150 one moment
                * closed
                """;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = login(server)) {
            WireException wrong =
                    catchThrowableOfType(WireException.Malformed.class, () -> ftp.chmodAll(List.of("a", "b"), "600"));
            assertThat(states(wrong.batch())).isEqualTo("a UNKNOWN\nb UNKNOWN\n");
        }
    }

    /** pyftpdlib has the file of an older RNFR still, and would rename that: RNTO waits for the yes to its own. */
    @Test
    void noRntoLeavesBeforeItsOwnRnfrIsAgreedTo() throws IOException {
        String dialogue =
                """
                C: RNFR a
                S: 350 to what?
                C: RNTO A
                C: RNFR b
                S: 553 A is taken
                S: 550 no b
                C: RNFR c
                S: 350 to what?
                C: RNTO C
                C: RNFR d
                S: 250 renamed
                S: 350 to what?
                C: RNTO D
                S: 250 renamed
                """;
        play(dialogue, ftp -> {
            long before = ftp.stats().roundTrips();
            Batch<String, Reply> renamed = ftp.renameAll(names("a", "A", "b", "B", "c", "C", "d", "D"));
            assertThat(ftp.stats().roundTrips() - before).isEqualTo(5);
            assertThat(states(renamed)).isEqualTo("a REFUSED\nb REFUSED\nc DONE\nd DONE\n");
            assertThat(renamed.refused().get("a")).hasMessageContaining(": RNTO A, after ");
            assertThat(renamed.refused().get("b")).hasMessageContaining(": RNFR b, after ");
        });
    }

    @Test
    void oneRenameTakesTwoRoundTripsAndStopsAtTheFirstNo() throws IOException {
        String dialogue =
                """
                C: RNFR a
                S: 350 to what?
                C: RNTO A
                S: 553 A is taken
                C: RNFR b
                S: 550 no b
                """;
        play(dialogue, ftp -> {
            assertThatThrownBy(() -> ftp.rename("a", "A"))
                    .isInstanceOf(WireException.Refused.class)
                    .hasMessageContaining(": RNTO A, after ");
            assertThatThrownBy(() -> ftp.rename("b", "B"))
                    .isInstanceOf(WireException.Refused.class)
                    .hasMessageContaining(": RNFR b, after ");
        });
    }

    /** Of two answers that are due together one is missing, and it may be the first: a no may be the other's. */
    @Test
    void anAnswerThatIsMissingLeavesOpenTheTwoThatWereDue() throws IOException {
        String dialogue = LOGIN
                + """
                C: RNFR a
                S: 350 to what?
                C: RNTO A
                C: RNFR b
                S: 250 renamed
                S: 350 to what?
                C: RNTO B
                C: RNFR c
                S: 550 no c
                * stall
                """;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp =
                        at(server).timeout(Duration.ofMillis(500)).connect().loginAnonymously()) {
            WireException silent = catchThrowableOfType(
                    WireException.TimedOut.class, () -> ftp.renameAll(names("a", "A", "b", "B", "c", "C", "d", "D")));
            assertThat(states(silent.batch())).isEqualTo("a DONE\nb UNKNOWN\nc UNTRIED\nd UNTRIED\n");
        }
    }

    /** The second of two commands is under way when the first is refused: its answer is taken, and says nothing. */
    @Test
    void whatIsRefusedToBeRenamedHasThatReason() throws IOException {
        String dialogue = STRICT
                + """
                C: RNFR a
                C: RNTO A
                C: RNFR b
                C: RNTO B
                C: RNFR c
                C: RNTO C
                S: 350 to what?
                S: 250 renamed
                S: 550 no b
                S: 503 RNFR first
                S: 350 to what?
                S: 553 C is taken
                """
                + ALIVE;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = login(server)) {
            long before = ftp.stats().roundTrips();
            Batch<String, Reply> renamed = ftp.renameAll(names("a", "A", "b", "B", "c", "C"));
            assertThat(ftp.stats().roundTrips() - before).isEqualTo(1);
            assertThat(states(renamed)).isEqualTo("a DONE\nb REFUSED\nc REFUSED\n");
            assertThat(renamed.get("a").orElseThrow().code()).isEqualTo(250);
            assertThat(renamed.refused().get("b")).hasMessageContaining("no b");
            assertThat(renamed.refused().get("c")).hasMessageContaining("C is taken");
            ftp.noop();
        }
    }

    @Test
    void oneAtATimeNoRntoFollowsARefusedRnfr() throws IOException {
        String dialogue = LOGIN
                + """
                C: RNFR a
                S: 550 no a
                C: RNFR b
                S: 350 to what?
                C: RNTO B
                S: 250 renamed
                C: RNFR c
                S: 550 no c
                """
                + ALIVE;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = at(server).withoutPipelining().connect().loginAnonymously()) {
            assertThat(states(ftp.renameAll(names("a", "A", "b", "B", "c", "C"))))
                    .isEqualTo("a REFUSED\nb DONE\nc REFUSED\n");
            ftp.noop();
        }
    }

    /** It renamed something, and nobody knows what: perhaps what the RNFR before it named. */
    @Test
    void aYesToRntoAfterARefusedRnfrIsNoAnswerAndEndsTheSession() throws IOException {
        String dialogue = STRICT
                + """
                C: RNFR a
                C: RNTO A
                C: RNFR b
                C: RNTO B
                C: RNFR c
                C: RNTO C
                S: 350 to what?
                S: 553 A is taken
                S: 550 no b
                S: 250 renamed
                * closed
                """;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = login(server)) {
            WireException wrong = catchThrowableOfType(
                    WireException.Malformed.class, () -> ftp.renameAll(names("a", "A", "b", "B", "c", "C")));
            assertThat(states(wrong.batch())).isEqualTo("a REFUSED\nb UNKNOWN\nc UNKNOWN\n");
            assertThat(ftp.isOpen()).isFalse();
        }
    }

    @Test
    void aLineThatBreaksInTheMiddleOfARenameLeavesThatUnknown() throws IOException {
        String dialogue = LOGIN
                + """
                C: RNFR a
                S: 350 to what?
                C: RNTO A
                C: RNFR b
                * closed by peer
                """;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = login(server)) {
            WireException broken =
                    catchThrowableOfType(WireException.Hangup.class, () -> ftp.renameAll(names("a", "A", "b", "B")));
            assertThat(states(broken.batch())).isEqualTo("a UNKNOWN\nb UNTRIED\n");
        }
    }

    /** 64 commands are under way: 32 renames, and the first command of none is sent without its second for long. */
    @Test
    void manyRenamesGoOutWindowByWindow() throws IOException {
        Map<String, String> names = new LinkedHashMap<>();
        IntStream.range(0, 100).forEach(i -> names.put("f" + i, "g" + i));
        String dialogue = STRICT
                + renames(0, 32)
                + yes(0, 16)
                + renames(32, 48)
                + yes(16, 32)
                + renames(48, 64)
                + yes(32, 48)
                + renames(64, 80)
                + yes(48, 64)
                + renames(80, 96)
                + yes(64, 80)
                + renames(96, 100)
                + yes(80, 100)
                + ALIVE;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = login(server)) {
            assertThat(ftp.renameAll(names).isComplete()).isTrue();
            ftp.noop();
        }
    }

    private static String renames(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> "C: RNFR f%d\nC: RNTO g%d\n".formatted(i, i))
                .collect(Collectors.joining());
    }

    private static String yes(int from, int to) {
        return "S: 350 to what?\nS: 250 ok\n".repeat(to - from);
    }

    @Test
    void entriesAreAskedForInOneRoundTripAndUnderTheirOwnNames() throws IOException {
        String dialogue = LOGIN
                + MLST
                + """
                C: MLST pub/a
                C: MLST none
                C: MLST pub
                S: 250-here
                S:  type=file;size=12; /pub/a
                S: 250 end
                S: 550 none
                S: 250-here
                S:  type=dir; /pub
                S: 250 end
                """
                + ALIVE;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = login(server)) {
            long before = ftp.stats().roundTrips();
            Batch<String, FtpEntry> found = ftp.entryAll(List.of("pub/a", "none", "pub"));
            assertThat(states(found)).isEqualTo("pub/a DONE\nnone REFUSED\npub DONE\n");
            assertThat(found.get("pub/a").orElseThrow().name()).isEqualTo("a");
            assertThat(found.get("pub/a").orElseThrow().size()).hasValue(12);
            assertThat(found.get("pub").orElseThrow().isDirectory()).isTrue();
            assertThat(ftp.stats().roundTrips() - before)
                    .as("FEAT, and all of MLST")
                    .isEqualTo(2);
            ftp.noop();
        }
    }

    @Test
    void whatMlstSaysNothingOfGoesItsOwnWay() throws IOException {
        String dialogue = LOGIN
                + MLST
                + """
                C: MLST a
                C: MLST b c
                S: 250-here
                S:  type=file;size=12; /a
                S: 250 end
                S: 501 one path
                C: MLST b c
                S: 501 one path
                C: MLST b c
                S: 501 one path
                C: TYPE I
                C: SIZE b c
                C: MDTM b c
                S: 200 ok
                S: 213 7
                S: 213 20240102030405
                """
                + ALIVE;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = login(server)) {
            Batch<String, FtpEntry> found = ftp.entryAll(List.of("a", "b c"));
            assertThat(found.isComplete()).isTrue();
            assertThat(found.get("b c").orElseThrow().size()).hasValue(7);
            ftp.noop();
        }
    }

    @Test
    void withoutMlstEachGoesTheWayOfOneAndABrokenLineLeavesTheRestUntried() throws IOException {
        String dialogue = LOGIN
                + NO_FEATURES
                + """
                C: TYPE I
                C: SIZE a
                C: MDTM a
                S: 200 ok
                S: 213 7
                S: 213 20240102030405
                C: SIZE b
                C: MDTM b
                S: 213 8
                * closed by peer
                """;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = login(server)) {
            WireException broken =
                    catchThrowableOfType(WireException.Hangup.class, () -> ftp.entryAll(List.of("a", "b", "c")));
            assertThat(states(broken.batch())).isEqualTo("a DONE\nb UNKNOWN\nc UNTRIED\n");
            assertThat(((FtpEntry) broken.batch().iterator().next().value().orElseThrow()).kind())
                    .isEqualTo(Kind.FILE);
        }
    }

    /** A server that stumbles over the second command of a packet does it alone, and so do all that come after it. */
    @ParameterizedTest
    @ValueSource(strings = {"500", "501", "503"})
    void aServerThatTakesOneCommandAPacketIsSentOneAtATimeFromThenOn(String garbled) throws IOException {
        String dialogue =
                """
                C: DELE a
                C: DELE b
                C: DELE c
                C: DELE d
                S: 250 gone
                S: %1$s what?
                S: 550 no c
                S: %1$s what?
                C: DELE b
                S: 250 gone
                C: DELE d
                S: 550 no d
                """
                                .formatted(garbled)
                        + """
                C: MKD x
                S: 257 "/x"
                C: MKD y
                S: 257 "/y"
                """;
        play(dialogue, ftp -> {
            Batch<String, Reply> deleted = ftp.deleteAll(List.of("a", "b", "c", "d"));
            assertThat(states(deleted)).isEqualTo("a DONE\nb DONE\nc REFUSED\nd REFUSED\n");
            assertThat(deleted.refused().get("d")).hasMessageContaining("no d");
            long before = ftp.stats().roundTrips();
            assertThat(ftp.mkdirAll(List.of("x", "y")).isComplete()).isTrue();
            assertThat(ftp.stats().roundTrips() - before).isEqualTo(2);
        });
    }

    @Test
    void aNameThatTheServerCannotReadIsAskedOnceMoreAndCostsNoPipelining() throws IOException {
        String dialogue =
                """
                C: DELE a
                C: DELE b
                S: 250 gone
                S: 501 not such a name
                C: DELE b
                S: 501 not such a name
                C: MKD x
                C: MKD y
                S: 257 "/x"
                S: 257 "/y"
                """;
        play(dialogue, ftp -> {
            assertThat(states(ftp.deleteAll(List.of("a", "b")))).isEqualTo("a DONE\nb REFUSED\n");
            long before = ftp.stats().roundTrips();
            assertThat(ftp.mkdirAll(List.of("x", "y")).isComplete()).isTrue();
            assertThat(ftp.stats().roundTrips() - before).isEqualTo(1);
        });
    }

    @Test
    void aCommandThatTheServerDoesNotKnowIsNotAskedAgain() throws IOException {
        String dialogue =
                """
                C: MDTM a
                C: MDTM b
                S: 500 what?
                S: 500 what?
                """;
        play(dialogue, ftp -> {
            assertThat(states(ftp.modifiedAll(List.of("a", "b")))).isEqualTo("a REFUSED\nb REFUSED\n");
        });
    }

    @Test
    void withoutPipeliningEachWaitsForTheAnswerToTheOneBefore() throws IOException {
        String dialogue = LOGIN
                + """
                C: TYPE I
                S: 200 ok
                C: SIZE a
                S: 213 1
                C: SIZE b
                S: 500 no
                """
                + ALIVE;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = at(server).withoutPipelining().connect().loginAnonymously()) {
            long before = ftp.stats().roundTrips();
            assertThat(states(ftp.sizeAll(List.of("a", "b")))).isEqualTo("a DONE\nb REFUSED\n");
            assertThat(ftp.stats().roundTrips() - before).isEqualTo(3);
            ftp.noop();
        }
    }

    @Test
    void aServerThatDropsAllButTheFirstCommandOfAPacketEndsTheBatchInTime() throws IOException {
        String dialogue = LOGIN
                + """
                C: DELE a
                C: DELE b
                C: DELE c
                S: 250 gone
                * closed
                """;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp =
                        at(server).timeout(Duration.ofMillis(500)).connect().loginAnonymously()) {
            WireException silent =
                    catchThrowableOfType(WireException.TimedOut.class, () -> ftp.deleteAll(List.of("a", "b", "c")));
            assertThat(states(silent.batch())).isEqualTo("a UNKNOWN\nb UNKNOWN\nc UNKNOWN\n");
        }
    }

    /** An answer that is missing shifts those behind it: which one it is cannot be told. */
    @Test
    void anAnswerThatIsMissingLeavesAllOpen() throws IOException {
        String dialogue = LOGIN
                + """
                C: DELE a
                C: DELE gone
                C: DELE b
                S: 550 no gone
                S: 250 ok b
                * stall
                """;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp =
                        at(server).timeout(Duration.ofMillis(500)).connect().loginAnonymously()) {
            WireException silent =
                    catchThrowableOfType(WireException.TimedOut.class, () -> ftp.deleteAll(List.of("a", "gone", "b")));
            assertThat(states(silent.batch())).isEqualTo("a UNKNOWN\ngone UNKNOWN\nb UNKNOWN\n");
        }
    }

    @Test
    void eachRefusalNamesItsOwnCommand() throws IOException {
        String dialogue =
                """
                C: DELE one
                C: DELE two
                S: 550 no one
                S: 550 no two
                C: RNFR a
                S: 550 no a
                C: RNFR b
                S: 350 go on
                C: RNTO 2
                S: 553 no 2
                """;
        play(dialogue, ftp -> {
            Batch<String, Reply> deleted = ftp.deleteAll(List.of("one", "two"));
            assertThat(deleted.refused().get("one")).hasMessageContaining(": DELE one, after ");
            assertThat(deleted.refused().get("two")).hasMessageContaining(": DELE two, after ");
            Batch<String, Reply> renamed = ftp.renameAll(names("a", "1", "b", "2"));
            assertThat(renamed.refused().get("a")).hasMessageContaining(": RNFR a, after ");
            assertThat(renamed.refused().get("b")).hasMessageContaining(": RNTO 2, after ");
        });
    }

    /** Each answer has its own time: a server that is slow and steady is not silent. */
    @Test
    void aServerThatAnswersSlowlyIsNotSilent() throws IOException {
        String dialogue = LOGIN
                + """
                C: DELE a
                C: DELE b
                C: DELE c
                * pause 400 ms
                S: 250 ok
                * pause 400 ms
                S: 250 ok
                * pause 400 ms
                S: 250 ok
                """
                + ALIVE;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp =
                        at(server).timeout(Duration.ofMillis(900)).connect().loginAnonymously()) {
            assertThat(ftp.deleteAll(List.of("a", "b", "c")).isComplete()).isTrue();
            ftp.noop();
        }
    }

    @Test
    void nothingToDoIsAnEmptyBatchAndAMistakeCostsNothing() throws IOException {
        try (Scripted server = Scripted.play(LOGIN + ALIVE);
                FtpSession ftp = login(server)) {
            assertThat(ftp.modifiedAll(List.of()).isEmpty()).isTrue();
            assertThat(ftp.mkdirAll(List.of()).isEmpty()).isTrue();
            assertThat(ftp.renameAll(Map.of()).isEmpty()).isTrue();
            assertThat(ftp.chmodAll(List.of(), "644").isEmpty()).isTrue();
            assertThat(ftp.entryAll(List.of()).isEmpty()).isTrue();
            assertThatThrownBy(() -> ftp.entryAll(List.of("a", ""))).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> ftp.renameAll(names("a", "b", "c", "d\r\nDELE e")))
                    .isInstanceOf(IllegalArgumentException.class);
            ftp.noop();
        }
    }
}
