package protocols;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import protocols.Transcript.Side;
import protocols.mail.Address;
import protocols.net.Deadline;
import protocols.smtp.MailRefused;
import protocols.smtp.Receipt;

/** An error that is sent to another program, or kept in a file, comes back whole. */
class ErrorsSerializeTest {

    private static final Deadline LIMIT = Deadline.after("idleTimeout", Duration.ofSeconds(7));
    private static final Reply NO = new Reply("550", List.of("5.1.1 no such user", "b\u001b[2J\u00e4"));

    /** Nothing that could be written down. */
    private static final class Live {
        @Override
        public String toString() {
            return "live";
        }
    }

    /** An error of somebody's own connector, which holds what cannot be written down. */
    private static final class OfAConnector extends IOException {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings({"serial", "UnusedVariable"}) // That it cannot be written down is what the test is about.
        private final Object held = new Live();

        OfAConnector() {
            super("the tunnel broke");
        }
    }

    static Stream<WireException> everyKind() {
        WireException broken = new WireException.Hangup("the peer reset it", new IOException("Connection reset"));
        Address repaired = Address.readList("\"A\u00e4\" <a b@c.example>").get(0);
        Receipt receipt = Receipt.of(NO)
                .refused(Address.of("Bob", "bob@example.net"), NO)
                .refused(repaired, Reply.of("421", "bye"))
                .accepted(Address.of("\"a b\"@example.org"), Reply.of("250", "ok"));
        return Stream.of(
                new WireException.Refused(NO),
                MailRefused.of(receipt),
                new WireException.Malformed("a reply begins with three digits", "hello\u202e"),
                new WireException.Unsupported("VRFY"),
                new WireException.Unreachable("nobody there", List.of()),
                new WireException.Unreachable("nobody there", List.of(), new IOException("no route to host")),
                broken,
                new WireException.TimedOut(LIMIT, "waiting for 250"),
                new WireException.LimitExceeded("line", 65_536),
                new WireException.Insecure("no STARTTLS", new IllegalStateException("x")),
                new WireException.Cancelled("the thread was interrupted"),
                new WireException.OutcomeUnknown("DATA", broken));
    }

