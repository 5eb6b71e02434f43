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

    private static final Observer.Finished FINISHED = Observer.Finished.of(
            Protocol.SMTP, "mx.example.org:25", "send", Stats.of(120, 34, 2, Duration.ofMillis(12)));

    @Test
    void eachEventIsOneLineAndFailuresAreWarnings() {
        List<String> lines = new ArrayList<>();
        Observer observer = Observer.logging(logger(System.Logger.Level.TRACE, lines));
        observer.line(new Transcript.Opened(1, Duration.ZERO, "mx.example.org:25 tcp"));
        observer.connected(Observer.Connected.of(1, "mx.example.org:25 tcp", "192.0.2.1:25", Duration.ofMillis(5)));
        observer.secured(new Transcript.Secured(1, Duration.ZERO, "TLSv1.3 X"));
        observer.moved(Observer.Moved.of("send", Progress.of(10, Duration.ofMillis(3))));
        observer.finished(FINISHED);
        observer.finished(FINISHED.failed(new WireException.Hangup("gone\r\nWARNING forged")));
        observer.finished(FINISHED.failed(new IllegalStateException("what the caller says")));
        observer.closed(new Transcript.Closed(1, Duration.ZERO, Side.SERVER));
        String cost = ", 120 bytes sent, 34 bytes received, 2 round trips, 12 ms";
        assertThat(lines)
                .containsExactly(
                        "INFO connected mx.example.org:25 tcp at 192.0.2.1:25 in 5 ms",
                        "INFO * tls TLSv1.3 X",
                        "DEBUG send: 10 bytes in 3 ms",
                        "INFO SMTP mx.example.org:25 send: ok" + cost,
                        "WARNING SMTP mx.example.org:25 send: hung up: gone\\x0d\\x0aWARNING forged" + cost,
                        "WARNING SMTP mx.example.org:25 send: caller: java.lang.IllegalStateException" + cost,
                        "INFO * closed by peer");
    }

    @Test
    void nothingIsLoggedWhereNobodyListens() {
        List<String> lines = new ArrayList<>();
        Observer.logging(logger(System.Logger.Level.INFO, lines)).line(SAID);
        Observer.logging(logger(System.Logger.Level.WARNING, lines)).finished(FINISHED);
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
