package protocols.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any set of numbers in any of the forms of RFC 9051 section 9, {@code sequence-set}: in any order, twice, backwards. */
class NumberSetPropertyTest {

    private static final int MOST = 40;

    /** From one number to another; 0 is the star. */
    record Range(int first, int last) {}

    @Property
    void aSetHoweverItIsWrittenIsItsMembers(@ForAll("ranges") List<Range> ranges, @ForAll("randoms") Random random) {
        BitSet members = new BitSet();
        List<String> words = new ArrayList<>();
        for (Range range : ranges) {
            members.set(Math.min(range.first, range.last), Math.max(range.first, range.last) + 1);
            words.add(word(range.first, range.last, random));
        }
        Collections.shuffle(words, random);
        UidSet set = UidSet.parse(String.join(",", words));

        assertThat(set)
                .containsExactlyElementsOf(
                        members.stream().mapToObj(n -> (long) n).toList());
        assertThat(set.size()).isEqualTo(members.cardinality());
        assertThat(members.stream().allMatch(set::contains)).isTrue();
        assertThat(set.toString()).isEqualTo(canonical(members));
        assertThat(UidSet.parse(set.toString())).isEqualTo(set).hasSameHashCodeAs(set);
        assertThat(UidSet.of(members.stream().mapToLong(n -> n).toArray())).isEqualTo(set);
        assertThat(SequenceSet.parse(String.join(",", words))).hasToString(set.toString());
    }

    private static String word(int first, int last, Random random) {
        if (first == last && random.nextBoolean()) {
            return Integer.toString(first);
        }
        return random.nextBoolean() ? first + ":" + last : last + ":" + first;
    }

    /** The shortest way to write it, in rising order. */
    private static String canonical(BitSet members) {
        List<String> out = new ArrayList<>();
        for (int first = members.nextSetBit(0); first >= 0; ) {
            int last = members.nextClearBit(first) - 1;
            out.add(first == last ? Integer.toString(first) : first + ":" + last);
            first = members.nextSetBit(last + 1);
        }
        return String.join(",", out);
    }

    /** RFC 9051: with the star, 559:* has the last message whatever its number is. */
    @Property
    void anOpenSetIsResolvedToItsMembers(
            @ForAll("ranges") List<Range> ranges,
            @ForAll("numbers") int from,
            @ForAll("numbers") int highest,
            @ForAll("randoms") Random random) {
        BitSet members = new BitSet();
        List<String> words = new ArrayList<>();
        for (Range range : ranges) {
            members.set(Math.min(range.first, range.last), Math.max(range.first, range.last) + 1);
            words.add(word(range.first, range.last, random));
        }
        boolean lastAlone = random.nextBoolean();
        words.add(lastAlone ? "*" : random.nextBoolean() ? from + ":*" : "*:" + from);
        members.set(lastAlone ? highest : Math.min(from, highest), Math.max(lastAlone ? highest : from, highest) + 1);
        Collections.shuffle(words, random);
        UidSet set = UidSet.parse(String.join(",", words));

        assertThat(set.isOpen()).isTrue();
        assertThat(UidSet.parse(set.toString())).isEqualTo(set);
        // In a mailbox the highest number is the highest that there is.
        if (members.length() == highest + 1) {
            assertThat(set.resolve(highest)).hasToString(canonical(members));
        } else {
            assertThat(set.resolve(highest).contains(highest)).isTrue();
        }
    }

    @Property
    void aNameOfAMailboxComesBackFromTheWire(@ForAll("names") String name) {
        MailboxName mailbox = MailboxName.of(name);

        assertThat(MailboxName.ofWire(mailbox.wire())).isEqualTo(mailbox);
        assertThat(MailboxName.ofWire(mailbox.wire()).name()).isEqualTo(mailbox.name());
        assertThat(mailbox.wire()).isEqualTo(wire(mailbox.name()));
    }

    /** RFC 3501 section 5.1.3: what is printable ASCII as it is, the rest as UTF-16 in base64 with a comma. */
    private static byte[] wire(String name) {
        StringBuilder out = new StringBuilder();
        StringBuilder run = new StringBuilder();
        for (char c : (name + " ").toCharArray()) {
            boolean direct = c >= ' ' && c <= '~';
            if (direct && run.length() > 0) {
                int bits = 16 * run.length();
                out.append('&');
                for (int at = 0; at < bits; at += 6) {
                    int six = 0;
                    for (int bit = at; bit < at + 6; bit++) {
                        int one = bit < bits ? run.charAt(bit / 16) >> 15 - bit % 16 & 1 : 0;
                        six = six << 1 | one;
                    }
                    out.append("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,".charAt(six));
                }
                out.append('-');
                run.setLength(0);
            }
            (direct ? out : run).append(c == '&' ? "&-" : c);
        }
        return out.substring(0, out.length() - 1).getBytes(StandardCharsets.US_ASCII);
    }

    @Provide
    Arbitrary<Random> randoms() {
        return Arbitraries.randoms();
    }

    @Provide
    Arbitrary<Integer> numbers() {
        return Arbitraries.integers().between(1, MOST);
    }

    @Provide
    Arbitrary<List<Range>> ranges() {
        return Combinators.combine(numbers(), numbers())
                .as(Range::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }

    @Provide
    Arbitrary<String> names() {
        Arbitrary<String> text = Arbitraries.strings()
                .withChars("aZ/. &-*%\"\\~\u00e9\u4e2d\u05d0\uffff")
                .ofMinLength(1)
                .ofMaxLength(20);
        return Arbitraries.oneOf(
                text, text.map(t -> "\ud83d\ude00" + t + "\ud83d\ude00"), Arbitraries.of("inbox", "&"));
    }
}
