package protocols.whois;

/** Answers of RDAP in the shapes in use, written for these tests after RFC 9083. */
final class RdapAnswers {

    static final String DOMAIN =
            """
            {
              "rdapConformance": ["rdap_level_0", "redacted"],
              "objectClassName": "domain",
              "handle": "2336799_DOMAIN_COM-EX",
              "ldhName": "EXAMPLE.COM",
              "status": ["client transfer prohibited", "active", "Locked by Court"],
              "events": [
                {"eventAction": "last update of RDAP database", "eventDate": "2026-01-01T00:00:00Z"},
                {"eventAction": "registration", "eventDate": "1995-08-14T04:00:00Z"},
                {"eventAction": "last changed", "eventDate": "2025-08-14T07:01:34.5+02:00"},
                {"eventAction": "expiration", "eventDate": "2027-08-13T04:00:00Z"}
              ],
              "nameservers": [
                {"objectClassName": "nameserver", "ldhName": "NS1.EXAMPLE.NET"},
                {"objectClassName": "nameserver", "ldhName": "b\\u00fccher.example."},
                {"objectClassName": "nameserver", "ldhName": "not a name"}
              ],
              "secureDNS": {
                "delegationSigned": true,
                "dsData": [{"keyTag": 370, "algorithm": 13, "digestType": 2, "digest": "BE74359954660069"},
                           {"keyTag": 371, "algorithm": 13}]
              },
              "entities": [
                {"objectClassName": "entity", "handle": "9999", "roles": ["registrar"],
                 "vcardArray": ["vcard", [["version", {}, "text", "4.0"], ["fn", {}, "text", "Example Registrar, Inc."]]],
                 "entities": [
                   {"objectClassName": "entity", "roles": ["abuse"],
                    "vcardArray": ["vcard", [["fn", {}, "text", "Abuse desk"],
                      ["tel", {"type": ["voice"]}, "uri", "tel:+1.5555550100"],
                      ["email", {}, "text", "abuse@registrar.example"]]]}]},
                {"objectClassName": "entity", "handle": "R-1", "roles": ["registrant"],
                 "vcardArray": ["vcard", [["fn", {}, "text", "Alice Example"],
                   ["org", {}, "text", ["Example Org", "Domains"]],
                   ["adr", {"cc": "ZZ"}, "text", ["", "", ["1 Main Street", "Floor 2"], "Springfield", "", "12345", ""]],
                   ["tel", {"type": "fax"}, "text", "+1.5555550199"],
                   ["contact-uri", {}, "uri", "https://registrar.example/contact"]]]},
                {"objectClassName": "entity", "roles": ["technical", "billing"],
                 "vcardArray": ["vcard", [["fn", {}, "text", "REDACTED FOR PRIVACY"]]]},
                {"objectClassName": "entity", "roles": ["noc"],
                 "remarks": [{"title": "Withheld", "type": "object redacted due to authorization"}]}
              ],
              "redacted": [
                {"name": {"type": "Registrant Email"}, "method": "removal", "reason": {"description": "Server policy"}},
                {"name": {"description": "Admin Name"}, "method": "removal"},
                {"name": {"description": "Something else"}}
              ],
              "links": [
                {"rel": "self", "type": "application/rdap+json", "href": "https://rdap.registry.example/domain/EXAMPLE.COM"},
                {"rel": "related", "type": "text/html", "href": "https://www.registrar.example/"},
                {"rel": "related", "type": "application/rdap+json", "href": "https://rdap.registrar.example/domain/EXAMPLE.COM"}
              ],
              "notices": [{"title": "Terms of Use", "description": ["No record of anything is not found."]}]
            }
            """;

    static final String NETWORK =
            """
            {
              "objectClassName": "ip network", "handle": "NET-192-0-2-0", "startAddress": "192.0.2.0",
              "endAddress": "192.0.2.255", "ipVersion": "v4", "name": "TEST-NET-1", "country": "ZZ", "status": ["active"],
              "events": [{"eventAction": "registration", "eventDate": "2010-01-02T03:04:05Z"}],
              "entities": [{"handle": "ORG-1", "roles": ["registrant"],
                "vcardArray": ["vcard", [["fn", {}, "text", "Documentation"]]],
                "entities": [{"roles": ["abuse"], "vcardArray": ["vcard", [["email", {}, "text", "abuse@net.example"]]]}]}]
            }
            """;

    static final String AUTNUM =
            """
            {"objectClassName": "autnum", "handle": "AS64496", "startAutnum": 64496, "endAutnum": 64511, "name": "DOC-AS",
             "country": "ZZ"}
            """;

    static final String ENTITY =
            """
            {"objectClassName": "entity", "handle": "ab1-test", "roles": ["technical"],
             "vcardArray": ["vcard", [["fn", {}, "text", "Bob Example"], ["email", {}, "text", "mailto:bob@example.net"]]]}
            """;

    private RdapAnswers() {}
}
