package protocols;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import protocols.Transcript.Side;

/** What an observer makes of what it is told. */
class ObserverTest {

    private static final Transcript.Entry SAID = new Transcript.Said(1, Duration.ZERO, Side.SERVER, "220 mx");

    private static System.Logger logger(System.Logger.Level least, List<String> lines) {
        return new System.Logger() {
            @Override
            public String getName() {
                return "test";
            }

            @Override
            public boolean isLoggable(Level level) {
                return level.getSeverity() >= least.getSeverity();
            }

            @Override
            public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
                lines.add(level + " " + message);
            }

            @Override
            public void log(Level level, ResourceBundle bundle, String format, Object... params) {
                lines.add(level + " " + format);
            }
        };
    }

    @Test
    void aLineIsLoggedAsItStandsInTheTranscript() {
        List<String> lines = new ArrayList<>();
        Observer.logging(logger(System.Logger.Level.DEBUG, lines)).line(SAID);
        assertThat(lines).containsExactly("DEBUG S: 220 mx");
    }

    @Test
    void nothingIsLoggedWhereNobodyListens() {
        List<String> lines = new ArrayList<>();
        Observer.logging(logger(System.Logger.Level.INFO, lines)).line(SAID);
        assertThat(lines).isEmpty();
    }

    @Test
    void thatOneFailsDoesNotKeepTheOtherFromBeingTold() {
        List<String> lines = new ArrayList<>();
        Observer fails = Observer.lines(line -> {
            throw new IllegalStateException("the first");
        });
        assertThatThrownBy(() -> fails.and(Observer.lines(lines::add)).line(SAID))
                .hasMessage("the first");
        assertThat(lines).containsExactly("S: 220 mx");
    }
}
