package protocols.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** RFC 6672 section 3: what a DNAME record makes of the names below it. */
class DnameChainTest {

    private static final String DNAME = "old.example. 60 IN DNAME new.example.";
    private static final String A = "www.new.example. 60 IN A 192.0.2.1";

    private static List<String> answers(String name, String... records) {
        return Message.query(Name.of(name), RecordType.A)
                .set(DnsFlag.QR)
                .answer(Stream.of(records).map(DnsRecord::parse).toArray(DnsRecord[]::new))
                .build()
                .answers()
                .stream()
                .map(one -> one.toString().replace('\t', ' ').replaceAll(" +", " "))
                .toList();
    }

    @Test
    void theCnameOfADnameIsMadeWhereTheServerLeftItOut() {
        String made = "www.old.example. 60 IN CNAME www.new.example.";
        assertThat(answers("www.old.example", DNAME, A)).containsExactly(DNAME, made, A);
        assertThat(answers("www.old.example", A, made, DNAME)).containsExactly(DNAME, made, A);
    }

    @Test
    void aCnameThatIsNotThatOfTheDnameIsNotFollowed() {
        String forged = "www.old.example. 60 IN CNAME www.evil.example.";
        assertThat(answers("www.old.example", DNAME, forged, "www.evil.example. 60 IN A 192.0.2.66", A))
                .containsExactly(DNAME, "www.old.example. 60 IN CNAME www.new.example.", A);
    }

    @Test
    void aDnameHoldsForTheNamesBelowItAlone() {
        assertThat(answers("old.example", DNAME, "new.example. 60 IN A 192.0.2.1"))
                .isEmpty();
        assertThat(answers("www.bold.example", DNAME, A)).isEmpty();
        assertThat(answers("old.example", DNAME, "old.example. 60 IN A 192.0.2.9"))
                .containsExactly("old.example. 60 IN A 192.0.2.9");
    }

    @Test
    void foreignRecordsAreLeftOut() {
        assertThat(answers("www.old.example", DNAME, A, "bank.example. 60 IN A 192.0.2.66"))
                .hasSize(3)
                .noneMatch(one -> one.startsWith("bank"));
    }

    @Test
    void aDnameThatLeadsIntoItselfEndsAfterSixteenHops() {
        assertThat(answers("a.old.example", "old.example. 60 IN DNAME old.example."))
                .hasSizeLessThanOrEqualTo(2 * 17);
        assertThat(answers("a.old.example", "old.example. 60 IN DNAME x.old.example."))
                .hasSizeLessThanOrEqualTo(2 * 17);
    }

    @Test
    void aNameThatWouldBecomeTooLongEndsTheChain() {
        String label = "a".repeat(63);
        String target = label + "." + label + "." + label + ".";
        String dname = "old.example. 60 IN DNAME " + target;
        assertThat(answers("b".repeat(61) + ".old.example", dname)).hasSize(2);
        assertThat(answers("b".repeat(62) + ".old.example", dname)).containsExactly(dname);
    }
}
