package protocols.whois;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import protocols.whois.Registration.State;

/** An answer may hold records of other names beside the one asked for; they say nothing of it. */
class SeveralRecordsTest {

    private static final String OTHER =
            """
            Domain Name: example.org
            Registrar: other
            Creation Date: 2000-01-01
            Expiry Date: 2030-01-01
            Name Server: ns1.other.net
            """;

    private static final String MINE =
            """
            Domain Name: example.com
            Registrar: mine
            Creation Date: 2001-01-01
            Name Server: ns1.mine.net
            """;

    @Test
    void onlyTheRecordAskedForIsRead() {
        for (String text : new String[] {
            OTHER + "\n" + MINE, MINE + "\n" + OTHER, OTHER + MINE, MINE + OTHER, OTHER + "\n" + MINE + "\n" + OTHER
        }) {
            Registration found = Answers.read("example.com", text);
            assertThat(found.state()).as(text).isEqualTo(State.REGISTERED);
            assertThat(found.registrar()).as(text).contains("mine");
            assertThat(found.created()).as(text).hasToString("Optional[2001-01-01]");
            assertThat(found.expires()).as(text).isEmpty();
            assertThat(found.nameservers()).as(text).containsExactly("ns1.mine.net");
        }
    }

    @Test
    void recordThatBeginsWithAnotherLabelIsReadWhole() {
        Registration found = Answers.read(
                "example.com",
                "Registrar: other\nDomain: example.org\nExpires: 2030-01-01\n\n"
                        + "Registrar: mine\nDomain: example.com\n\nName Server: ns1.mine.net\n\n"
                        + "Registrar: third\nDomain: example.net\nCreated: 1999-01-01\n");
        assertThat(found.registrar()).contains("mine");
        assertThat(found.expires()).isEmpty();
        assertThat(found.created()).isEmpty();
        assertThat(found.nameservers()).containsExactly("ns1.mine.net");
    }

    @Test
    void recordOfAnotherNameTakesNothingOfAFreeOne() {
        String free = "domain: example.com\nstatus: free\n";
        String held = "domain: example.org\nstatus: active\nregistrar: other\ncreated: 2001-01-01\n";
        for (String text : new String[] {free + "\n" + held, held + "\n" + free}) {
            Registration found = Answers.read("example.com", text);
            assertThat(found.state()).as(text).isEqualTo(State.AVAILABLE);
            assertThat(found.registrar()).isEmpty();
        }
    }

    @Test
    void answerAboutOtherNamesOnlyIsNotUnderstood() {
        Registration found = Answers.read("example.com", OTHER + "\n" + OTHER.replace("example.org", "example.net"));
        assertThat(found.state()).isEqualTo(State.UNPARSED);
    }
}
