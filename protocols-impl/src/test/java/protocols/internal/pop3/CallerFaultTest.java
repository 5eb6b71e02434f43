package protocols.internal.pop3;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import protocols.Receiver;
import protocols.Sink;
import protocols.WireException;
import protocols.pop3.Maildrop;
import protocols.pop3.Retrieved;

/** What the caller's own code throws comes out as it is, and the maildrop is in step after it or says why it is closed. */
class CallerFaultTest {

    private static final String THREE =
            """
            C: RETR 1
            C: RETR 2
            C: RETR 3
            S: +OK
            S: one
            S: +OK no answer
            S: .
            S: -ERR no such message
            S: +OK
            S: three
            S: .
            C: NOOP
            S: +OK
            """;

    /** More than is worth reading to keep a session: 2 MiB. */
    private static final String LONG = "S: +OK\n" + ("S: " + "x".repeat(1022) + "\n").repeat(2048) + "S: .\n";

    @TempDir
    private Path folder;

    static List<Throwable> faults() {
        return List.of(
                new IOException("disk full"),
                new WireException.Hangup("another connection broke"),
                new UncheckedIOException(new IOException("disk full")),
                new AssertionError("not what the caller wanted"));
    }

    /** Throws it, whatever it is. */
    private static void fail(Throwable fault) throws IOException {
        if (fault instanceof IOException e) {
            throw e;
        }
        if (fault instanceof RuntimeException e) {
            throw e;
        }
        throw (Error) fault;
    }

