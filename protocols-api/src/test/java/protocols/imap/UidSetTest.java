package protocols.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Iterator;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UidSetTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7 | 7",
                "2,4:7,9,12:* | 2,4:7,9,12:*",
                "5:3 | 3:5",
                "*:4 | 4:*",
                "* | *",
                "*:* | *",
                "3,1,2 | 1:3",
                "1:5,4:9,10 | 1:10",
                "4294967295 | 4294967295",
                "4294967295,* | 4294967295,*",
                "5:*,7,100:200 | 5:*",
            })
    void printsWhatItReadsWithRangesSortedAndJoined(String text, String printed) {
        assertThat(UidSet.parse(text)).hasToString(printed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "1,",
                ",1",
                "0",
                "1:",
                ":1",
                "1:2:3",
                "a",
                "1 2",
                "-1",
                "4294967296",
                "99999999999999999999",
                "**"
            })
    void refusesWhatIsNotASequenceSet(String text) {
        assertThatThrownBy(() -> UidSet.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void rangeOfBillionsIsKeptAsARange() {
        UidSet set = UidSet.parse("1:1500000000");

        assertThat(set.size()).isEqualTo(1_500_000_000L);
        Iterator<Long> numbers = set.iterator();
        assertThat(numbers.next()).isEqualTo(1);
        assertThat(numbers.next()).isEqualTo(2);
        assertThat(set.contains(1_499_999_999L)).isTrue();
        assertThat(set.contains(1_500_000_001L)).isFalse();
    }

    @Test
    void openSetCannotBeIteratedUntilItIsResolved() {
        UidSet open = UidSet.from(10);

        assertThat(open.isOpen()).isTrue();
        assertThatThrownBy(open::iterator).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(open::size).isInstanceOf(IllegalStateException.class);
        assertThat(open.resolve(12)).containsExactly(10L, 11L, 12L);
        assertThat(open.resolve(4))
                .as("n:* has the last message, RFC 9051 section 9")
                .containsExactly(4L, 5L, 6L, 7L, 8L, 9L, 10L);
        assertThat(UidSet.last().resolve(7)).containsExactly(7L);
    }

    @Test
    void behavesAsASetOfNumbers() {
        Random random = new Random(1);
        for (int round = 0; round < 500; round++) {
            TreeSet<Long> expected = new TreeSet<>();
            UidSet set = UidSet.EMPTY;
            for (int i = 0; i < 12; i++) {
                long first = 1 + random.nextInt(40);
                long last = first + random.nextInt(5);
                set = set.union(UidSet.range(last, first));
                for (long n = first; n <= last; n++) {
                    expected.add(n);
                }
            }
            assertThat(set).containsExactlyElementsOf(expected);
            assertThat(set.size()).isEqualTo(expected.size());
            for (long n = 0; n < 60; n++) {
                assertThat(set.contains(n)).isEqualTo(expected.contains(n));
            }
            assertThat(UidSet.parse(set.toString())).isEqualTo(set);
        }
    }

    @Test
    void emptySetHasNothing() {
        assertThat(UidSet.EMPTY).isEmpty();
        assertThat(UidSet.of()).isEqualTo(UidSet.EMPTY);
        assertThat(UidSet.EMPTY.contains(1)).isFalse();
        assertThat(UidSet.of(9, 8, 7)).hasToString("7:9");
    }

    @Test
    void copyUidKeepsTheOrderOfTheServer() {
        CopyUid copy = CopyUid.parse("38505 304,319:320 3958,3956:3957");
        StringBuilder pairs = new StringBuilder();
        copy.forEach((from, to) -> pairs.append(from).append('>').append(to).append(' '));

        assertThat(pairs).hasToString("304>3958 319>3956 320>3957 ");
        assertThat(copy.uidValidity()).isEqualTo(38505);
        assertThat(copy.target()).hasToString("3956:3958");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1 2", "1 2:3 4", "1 * 4", "x 2 3", "1:2 3 4", "* 1 1"})
    void copyUidRefusesSetsThatDoNotMatch(String text) {
        assertThatThrownBy(() -> CopyUid.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
