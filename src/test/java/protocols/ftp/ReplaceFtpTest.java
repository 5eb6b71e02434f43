package protocols.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static protocols.ftp.Dialogues.LOGIN;
import static protocols.ftp.Dialogues.login;
import static protocols.ftp.Dialogues.play;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.Content;
import protocols.WireException;
import protocols.peers.Scripted;

/** An upload that takes the place of a file: the old one is there until the new one is whole. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReplaceFtpTest {

    private static final String STORED =
            """
            C: TYPE I
            C: EPSV
            S: 200 ok
            S: 229 ok (|||${port2}|)
            *2 connected
            C: STOR pub/a.********.part
            S: 150 go
            C2: new
            *2 closed
            """;

    private static final String DELETED =
            """
            C: DELE pub/a.********.part
            S: 250 ok
            """;

    private static final String RENAMED =
            """
            C: RNFR pub/a.********.part
            S: 350 go on
            C: RNTO pub/a
            S: 250 done
            """;

    private static final Content NEW = Content.bytes(new byte[] {'n', 'e', 'w', '\r', '\n'});

    @ParameterizedTest
    @ValueSource(strings = {"213 5", "502 what?", "550 no", "213 as I said"})
    void theNewFileTakesTheOldOnesNameOnceItIsWhole(String size) throws IOException {
        String dialogue = STORED + "S: 226 done\nC: SIZE pub/a.********.part\nS: " + size + "\n" + RENAMED;
        play(dialogue, ftp -> {
            assertThat(ftp.replace(NEW, "pub/a").bytes()).isEqualTo(5);
        });
    }

    @Test
    void whatIsNotWholeIsDeleted() throws IOException {
        String dialogue = STORED + "S: 226 done\nC: SIZE pub/a.********.part\nS: 213 4\n" + DELETED;
        play(dialogue, ftp -> {
            assertThatThrownBy(() -> ftp.replace(NEW, "pub/a"))
                    .isInstanceOfSatisfying(FtpMismatch.class, mismatch -> assertThat(mismatch.kind())
                            .isEqualTo(FtpMismatch.Kind.OTHER_LENGTH));
        });
    }

    @Test
    void anUploadThatIsRefusedAtItsEndIsDeleted() throws IOException {
        String dialogue = STORED + "S: 552 quota\n" + DELETED;
        play(dialogue, ftp -> {
            assertThatThrownBy(() -> ftp.replace(NEW, "pub/a")).hasMessageContaining("552 quota");
        });
    }

    @Test
    void aServerThatRenamesOverNothingKeepsTheOldFile() throws IOException {
        String refused = RENAMED.replace("250 done", "553 it is there");
        String dialogue = STORED + "S: 226 done\nC: SIZE pub/a.********.part\nS: 213 5\n" + refused + DELETED;
        play(dialogue, ftp -> {
            assertThatThrownBy(() -> ftp.replace(NEW, "pub/a"))
                    .isInstanceOf(WireException.Refused.class)
                    .hasMessageContaining(": RNTO pub/a, after ")
                    .hasMessageContaining("553 it is there");
        });
    }

    /** Nobody knows then which of the two names it has. */
    @Test
    void aLineThatBreaksAtTheRenameLeavesBothNamesOpen() throws IOException {
        String dialogue = STORED
                + """
                S: 226 done
                C: SIZE pub/a.********.part
                S: 213 5
                C: RNFR pub/a.********.part
                S: 350 go on
                C: RNTO pub/a
                * closed by peer
                """;
        try (Scripted server = Scripted.play(LOGIN + dialogue);
                FtpSession ftp = login(server)) {
            assertThatThrownBy(() -> ftp.replace(NEW, "pub/a")).isInstanceOf(WireException.OutcomeUnknown.class);
            assertThat(ftp.isOpen()).isFalse();
        }
    }

    @Test
    void aSourceThatFailsIsThrownAsItIs() throws IOException {
        String dialogue = DELETED;
        Content failing = Content.of(() -> {
            throw new IOException("no such thing here");
        });
        play(dialogue, ftp -> {
            assertThatThrownBy(() -> ftp.replace(failing, "pub/a")).hasMessage("no such thing here");
        });
    }
}
