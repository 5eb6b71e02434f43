package protocols.whois;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import protocols.whois.WhoisContact.Role;
import protocols.whois.WhoisField.Key;
import protocols.whois.WhoisText.Entry;

/**
 * Finds the people in the labels and values of one answer. A contact is written in one of three ways: the role in each
 * label ({@code Registrant Name}), the role over a block ({@code [Tech-C]}), or the role with a handle ({@code tech-c:
 * AB1-TEST}) and an object of that handle further down.
 */
final class ContactReader {

    private static final int MOST = 40;

    private final WhoisSource source;
    private final List<Entry> entries;
    private final Map<String, Set<Role>> rolesOfHandles = new HashMap<>();
    private final Map<Integer, Set<Role>> rolesOfBlocks = new HashMap<>();
    private final Set<Role> described = EnumSet.noneOf(Role.class);
    private final Map<String, Draft> drafts = new LinkedHashMap<>();

    private record Draft(Role role, List<WhoisField> fields, List<WhoisField> withheld) {}

    ContactReader(WhoisQuery query, WhoisSource source, WhoisText text) {
        this.source = source;
        this.entries = Records.relevant(query, text.entries());
        entries.forEach(this::handleOfRole);
        entries.forEach(this::roleOfBlock);
        entries.forEach(this::read);
    }

    /** In the order of the roles. */
    List<WhoisContact> contacts() {
        return drafts.values().stream()
                .filter(d -> !d.fields.isEmpty() || !d.withheld.isEmpty())
                .map(d -> WhoisContact.of(d.role, d.fields, d.withheld))
                .sorted(Comparator.comparing(WhoisContact::role))
                .toList();
    }

    private void handleOfRole(Entry entry) {
        ContactNames.role(entry.key())
                .filter(role -> !entry.value().isEmpty() && entry.value().indexOf(' ') < 0)
                .ifPresent(role -> rolesOfHandles
                        .computeIfAbsent(upper(entry.value()), k -> EnumSet.noneOf(Role.class))
                        .add(role));
    }

    /** The paragraph that gives a handle is about those who have it; CZ.NIC gives it in the label {@code contact}. */
    private void roleOfBlock(Entry entry) {
        String key = entry.key();
        boolean handle =
                ContactNames.attribute(key).filter(k -> k == Key.HANDLE).isPresent() || key.equals("contact");
        Set<Role> roles = rolesOfHandles.get(upper(entry.value()));
        if (handle && roles != null) {
            rolesOfBlocks
                    .computeIfAbsent(entry.block(), k -> EnumSet.noneOf(Role.class))
                    .addAll(roles);
            described.addAll(roles);
        } else if (key.equals("person") || key.equals("role") || key.equals("contactinformation")) {
            rolesOfBlocks.putIfAbsent(entry.block(), EnumSet.noneOf(Role.class));
        }
    }

    private void read(Entry entry) {
        if (entry.value().isEmpty()) {
            return;
        }
        Set<Role> ofBlock = rolesOfBlocks.get(entry.block());
        if (ofBlock != null && ofObject(entry, ofBlock)) {
            return;
        }
        Optional<ContactNames.Meaning> meaning = ContactNames.meaning(entry.key());
        if (meaning.isPresent()) {
            ofLabel(entry, meaning.get());
            return;
        }
        Optional<Role> ofSection = ContactNames.role(Labels.key(entry.section()));
        Optional<Key> attribute = ContactNames.attribute(entry.key());
        if (ofSection.isPresent() && attribute.isPresent()) {
            take(draft(ofSection.get(), ""), attribute.get(), entry);
        }
    }

    private boolean ofObject(Entry entry, Set<Role> roles) {
        String key = entry.key();
        boolean known = key.equals("contact");
        Key named = rolesOfHandles.containsKey(upper(entry.value())) ? Key.HANDLE : Key.NAME;
        Optional<Key> attribute = known ? Optional.of(named) : ContactNames.attribute(key);
        for (Role role : roles.isEmpty() ? EnumSet.of(Role.OTHER) : roles) {
            attribute.ifPresent(a -> take(draft(role, "#" + entry.block()), a, entry));
        }
        return attribute.isPresent();
    }

    private void ofLabel(Entry entry, ContactNames.Meaning meaning) {
        Draft draft = draft(meaning.role(), "");
        if (meaning.attribute().isPresent()) {
            take(draft, meaning.attribute().get(), entry);
            return;
        }
        if (!described.contains(meaning.role()) || !rolesOfHandles.containsKey(upper(entry.value()))) {
            boolean handle = entry.key().endsWith("c") && entry.value().indexOf(' ') < 0;
            boolean first = draft.fields.isEmpty() && draft.withheld.isEmpty();
            take(draft, handle ? Key.HANDLE : first ? Key.NAME : Key.ADDRESS, entry);
        }
    }

    private Draft draft(Role role, String block) {
        Draft none = new Draft(role, new ArrayList<>(), new ArrayList<>());
        return drafts.size() < MOST ? drafts.computeIfAbsent(role + block, k -> none) : none;
    }

    /** The lines of a continued address are as many lines of it; of anything else the first is the value. */
    private void take(Draft draft, Key key, Entry entry) {
        List<String> values =
                entry.value().lines().limit(key == Key.ADDRESS ? MOST : 1).toList();
        for (String value : values) {
            List<WhoisField> list = Withheld.isWithheld(value) ? draft.withheld : draft.fields;
            if (list.size() < MOST) {
                list.add(new WhoisField(
                        key, value, entry.line().text(), entry.line().number(), source));
            }
        }
    }

    private static String upper(String value) {
        return value.length() > 64 ? "" : value.toUpperCase(Locale.ROOT);
    }
}