    private static Transcript conversation() {
        return new Transcript(List.of(
                new Transcript.Dropped(1, Duration.ZERO, 4),
                new Transcript.Opened(1, Duration.ofNanos(1_234_567), "mx.example.org:25 tcp"),
                new Transcript.Secured(1, Duration.ofMillis(2), "TLSv1.3 X"),
                new Transcript.Said(70_000, Duration.ofMillis(3), Side.SERVER, "220 \\x1b hi\\x20"),
                new Transcript.Said(1, Duration.ofMillis(4), Side.CLIENT, "AUTH PLAIN ********"),
                new Transcript.Omitted(2, Duration.ofMillis(5), Side.CLIENT, 5_000_000_000L),
                new Transcript.Note(1, Duration.ofMillis(6), "a remark"),
                new Transcript.Closed(1, Duration.ofDays(2), Side.SERVER)));
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void comesBackWhole(WireException fault) throws Exception {
        fault.at(WireException.Where.of("mx.example.org:25", "RCPT TO", Duration.ofNanos(12_345_678))
                .bytes(77)
                .transcript(conversation()));
        fault.with(List.of(Attempt.of("192.0.2.1:25", "TCP", Duration.ofNanos(99), "connection refused")));
        fault.with(Batch.of(List.of(Batch.Fate.done("a", NO), Batch.Fate.untried("b"))));
        fault.addSuppressed(new IOException("close failed"));

        WireException back = throughAFile(fault);

        assertThat(back)
                .isNotSameAs(fault)
                .isExactlyInstanceOf(fault.getClass())
                .hasMessage(fault.getMessage());
        assertThat(back.kind()).isEqualTo(fault.kind());
        assertThat(back.reason()).isEqualTo(fault.reason());
        assertThat(back.attempts()).isEqualTo(fault.attempts()).hasSize(1);
        assertThat(back.batch().toString()).isEqualTo(fault.batch().toString());
        assertThat(back.batch()).isEqualTo(fault.batch());
        assertThat(back.getSuppressed()).hasSize(1);
        assertThat(back.getStackTrace()).isEqualTo(fault.getStackTrace());
        assertThat(String.valueOf(back.getCause())).isEqualTo(String.valueOf(fault.getCause()));
        assertThat(Optional.ofNullable(back.getCause()).map(cause -> List.of(cause.getStackTrace())))
                .isEqualTo(Optional.ofNullable(fault.getCause()).map(cause -> List.of(cause.getStackTrace())));
        samePlace(back, fault);
        sameOfItsKind(back, fault);
    }

    private static void samePlace(WireException back, WireException fault) {
        WireException.Where there = back.where().orElseThrow();
        WireException.Where here = fault.where().orElseThrow();
        assertThat(there).hasToString(here.toString());
        assertThat(there.peer()).isEqualTo(here.peer());
        assertThat(there.doing()).isEqualTo(here.doing());
        assertThat(there.elapsed()).isEqualTo(here.elapsed());
        assertThat(back.transcript().entries()).isEqualTo(conversation().entries());
    }

    private static void sameOfItsKind(WireException back, WireException fault) {
        if (fault instanceof WireException.Refused no) {
            assertThat(((WireException.Refused) back).reply()).isEqualTo(no.reply());
            assertThat(((WireException.Refused) back).isTransient()).isEqualTo(no.isTransient());
        }
        if (fault instanceof MailRefused no) {
            Receipt there = ((MailRefused) back).receipt();
            assertThat(there).isEqualTo(no.receipt());
            assertThat(List.copyOf(there.refused().keySet()))
                    .isEqualTo(List.copyOf(no.receipt().refused().keySet()));
        }
        if (fault instanceof WireException.Malformed bad) {
            assertThat(((WireException.Malformed) back).rule()).isEqualTo(bad.rule());
            assertThat(((WireException.Malformed) back).excerpt()).isEqualTo(bad.excerpt());
        }
        if (fault instanceof WireException.TimedOut late) {
            assertThat(((WireException.TimedOut) back).limit()).isEqualTo(late.limit());
            assertThat(((WireException.TimedOut) back).length()).isEqualTo(late.length());
        }
        if (fault instanceof WireException.LimitExceeded over) {
            assertThat(((WireException.LimitExceeded) back).limit()).isEqualTo(over.limit());
            assertThat(((WireException.LimitExceeded) back).cap()).isEqualTo(over.cap());
        }
    }

    @Test
    void anErrorOfACodecHasNoPlaceAfterwardsEither() throws Exception {
        WireException back = throughAFile(new WireException.Unsupported("VRFY"));

        assertThat(back.where()).isEmpty();
        assertThat(back.attempts()).isEmpty();
        assertThat(back.batch().isEmpty()).isTrue();
        assertThat(back.getCause()).isNull();
        assertThat(back).hasMessage("unsupported: VRFY");
    }

    @Test
    void whatCannotBeWrittenDownComesBackAsItsText() throws Exception {
        WireException fault = new WireException.Hangup("broken", new OfAConnector());
        fault.with(Batch.of(List.of(
                Batch.Fate.done(new Live(), Map.of("k", new Live())),
                Batch.Fate.refused(new Live(), new WireException.Refused(NO)),
                Batch.Fate.unknown("c"))));

        WireException back = throughAFile(fault);

        assertThat(back.getCause()).isInstanceOf(IOException.class).hasMessageContaining("the tunnel broke");
        assertThat(back.getCause().getStackTrace()).isEqualTo(fault.getCause().getStackTrace());
        assertThat(back.batch()).hasToString(fault.batch().toString());
        assertThat(back.batch().iterator().next().key()).isEqualTo("live");
        assertThat(back.batch().unknown()).isEqualTo(List.of("c"));
    }

    @Test
    void theFirstRefusalOfABatchHoldsTheBatchThatHoldsIt() throws Exception {
        WireException no = new WireException.Refused(NO);
        WireException fault = no.with(Batch.of(List.of(Batch.Fate.refused("a", no), Batch.Fate.done("b", 7))));

        WireException back = throughAFile(fault);

        assertThat(back.batch().refused()).hasSize(1);
        assertThat(back.batch().refused().get("a")).isSameAs(back);
        assertThat(back.batch().done().get("b")).isEqualTo(7);
    }

    private static WireException throughAFile(WireException fault) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(file)) {
            out.writeObject(fault);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(file.toByteArray()))) {
            return (WireException) in.readObject();
        }
    }
}
