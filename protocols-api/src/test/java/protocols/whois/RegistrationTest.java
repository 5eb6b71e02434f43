package protocols.whois;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import protocols.whois.Registration.State;
import protocols.whois.WhoisField.Key;

class RegistrationTest {

    private static final WhoisQuery EXAMPLE = WhoisQuery.of("example.com");

    @Test
    void thinRegistryAnswerIsReadAndItsTermsOfUseAreNot() {
        Registration found = Answers.read("example.com", Answers.THIN);
        assertThat(found.state()).isEqualTo(State.REGISTERED);
        assertThat(found.registrar()).contains("Example Registrar, Inc.");
        assertThat(found.created().flatMap(WhoisDate::instant)).contains(Instant.parse("1995-08-14T04:00:00Z"));
        assertThat(found.expires()).hasToString("Optional[2027-08-13T04:00:00Z]");
        assertThat(found.statuses()).containsExactly("clientDeleteProhibited", "clientTransferProhibited");
        assertThat(found.nameservers()).containsExactly("a.ns.example.net", "b.ns.example.net");
        assertThat(found.dnssec()).isEqualTo(WhoisDnssec.SIGNED);
        assertThat(found.ds()).singleElement().asString().startsWith("370 13 2 BE74");
        assertThat(found.withheld()).isEmpty();
    }

    @Test
    void everyFieldKeepsItsLineNumberAndServer() {
        WhoisField created =
                Answers.read("example.com", Answers.THIN).fields(Key.CREATED).get(0);
        assertThat(created.lineNumber()).isEqualTo(6);
        assertThat(created.rawLine()).isEqualTo("   Creation Date: 1995-08-14T04:00:00Z");
        assertThat(created.source()).isEqualTo(WhoisServer.of("whois.test.example"));
    }

    @Test
    void chainTakesEachFieldFromTheLastServerThatSpeaksOfTheDomain() {
        Registration found = Registration.of(
                EXAMPLE,
                List.of(
                        Answers.step("whois.iana.org", Answers.IANA_COM),
                        Answers.step("whois.verisign-grs.com", Answers.THIN),
                        Answers.step("whois.registrar.example", Answers.THICK)));
        assertThat(found.toString())
                .isEqualTo(
                        """
                        domain: example.com
                        status: clientTransferProhibited
                        registrar: Example Registrar Limited
                        created: 1995-08-14T04:00:00Z
                        updated: 2024-08-15T00:00:00Z
                        expires: 2027-08-13T04:00:00Z
                        nameserver: a.ns.example.net
                        nameserver: b.ns.example.net
                        dnssec: unsigned
                        registrant: withheld (REDACTED FOR PRIVACY)
                        abuse: abuse@registrar.example
                        administrative: withheld (REDACTED FOR PRIVACY)
                        technical: withheld (Please query the RDDS service)
                        charset: UTF-8
                        server: whois.registrar.example
                        state: registered
                        """);
        assertThat(found.text()).isEqualTo(Answers.THICK);
        assertThat(found.registrant()).isEmpty();
        assertThat(found.withheld())
                .extracting(WhoisField::key)
                .containsExactly(Key.NAME, Key.ORGANISATION, Key.NAME, Key.EMAIL);
        assertThat(found.contact(WhoisContact.Role.REGISTRANT)).hasValueSatisfying(holder -> {
            assertThat(holder.isWithheld()).isTrue();
            assertThat(holder.country()).contains("US");
        });
        assertThat(found.chain()).hasSize(3);
    }

    @Test
    void registryDecidesEvenIfTheRegistrarHasNoRecordOrNoTime() {
        for (String last : List.of("No match for EXAMPLE.COM\n", "WHOIS LIMIT EXCEEDED\n")) {
            Registration found = Registration.of(
                    EXAMPLE,
                    List.of(
                            Answers.step("whois.verisign-grs.com", Answers.THIN),
                            Answers.step("whois.registrar.example", last)));
            assertThat(found.state()).isEqualTo(State.REGISTERED);
            assertThat(found.text()).isEqualTo(last);
            assertThat(found.registrar()).contains("Example Registrar, Inc.");
            assertThat(found.answers().get(1).state()).isNotEqualTo(State.REGISTERED);
        }
    }

