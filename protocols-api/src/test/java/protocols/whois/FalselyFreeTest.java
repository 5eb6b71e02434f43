package protocols.whois;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.whois.Registration.State;

/** Answers that hold the words of a free name beside others: what has happened and the record come first. */
class FalselyFreeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "No match / Query limit exceeded, results may be incomplete.",
                "No match / Your query limit is exceeded, so this result is partial.",
                "You have exceeded your daily quota, which may reduce results. / Not found",
                "Not found / You are not authorised to see this object",
                "Not found / Status: registered",
                "Not found / State: REGISTERED",
                "Not found / Status: pendingDelete",
                "not found / Pending delete",
                "Not found / The domain is in redemption",
                "Not found / Domain is in quarantine.",
                "Not found / The name is in quarantine until 2027-01-01.",
                "Not found / This name is restricted.",
                "Not found / Registration is not possible.",
                "No match / TLD not supported",
                "Domain: example.com / Not found / This registry does not serve .com",
                "No match / This is not the whois server of com",
                "Not found / The service is in maintenance, results are unreliable",
                "not found / example.com is registered",
                "not found / example.com is taken",
                "No entries found. / / The name belongs to the city of Example.",
                "No match / Too many requests.",
                "No match / This name is reserved.",
            })
    void whatStandsBesideItCounts(String lines) {
        mustNotBeFree(lines);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "domain: example.com / status: active / status: free",
                "domain: example.com / status: free / status: active",
                "Domain Status: available / Domain Status: clientHold",
                "status: free / status: reserved",
                "status: free / status: quarantine",
                "status: free / status: active",
                "status: free / not for registration",
                "Status: AVAILABLE / Restrictions: reserved for the government.",
                "Domain: example.com / Status: free / / Internal error.",
            })
    void ofContradictingStatusesTheStrictestCounts(String lines) {
        mustNotBeFree(lines);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Is example.com available?",
                "Is example.com available",
                "Is this domain available? See https://x",
                "No match?",
                "Not found? Try www.example.org",
                "Status: free?",
                "Status: available*",
                "example.com is available*",
                "No match for example.com in this zone; see whois.nic.example",
                "Was: not found",
                "e.g. No match for example.com",
                "No information available",
                "no information",
                "Domain data not found",
            })
    void questionsExamplesAndOtherThingsAreNoAnswer(String lines) {
        mustNotBeFree(lines);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "No match / Query limit exceeded, results may be incomplete.; RATE_LIMITED",
                "Not found / Domain is in quarantine.; RESERVED",
                "Not found / Status: registered; UNPARSED",
                "domain: example.com / status: active / status: free; REGISTERED",
                "status: free / status: reserved; RESERVED",
            })
    void whatItSaysInsteadIsTold(String lines, State state) {
        assertThat(found(lines).state()).isEqualTo(state);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Rate limit: 10 queries per minute / Remaining: 9 / NOT FOUND",
                "Rate limit: 10 queries per minute / NOT FOUND",
                "Queries remaining: 41 / No match for example.com",
                "Rate limit: 10 queries per minute / Remaining: 9 / No entries found",
                "Quota: 100 requests per day / No Object Found",
                "Queries are limited to 10 per minute. / / No match",
                "*** NOT FOUND ***",
                "Domain not found. / When the limit is exceeded, access is denied.",
                "Domain: example.com / Status: free",
            })
    void noticeAboutTheServiceTakesNothingOfIt(String lines) {
        Registration found = found(lines);
        assertThat(found.state()).as(found.reason()).isEqualTo(State.AVAILABLE);
    }

    private static void mustNotBeFree(String lines) {
        Registration found = found(lines);
        assertThat(found.state()).as(found.reason()).isNotEqualTo(State.AVAILABLE);
    }

    private static Registration found(String lines) {
        return Answers.read("example.com", lines.replace(" / ", "\n").replace("/ ", "\n") + "\n");
    }
}
