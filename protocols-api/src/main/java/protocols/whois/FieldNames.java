package protocols.whois;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringTokenizer;
import protocols.whois.WhoisField.Key;

/**
 * The labels in use for each field, as {@link Labels#key} writes them. A label that is missing here is no field, but
 * can still be asked for by {@link WhoisText#value}.
 */
final class FieldNames {

    private static final Map<String, Key> KEYS = table();
    private static final Set<String> OTHERS =
            words("refer whois referralserver registrarwhoisserver whoisserver registrarwhois resourcelink"
                    + " organisation address phone email role person source remarks descr");

    /** The sections that speak of people, not of the thing asked for. */
    private static final Set<String> PEOPLE =
            words("registrant admin tech billing zone adminc techc zonec billingc holder owner abusecontact"
                    + " administrativecontact technicalcontact billingcontact registrantcontact admincontact"
                    + " techcontact contactinformation domainholder technical administrative registrantinformation");

    /** The RPSL classes that do (RFC 2622 section 3), and what registries have in their place. */
    private static final Set<String> PEOPLE_CLASSES =
            words("person role mntner nichdl nichandle contact irt keycert poc orgabusehandle orgtechhandle");

    private FieldNames() {}

    /** What a label means; {@code ns1} and {@code Nameserver 2} mean what they mean without the number. */
    static Optional<Key> of(String key) {
        Key exact = KEYS.get(key);
        if (exact != null) {
            return Optional.of(exact);
        }
        int end = key.length();
        while (end > 0 && HostName.isDigit(key.charAt(end - 1))) {
            end--;
        }
        return Optional.ofNullable(KEYS.get(key.substring(0, end))).filter(found -> found == Key.NAMESERVER);
    }

    static boolean isKnown(String key) {
        return of(key).isPresent() || OTHERS.contains(key);
    }

    /** Whether a line that is nothing but this is the heading of a block. */
    static boolean isHeading(String key) {
        return of(key).isPresent() || PEOPLE.contains(key);
    }

    /** Whether it names whose name and address may follow. */
    static boolean isPerson(String key) {
        return PEOPLE.contains(key) || key.equals("registrar");
    }

    static boolean isPeople(String section, String objectClass) {
        return PEOPLE.contains(section) || PEOPLE_CLASSES.contains(objectClass);
    }

    private static Map<String, Key> table() {
        Map<String, Key> table = new HashMap<>();
        put(table, Key.DOMAIN, "domain domainname domainnameace domainnameutf8 ace complete");
        put(
                table,
                Key.STATUS,
                "status domainstatus registrationstatus state eppstatus querystatus statusofdomain domainstate");
        put(
                table,
                Key.REGISTRAR,
                "registrar registrarname sponsoringregistrar registrarorganization registrarcompany"
                        + " currentregistrar registraroforrecord authorizedagency registrationserviceprovider"
                        + " registrarorganizationname sponsoringregistrarorganization currentregistar registrarhandle registrarid");
        dates(table);
        serversAndHolders(table);
        networks(table);
        return Map.copyOf(table);
    }

    private static void dates(Map<String, Key> table) {
        put(
                table,
                Key.CREATED,
                "created creationdate createdon createddate registered registeredon registereddate"
                        + " registrationdate registrationtime domainregistered regdate domaincreated createdat"
                        + " domaincreatedat domaincreateddate domaindatedregistered domainnamecommencementdate assigned"
                        + " activated recordcreated recordcreatedon recordactivated domainrecordactivated activatedon dateregistered"
                        + " datecreated domaincreationdate firstregistrationdate domaindateregistered registration registrationdatetime creation");
        put(
                table,
                Key.UPDATED,
                "updated updateddate updatedon lastupdated lastupdatedon lastupdate lastupdateddate"
                        + " lastmodified lastmodifieddate lastmod modified modifieddate modificationdate changed"
                        + " lastchanged domainlastupdated domaindatelastmodified domainlastupdateddate datechanged"
                        + " recordlastupdated recordlastupdatedon domainrecordlastupdated recordupdated recordmodified"
                        + " lastmodifiedon dateupdated");
        put(
                table,
                Key.EXPIRES,
                "expires expirydate expirationdate registryexpirydate registrarregistrationexpirationdate"
                        + " expireson expiry expiration expirationtime expire expiredate renewaldate renewal renewaldue"
                        + " paidtill validuntil validity domainexpires domainexpirationdate domainexpirydate"
                        + " recordexpires recordexpireson expiresat registrationexpirationdate expirydateofdomain"
                        + " nextdue exdate expdate expired recordexpirydate domainexpiration dateexpires expireson validtill validtodate registeredtill freedate");
    }

    private static void serversAndHolders(Map<String, Key> table) {
        put(
                table,
                Key.NAMESERVER,
                "nameserver nameservers nserver nservers ns dns dnsserver dnsservers nameserverinformation"
                        + " nameserversinformation domainnameservers domainservers nameserversinlistedorder domainserversinlistedorder hostname"
                        + " nameserverhostname nsentry nsname nameserversinthelistedorder primaryserver secondaryserver primarynameserver"
                        + " secondarynameserver nameserverlisted");
        put(table, Key.DNSSEC, "dnssec dnssecsigned signed dnssecdelegation dnssecstatus");
        put(
                table,
                Key.DS,
                "dnssecdsdata dsrdata dsrecord signingkey dnskey ds dskeytag dslist dsdata keyset dnsseckey");
        put(
                table,
                Key.REGISTRANT,
                "registrant registrantorganization registrantorganisation registrantname registrantid"
                        + " registrantcontactname registrantcontactorganisation holder owner domainholder holdername");
    }

    private static void networks(Map<String, Key> table) {
        put(table, Key.RANGE, "inetnum inet6num netrange autnum asnumber asblock");
        put(table, Key.NAME, "netname asname networkname");
        put(table, Key.ORGANISATION, "organisation organization orgname custname descr owner");
        put(table, Key.COUNTRY, "country countrycode");
        put(
                table,
                Key.ABUSE,
                "abusemailbox orgabuseemail rabuseemail abuseemail registrarabusecontactemail" + " abusecontactemail");
    }

    private static void put(Map<String, Key> table, Key key, String labels) {
        words(labels).forEach(label -> table.putIfAbsent(label, key));
    }

    private static Set<String> words(String text) {
        Set<String> words = new HashSet<>();
        StringTokenizer tokens = new StringTokenizer(text);
        while (tokens.hasMoreTokens()) {
            words.add(tokens.nextToken());
        }
        return Set.copyOf(words);
    }
}
