package protocols.whois;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import protocols.json.Node;
import protocols.whois.WhoisField.Key;

/**
 * The properties of a jCard (RFC 7095), each an array of name, parameters, type and value. A value that is itself an array
 * has the parts of a structured value.
 */
final class JCard {

    private static final int MOST = 100;

    private static final int VALUE = 3;
    /** The place of the country among the parts of an address (RFC 6350 section 6.3.1). */
    private static final int COUNTRY = 6;

    private final WhoisSource source;
    private final List<WhoisField> fields = new ArrayList<>();

    private JCard(WhoisSource source) {
        this.source = source;
    }

    /** What a card says, in its own order. */
    static List<WhoisField> read(Node card, WhoisSource source) {
        JCard reader = new JCard(source);
        card.element(1).elements().stream().limit(MOST).forEach(reader::property);
        return reader.fields;
    }

    private void property(Node property) {
        Node value = property.element(VALUE);
        switch (property.element(0).text().orElse("").toLowerCase(Locale.ROOT)) {
            case "fn" -> add(Key.NAME, value, value.text());
            case "org" -> add(Key.ORGANISATION, value, joined(value));
            // RFC 8605 section 2.1: a web form in the place of an address.
            case "email", "contact-uri" -> add(Key.EMAIL, value, value.text().map(text -> without("mailto:", text)));
            case "tel" ->
                add(isFax(property) ? Key.FAX : Key.PHONE, value, value.text().map(text -> without("tel:", text)));
            case "adr" -> address(property);
            default -> {
                // The other properties say nothing that a contact has a field for.
            }
        }
    }

    private void address(Node property) {
        Node parameters = property.element(1);
        List<Node> parts = property.element(VALUE).elements();
        Node label = parameters.member("label");
        if (label.text().isPresent()
                && parts.stream().allMatch(part -> joined(part).isEmpty())) {
            label.text().orElse("").lines().forEach(line -> add(Key.ADDRESS, label, Optional.of(line.strip())));
        }
        for (int i = 0; i < Math.min(parts.size(), COUNTRY); i++) {
            add(Key.ADDRESS, parts.get(i), joined(parts.get(i)));
        }
        // RFC 8605 section 3.1: the code of the country, where the name was to stand alone.
        Node country = parameters.member("cc").text().isPresent()
                ? parameters.member("cc")
                : property.element(VALUE).element(COUNTRY);
        add(Key.COUNTRY, country, country.text());
    }

    private void add(Key key, Node place, Optional<String> value) {
        value.filter(text -> !text.isEmpty()).ifPresent(text -> fields.add(RdapObject.field(key, text, place, source)));
    }

    private static Optional<String> joined(Node value) {
        if (value.text().isPresent()) {
            return value.text();
        }
        String parts = value.elements().stream()
                .flatMap(part -> part.text().stream())
                .limit(MOST)
                .collect(Collectors.joining(", "));
        return parts.isEmpty() ? Optional.empty() : Optional.of(parts);
    }

    private static boolean isFax(Node property) {
        Node type = property.element(1).member("type");
        return type.text().filter("fax"::equalsIgnoreCase).isPresent()
                || type.elements().stream()
                        .anyMatch(one ->
                                one.text().filter("fax"::equalsIgnoreCase).isPresent());
    }

    private static String without(String scheme, String text) {
        return text.regionMatches(true, 0, scheme, 0, scheme.length()) ? text.substring(scheme.length()) : text;
    }
}
