package protocols.whois;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How often a server is asked, by a clock that the test turns. */
class PaceTest {

    private static final WhoisServer ONE = WhoisServer.of("whois.one.example");
    private static final WhoisServer OTHER = WhoisServer.of("whois.other.example");
    private static final long LONG = TimeUnit.DAYS.toNanos(1);

    /** Near the end of the range, as {@link System#nanoTime} may be. */
    private long now = Long.MAX_VALUE - 1_000_000;

    private final Pace pace = Pace.of(3, Duration.ofSeconds(2), () -> now);

    @Test
    void someAtOnceAndThenOneInEachGap() {
        assertThat(waits(6)).containsExactly(0, 0, 0, 2, 4, 6);
        assertThat(pace.take(OTHER, LONG)).isZero();
    }

    @Test
    void silenceSavesUpNoMoreThanThereWasAtFirst() {
        waits(3);
        pass(2);
        assertThat(waits(2)).containsExactly(0, 2);
        pass(1_000);
        assertThat(waits(4)).containsExactly(0, 0, 0, 2);
    }

    @Test
    void turnThatComesTooLateIsNotTaken() {
        waits(3);
        assertThat(pace.take(ONE, TimeUnit.SECONDS.toNanos(1))).isEqualTo(TimeUnit.SECONDS.toNanos(2));
        assertThat(waits(1)).containsExactly(2);
    }

    @Test
    void turnsThatAreNotUsedGoBack() {
        waits(3);
        List<Pace.Turn> turns = List.of(pace.turn(ONE, LONG), pace.turn(ONE, LONG), pace.turn(ONE, LONG));
        turns.forEach(turn -> pace.giveBack(ONE, turn));
        assertThat(pace.nanosUntil(ONE)).isEqualTo(TimeUnit.SECONDS.toNanos(2));
        assertThat(waits(2)).containsExactly(2, 4);
    }

    @Test
    void turnInTheMiddleGoesToTheNextAndNobodyComesTwoAtATime() {
        waits(3);
        Pace.Turn first = pace.turn(ONE, LONG);
        assertThat(waits(2)).containsExactly(4, 6);
        pace.giveBack(ONE, first);
        assertThat(waits(2)).containsExactly(2, 8);
    }

    @Test
    void turnThatGoesBackDoesNotEndTheRestOfAServer() {
        waits(3);
        Pace.Turn turn = pace.turn(ONE, LONG);
        pace.hold(ONE, Duration.ofSeconds(50));
        pace.giveBack(ONE, turn);
        assertThat(waits(2)).containsExactly(50, 52);
    }

    @Test
    void serverThatWantsToBeLeftAloneIs() {
        pace.hold(ONE, Duration.ofSeconds(50));
        assertThat(pace.nanosUntil(ONE)).isEqualTo(TimeUnit.SECONDS.toNanos(50));
        pace.hold(ONE, Duration.ofSeconds(10));
        assertThat(pace.nanosUntil(ONE)).isEqualTo(TimeUnit.SECONDS.toNanos(50));
        pass(50);
        assertThat(waits(2)).containsExactly(0, 2);
    }

    @Test
    void thousandsOfServersAreNotKept() {
        for (int i = 0; i < 5_000; i++) {
            pace.take(WhoisServer.of("whois" + i + ".example"), LONG);
            pass(10);
        }
        assertThat(pace.kept()).isLessThanOrEqualTo(1_000);
    }

    @Test
    void normalPaceSparesOtherMachinesOnly() {
        Pace normal = Pace.normal();
        for (int i = 0; i < 5; i++) {
            assertThat(normal.take(ONE, LONG)).isZero();
        }
        assertThat(normal.take(ONE, LONG)).isPositive();
        for (int i = 0; i < 50; i++) {
            assertThat(normal.take(WhoisServer.of("127.0.0.1", 4343), LONG)).isZero();
        }
    }

    @Test
    void noGapIsNoLimit() {
        Pace none = Pace.of(1, Duration.ZERO);
        for (int i = 0; i < 50; i++) {
            assertThat(none.take(ONE, 0)).isZero();
        }
    }

    @Test
    void paceIsSharedByWhatIsMadeFromAClientAndNotByAnotherWay() {
        Whois whois = Whois.at("whois.one.example").pace(2, Duration.ofSeconds(9));
        assertThat(whois.timeout(Duration.ofSeconds(1))
                        .follow(0)
                        .charset(java.nio.charset.StandardCharsets.UTF_8)
                        .pace())
                .isSameAs(whois.pace());
        assertThat(whois.via((endpoint, deadline) -> null).pace())
                .isNotSameAs(whois.pace())
                .isEqualTo(whois.pace());
        assertThat(whois.pace()).hasToString("2 at once, then one in PT9S");
    }

    @Test
    void whatIsNoPaceIsTheCallersMistake() {
        Whois whois = Whois.iana();
        assertThatIllegalArgumentException().isThrownBy(() -> whois.pace(0, Duration.ofSeconds(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> whois.pace(1, Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> whois.pace(1, Duration.ofDays(2)));
    }

    private void pass(int seconds) {
        now += TimeUnit.SECONDS.toNanos(seconds);
    }

    private int[] waits(int count) {
        int[] waits = new int[count];
        for (int i = 0; i < count; i++) {
            waits[i] = (int) TimeUnit.NANOSECONDS.toSeconds(pace.take(ONE, LONG));
        }
        return waits;
    }
}
