package protocols.whois;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import protocols.WireException;
import protocols.net.Deadline;

/** One service and another have one time. */
class FirstThenTest {

    private final List<Duration> given = new ArrayList<>();

    /** Notes how long it may take, and fails. */
    private RegistrationService failing(Duration timeout) {
        return new RegistrationService() {
            @Override
            public Registration lookup(WhoisQuery query, Duration total) throws WireException {
                given.add(total);
                throw new WireException.TimedOut(Deadline.after("timeout", total));
            }

            @Override
            public Duration timeout() {
                return timeout;
            }
        };
    }

    private void requireWithin(int at, Duration most) {
        assertThat(given.get(at)).isBetween(most.minusSeconds(30), most);
    }

    private void ask(RegistrationService both) {
        assertThatThrownBy(() -> both.lookup("example.com"))
                .isInstanceOf(WireException.TimedOut.class)
                .satisfies(e -> assertThat(e.getSuppressed()).isNotEmpty());
    }

    @Test
    void theSecondHasWhatTheFirstLeavesOfTheLongerTimeout() {
        RegistrationService both = failing(Duration.ofSeconds(1000)).orElse(failing(Duration.ofSeconds(600)));
        assertThat(both.timeout()).isEqualTo(Duration.ofSeconds(1000));
        ask(both);
        assertThat(given).hasSize(2);
        requireWithin(0, Duration.ofSeconds(500));
        requireWithin(1, Duration.ofSeconds(1000));
    }

    @Test
    void theFirstHasNoMoreThanItsOwnTimeout() {
        ask(failing(Duration.ofSeconds(100)).orElse(failing(Duration.ofSeconds(600))));
        requireWithin(0, Duration.ofSeconds(100));
        requireWithin(1, Duration.ofSeconds(600));
    }

    @Test
    void aTimeThatIsGivenIsTheTimeOfAll() {
        Duration timeout = Duration.ofSeconds(1000);
        RegistrationService three = failing(timeout).orElse(failing(timeout)).orElse(failing(timeout));
        assertThatThrownBy(() -> three.lookup(WhoisQuery.of("example.com"), Duration.ofSeconds(400)))
                .isInstanceOf(WireException.TimedOut.class);
        assertThat(given).hasSize(3);
        requireWithin(0, Duration.ofSeconds(100));
        requireWithin(1, Duration.ofSeconds(200));
        requireWithin(2, Duration.ofSeconds(400));
    }

    @Test
    void whatAServiceThrowsThatIsNoFaultOfALineComesOutAsItIs() {
        IllegalStateException own = new IllegalStateException("mine");
        RegistrationService broken = (query, total) -> {
            throw own;
        };
        assertThatThrownBy(() -> broken.orElse(failing(Duration.ofSeconds(1))).lookup("example.com"))
                .isSameAs(own);
        assertThat(given).isEmpty();
        assertThatThrownBy(() -> failing(Duration.ofSeconds(1)).orElse(broken).lookup("example.com"))
                .isSameAs(own);
    }
}
