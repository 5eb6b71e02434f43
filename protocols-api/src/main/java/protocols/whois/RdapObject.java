package protocols.whois;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import protocols.json.Node;
import protocols.whois.WhoisContact.Role;
import protocols.whois.WhoisField.Key;

/** What an object of RDAP (RFC 9083 section 5) says, in the fields that WHOIS has for the same. */
final class RdapObject {

    private static final int MOST = 100;

    private final Node object;
    private final WhoisSource source;
    private final RdapEntities entities;
    private final Map<Key, List<WhoisField>> fields = new EnumMap<>(Key.class);

    RdapObject(Node object, WhoisSource source) {
        this.object = object;
        this.source = source;
        this.entities = new RdapEntities(object, source);
        events();
        object.member("status").elements().stream()
                .limit(MOST)
                .forEach(status -> add(Key.STATUS, status, status.text().map(RdapStatus::epp)));
        switch (objectClass()) {
            case "domain" -> domain();
            case "ip network" -> network();
            case "autnum" -> autonomousSystem();
            case "entity" -> entity();
            case "nameserver" -> nameserver(object);
            default -> fields.clear();
        }
    }

    /** A field whose line is the member of the text that it is from. */
    static WhoisField field(Key key, String value, Node place, WhoisSource source) {
        String said = place.value()
                .text()
                .or(() -> place.value().truth().map(String::valueOf))
                .orElse(value);
        return new WhoisField(key, value, place.pointer() + ": " + said, 0, source);
    }

    /** The class of the object; empty if it does not say. */
    String objectClass() {
        return object.member("objectClassName").text().orElse("");
    }

    /** What the object is, by its name, its range or its handle. */
    Optional<WhoisField> subject() {
        Key key =
                switch (objectClass()) {
                    case "domain" -> Key.DOMAIN;
                    case "entity" -> Key.HANDLE;
                    case "nameserver" -> Key.NAMESERVER;
                    default -> Key.RANGE;
                };
        return fields.getOrDefault(key, List.of()).stream().findFirst();
    }

    /** Whether that is what was asked for, or holds it. */
    boolean isAbout(WhoisQuery query) {
        Optional<String> subject = subject().map(WhoisField::value);
        return switch (query.kind()) {
            case IPV4, IPV6, CIDR ->
                subject.flatMap(IpRange::parse)
                        .flatMap(block -> query.range().filter(block::contains))
                        .isPresent();
            case AS_NUMBER ->
                AsRange.parse(query.text().substring(2))
                        .filter(wanted ->
                                autonomousSystems().filter(wanted::isWithin).isPresent())
                        .isPresent();
            case DOMAIN, TOP_LEVEL_DOMAIN, HANDLE ->
                subject.filter(query.text()::equalsIgnoreCase).isPresent();
        };
    }

    /** In the order of {@link Key}. */
    List<WhoisField> fields() {
        return fields.values().stream().flatMap(List::stream).toList();
    }

    /** In the order of their roles. */
    List<WhoisContact> contacts() {
        return entities.contacts();
    }

    private void events() {
        for (Node event : object.member("events").elements()) {
            Node date = event.member("eventDate");
            switch (event.member("eventAction").text().orElse("")) {
                case "registration" -> first(Key.CREATED, date);
                case "last changed" -> first(Key.UPDATED, date);
                case "expiration" -> first(Key.EXPIRES, date);
                default -> {
                    // Such as when the server's own copy was made.
                }
            }
        }
    }

    private void domain() {
        Node name = object.member("ldhName");
        add(Key.DOMAIN, name, name.text().flatMap(HostName::toAscii));
        object.member("nameservers").elements().stream().limit(MOST).forEach(this::nameserver);
        entities.named("registrar").ifPresent(field -> put(Key.REGISTRAR, field));
        entities.named("registrant").ifPresent(field -> put(Key.REGISTRANT, field));
        abuse();
        Node dnssec = object.member("secureDNS");
        Node signed = dnssec.member("delegationSigned");
        add(Key.DNSSEC, signed, signed.value().truth().map(yes -> yes ? "signedDelegation" : "unsigned"));
        for (Node ds : dnssec.member("dsData").elements().stream().limit(MOST).toList()) {
            add(Key.DS, ds, joined(ds, List.of("keyTag", "algorithm", "digestType", "digest")));
        }
        for (Node key : dnssec.member("keyData").elements().stream().limit(MOST).toList()) {
            add(Key.DS, key, joined(key, List.of("flags", "protocol", "algorithm", "publicKey")));
        }
    }

    private void nameserver(Node server) {
        Node name = server.member("ldhName");
        add(Key.NAMESERVER, name, name.text().flatMap(HostName::toAscii));
    }

    private void network() {
        Node first = object.member("startAddress");
        Optional<String> last = object.member("endAddress").text();
        add(Key.RANGE, first, first.text().flatMap(from -> last.map(to -> from + " - " + to)));
        holder();
    }

    private void autonomousSystem() {
        add(Key.RANGE, object.member("startAutnum"), autonomousSystems().map(AsRange::toString));
        holder();
    }

    private Optional<AsRange> autonomousSystems() {
        OptionalLong first = object.member("startAutnum").value().integer();
        OptionalLong last = object.member("endAutnum").value().integer();
        return first.isPresent() ? AsRange.of(first.getAsLong(), last.orElse(first.getAsLong())) : Optional.empty();
    }

    /** What blocks of addresses and of AS numbers have in common. */
    private void holder() {
        add(Key.NAME, object.member("name"), object.member("name").text());
        add(Key.COUNTRY, object.member("country"), object.member("country").text());
        add(Key.HANDLE, object.member("handle"), object.member("handle").text());
        entities.named("registrant").ifPresent(field -> put(Key.ORGANISATION, field));
        abuse();
    }

    private void entity() {
        add(Key.HANDLE, object.member("handle"), object.member("handle").text());
        JCard.read(object.member("vcardArray"), source).stream()
                .filter(field -> !Withheld.isWithheld(field.value()))
                .forEach(field -> put(field.key(), field));
        abuse();
    }

    private void abuse() {
        entities.contacts().stream()
                .filter(contact -> contact.role() == Role.ABUSE)
                .flatMap(contact -> contact.fields().stream())
                .filter(field -> field.key() == Key.EMAIL)
                .findFirst()
                .ifPresent(field -> put(Key.ABUSE, field));
    }

    /** Members in a row, as they stand in a record of DNS; nothing if one is missing. */
    private static Optional<String> joined(Node object, List<String> names) {
        List<Optional<String>> parts = names.stream()
                .map(name -> object.member(name))
                .map(part -> part.text().or(() -> part.value().integer().stream()
                        .mapToObj(Long::toString)
                        .findFirst()))
                .toList();
        return parts.stream().anyMatch(Optional::isEmpty)
                ? Optional.empty()
                : Optional.of(parts.stream().map(Optional::get).collect(Collectors.joining(" ")));
    }

    private void first(Key key, Node place) {
        if (!fields.containsKey(key)) {
            add(key, place, place.text());
        }
    }

    private void put(Key key, WhoisField field) {
        fields.computeIfAbsent(key, k -> new ArrayList<>())
                .add(new WhoisField(key, field.value(), field.rawLine(), field.lineNumber(), source));
    }

    private void add(Key key, Node place, Optional<String> value) {
        value.ifPresent(text -> put(key, field(key, text, place, source)));
    }
}
