package protocols.whois;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.whois.Registration.State;

class StateTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "No match for \"EXAMPLE.TEST\".\r\n>>> Last update of whois database: 2026-03-01T10:00:00Z <<<\r\n",
                "NOT FOUND\n",
                "No Data Found\n",
                "Domain not found.\n",
                "Domain: example.test\nStatus: free\n",
                "Domain:\texample.test\nStatus:\tAVAILABLE\n",
                "example.test is free\n",
                "%ERROR:101: no entries found\n%\n% No entries found in source RIPE.\n",
                "% nothing found\n",
                "%% NOT FOUND\n",
                "No match!!\n",
                "[ JPRS database provides information ]\n\nNo match!!\n",
                "domain \"example.test\" not found.\n",
                "We do not have an entry in our database matching your query.\n",
                "\n    No match for \"example.test\".\n\n    This domain name has not been registered.\n",
                "No information available about domain name example.test in the Registry database.\n",
                "Domain Status: No Object Found\n",
                "The queried object does not exist: DOMAIN NOT FOUND",
            })
    void noMatchIsAvailable(String text) {
        assertThat(Answers.read("example.test", text).state()).isEqualTo(State.AVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WHOIS LIMIT EXCEEDED - SEE WWW.EXAMPLE.ORG/WHOIS FOR DETAILS\n",
                "Your connection limit exceeded. Please slow down and try again later.\n",
                "%ERROR:201: access denied for 192.0.2.1\n%\n% Sorry, access from your host has been denied\n",
                "% Error: 55000000002 Connection refused; access control limit reached.\n",
                "Error for \"example.test\".\n\nThe WHOIS query quota for 192.0.2.1 has been exceeded\n"
                        + "and will be replenished in 50 seconds\n",
                "Query rate limit exceeded. Reduced information.\n",
                "Too many requests.\n",
                "Quota exceeded",
                "The number of requests per client per time interval is\nrestricted. You have exceeded this limit.\n",
            })
    void limitIsToldApartFromNoMatch(String text) {
        assertThat(Answers.read("example.test", text).state()).isEqualTo(State.RATE_LIMITED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "This name is reserved by the Registry in accordance with policy.\n",
                "Domain Name: example.test\nDomain Status: Reserved\n",
                "The domain is not available for registration.\n",
                "Reserved Domain Name\n",
            })
    void reservedNameIsNeitherFreeNorRegistered(String text) {
        assertThat(Answers.read("example.test", text).state()).isEqualTo(State.RESERVED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Access denied.\n",
                "Requests of this client are not permitted. Please use https://www.nic.test/whois/.\n",
                "Error: Invalid query\n",
                "The WHOIS service has been discontinued.\n",
            })
    void refusalIsTold(String text) {
        assertThat(Answers.read("example.test", text).state()).isEqualTo(State.REFUSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "hello\n", "% remark\n", "Domain Name: example.test\n", "\0\0\0"})
    void whatIsNotUnderstoodIsNotCalledFree(String text) {
        assertThat(Answers.read("example.test", text).state()).isEqualTo(State.UNPARSED);
    }

    @Test
    void nameThatHoldsAPhraseDoesNotDecide() {
        assertThat(Answers.read("throttled.test", "No match for \"THROTTLED.TEST\".\n")
                        .state())
                .isEqualTo(State.AVAILABLE);
    }

    @Test
    void statusNotAvailableMeansRegistered() {
        assertThat(Answers.read(
                                "example.be",
                                "Domain:\texample.be\nStatus:\tNOT AVAILABLE\nRegistered:\tTue Jan 4 2000\n")
                        .state())
                .isEqualTo(State.REGISTERED);
    }

    @Test
    void hintWhenToRetryIsRead() {
        String text = "The WHOIS query quota for 192.0.2.1 has been exceeded\nand will be replenished in 50 seconds\n";
        assertThat(Answers.read("example.test", text).retryAfter()).contains(Duration.ofSeconds(50));
        assertThat(Answers.read("example.test", "Limit exceeded. Wait 2 hours.").retryAfter())
                .contains(Duration.ofHours(2));
        assertThat(Answers.read("example.test", "Limit exceeded. Wait 999999999 days.")
                        .retryAfter())
                .isEmpty();
    }
}
