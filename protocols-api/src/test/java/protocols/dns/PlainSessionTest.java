package protocols.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import protocols.Batch;
import protocols.Receiver;
import protocols.Stats;
import protocols.Transcript;
import protocols.WireException;

/** A session as a user may write it for a test: one that can look one question up. */
class PlainSessionTest {

    private static final Question A = Outcomes.question("www.example.org", RecordType.A);
    private static final Question MX = Outcomes.question("example.org", RecordType.MX);
    private static final Question LOST = Outcomes.question("lost.example.org", RecordType.A);
    private static final Question BREAK = Outcomes.question("break.example.org", RecordType.A);

    private final WireException lost = new WireException.Unreachable("nobody listens", List.of());
    private final WireException broken = new WireException.Cancelled("the thread was interrupted");
    private final List<Question> asked = new ArrayList<>();

    private final DnsSession session = new DnsSession() {
        @Override
        public Outcome lookup(Question question) throws WireException {
            asked.add(question);
            if (question.equals(LOST)) {
                throw lost;
            }
            if (question.equals(BREAK)) {
                throw broken;
            }
            return question.type().equals(RecordType.MX)
                    ? Outcomes.answer(RecordType.MX, "example.org. 60 IN MX 10 mx.example.org.")
                    : Outcomes.answer(question, DnsRecord.parse(question.name() + " 60 IN A 192.0.2.1"));
        }

        @Override
        public Stream<Outcome> resolveAll(Stream<Question> questions, int window) {
            throw new UnsupportedOperationException();
        }

        @Override
        public IncrementalTransfer changes(Name zone, long serial, Receiver<ZoneChange> to) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Message exchange(Message message) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long transfer(Name zone, Receiver<DnsRecord> to) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Transcript transcript() {
            return Transcript.EMPTY;
        }

        @Override
        public Stats stats() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    };

    @Test
    void whatTakesSeveralLookupsIsMadeOfThem() throws Exception {
        assertThat(session.mail("example.org").hosts()).containsExactly(Name.of("mx.example.org"));
        assertThat(session.addresses("www.example.org").orThrow()).hasSize(1);
        assertThat(session.search("www.example.org", RecordType.A).records()).hasSize(1);
    }

    @Test
    void manyAreLookedUpInTheOrderAsked() throws Exception {
        Batch<Question, Outcome> batch = session.lookupAll(List.of(MX, LOST, A, MX), 2);
        assertThat(batch).extracting(Batch.Fate::key).containsExactly(MX, LOST, A, MX);
        assertThat(batch.done()).containsOnlyKeys(MX, A);
        assertThat(batch.refused()).containsEntry(LOST, lost);
        assertThat(batch.isComplete()).isFalse();
        assertThat(batch.get(A).orElseThrow().records()).hasSize(1);
    }

    @Test
    void nothingToLookUpIsAnEmptyBatch() throws Exception {
        assertThat(session.lookupAll(List.of(), 1).size()).isZero();
        assertThat(asked).isEmpty();
    }

    @Test
    void whereItIsBrokenOffTheErrorCarriesWhatWasFound() {
        assertThatThrownBy(() -> session.lookupAll(List.of(A, BREAK, MX), 1))
                .isSameAs(broken)
                .isInstanceOfSatisfying(WireException.class, e -> {
                    assertThat(e.batch().done()).hasSize(1);
                    assertThat(e.batch().unknown()).hasSize(1);
                });
    }

    @Test
    void whatTheQuestionsThrowComesOutAsItIs() throws Exception {
        IllegalStateException mine = new IllegalStateException("no more lines");
        Iterable<Question> failing = () -> new Iterator<>() {
            private int given;

            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Question next() {
                if (given++ > 0) {
                    throw mine;
                }
                return A;
            }
        };
        assertThatThrownBy(() -> session.lookupAll(failing, 1)).isSameAs(mine);
        assertThat(session.lookup(A).records()).hasSize(1);
    }

    @Test
    void aWindowIsAtLeastOne() {
        for (int window : new int[] {0, -1, 10_001}) {
            assertThatThrownBy(() -> session.lookupAll(List.of(A), window))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
