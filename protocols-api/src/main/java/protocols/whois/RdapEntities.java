package protocols.whois;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import protocols.json.Node;
import protocols.whois.WhoisContact.Role;
import protocols.whois.WhoisField.Key;

/** The entities of an object (RFC 9083 section 5.1) and theirs, as contacts; and what is kept back of them (RFC 9537). */
final class RdapEntities {

    private static final int MOST = 40;

    private final Node object;
    private final WhoisSource source;
    private final List<Node> entities;
    private final List<WhoisContact> contacts;

    RdapEntities(Node object, WhoisSource source) {
        this.object = object;
        this.source = source;
        // The office for abuse stands within the registrar, or within the holder of a block.
        this.entities = object.member("entities").elements().stream()
                .limit(MOST)
                .flatMap(entity -> Stream.concat(
                        Stream.of(entity),
                        entity.member("entities").elements().stream().limit(MOST)))
                .toList();
        this.contacts = read();
    }

    /** In the order of their roles. */
    List<WhoisContact> contacts() {
        return contacts;
    }

    /** The organisation, else the name, of the first entity of that role. */
    Optional<WhoisField> named(String role) {
        Comparator<WhoisField> organisationFirst = Comparator.comparing(field -> field.key() != Key.ORGANISATION);
        return entities.stream()
                .filter(entity -> roles(entity).anyMatch(role::equals))
                .flatMap(entity -> JCard.read(entity.member("vcardArray"), source).stream()
                        .filter(field -> field.key() == Key.ORGANISATION || field.key() == Key.NAME)
                        .filter(field -> !Withheld.isWithheld(field.value()))
                        .min(organisationFirst)
                        .stream())
                .findFirst();
    }

    private List<WhoisContact> read() {
        Map<Role, List<WhoisField>> redacted = redacted();
        List<WhoisContact> found = new ArrayList<>();
        for (Node entity : entities) {
            roles(entity)
                    .flatMap(role -> role(role).stream())
                    .distinct()
                    .forEach(role -> found.add(contact(role, entity, redacted.getOrDefault(role, List.of()))));
        }
        redacted.forEach((role, fields) -> {
            if (found.stream().noneMatch(contact -> contact.role() == role)) {
                found.add(WhoisContact.of(role, List.of(), fields));
            }
        });
        return found.stream()
                .filter(c -> !c.fields().isEmpty() || !c.withheld().isEmpty())
                .sorted(Comparator.comparing(WhoisContact::role))
                .limit(MOST)
                .toList();
    }

    private WhoisContact contact(Role role, Node entity, List<WhoisField> redacted) {
        List<WhoisField> known = new ArrayList<>();
        List<WhoisField> withheld = new ArrayList<>(redacted);
        Node handle = entity.member("handle");
        handle.text().ifPresent(text -> known.add(RdapObject.field(Key.HANDLE, text, handle, source)));
        known.addAll(JCard.read(entity.member("vcardArray"), source));
        withheld.addAll(
                known.stream().filter(f -> Withheld.isWithheld(f.value())).toList());
        known.removeAll(withheld);
        entity.member("remarks").elements().stream()
                .map(remark -> remark.member("type"))
                .filter(type ->
                        type.text().filter(t -> t.startsWith("object redacted")).isPresent())
                .findFirst()
                .ifPresent(type ->
                        withheld.add(RdapObject.field(Key.NAME, type.text().orElse(""), type, source)));
        return WhoisContact.of(role, known, withheld);
    }

    /** By the role that the redacted field begins its name with: {@code Registrant Email} (RFC 9537 section 4.2). */
    private Map<Role, List<WhoisField>> redacted() {
        Map<Role, List<WhoisField>> found = new EnumMap<>(Role.class);
        for (Node entry :
                object.member("redacted").elements().stream().limit(MOST).toList()) {
            Node name = either(entry.member("name"));
            String[] words = name.text().orElse("").split(" ", 2);
            Optional<Role> role = role(words[0].toLowerCase(Locale.ROOT));
            Optional<Key> key = words.length < 2 ? Optional.empty() : key(words[1].toLowerCase(Locale.ROOT));
            if (role.isPresent() && key.isPresent()) {
                String reason = either(entry.member("reason")).text().orElse("redacted");
                found.computeIfAbsent(role.get(), k -> new ArrayList<>())
                        .add(RdapObject.field(key.get(), reason, name, source));
            }
        }
        return found;
    }

    /** The registered word, or one of the server's own. */
    private static Node either(Node described) {
        return described.member("type").text().isPresent() ? described.member("type") : described.member("description");
    }

    private static Stream<String> roles(Node entity) {
        Node roles = entity.member("roles");
        return Stream.concat(Stream.of(roles), roles.elements().stream())
                .flatMap(role -> role.text().stream())
                .map(role -> role.toLowerCase(Locale.ROOT));
    }

    /** A contact's role; a registrar, a reseller or a sponsor is none. */
    private static Optional<Role> role(String word) {
        return switch (word) {
            case "registrant" -> Optional.of(Role.REGISTRANT);
            case "administrative", "admin" -> Optional.of(Role.ADMINISTRATIVE);
            case "technical", "tech" -> Optional.of(Role.TECHNICAL);
            case "billing" -> Optional.of(Role.BILLING);
            case "abuse" -> Optional.of(Role.ABUSE);
            case "noc" -> Optional.of(Role.NOC);
            default -> Optional.empty();
        };
    }

    private static Optional<Key> key(String words) {
        return switch (words) {
            case "name" -> Optional.of(Key.NAME);
            case "organization", "organisation" -> Optional.of(Key.ORGANISATION);
            case "email" -> Optional.of(Key.EMAIL);
            case "phone", "phone ext" -> Optional.of(Key.PHONE);
            case "fax", "fax ext" -> Optional.of(Key.FAX);
            case "street", "city", "state/province", "postal code" -> Optional.of(Key.ADDRESS);
            case "country" -> Optional.of(Key.COUNTRY);
            default -> words.endsWith("id") ? Optional.of(Key.HANDLE) : Optional.empty();
        };
    }
}
