package protocols.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.dns.Rdata.Cname;

/** A name that stands in a message, with pointers in it, is the same name as one that stands alone. */
class NamesInMessageTest {

    private static final Name QUESTION = Name.of("example.org");

    /** Few labels, so that names share their ends and most of them end in a pointer. */
    private static final String[] LABELS = {"a", "bc", "Example", "ORG", "\\046", "x".repeat(63)};

    @ParameterizedTest
    @ValueSource(ints = {5, 200})
    void doesAllThatItDoesAlone(int count) throws Exception {
        Random random = new Random(1035);
        for (int round = 0; round < 200; round++) {
            List<Name> alone = names(random, count);
            List<Name> inMessage = inMessage(alone);
            for (int i = 0; i < count; i++) {
                same(inMessage.get(i), alone.get(i));
                int other = random.nextInt(count);
                same(inMessage.get(i), alone.get(i), inMessage.get(other), alone.get(other));
                same(inMessage.get(i), alone.get(i), alone.get(other), alone.get(other));
                same(alone.get(i), alone.get(i), inMessage.get(other), alone.get(other));
            }
        }
    }

    private static List<Name> names(Random random, int count) {
        List<Name> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StringBuilder text = new StringBuilder();
            for (int labels = random.nextInt(4); labels > 0; labels--) {
                text.append(LABELS[random.nextInt(LABELS.length)]).append('.');
            }
            names.add(Name.of(text.isEmpty() ? "." : text.toString()));
        }
        return names;
    }

    /** The names as owners and as data in turn, read back from a message in which they are compressed. */
    private static List<Name> inMessage(List<Name> names) throws Exception {
        MessageBuilder message = Message.query(QUESTION, RecordType.CNAME).set(DnsFlag.QR);
        for (int i = 0; i + 1 < names.size(); i += 2) {
            message.answer(DnsRecord.of(names.get(i), Duration.ZERO, new Cname(names.get(i + 1))));
        }
        Name last = names.get(names.size() - 1);
        message.answer(DnsRecord.of(last, Duration.ZERO, new Cname(last)));
        List<Name> read = new ArrayList<>();
        for (DnsRecord record : Message.decode(message.encode()).section(DnsSection.ANSWER)) {
            read.add(record.name());
            read.add(((Cname) record.data()).target());
        }
        return read;
    }

    private static void same(Name name, Name alone) throws Exception {
        assertThat(name).isEqualTo(alone).hasSameHashCodeAs(alone).hasToString(alone.toString());
        assertThat(alone).isEqualTo(name);
        assertThat(name.toBytes()).isEqualTo(alone.toBytes());
        assertThat(Name.decode(name.toBytes())).isEqualTo(alone);
        assertThat(name.length()).isEqualTo(alone.toBytes().length).isEqualTo(alone.length());
        assertThat(name.labels()).isEqualTo(alone.labels());
        assertThat(name.labelCount()).isEqualTo(alone.labels().size()).isEqualTo(alone.labelCount());
        assertThat(name.isRoot()).isEqualTo(alone.labels().isEmpty()).isEqualTo(alone.isRoot());
        assertThat(name.parent().map(Name::toString)).isEqualTo(alone.parent().map(Name::toString));
        assertThat(name.parent()).isEqualTo(alone.parent());
        assertThat(name.toUnicode()).isEqualTo(alone.toUnicode());
    }

    private static void same(Name name, Name alone, Name other, Name otherAlone) {
        assertThat(name.equals(other)).isEqualTo(alone.toString().equalsIgnoreCase(otherAlone.toString()));
        assertThat(name.isSubdomainOf(other))
                .isEqualTo(alone.isSubdomainOf(otherAlone))
                .isEqualTo(below(alone, otherAlone));
        assertThat(name.compareTo(other)).isEqualTo(alone.compareTo(otherAlone));
        assertThat(name.moved(other, QUESTION)).isEqualTo(alone.moved(otherAlone, QUESTION));
        if (name.length() + other.length() - 1 <= Name.MAX_LENGTH) {
            assertThat(name.under(other)).hasToString(alone.under(otherAlone).toString());
        }
    }

    private static boolean below(Name name, Name other) {
        List<String> labels = name.labels();
        int above = labels.size() - other.labelCount();
        return above >= 0
                && String.join(".", labels.subList(above, labels.size()))
                        .equalsIgnoreCase(String.join(".", other.labels()));
    }

    @Test
    void isTheQuestionsWhereAnOwnerLeadsThere() throws Exception {
        Message message = Message.decode(Message.query(QUESTION, RecordType.CNAME)
                .answer(DnsRecord.of(QUESTION, Duration.ZERO, new Cname(QUESTION)))
                .encode());
        DnsRecord record = message.section(DnsSection.ANSWER).get(0);
        assertThat(record.name()).isSameAs(message.question().orElseThrow().name());
        assertThat(((Cname) record.data()).target()).isEqualTo(record.name());
    }

    /** What is kept of a long message must not keep all of it. */
    @ParameterizedTest
    @ValueSource(ints = {Name.KEPT_MESSAGE, Name.KEPT_MESSAGE + 1})
    void staysInAShortMessageOnly(int length) {
        byte[] message = new byte[length];
        message[20] = 1;
        message[21] = 'a';
        Name name = Name.in(message, 20);
        assertThat(name).hasToString("a.");
        message[21] = 'b';
        assertThat(name).hasToString(length == Name.KEPT_MESSAGE ? "b." : "a.");
    }
}
