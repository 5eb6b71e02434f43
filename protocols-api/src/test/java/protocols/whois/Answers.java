package protocols.whois;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Answers in the formats in use, written for these tests. */
final class Answers {

    static final String IANA_COM =
            """
            % IANA WHOIS server
            % for more information on IANA, visit http://www.iana.org
            % This query returned 1 object

            refer:        whois.verisign-grs.com

            domain:       COM

            organisation: Example Registry Services
            address:      1 Registry Way

            contact:      administrative
            name:         Registry Customer Service
            organisation: Example Registry Services

            nserver:      A.GTLD-SERVERS.EXAMPLE 192.5.6.30 2001:503:a83e:0:0:0:2:30

            whois:        whois.verisign-grs.com

            status:       ACTIVE
            created:      1985-01-01
            changed:      2023-12-07
            source:       IANA
            """;

    static final String THIN =
            """
               Domain Name: EXAMPLE.COM
               Registry Domain ID: 2336799_DOMAIN_COM-VRSN
               Registrar WHOIS Server: whois.registrar.example
               Registrar URL: http://www.registrar.example
               Updated Date: 2024-08-14T07:01:34Z
               Creation Date: 1995-08-14T04:00:00Z
               Registry Expiry Date: 2027-08-13T04:00:00Z
               Registrar: Example Registrar, Inc.
               Registrar IANA ID: 376
               Registrar Abuse Contact Email: abuse@registrar.example
               Domain Status: clientDeleteProhibited https://icann.org/epp#clientDeleteProhibited
               Domain Status: clientTransferProhibited https://icann.org/epp#clientTransferProhibited
               Name Server: A.NS.EXAMPLE.NET
               Name Server: B.NS.EXAMPLE.NET
               DNSSEC: signedDelegation
               DNSSEC DS Data: 370 13 2 BE74359954660069D5C63D200C39F5603827D7DD02B56F120EE9F3A86764247C
            >>> Last update of whois database: 2026-03-01T10:00:00Z <<<

            NOTICE: The expiration date displayed in this record is the date the
            registrar's sponsorship of the domain name registration in the registry is
            currently set to expire. You are not authorized to access this database
            through processes that are high-volume and automated. The registry reserves
            the right to restrict your access. A name that is not found here is not
            necessarily available for registration. Queries per day may be limited.
            """;

    static final String THICK =
            """
            Domain Name: example.com
            Registrar WHOIS Server: whois.registrar.example
            Updated Date: 2024-08-15T00:00:00Z
            Creation Date: 1995-08-14T04:00:00Z
            Registrar Registration Expiration Date: 2027-08-13T04:00:00Z
            Registrar: Example Registrar Limited
            Domain Status: clientTransferProhibited (https://icann.org/epp#clientTransferProhibited)
            Registrant Name: REDACTED FOR PRIVACY
            Registrant Organization: REDACTED FOR PRIVACY
            Registrant Country: US
            Admin Name: REDACTED FOR PRIVACY
            Tech Email: Please query the RDDS service
            Name Server: a.ns.example.net
            Name Server: b.ns.example.net
            DNSSEC: unsigned
            """;

    static final String RIPE =
            """
            % This is the RIPE Database query service.
            % The objects are in RPSL format.

            % Information related to '192.0.2.0 - 192.0.2.127'

            % Abuse contact for '192.0.2.0 - 192.0.2.127' is 'abuse@isp.example'

            inetnum:        192.0.2.0 - 192.0.2.127
            netname:        EXAMPLE-NET
            descr:          Example Access
                            Second line: of the description
            +               third line
            country:        NL
            org:            ORG-EX1-RIPE
            status:         ASSIGNED PA
            created:        2003-03-17T12:15:57Z
            last-modified:  2017-12-04T14:42:31Z
            source:         RIPE

            organisation:   ORG-EX1-RIPE
            org-name:       Example Internet B.V.
            country:        DE
            created:        2011-01-01T00:00:00Z

            person:         Jo Example
            address:        Amsterdam
            created:        2012-01-01T00:00:00Z

            route:          192.0.2.0/26
            origin:         AS64496
            """;

    static final String ARIN =
            """
            #
            # ARIN WHOIS data and services are subject to the Terms of Use
            #

            # start

            NetRange:       198.51.0.0 - 198.51.255.255
            CIDR:           198.51.0.0/16
            NetName:        BIG
            Organization:   Big Carrier (BIG)
            RegDate:        1992-12-01
            Updated:        2018-04-23

            OrgName:        Big Carrier
            Country:        US

            ReferralServer: rwhois://rwhois.big.example:4321

            # end

            # start

            NetRange:       198.51.100.0 - 198.51.100.255
            CIDR:           198.51.100.0/24
            NetName:        SMALL
            Organization:   Small Customer (SMALL)
            RegDate:        2014-03-14

            OrgName:        Small Customer LLC
            Country:        CA
            RegDate:        2000-01-01

            OrgAbuseHandle: ABUSE1-ARIN
            OrgAbuseEmail:  abuse@small.example

            ReferralServer:  whois://whois.small.example
            # end
            """;

    static final String DENIC =
            """
            % Restricted rights.
            %
            Domain: example.de
            Nserver: ns1.example.net
            Nserver: ns2.example.de 192.0.2.53
            Status: connect
            Changed: 2018-03-12T21:44:25+01:00

            [Tech-C]
            Type: PERSON
            Name: Jo Example
            Changed: 2001-01-01T00:00:00+01:00
            Status: something else
            """;

    static final String NOMINET =
            """

                Domain name:
                    example.co.uk

                Registrant:
                    Example Trading Ltd

                Registrar:
                    Example Registrar Ltd [Tag = EXAMPLE]
                    URL: https://registrar.example

                Relevant dates:
                    Registered on: 26-Nov-1996
                    Expiry date:  26-Nov-2027
                    Last updated:  before Aug-1996

                Registration status:
                    Registered until expiry date.

                Name servers:
                    ns1.example.co.uk     192.0.2.1
                    ns2.example.co.uk     192.0.2.2  2001:db8::2

                WHOIS lookup made at 10:00:00 01-Mar-2026
            """;

    static final String JPRS =
            """
            [ JPRS database provides information on network administration. Its use is    ]
            [ restricted to network administration purposes.                               ]
            Domain Information:
            [Domain Name]                   EXAMPLE.JP

            [Registrant]                    Example Kabushiki Kaisha

            [Name Server]                   ns1.example.jp
            [Name Server]                   ns2.example.jp
            [Signing Key]                  \s

            [Created on]                    2001/02/22
            [Expires on]                    2027/02/28
            [Status]                        Active
            [Last Updated]                  2026/03/01 01:05:05 (JST)

            Contact Information:
            [Name]                          Example Kabushiki Kaisha
            [Email]                         gtld@example.jp
            """;

    static final String JPRS_ORGANISATION =
            """
            Domain Information:
            a. [Domain Name]                EXAMPLE.CO.JP
            g. [Organization]               Example Kabushiki Kaisha
            l. [Organization Type]          corporation
            p. [Name Server]                ns1.example.co.jp
            s. [Signing Key]
            [State]                         Connected (2027/03/31)
            [Registered Date]               1996/03/01
            [Last Update]                   2026/04/01 01:01:01 (JST)
            """;

    private Answers() {}

    static WhoisStep step(String server, String text) {
        return WhoisStep.of(WhoisServer.of(server), "query", text, StandardCharsets.UTF_8);
    }

    static Registration read(String query, String text) {
        return Registration.of(WhoisQuery.of(query), List.of(step("whois.test.example", text)));
    }
}
