package protocols.whois;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import protocols.whois.WhoisContact.Role;
import protocols.whois.WhoisField.Key;

/** One answer in each style in use, read by the same few rules; the people in it are read with it. */
class StyleTest {

    @Test
    void roleInEachLabel() {
        Registration found = Answers.read(
                "example.org",
                """
                Domain Name: example.org
                Registrar: Example Registrar
                Registrar Abuse Contact Email: abuse@registrar.example
                Registrar Abuse Contact Phone: +1.5550100
                Creation Date: 2001-02-03T04:05:06Z
                Registrant Name: Jo Example
                Registrant Organization: Example Org
                Registrant Street: 1 Example Way
                Registrant City: Springfield
                Registrant Postal Code: 12345
                Registrant Country: US
                Registrant Phone: +1.5550111
                Registrant Phone Ext:
                Registrant Email: jo@example.org
                Admin Name: REDACTED FOR PRIVACY
                Admin Email: https://registrar.example/contact
                Tech ID: T-1
                Tech Name: Tech Example
                Tech Fax: +1.5550199
                """);
        WhoisContact holder = found.contact(Role.REGISTRANT).orElseThrow();
        assertThat(holder).hasToString("Example Org, Jo Example, jo@example.org, +1.5550111, US");
        assertThat(holder.address()).containsExactly("1 Example Way", "Springfield", "12345");
        assertThat(holder.isWithheld()).isFalse();
        assertThat(holder.fields().get(0).lineNumber()).isEqualTo(6);
        assertThat(holder.fields().get(0).rawLine()).isEqualTo("Registrant Name: Jo Example");
        WhoisContact admin = found.contact(Role.ADMINISTRATIVE).orElseThrow();
        assertThat(admin.isWithheld()).isTrue();
        assertThat(admin).hasToString("withheld (REDACTED FOR PRIVACY), https://registrar.example/contact");
        assertThat(found.contact(Role.TECHNICAL).orElseThrow().handle()).contains("T-1");
        assertThat(found.contact(Role.ABUSE).orElseThrow()).hasToString("abuse@registrar.example, +1.5550100");
        assertThat(found.abuse()).contains("abuse@registrar.example");
        assertThat(found.contact(Role.BILLING)).isEmpty();
    }

    @Test
    void roleOverABlockInBrackets() {
        Registration found = Answers.read("example.de", Answers.DENIC);
        assertThat(found.toString())
                .isEqualTo(
                        """
                        domain: example.de
                        status: connect
                        updated: 2018-03-12T20:44:25Z
                        nameserver: ns1.example.net
                        nameserver: ns2.example.de
                        technical: Jo Example
                        charset: UTF-8
                        server: whois.test.example
                        state: registered
                        """);
    }

    @Test
    void roleWithAHandleThatIsExplainedBelow() {
        Registration found = Answers.read(
                "example.fr",
                """
                %%
                %% This is a WHOIS server.
                %%
                domain:                        example.fr
                status:                        ACTIVE
                eppstatus:                     active
                hold:                          NO
                holder-c:                      EX1-FRNIC
                admin-c:                       EX1-FRNIC
                tech-c:                        TE2-FRNIC
                registrar:                     EXAMPLE REGISTRAR
                Expiry Date:                   2027-12-31T23:59:59Z
                created:                       1995-01-01T00:00:00Z
                last-update:                   2026-01-01T00:00:00Z
                source:                        FRNIC

                nserver:                       ns1.example.fr [192.0.2.53 2001:db8::53]
                nserver:                       ns2.example.net
                source:                        FRNIC

                key1-tag:                      12345
                key1-algo:                     13 [ECDSAP256SHA256]

                registrar:                     EXAMPLE REGISTRAR
                address:                       1 rue de l'Exemple
                country:                       FR
                phone:                         +33.100000000
                e-mail:                        support@registrar.example

                nic-hdl:                       EX1-FRNIC
                type:                          ORGANIZATION
                contact:                       Exemple SA
                address:                       2 rue de l'Exemple
                address:                       75000 Paris
                country:                       FR
                phone:                         +33.100000001
                e-mail:                        nic@example.fr
                changed:                       2020-01-01T00:00:00Z
                source:                        FRNIC

                nic-hdl:                       TE2-FRNIC
                type:                          PERSON
                contact:                       Ano Nymous
                """);
        assertThat(found.state()).isEqualTo(Registration.State.REGISTERED);
        assertThat(found.registrar()).contains("EXAMPLE REGISTRAR");
        assertThat(found.registrant()).contains("Exemple SA");
        assertThat(found.fields(Key.REGISTRANT).get(0).rawLine()).contains("contact:");
        assertThat(found.nameservers()).containsExactly("ns1.example.fr", "ns2.example.net");
        assertThat(found.updated()).hasToString("Optional[2026-01-01T00:00:00Z]");
        WhoisContact holder = found.contact(Role.REGISTRANT).orElseThrow();
        assertThat(holder).hasToString("Exemple SA, nic@example.fr, +33.100000001, FR, EX1-FRNIC");
        assertThat(holder.address()).containsExactly("2 rue de l'Exemple", "75000 Paris");
        assertThat(found.contact(Role.ADMINISTRATIVE).orElseThrow().handle()).contains("EX1-FRNIC");
        assertThat(found.contact(Role.TECHNICAL).orElseThrow().isWithheld()).isTrue();
    }