    @Test
    void whyNobodyAnsweredOutweighsWhatNobodyUnderstood() {
        for (String query : List.of("example.com", "192.0.2.1")) {
            Registration found = Registration.of(
                    WhoisQuery.of(query),
                    List.of(
                            Answers.step("whois.first.example", "Limit exceeded. Wait 60 seconds.\n"),
                            Answers.step("whois.second.example", "hello\n")));
            assertThat(found.state()).isEqualTo(State.RATE_LIMITED);
            assertThat(found.retryAfter()).contains(Duration.ofSeconds(60));
        }
    }

    @Test
    void recordOfTheTopLevelDomainIsNoRecordOfTheDomain() {
        Registration found = Answers.read("no-such-name.com", Answers.IANA_COM);
        assertThat(found.state()).isEqualTo(State.UNPARSED);
        assertThat(found.reason()).isEqualTo("the answer is about com, not no-such-name.com");
        assertThat(Answers.read("com", Answers.IANA_COM).state()).isEqualTo(State.REGISTERED);
    }

    @Test
    void ripeObjectIsReadWithoutMixingInTheObjectsBehindIt() {
        Registration found = Answers.read("192.0.2.5", Answers.RIPE);
        assertThat(found.toString())
                .isEqualTo(
                        """
                        status: ASSIGNED PA
                        created: 2003-03-17T12:15:57Z
                        updated: 2017-12-04T14:42:31Z
                        range: 192.0.2.0 - 192.0.2.127
                        name: EXAMPLE-NET
                        organisation: Example Internet B.V.
                        country: NL
                        abuse: abuse@isp.example
                        other: Jo Example
                        charset: UTF-8
                        server: whois.test.example
                        state: registered
                        """);
    }

    @Test
    void arinAnswerOfSeveralBlocksGivesTheNarrowest() {
        Registration found = Answers.read("198.51.100.7", Answers.ARIN);
        assertThat(found.value(Key.RANGE)).contains("198.51.100.0 - 198.51.100.255");
        assertThat(found.value(Key.NAME)).contains("SMALL");
        assertThat(found.value(Key.ORGANISATION)).contains("Small Customer LLC");
        assertThat(found.value(Key.COUNTRY)).contains("CA");
        assertThat(found.value(Key.ABUSE)).contains("abuse@small.example");
        assertThat(found.created().flatMap(WhoisDate::date)).hasToString("Optional[2014-03-14]");
    }

    @Test
    void blockThatDoesNotHoldTheAddressIsNoAnswer() {
        assertThat(Answers.read("203.0.113.1", Answers.ARIN).state()).isEqualTo(State.UNPARSED);
        assertThat(Answers.read("203.0.113.1", "inetnum: 0.0.0.0 - 255.255.255.255\nnetname: IANA-BLK\n")
                        .state())
                .isEqualTo(State.UNPARSED);
        assertThat(Answers.read("10.0.0.1", "inetnum: 10.0.0.0 - 10.255.255.255\nstatus: RESERVED\n")
                        .state())
                .isEqualTo(State.RESERVED);
    }

    @Test
    void autonomousSystemIsReadFromItsOwnObjectNotFromTheBlock() {
        Registration found = Answers.read(
                "as64496",
                """
                as-block:       AS64496 - AS64511
                descr:          Block

                aut-num:        AS64496
                as-name:        EXAMPLE-AS
                org-name:       Example
                """);
        assertThat(found.value(Key.RANGE)).contains("AS64496");
        assertThat(found.value(Key.NAME)).contains("EXAMPLE-AS");
    }

    @Test
    void denicContactDoesNotMixIntoTheDomain() {
        Registration found = Answers.read("example.de", Answers.DENIC);
        assertThat(found.state()).isEqualTo(State.REGISTERED);
        assertThat(found.statuses()).containsExactly("connect");
        assertThat(found.nameservers()).containsExactly("ns1.example.net", "ns2.example.de");
        assertThat(found.updated()).hasToString("Optional[2018-03-12T20:44:25Z]");
    }

