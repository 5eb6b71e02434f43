package protocols.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import protocols.Observer;
import protocols.Transcript;
import protocols.WireException;
import protocols.smtp.Smtp;

/** An observer is told what happens, and breaks nothing. */
class ObservedTest {

    private static final String DIALOGUE =
            """
            * connected mx.example.org:25 tcp
            S: 220 mx.example.org
            C: EHLO [127.0.0.1]
            S: 250 mx.example.org
            C: NOOP
            S: 250 ok
            """;

    private static Smtp smtp(Observer observer) {
        return Smtp.at("mx.example.org")
                .via(Transcript.parse(DIALOGUE).replay())
                .observe(observer);
    }

    @Test
    void itIsToldOfTheConnectionAndItsEndOnce() throws WireException {
        List<String> told = new ArrayList<>();
        Observer observer = new Observer() {
            @Override
            public void connected(Connected connection) {
                told.add("connected " + connection.target());
            }

            @Override
            public void closed(Transcript.Closed end) {
                told.add("closed by " + end.by());
            }
        };
        smtp(observer).connect().close();
        assertThat(told).containsExactly("connected mx.example.org:25 tcp", "closed by CLIENT");
    }

    @Test
    void oneThatFailsEachTimeBreaksNothingAndTheNextIsTold() throws WireException {
        List<String> lines = new ArrayList<>();
        Observer fails = Observer.lines(line -> {
            throw new IllegalStateException("the observer failed");
        });
        try (var smtp = smtp(fails.and(Observer.lines(lines::add))).connect()) {
            assertThat(smtp.noop().code()).isEqualTo(250);
        }
        assertThat(lines).contains("C: NOOP", "S: 250 ok", "* closed");
    }
}