    @Test
    void registrantThatIsAHandleIsNamedByItsObject() {
        Registration found = Answers.read(
                "example.at",
                """
                domain:         example.at
                registrar:      Example GmbH ( https://nic.at/registrar/1 )
                registrant:     EX1-NICAT
                tech-c:         EX2-NICAT
                nserver:        ns1.example.at
                remarks:        192.0.2.1
                changed:        20240102 03:04:05
                source:         AT-DOM

                personname:     Jo Beispiel
                organization:   Beispiel GmbH
                street address: Beispielgasse 1
                postal code:    1010
                city:           Wien
                country:        Austria
                nic-hdl:        EX1-NICAT
                changed:        20110101 00:00:00
                source:         AT-DOM

                personname:
                organization:   <data not disclosed>
                nic-hdl:        EX2-NICAT
                """);
        assertThat(found.registrant()).contains("Beispiel GmbH");
        assertThat(found.contact(Role.REGISTRANT).orElseThrow())
                .hasToString("Beispiel GmbH, Jo Beispiel, Austria, EX1-NICAT");
        assertThat(found.contact(Role.TECHNICAL).orElseThrow().isWithheld()).isTrue();
        assertThat(found.updated()).hasToString("Optional[2024-01-02T03:04:05]");
    }

    @Test
    void brazilianRegistryOfDomains() {
        Registration found = Answers.read(
                "exemplo.com.br",
                """
                % Copyright (c) Example
                % The use of the data below is only permitted as described in full by the terms of use.

                domain:      exemplo.com.br
                owner:       Empresa Exemplo Ltda
                ownerid:     00.000.000/0001-00
                responsible: Fulano de Tal
                country:     BR
                owner-c:     FDT1
                tech-c:      FDT2
                nserver:     a.dns.example
                nsstat:      20260101 AA
                nserver:     b.dns.example
                dsrecord:    12345 ECDSA-SHA-256 0123456789ABCDEF
                dsstatus:    20260101 DSOK
                saci:        yes
                created:     20010102 #123456
                changed:     20250304
                expires:     20270102
                status:      published

                nic-hdl-br:  FDT1
                person:      Fulano de Tal
                e-mail:      fulano@example.com.br
                country:     BR
                created:     19990101

                nic-hdl-br:  FDT2
                person:      Sicrano de Tal
                """);
        assertThat(found.registrant()).contains("Empresa Exemplo Ltda");
        assertThat(found.created()).hasToString("Optional[2001-01-02]");
        assertThat(found.updated()).hasToString("Optional[2025-03-04]");
        assertThat(found.dnssec()).isEqualTo(WhoisDnssec.SIGNED);
        assertThat(found.ds()).containsExactly("12345 ECDSA-SHA-256 0123456789ABCDEF");
        assertThat(found.contact(Role.REGISTRANT))
                .hasValueSatisfying(c -> assertThat(c.name()).contains("Empresa Exemplo Ltda"));
        assertThat(found.contact(Role.TECHNICAL))
                .hasValueSatisfying(c -> assertThat(c).hasToString("Sicrano de Tal, FDT2"));
    }

