package protocols.whois;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringTokenizer;
import protocols.whois.WhoisField.Key;
import protocols.whois.WhoisText.Entry;
import protocols.whois.WhoisText.Line;

/** Finds the fields in the labels and values of one answer. */
final class FieldReader {

    private static final int MOST_VALUES = 200;

    private final WhoisQuery query;
    private final WhoisSource source;
    private final DateOrder order;
    private final Map<Key, List<WhoisField>> fields = new EnumMap<>(Key.class);
    private final Map<Key, Integer> ranks = new EnumMap<>(Key.class);
    private boolean holderIsWithheld;
    private int block = -1;
    private String objectClass = "";
    private int statusBlock = -1;

    FieldReader(WhoisQuery query, WhoisSource source, WhoisText text) {
        this.order = DateOrder.of(text.lines());
        this.query = query;
        this.source = source;
        Records.relevant(query, text.entries()).forEach(this::read);
        if (isNetwork() && !fields.containsKey(Key.ABUSE)) {
            text.lines().forEach(this::abuseRemark);
        }
    }

    /** In the order of {@link Key}; what the answer has but a handle for is taken from the object of that handle. */
    List<WhoisField> fields(List<WhoisContact> contacts) {
        for (WhoisContact contact : contacts) {
            if (contact.role() == WhoisContact.Role.REGISTRANT && !isNetwork()) {
                nameHolder(contact);
            }
            if (contact.role() == WhoisContact.Role.ABUSE && !fields.containsKey(Key.ABUSE)) {
                copy(contact, Key.EMAIL, Key.ABUSE);
            }
        }
        return fields.values().stream().flatMap(List::stream).toList();
    }

    private void nameHolder(WhoisContact holder) {
        Optional<String> said = fields.getOrDefault(Key.REGISTRANT, List.of()).stream()
                .map(WhoisField::value)
                .findFirst();
        if (said.isEmpty() || said.equals(holder.handle())) {
            copy(holder, Key.NAME, Key.REGISTRANT);
            copy(holder, Key.ORGANISATION, Key.REGISTRANT);
        }
    }

    private void copy(WhoisContact contact, Key from, Key to) {
        contact.fields().stream()
                .filter(f -> f.key() == from)
                .findFirst()
                .map(f -> new WhoisField(to, f.value(), f.rawLine(), f.lineNumber(), source))
                .ifPresent(f -> fields.put(to, List.of(f)));
    }

    private boolean isNetwork() {
        return query.topLevelDomain().isEmpty();
    }

    private void read(Entry entry) {
        String key = entry.key();
        if (entry.block() != block) {
            block = entry.block();
            objectClass = key;
        }
        if (entry.value().isEmpty()) {
            return;
        }
        String section = Labels.key(entry.section());
        boolean people = FieldNames.isPeople(section, objectClass);
        if (Withheld.isWithheld(entry.value()) && (people || Withheld.isContact(key))) {
            holderIsWithheld |= section.startsWith("registrant") || key.startsWith("registrant");
            return;
        }
        meaning(key, section, people).ifPresent(meaning -> take(meaning, entry));
    }

    private Optional<Key> meaning(String key, String section, boolean people) {
        boolean named = key.equals("name")
                || key.equals("organization")
                || key.equals("organisation")
                || key.equals("organizationname");
        if (named && (section.equals("registrar") || objectClass.equals("registrar"))) {
            return isNetwork() ? Optional.empty() : Optional.of(Key.REGISTRAR);
        }
        if (named && section.startsWith("registrant")) {
            return Optional.of(Key.REGISTRANT);
        }
        if (isNetwork() && key.equals("owner")) {
            return Optional.of(Key.ORGANISATION);
        }
        Optional<Key> known = FieldNames.of(key);
        boolean own = known.filter(k -> k == Key.ABUSE || k == Key.REGISTRANT).isPresent();
        return known.filter(k -> !people || own).filter(k -> isNetwork() ? ofNetworks(k) : ofDomains(k));
    }

    private static boolean ofNetworks(Key key) {
        return switch (key) {
            case DOMAIN, REGISTRAR, EXPIRES, NAMESERVER, DNSSEC, DS, REGISTRANT -> false;
            default -> true;
        };
    }

    private static boolean ofDomains(Key key) {
        return switch (key) {
            case RANGE, NAME, ORGANISATION, COUNTRY -> false;
            default -> true;
        };
    }

    private void take(Key key, Entry entry) {
        String value = firstLine(entry);
        switch (key) {
            case DOMAIN -> domain(entry);
            case STATUS -> status(entry);
            case NAMESERVER -> nameservers(entry);
            case RANGE -> {
                if (IpRange.ofAny(value).isPresent()) {
                    first(key, value, entry);
                }
            }
            case DS -> add(key, entry.value().replace('\n', ' '), entry);
            case REGISTRANT, ORGANISATION, REGISTRAR -> ranked(key, entry);
            case CREATED, UPDATED, EXPIRES -> {
                String date = withoutWho(value);
                if (date.chars().anyMatch(Character::isDigit)) {
                    first(key, date, entry);
                }
            }
            case ABUSE -> {
                if (value.indexOf('@') > 0) {
                    first(key, value, entry);
                }
            }
            default -> first(key, value, entry);
        }
    }