    private static OutputStream failing(Throwable fault) {
        return new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                fail(fault);
            }
        };
    }

    private static Receiver<Retrieved> failingAfterABit(Throwable fault) {
        return message -> {
            assertThat(message.bytes().read()).isEqualTo('o');
            fail(fault);
        };
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aSinkThatFailsLeavesTheMaildropInStep(Throwable fault) throws IOException {
        Maildrop drop = Dialogues.drop(Dialogues.LOGIN + "C: RETR 1\nS: +OK\nS: text\nS: .\nC: NOOP\nS: +OK\n");
        assertThatThrownBy(() -> drop.retrieve(1, failing(fault))).isSameAs(fault);
        drop.noop();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aSinkThatFailsInALongMessageClosesTheMaildrop(Throwable fault) throws IOException {
        Maildrop drop = Dialogues.drop(Dialogues.LOGIN + "C: RETR 1\n" + LONG);
        assertThatThrownBy(() -> drop.retrieve(1, failing(fault))).isSameAs(fault);
        assertClosed(drop);
    }

    @Test
    void aFileThatCannotBeWrittenIsFoundBeforeTheMessageIsAskedFor() throws IOException {
        Maildrop drop = Dialogues.drop(Dialogues.LOGIN + "C: NOOP\nS: +OK\n");
        assertThatThrownBy(() -> drop.retrieve(1, folder.resolve("missing/1.eml")))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(WireException.class);
        drop.noop();
    }

    @Test
    void aFileIsWrittenWholeOrNotAtAll() throws IOException {
        Path file = folder.resolve("1.eml");
        String cut = Dialogues.LOGIN + "C: RETR 1\nS: +OK\nS: text\n* closed by peer\n";
        Maildrop broken = Dialogues.drop(cut);
        assertThatThrownBy(() -> broken.retrieve(1, file)).isInstanceOf(WireException.Hangup.class);
        assertThat(folder).isEmptyDirectory();
        Maildrop refused = Dialogues.drop(Dialogues.LOGIN + "C: RETR 1\nS: -ERR no such message\nC: NOOP\nS: +OK\n");
        assertThatThrownBy(() -> refused.retrieve(1, file)).isInstanceOf(WireException.Refused.class);
        refused.noop();
        assertThat(folder).isEmptyDirectory();
        Maildrop drop = Dialogues.drop(Dialogues.LOGIN + "C: RETR 1\nS: +OK 6 octets\nS: ..text\nS: .\n");
        var transfer = drop.retrieve(1, file);
        assertThat(transfer.bytes()).isEqualTo(7);
        assertThat(transfer.reply().text()).isEqualTo("6 octets");
        assertThat(Files.readString(file)).isEqualTo(".text\r\n");
    }

    @Test
    void aSinkTellsItsProgressAndAStreamStaysOpen() throws IOException {
        Maildrop drop = Dialogues.drop(Dialogues.LOGIN + "C: RETR 1\nS: +OK\nS: text\nS: .\n");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<Long> told = new ArrayList<>();
        drop.retrieve(1, Sink.stream(out).progress(progress -> told.add(progress.bytes())));
        assertThat(out.toString(US_ASCII)).isEqualTo("text\r\n");
        assertThat(told).last().isEqualTo(6L);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aReceiverThatFailsEndsTheBatchAndTheMaildropIsInStep(Throwable fault) throws IOException {
        Maildrop drop = Dialogues.drop(Dialogues.PIPELINING + THREE);
        assertThatThrownBy(() -> drop.retrieveAll(List.of(1, 2, 3), failingAfterABit(fault)))
                .isSameAs(fault);
        drop.noop();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void nothingMoreIsAskedForAfterAReceiverFailed(Throwable fault) throws IOException {
        Maildrop drop = Dialogues.drop(Dialogues.LOGIN + "C: RETR 1\nS: +OK\nS: one\nS: .\nC: NOOP\nS: +OK\n");
        assertThatThrownBy(() -> drop.retrieveAll(List.of(1, 2, 3), failingAfterABit(fault)))
                .isSameAs(fault);
        drop.noop();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aReceiverThatFailsBeforeALongMessageClosesTheMaildrop(Throwable fault) throws IOException {
        Maildrop drop = Dialogues.drop(Dialogues.PIPELINING + "C: RETR 1\nC: RETR 2\nS: +OK\nS: one\nS: .\n" + LONG);
        assertThatThrownBy(() -> drop.retrieveAll(List.of(1, 2), failingAfterABit(fault)))
                .isSameAs(fault);
        assertClosed(drop);
    }

    @Test
    void aLineThatBreaksWhileAReceiverHasFailedIsHeardOfByTheNextCall() throws IOException {
        Maildrop drop =
                Dialogues.drop(Dialogues.PIPELINING + "C: RETR 1\nC: RETR 2\nS: +OK\nS: one\nS: .\n* closed by peer\n");
        IOException full = new IOException("disk full");
        assertThatThrownBy(() -> drop.retrieveAll(List.of(1, 2), failingAfterABit(full)))
                .isSameAs(full);
        assertThatThrownBy(drop::noop).isInstanceOf(WireException.Hangup.class);
    }

    @Test
    void aReceiverCannotUseTheMaildrop() throws IOException {
        Maildrop drop = Dialogues.drop(Dialogues.PIPELINING + "C: RETR 1\nS: +OK\nS: a\nS: .\nC: NOOP\nS: +OK\n");
        assertThatThrownBy(() -> drop.retrieveAll(List.of(1), message -> drop.noop()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("receives from");
        drop.noop();
    }

    @Test
    void numbersThatCannotBeReadSendNothing() throws IOException {
        Maildrop drop = Dialogues.drop(Dialogues.PIPELINING + "C: NOOP\nS: +OK\n");
        IllegalStateException broken = new IllegalStateException("the caller's own list");
        Iterable<Integer> numbers = () -> new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Integer next() {
                throw broken;
            }
        };
        assertThatThrownBy(() -> drop.retrieveAll(numbers, message -> {})).isSameAs(broken);
        assertThatThrownBy(() -> drop.deleteAll(numbers)).isSameAs(broken);
        drop.noop();
    }

    private static void assertClosed(Maildrop drop) {
        assertThat(drop.isOpen()).isFalse();
        assertThatThrownBy(drop::noop)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed because the receiver failed");
    }
}
