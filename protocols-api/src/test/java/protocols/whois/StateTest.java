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
                "% Terms: bulk access is not permitted.\n\nNo match\n",
                "%% This is a WHOIS server.\n%%\n%% NOT FOUND\n",
                "Die Domain example.test ist nicht registriert.\n",
                "El dominio no se encuentra registrado en NIC Example\n",
                "% Aucun r\u00e9sultat pour example.test\n",
                "example.test: dom\u00ednio inexistente\n",
                "Dom\u00e6net example.test blev ikke fundet.\n",
                "\u8a72\u5f53\u3059\u308b\u30c7\u30fc\u30bf\u304c\u3042\u308a\u307e\u305b\u3093\u3002\n",
                "domain name: example.test\nregistration status: available\n",
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
                "Queried interval is too short.\n",
                "Zu viele Anfragen. Bitte warten Sie 60 Sekunden.\n",
                "Trop de requ\u00eates, veuillez patienter.\n",
                "% Limite de consultas excedido\n",
                "Your IP address has been blocked.\n",
                "\u30a2\u30af\u30bb\u30b9\u5236\u9650\u4e2d\u3067\u3059\u3002\n",
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
                "Domain: example.test\nStatus: invalid\n",
                "Domain:             example.test\nStatus:             UNASSIGNABLE\n",
                "Dieser Name ist reserviert.\n",
                "Ce nom est r\u00e9serv\u00e9.\n",
                "Este dom\u00ednio est\u00e1 reservado.\n",
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
                "This port 43 service has been decommissioned, please use RDAP.\n",
                "Zugriff verweigert.\n",
                "Acc\u00e8s refus\u00e9\n",
                "Acesso negado\n",
            })
    void refusalIsTold(String text) {
        assertThat(Answers.read("example.test", text).state()).isEqualTo(State.REFUSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "hello\n", "% remark\n", "Domain Name: example.test\n", "\0\0\0"})
    void whatIsNotUnderstoodIsNotCalledFree(String text) {
        assertThat(Answers.read("example.test", text).state()).isEqualTo(State.UNPARSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"www.example.com", "www.example.de", "a.b.co.uk", "example.tokyo.jp"})
    void noRecordOfAPartOfANameDoesNotMakeItFree(String query) {
        Registration found = Answers.read(query, "No match\n");
        assertThat(found.state()).isEqualTo(State.UNPARSED);
        assertThat(found.reason()).contains("part of a registered one", "No match");
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.com", "example.co.uk", "example.com.br", "jo.example.name"})
    void noRecordOfANameThatCanBeRegisteredMakesItFree(String query) {
        assertThat(Answers.read(query, "No match\n").state()).isEqualTo(State.AVAILABLE);
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
        assertThat(Answers.read("example.test", "Too many queries, retry after 60s")
                        .retryAfter())
                .contains(Duration.ofSeconds(60));
        assertThat(Answers.read("example.test", "Zu viele Anfragen. Bitte 5 Minuten warten.")
                        .retryAfter())
                .contains(Duration.ofMinutes(5));
        assertThat(Answers.read("example.test", "Limit exceeded after 20 queries. Wait 3 minutes.")
                        .retryAfter())
                .contains(Duration.ofMinutes(3));
        assertThat(Answers.read("example.test", "Limit exceeded. Wait 999999999 days.")
                        .retryAfter())
                .isEmpty();
    }
}
