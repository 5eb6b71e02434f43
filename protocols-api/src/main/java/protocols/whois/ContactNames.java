package protocols.whois;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.StringTokenizer;
import protocols.whois.WhoisContact.Role;
import protocols.whois.WhoisField.Key;

/** The labels about people, as {@link Labels#key} writes them: a role, something of a person, or both in one word. */
final class ContactNames {

    private static final Map<String, Role> ROLES = roles();
    private static final Map<String, Key> ATTRIBUTES = attributes();
    private static final int LONGEST = 48;

    private ContactNames() {}

    /**
     * What a label says of a contact.
     *
     * @param role whose
     * @param attribute what; empty for the contact as such: its name, or the handle under which it stands further down
     */
    record Meaning(Role role, Optional<Key> attribute) {}

    /** {@code Registrant Name}, {@code admin-c}, {@code OrgAbuseEmail}. */
    static Optional<Meaning> meaning(String key) {
        for (int end = Math.min(key.length(), LONGEST); end > 2; end--) {
            Role role = ROLES.get(key.substring(0, end));
            String rest = key.substring(end);
            Optional<Key> attribute = role == null ? Optional.empty() : attribute(rest);
            if (role != null && (rest.isEmpty() || attribute.isPresent())) {
                return Optional.of(new Meaning(role, attribute));
            }
        }
        return Optional.empty();
    }

    /** The role that a heading or a label names as a whole. */
    static Optional<Role> role(String key) {
        return Optional.ofNullable(ROLES.get(key));
    }

    /** What a label says of the person in whose block it stands; {@code address2} is {@code address}. */
    static Optional<Key> attribute(String key) {
        int end = key.length();
        while (end > 0 && HostName.isDigit(key.charAt(end - 1))) {
            end--;
        }
        return Optional.ofNullable(ATTRIBUTES.get(key.substring(0, end)));
    }

    private static Map<String, Role> roles() {
        Map<String, Role> table = new HashMap<>();
        put(
                table,
                Role.REGISTRANT,
                "registrant registrantcontact registrantinformation registrants holder holderc domainholder owner"
                        + " ownerc registrantc ownercontact");
        put(
                table,
                Role.ADMINISTRATIVE,
                "admin adminc admincontact administrative administrativecontact administrativecontactinformation"
                        + " administrativecontacts admincontacts admincontactinformation");
        put(
                table,
                Role.TECHNICAL,
                "tech techc techcontact technical technicalcontact technicalcontactinformation technicalcontacts"
                        + " techcontacts registrartechnicalcontacts zone zonec zonecontact orgtech rtech"
                        + " techcontactinformation");
        put(table, Role.BILLING, "billing billingc billingcontact billingcontacts bill");
        put(table, Role.ABUSE, "abuse abusec abusecontact orgabuse rabuse registrarabuse registrarabusecontact");
        put(table, Role.NOC, "noc orgnoc rnoc");
        put(table, Role.OTHER, "contactinformation");
        return Map.copyOf(table);
    }

    private static Map<String, Key> attributes() {
        Map<String, Key> table = new HashMap<>();
        put(table, Key.HANDLE, "id handle nichdl nichandle nichdlbr contactid");
        put(table, Key.NAME, "name person personname contactname fullname role");
        put(
                table,
                Key.ORGANISATION,
                "organization organisation org orgname company companyname organizationname organisationname"
                        + " contactorganization contactorganisation");
        put(table, Key.EMAIL, "email emailaddress mail contactemail mailbox");
        put(table, Key.PHONE, "phone phonenumber telephone tel telno voice contactphone telephonenumber");
        put(table, Key.FAX, "fax faxno faxnumber facsimile facsimilenumber");
        put(
                table,
                Key.ADDRESS,
                "address addressline street streetaddress city state province stateprovince postalcode postcode"
                        + " pcode zip zipcode postaladdress postal region saddress");
        put(table, Key.COUNTRY, "country countrycode cc");
        return Map.copyOf(table);
    }

    private static <T> void put(Map<String, T> table, T meaning, String labels) {
        StringTokenizer words = new StringTokenizer(labels);
        while (words.hasMoreTokens()) {
            table.put(words.nextToken(), meaning);
        }
    }
}
