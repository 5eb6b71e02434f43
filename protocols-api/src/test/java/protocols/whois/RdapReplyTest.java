package protocols.whois;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.WireException;
import protocols.http.Headers;
import protocols.http.Url;
import protocols.spi.HttpFriend;
import protocols.whois.Registration.State;
import protocols.whois.WhoisContact.Role;
import protocols.whois.WhoisField.Key;

/** What an answer of RDAP means, by RFC 9083 and RFC 7480. */
class RdapReplyTest {

    private static final Url URL = Url.parse("https://rdap.registry.example/domain/example.com");

    private static Registration found(String query, RdapReply reply) {
        List<WhoisAnswer> answers = List.of(reply.answer(WhoisQuery.of(query)));
        return Registration.ofAnswers(WhoisQuery.of(query), answers, Registration.UNASKED);
    }

    private static Registration found(String query, String json) {
        return found(query, new RdapReply(URL, 200, Headers.NONE, json.getBytes(UTF_8)));
    }

    private static Registration status(int status, String headers, String body) throws WireException {
        byte[] block = headers.getBytes(US_ASCII);
        Headers fields = HttpFriend.get().headers(block, 0, 10);
        return found("example.com", new RdapReply(URL, status, fields, body.getBytes(UTF_8)));
    }

    @Test
    void aDomainFillsTheFieldsThatWhoisFills() {
        Registration domain = found("example.com", RdapAnswers.DOMAIN);
        assertThat(domain.state()).isEqualTo(State.REGISTERED);
        assertThat(domain.domain()).contains("example.com");
        assertThat(domain.registrar()).contains("Example Registrar, Inc.");
        assertThat(domain.registrant()).contains("Example Org, Domains");
        assertThat(domain.statuses()).containsExactly("clientTransferProhibited", "ok", "Locked by Court");
        assertThat(domain.nameservers()).containsExactly("ns1.example.net", "xn--bcher-kva.example");
        assertThat(domain.dnssec()).isEqualTo(WhoisDnssec.SIGNED);
        assertThat(domain.ds()).containsExactly("370 13 2 BE74359954660069");
        assertThat(domain.abuse()).contains("abuse@registrar.example");
        assertThat(domain.created()).map(WhoisDate::toString).contains("1995-08-14T04:00:00Z");
        assertThat(domain.updated()).map(WhoisDate::toString).contains("2025-08-14T05:01:34Z");
        assertThat(domain.expires().flatMap(WhoisDate::instant)).isPresent();
    }

    @Test
    void everyFieldSaysWhichMemberItIsFrom() {
        WhoisField expires =
                found("example.com", RdapAnswers.DOMAIN).fields(Key.EXPIRES).get(0);
        assertThat(expires.rawLine()).isEqualTo("/events/3/eventDate: 2027-08-13T04:00:00Z");
        assertThat(expires.lineNumber()).isZero();
        assertThat(expires.source()).hasToString("https://rdap.registry.example/domain/example.com");
    }

    @Test
    void entitiesAreContactsByTheirRoles() {
        Registration domain = found("example.com", RdapAnswers.DOMAIN);
        WhoisContact holder = domain.contact(Role.REGISTRANT).orElseThrow();
        assertThat(holder.handle()).contains("R-1");
        assertThat(holder.name()).contains("Alice Example");
        assertThat(holder.address()).containsExactly("1 Main Street, Floor 2", "Springfield", "12345");
        assertThat(holder.country()).contains("ZZ");
        assertThat(holder.email()).contains("https://registrar.example/contact");
        assertThat(holder.value(Key.FAX)).contains("+1.5555550199");
        WhoisContact abuse = domain.contact(Role.ABUSE).orElseThrow();
        assertThat(abuse.phone()).contains("+1.5555550100");
    }

