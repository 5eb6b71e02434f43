package protocols.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static protocols.ftp.Dialogues.play;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.WireException;

/** EPSV that leads nowhere, and PASV that does not either: the first is what went wrong, and both are told. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OlderWayFtpTest {

    private static final String PORT =
            """
            C: TYPE I
            C: EPSV
            S: 200 ok
            S: %s
            C: PASV
            S: %s
            """;

    @ParameterizedTest
    @ValueSource(strings = {"502 what?", "425 no", "227 anywhere"})
    void aPortThatDoesNotAnswerCountsForMoreThanANoToTheOlderWay(String pasv) throws IOException {
        play(PORT.formatted("229 ok (|||1|)", pasv), ftp -> {
            assertThatThrownBy(() -> ftp.get("a", OutputStream.nullOutputStream()))
                    .isInstanceOfSatisfying(WireException.Unreachable.class, e -> {
                        assertThat(e).hasMessageContaining("127.0.0.1:1");
                        assertThat(e.attempts()).singleElement().asString().contains("127.0.0.1:1");
                        assertThat(e.getSuppressed()).singleElement().asString().contains(pasv);
                    });
        });
    }

    @Test
    void aPortThatIsNoneIsNamed() throws IOException {
        play(PORT.formatted("229 ok (|||70000|)", "502 what?"), ftp -> {
            assertThatThrownBy(() -> ftp.get("a", OutputStream.nullOutputStream()))
                    .isInstanceOf(WireException.Malformed.class)
                    .hasMessageContaining("70000")
                    .satisfies(e -> assertThat(e.getSuppressed())
                            .singleElement()
                            .asString()
                            .contains("502 what?"));
        });
    }

    @Test
    void twoPortsThatDoNotAnswerAreBothTold() throws IOException {
        play(PORT.formatted("229 ok (|||1|)", "227 ok (127,0,0,1,0,2)"), ftp -> {
            assertThatThrownBy(() -> ftp.get("a", OutputStream.nullOutputStream()))
                    .isInstanceOfSatisfying(WireException.Unreachable.class, e -> assertThat(e.attempts())
                            .extracting(Object::toString)
                            .anyMatch(one -> one.contains(":1"))
                            .anyMatch(one -> one.contains(":2")));
        });
    }

    @Test
    void aNoToBothIsTheNoToTheOlderWayWithTheOther() throws IOException {
        play(PORT.formatted("500 what?", "425 no"), ftp -> {
            assertThatThrownBy(() -> ftp.get("a", OutputStream.nullOutputStream()))
                    .isInstanceOf(WireException.Refused.class)
                    .hasMessageContaining("425 no")
                    .satisfies(e -> assertThat(e.getSuppressed())
                            .singleElement()
                            .asString()
                            .contains("500 what?"));
        });
    }
}