    /** RPSL says by whom something was changed before it says when (RFC 2622 section 3.1). */
    private static String withoutWho(String value) {
        boolean who = value.indexOf('@') > 0 || value.contains(" AT ");
        String last = value.endsWith(")") ? value.substring(0, Math.max(0, value.lastIndexOf(" ("))) : value;
        return who ? last.substring(last.lastIndexOf(' ') + 1) : value;
    }

    private void first(Key key, String value, Entry entry) {
        if (!fields.containsKey(key)) {
            add(key, value, entry);
        }
    }

    private void add(Key key, String value, Entry entry) {
        List<WhoisField> list = fields.computeIfAbsent(key, k -> new ArrayList<>());
        if (list.size() < MOST_VALUES) {
            list.add(field(key, value, entry));
        }
    }

    private WhoisField field(Key key, String value, Entry entry) {
        return new WhoisField(key, value, entry.line().text(), entry.line().number(), source).in(order);
    }

    private void domain(Entry entry) {
        String word = NameServers.bare(firstWord(entry.value()));
        String name = HostName.toAscii(word).orElse(word.toLowerCase(Locale.ROOT));
        if (name.equals(query.text())) {
            fields.remove(Key.DOMAIN);
        }
        first(Key.DOMAIN, name, entry);
    }

    private void status(Entry entry) {
        if (statusBlock < 0) {
            statusBlock = entry.block();
        }
        if (statusBlock != entry.block()) {
            return;
        }
        int link = entry.value().indexOf("http");
        String value = link < 0 ? entry.value() : entry.value().substring(0, link);
        StringTokenizer words = new StringTokenizer(value, ",\n");
        for (int i = 0; words.hasMoreTokens() && i < MOST_VALUES; i++) {
            String word = words.nextToken().strip();
            String status =
                    word.endsWith("(") ? word.substring(0, word.length() - 1).strip() : word;
            if (!status.isEmpty() && !knownStatus(status)) {
                add(Key.STATUS, status, entry);
            }
        }
    }

    private boolean knownStatus(String status) {
        return fields.getOrDefault(Key.STATUS, List.of()).stream()
                .anyMatch(f -> f.value().equalsIgnoreCase(status));
    }

    private void nameservers(Entry entry) {
        NameServers.in(entry.value()).stream()
                .filter(name -> !name.equals(query.text()))
                .forEach(name -> nameserver(name, entry));
    }

    private void nameserver(String name, Entry entry) {
        boolean known = fields.getOrDefault(Key.NAMESERVER, List.of()).stream()
                .anyMatch(f -> f.value().equals(name));
        if (!known) {
            add(Key.NAMESERVER, name, entry);
        }
    }

    /** Several labels may hold it; the one that names an organisation is better than a person, a handle or a remark. */
    private void ranked(Key key, Entry entry) {
        int rank = rank(entry);
        // After "NOT DISCLOSED" comes where to ask instead, under the same label.
        boolean heldBack = rank == 3 && key == Key.REGISTRANT && holderIsWithheld;
        if (!heldBack && rank > ranks.getOrDefault(key, 0)) {
            ranks.put(key, rank);
            fields.remove(key);
            add(key, firstLine(entry), entry);
        }
    }

    private static int rank(Entry entry) {
        return switch (entry.key()) {
            case "registrarid", "registrarhandle" -> 1;

            case "orgname", "custname", "registrantorganization", "registrantorganisation" -> 5;
            case "organization", "owner", "registrantcontactorganisation" -> 4;
            case "organisation" -> entry.value().startsWith("ORG-") ? 0 : 4;
            case "registrantid" -> 1;
            case "descr" -> 2;
            case "registrar", "registrant", "holder" -> isHandle(firstLine(entry)) ? 1 : 3;
            default -> 3;
        };
    }

    /** {@code REG-EXAMPLE}, {@code EXAM-0001}, {@code 4711}: a name is better, if one stands beside it. */
    private static boolean isHandle(String value) {
        boolean marked = value.chars().anyMatch(c -> HostName.isDigit((char) c) || c == '-');
        return marked && value.chars().noneMatch(c -> c == ' ' || c == '.' || Character.isLowerCase(c));
    }

    /** RIPE and APNIC say it in a remark: {@code % Abuse contact for '192.0.2.0/24' is 'abuse@example.net'}. */
    private void abuseRemark(Line line) {
        String content = line.text();
        int is = content.startsWith("% Abuse contact for ") ? content.lastIndexOf(" is '") : -1;
        int end = content.lastIndexOf('\'');
        if (is > 0 && end > is + 5 && !fields.containsKey(Key.ABUSE)) {
            WhoisField found =
                    new WhoisField(Key.ABUSE, content.substring(is + 5, end), content, line.number(), source);
            fields.put(Key.ABUSE, List.of(found));
        }
    }

    private static String firstLine(Entry entry) {
        int feed = entry.value().indexOf('\n');
        return feed < 0 ? entry.value() : entry.value().substring(0, feed);
    }

    private static String firstWord(String value) {
        StringTokenizer words = new StringTokenizer(value);
        return words.hasMoreTokens() ? words.nextToken() : value;
    }
}