    @Test
    void whatIsKeptBackIsSaidToBe() {
        Registration domain = found("example.com", RdapAnswers.DOMAIN);
        assertThat(domain.contact(Role.REGISTRANT).orElseThrow().withheld())
                .extracting(WhoisField::key, WhoisField::value)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Key.EMAIL, "Server policy"));
        for (Role role : List.of(Role.TECHNICAL, Role.BILLING, Role.NOC, Role.ADMINISTRATIVE)) {
            assertThat(domain.contact(role).orElseThrow().isWithheld())
                    .as("%s", role)
                    .isTrue();
        }
    }

    @Test
    void theRegistrarsServiceIsLinkedTo() {
        RdapReply reply = new RdapReply(URL, 200, Headers.NONE, RdapAnswers.DOMAIN.getBytes(UTF_8));
        assertThat(reply.related()).hasValueSatisfying(link -> {
            assertThat(link.url()).hasToString("https://rdap.registrar.example/domain/EXAMPLE.COM");
            assertThat(link.line()).startsWith("/links/2/href: https://");
        });
        assertThat(new RdapReply(URL, 404, Headers.NONE, RdapAnswers.DOMAIN.getBytes(UTF_8)).related())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1", "192.0.2.0/25"})
    void anAddressIsFoundInItsBlock(String query) {
        Registration network = found(query, RdapAnswers.NETWORK);
        assertThat(network.state()).isEqualTo(State.REGISTERED);
        assertThat(network.range()).contains("192.0.2.0 - 192.0.2.255");
        assertThat(network.name()).contains("TEST-NET-1");
        assertThat(network.organisation()).contains("Documentation");
        assertThat(network.country()).contains("ZZ");
        assertThat(network.abuse()).contains("abuse@net.example");
    }

    @Test
    void anAutonomousSystemIsFoundInItsRange() {
        Registration as = found("AS64500", RdapAnswers.AUTNUM);
        assertThat(as.state()).isEqualTo(State.REGISTERED);
        assertThat(as.range()).contains("AS64496 - AS64511");
        assertThat(as.name()).contains("DOC-AS");
    }

    @Test
    void anEntityIsFoundByItsHandle() {
        Registration entity = found("AB1-TEST", RdapAnswers.ENTITY);
        assertThat(entity.state()).isEqualTo(State.REGISTERED);
        assertThat(entity.value(Key.EMAIL)).contains("bob@example.net");
    }

    @ParameterizedTest
    @CsvSource({"example.org", "192.0.2.1", "AS64496", "AB1-TEST", "com"})
    void anAnswerAboutSomethingElseSaysNothing(String query) {
        Registration other = found(query, RdapAnswers.DOMAIN);
        assertThat(other.state()).isEqualTo(State.UNPARSED);
        assertThat(other.fields()).isEmpty();
        assertThat(found("198.51.100.1", RdapAnswers.NETWORK).state()).isEqualTo(State.UNPARSED);
        assertThat(found("AS64512", RdapAnswers.AUTNUM).state()).isEqualTo(State.UNPARSED);
        assertThat(found("AB2-TEST", RdapAnswers.ENTITY).state()).isEqualTo(State.UNPARSED);
    }

    @Test
    void aDomainWithoutFurtherSignsIsRegisteredAndAReservedOneIsReserved() {
        String bare = "{\"objectClassName\":\"domain\",\"ldhName\":\"example.com\"%s}";
        assertThat(found("example.com", bare.formatted("")).state()).isEqualTo(State.REGISTERED);
        assertThat(found("example.com", bare.formatted(",\"status\":[\"reserved\"]"))
                        .state())
                .isEqualTo(State.RESERVED);
    }

    @Test
    void notFoundIsAvailableWhereRdapIsSpoken() throws WireException {
        String error = "{\"errorCode\": 404, \"title\": \"Not Found\", \"description\": [\"No such object\"]}";
        assertThat(status(404, "", "").state()).isEqualTo(State.AVAILABLE);
        assertThat(status(404, "", error).state()).isEqualTo(State.AVAILABLE);
        assertThat(status(404, "", error).reason()).isEqualTo("HTTP status 404: Not Found");
        assertThat(status(200, "", error).state()).isEqualTo(State.AVAILABLE);
        assertThat(status(404, "", "<html>Not Found</html>").state()).isEqualTo(State.UNPARSED);
    }

    @ParameterizedTest
    @CsvSource({"400", "401", "403", "451", "500", "501", "503"})
    void otherErrorsAreRefusals(int code) throws WireException {
        assertThat(status(code, "", "").state()).isEqualTo(State.REFUSED);
        assertThat(status(code, "", RdapAnswers.DOMAIN).state()).isEqualTo(State.REFUSED);
    }

    @Test
    void tooManyRequestsSaysWhenToComeAgain() throws WireException {
        assertThat(status(429, "", "").state()).isEqualTo(State.RATE_LIMITED);
        assertThat(status(429, "", "").retryAfter()).isEmpty();
        assertThat(status(429, "Retry-After: 120\r\n", "").retryAfter()).contains(Duration.ofMinutes(2));
        assertThat(status(503, "Retry-After: 5\r\n", "").state()).isEqualTo(State.RATE_LIMITED);
        String dates = "Date: Mon, 02 Nov 2026 10:00:00 GMT\r\nRetry-After: Mon, 02 Nov 2026 10:00:50 GMT\r\n";
        assertThat(status(429, dates, "").retryAfter()).contains(Duration.ofSeconds(50));
        assertThat(status(429, "Retry-After: soon\r\n", "").retryAfter()).isEmpty();
        assertThat(status(429, "Retry-After: 99999999999\r\n", "").retryAfter()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "\"domain\"",
                "{}",
                "{\"objectClassName\":7}",
                "{\"objectClassName\":\"domain\"}",
                "{\"objectClassName\":\"domain\",\"ldhName\":{},\"events\":3,\"entities\":[[],1,{\"roles\":{}}],\"status\":[{}]}",
                "{\"objectClassName\":\"nameserver\",\"ldhName\":\"ns1.example.com\"}",
                "{\"rdapConformance\":[\"rdap_level_0\"],\"notices\":[{\"title\":\"Help\",\"description\":[\"?\"]}]}",
                "<!DOCTYPE html>"
            })
    void whateverComesIsAnAnswer(String body) {
        Registration found = found("example.com", body);
        assertThat(found.state()).isEqualTo(State.UNPARSED);
        assertThat(found.reason()).isNotEmpty();
        assertThat(found.text()).isEqualTo(body);
    }

    @Test
    void aHostileAnswerDoesNotReachTheTerminal() {
        String name =
                "{\"objectClassName\":\"domain\",\"ldhName\":\"example.com\",\"status\":[\"\\u001b[31m\\u202e\"]}";
        assertThat(found("example.com", name).toString())
                .doesNotContain("\u001b")
                .doesNotContain("\u202e");
        assertThat(found("example.com", "{\"objectClassName\":\"\\u001b[2J\"}").reason())
                .doesNotContain("\u001b");
    }
}