    @Test
    void nominetBlocksAreRead() {
        Registration found = Answers.read("example.co.uk", Answers.NOMINET);
        assertThat(found.toString())
                .isEqualTo(
                        """
                        domain: example.co.uk
                        status: Registered until expiry date.
                        registrar: Example Registrar Ltd [Tag = EXAMPLE]
                        created: 1996-11-26
                        updated: before Aug-1996
                        expires: 2027-11-26
                        nameserver: ns1.example.co.uk
                        nameserver: ns2.example.co.uk
                        registrant: Example Trading Ltd
                        charset: UTF-8
                        server: whois.test.example
                        state: registered
                        """);
    }

    @Test
    void jprsBracketsAreRead() {
        Registration found = Answers.read("example.jp", Answers.JPRS);
        assertThat(found.toString())
                .isEqualTo(
                        """
                        domain: example.jp
                        status: Active
                        created: 2001-02-22
                        updated: 2026-02-28T16:05:05Z
                        expires: 2027-02-28
                        nameserver: ns1.example.jp
                        nameserver: ns2.example.jp
                        registrant: Example Kabushiki Kaisha
                        other: Example Kabushiki Kaisha, gtld@example.jp
                        charset: UTF-8
                        server: whois.test.example
                        state: registered
                        """);
        assertThat(Answers.read("example.co.jp", Answers.JPRS_ORGANISATION).nameservers())
                .containsExactly("ns1.example.co.jp");
    }

    @Test
    void dotsAndTabsSeparateAKnownLabelFromItsValue() {
        Registration found = Answers.read(
                "example.fi",
                """
                domain.............: example.fi
                status.............: Registered
                created............: 1.1.1991 00:00:00
                expires............: 31.8.2027
                Registrar\tExample Oy
                nserver............: ns1.example.fi [OK]
                """);
        assertThat(found.created()).hasToString("Optional[1991-01-01T00:00]");
        assertThat(found.expires()).hasToString("Optional[2027-08-31]");
        assertThat(found.registrar()).contains("Example Oy");
        assertThat(found.nameservers()).containsExactly("ns1.example.fi");
    }

    @Test
    void headingWithoutAColonOpensABlock() {
        Registration found = Answers.read(
                "example.it",
                """
                Domain:             example.it
                Created:            1999-12-10 00:00:00

                Registrant
                  Organization:     Esempio S.p.A.
                  Created:          2007-03-01 10:00:00

                Registrar
                  Organization:     Registrar S.r.l.
                  Name:             REG-IT

                Nameservers
                  ns1.example.it
                  ns2.example.it
                """);
        assertThat(found.registrant()).contains("Esempio S.p.A.");
        assertThat(found.registrar()).contains("Registrar S.r.l.");
        assertThat(found.nameservers()).containsExactly("ns1.example.it", "ns2.example.it");
        assertThat(found.created()).hasToString("Optional[1999-12-10T00:00]");
    }

    @Test
    void adviceWhereToAskInsteadIsNotTheRegistrant() {
        Registration found = Answers.read(
                "example.eu",
                """
                Domain: example.eu

                Registrant:
                        NOT DISCLOSED!
                        Visit www.registry.example for webbased whois.

                Registrar:
                        Name: Example BV

                Name servers:
                        ns1.example.eu (192.0.2.1)
                """);
        assertThat(found.registrant()).isEmpty();
        assertThat(found.lines()).contains("registrant: withheld (NOT DISCLOSED!)", "registrar: Example BV");
        assertThat(found.nameservers()).containsExactly("ns1.example.eu");
    }

    @Test
    void unicodeNameOfTheAnswerMatchesTheALabelAsked() {
        assertThat(Answers.read("b\u00fccher.de", "Domain: b\u00fccher.de\nStatus: connect\n")
                        .state())
                .isEqualTo(State.REGISTERED);
    }

    @Test
    void escapeSequencesOfAServerDoNotReachATerminal() {
        Registration found = Answers.read("example.com", "Domain Name: example.com\nRegistrar: \033[2J\u009b31mEvil\n");
        assertThat(found.toString()).contains("registrar: \\x1b[2J\\x9b31mEvil").doesNotContain("\033", "\u009b");
        assertThat(Answers.read("x.com", "No match. \033]0;x\007").reason()).isEqualTo("No match. \\x1b]0;x\\x07");
    }

    @Test
    void emptyChainIsTheCallersMistake() {
        assertThatIllegalArgumentException().isThrownBy(() -> Registration.of(EXAMPLE, List.of()));
    }
}
