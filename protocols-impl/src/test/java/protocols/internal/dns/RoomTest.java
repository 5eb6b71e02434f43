package protocols.internal.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** With answers that take times made up here. */
class RoomTest {

    private static final Duration NEAR = Duration.ofNanos(500_000);
    private static final Duration FAR = Duration.ofMillis(40);

    private static void answers(Room room, int count, Duration took) {
        for (int i = 0; i < count; i++) {
            room.answered(took.toNanos());
        }
    }

    @Test
    void aSmallWindowIsAllThereIs() {
        Room room = new Room(10);
        assertThat(room.size()).isEqualTo(10);
        answers(room, 10_000, FAR);
        assertThat(room.size()).isEqualTo(10);
    }

    @Test
    void aServerNearbyGetsNoMoreThanItsSocketHolds() {
        Room room = new Room(1000);
        assertThat(room.size()).isEqualTo(64);
        answers(room, 100_000, NEAR);
        assertThat(room.size()).isEqualTo(160);
    }

    @Test
    void theWayToAServerFarAwayIsFilled() {
        Room room = new Room(1000);
        answers(room, 1_000_000, FAR);
        assertThat(room.size()).isEqualTo(1000);
    }

    @Test
    void answersThatComeLaterMakeItSmallerAgain() {
        Room room = new Room(1000);
        answers(room, 1_000_000, FAR);
        answers(room, 1000, FAR.multipliedBy(3));
        assertThat(room.size()).isEqualTo(875);
        answers(room, 100_000, FAR.multipliedBy(3));
        assertThat(room.size()).as("as if it began anew, at the new pace").isGreaterThanOrEqualTo(64);
    }

    @Test
    void whatIsLostMakesItSmaller() {
        Room room = new Room(1000);
        answers(room, 1_000_000, FAR);
        room.lost();
        assertThat(room.size()).isEqualTo(999);
        for (int i = 0; i < 2000; i++) {
            room.lost();
        }
        assertThat(room.size()).isEqualTo(64);
    }

    @Test
    void aHitchWhileItIsMeasuredIsNotTakenForThePace() {
        Room room = new Room(1000);
        answers(room, 64, Duration.ofMillis(300));
        answers(room, 100_000, NEAR);
        assertThat(room.size()).isEqualTo(160);
    }
}