    @Test
    void latinAmericanBlock() {
        Registration found = Answers.read(
                "198.51.100.77",
                """
                inetnum:     198.51.100.0/24
                status:      allocated
                aut-num:     N/A
                owner:       Proveedor Ejemplo S.A.
                ownerid:     ZZ-PESA-LACNIC
                responsible: Fulana de Tal
                address:     Calle Ejemplo, 1, Piso 2
                country:     UY
                phone:       +598  00000000
                owner-c:     FDT
                tech-c:      FDT
                abuse-c:     ABU
                created:     20090807
                changed:     20180203

                nic-hdl:     FDT
                person:      Fulana de Tal
                e-mail:      fulana@example.com
                country:     UY

                nic-hdl:     ABU
                person:      Abusos
                e-mail:      abuse@example.com
                """);
        assertThat(found.range()).contains("198.51.100.0/24");
        assertThat(found.organisation()).contains("Proveedor Ejemplo S.A.");
        assertThat(found.country()).contains("UY");
        assertThat(found.abuse()).contains("abuse@example.com");
        assertThat(found.contact(Role.TECHNICAL).orElseThrow())
                .hasToString("Fulana de Tal, fulana@example.com, UY, FDT");
    }

    @Test
    void dotsAfterTheLabelAndHeadingsThatStandAlone() {
        Registration found = Answers.read(
                "example.fi",
                """
                domain.............: example.fi
                status.............: Registered
                created............: 1.1.1991 00:00:00
                expires............: 31.8.2027 10:20:30
                modified...........: 1.2.2026 03:04:05

                Nameservers

                nserver............: ns1.example.fi [OK]
                nserver............: ns2.example.fi [OK]

                DNSSEC

                dnssec.............: unsigned delegation

                Holder

                name...............: Esimerkki Oy
                address............: Esimerkkikatu 1
                postal.............: 00100
                country............: Finland

                Registrar

                registrar..........: Rekisteri Oy
                www................: registrar.example

                Tech

                name...............: Tekninen Esimerkki
                email..............: tech@example.fi
                """);
        assertThat(found.nameservers()).containsExactly("ns1.example.fi", "ns2.example.fi");
        assertThat(found.dnssec()).isEqualTo(WhoisDnssec.UNSIGNED);
        assertThat(found.registrar()).contains("Rekisteri Oy");
        assertThat(found.registrant()).contains("Esimerkki Oy");
        assertThat(found.contact(Role.REGISTRANT).orElseThrow().country()).contains("Finland");
        assertThat(found.contact(Role.TECHNICAL).orElseThrow()).hasToString("Tekninen Esimerkki, tech@example.fi");
    }

    @Test
    void indentedBlocksWithoutLabels() {
        Registration found = Answers.read("example.co.uk", Answers.NOMINET);
        assertThat(found.contact(Role.REGISTRANT).orElseThrow()).hasToString("Example Trading Ltd");
    }

    @Test
    void continuedValueIsOneEntry() {
        WhoisText text = WhoisText.read(
                """
                descr:          Example Access
                                Second line: of the text
                +               third line
                descr:          Other
                nserver:        ns1.example
                                ns2.example
                """);
        assertThat(text.entries()).extracting(WhoisText.Entry::label).containsExactly("descr", "descr", "nserver");
        assertThat(text.value("descr")).contains("Example Access\nSecond line: of the text\nthird line");
        assertThat(text.entries().get(0).line().number()).isEqualTo(1);
    }

    @Test
    void registrationOfANetworkNamesItsPeople() {
        Registration found = Answers.read("198.51.100.7", Answers.ARIN);
        assertThat(found.contact(Role.ABUSE).orElseThrow()).hasToString("abuse@small.example, ABUSE1-ARIN");
        assertThat(found.contacts()).hasSize(1);
    }

    @Test
    void signatureIsToldFromItsAbsenceAndFromSilence() {
        for (String signed : new String[] {"signedDelegation", "Signed", "yes", "Active", "signed delegation"}) {
            assertThat(dnssec("DNSSEC: " + signed)).as(signed).isEqualTo(WhoisDnssec.SIGNED);
        }
        for (String unsigned : new String[] {"unsigned", "no", "Inactive", "unsigned delegation", "Not signed"}) {
            assertThat(dnssec("DNSSEC: " + unsigned)).as(unsigned).isEqualTo(WhoisDnssec.UNSIGNED);
        }
        assertThat(dnssec("DNSSEC: perhaps")).isEqualTo(WhoisDnssec.UNKNOWN);
        assertThat(dnssec("Registrar: R")).isEqualTo(WhoisDnssec.UNKNOWN);
        assertThat(dnssec("DNSSEC DS Data: 1 13 2 AB")).isEqualTo(WhoisDnssec.SIGNED);
    }

    private static WhoisDnssec dnssec(String line) {
        return Answers.read("example.com", "Domain Name: example.com\nRegistrar: R\n" + line + "\n")
                .dnssec();
    }
}
