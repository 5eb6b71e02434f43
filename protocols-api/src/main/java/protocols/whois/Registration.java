package protocols.whois;

import java.nio.charset.Charset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import protocols.Stats;
import protocols.Text;
import protocols.Transcript;
import protocols.WireException;
import protocols.spi.WhoisFriend.Lookup;
import protocols.whois.WhoisContact.Role;
import protocols.whois.WhoisField.Key;

/**
 * The result of a lookup: the state of the thing asked for, what is known of it and who said so, and the answers of all
 * servers of the chain.
 *
 * <p>For a domain, the first server that knows the state decides it (the registry; a registrar that has no record, or
 * no time, does not make a name free), and each field is taken from the last server that has it and speaks of this
 * domain. For addresses, AS numbers and handles the last answer counts, as each server knows a smaller block than the
 * one before. Where nobody knows the state, who would not answer outweighs who was not understood.
 */
public final class Registration {

    /** Of answers that no server gave just now. */
    static final Lookup UNASKED = new Lookup(new WhoisReferral.None(), Transcript.EMPTY, Stats.NONE, List.of());

    private final WhoisQuery query;
    private final List<WhoisAnswer> answers;
    private final WhoisAnswer deciding;
    private final List<WhoisField> fields;
    private final List<WhoisContact> contacts;
    private final Lookup lookup;

    private Registration(WhoisQuery query, List<WhoisAnswer> answers, Lookup lookup) {
        this.query = query;
        this.answers = List.copyOf(answers);
        this.lookup = lookup;
        this.deciding = deciding();
        this.fields = merged();
        this.contacts = mergedContacts();
    }

    /** What was found out. */
    public enum State {
        /** There is a record of it. */
        REGISTERED,
        /** The server that must know has no record of it. */
        AVAILABLE,
        /** It has no holder and nobody can register it, or not so simply. */
        RESERVED,
        /** The server would not answer now; {@link #retryAfter} has its hint. */
        RATE_LIMITED,
        /** The server would not answer this question, or anyone. */
        REFUSED,
        /** No answer was understood, or none was about the thing asked for. */
        UNPARSED
    }

    /**
     * Reads a chain of answers, the first server's first, such as a test makes it up.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Registration of(WhoisQuery query, List<WhoisStep> chain) {
        return of(query, chain, UNASKED);
    }

    static Registration of(WhoisQuery query, List<WhoisStep> chain, Lookup lookup) {
        return ofAnswers(
                query, chain.stream().map(step -> WhoisAnswer.read(query, step)).toList(), lookup);
    }

    /** Puts answers together that were read already, of RDAP and WHOIS alike. */
    static Registration ofAnswers(WhoisQuery query, List<WhoisAnswer> answers, Lookup lookup) {
        if (answers.isEmpty()) {
            throw new IllegalArgumentException("no answer");
        }
        return new Registration(query, answers, lookup);
    }

    private WhoisAnswer deciding() {
        WhoisAnswer last = answers.get(answers.size() - 1);
        Optional<WhoisAnswer> definite =
                answers.stream().filter(Registration::isDefinite).findFirst();
        if (definite.isPresent()) {
            return query.topLevelDomain().isPresent() ? definite.get() : last;
        }
        return answers.stream()
                .filter(answer -> answer.state() != State.UNPARSED)
                .reduce((before, after) -> after)
                .orElse(last);
    }

    private static boolean isDefinite(WhoisAnswer answer) {
        return switch (answer.state()) {
            case REGISTERED, AVAILABLE, RESERVED -> true;
            case RATE_LIMITED, REFUSED, UNPARSED -> false;
        };
    }

    /** The answers that speak of the thing asked for. */
    private List<WhoisAnswer> counting() {
        List<WhoisAnswer> about =
                answers.stream().filter(a -> a.state() == State.REGISTERED).toList();
        if (about.isEmpty() || (deciding.state() != State.REGISTERED && isDefinite(deciding))) {
            return List.of(deciding);
        }
        return query.topLevelDomain().isPresent() ? about : about.subList(about.size() - 1, about.size());
    }

    private List<WhoisField> merged() {
        Map<Key, List<WhoisField>> byKey = new EnumMap<>(Key.class);
        for (WhoisAnswer answer : counting()) {
            Map<Key, List<WhoisField>> own = new EnumMap<>(Key.class);
            answer.fields().forEach(f -> own.computeIfAbsent(f.key(), k -> new ArrayList<>())
                    .add(f));
            if (own.containsKey(Key.DNSSEC)) {
                byKey.remove(Key.DS);
            }
            byKey.putAll(own);
        }
        return byKey.values().stream().flatMap(List::stream).toList();
    }

    /** Of each role what the last server says that names somebody; failing that, that it is withheld. */
    private List<WhoisContact> mergedContacts() {
        Map<Role, List<WhoisContact>> byRole = new EnumMap<>(Role.class);
        for (WhoisAnswer answer : counting()) {
            Map<Role, List<WhoisContact>> own = new EnumMap<>(Role.class);
            answer.contacts().forEach(c -> own.computeIfAbsent(c.role(), k -> new ArrayList<>())
                    .add(c));
            own.forEach((role, later) -> byRole.merge(
                    role, later, (had, more) -> more.stream().allMatch(WhoisContact::isWithheld) ? had : more));
        }
        return byRole.values().stream().flatMap(List::stream).toList();
    }

    /** What was asked for. */
    public WhoisQuery query() {
        return query;
    }

    /** What was found out. */
    public State state() {
        return deciding.state();
    }

    /** What decided the state: a line of an answer, or words that say what is missing; escaped and cut. */
    public String reason() {
        return deciding.reason();
    }

    /** The time after which the server wants to be asked again; empty unless it is rate limited and says so. */
    public Optional<Duration> retryAfter() {
        return deciding.retryAfter();
    }

    /** The whole answer of the last server in the chain, as it came: not escaped. */
    public String text() {
        return last().text();
    }

    /** Who gave the last answer of the chain. */
    public WhoisSource source() {
        return last().source();
    }

    /** What the last answer was decoded with. */
    public Charset charset() {
        return last().charset();
    }

    /**
     * Why nobody was asked after the last server: it named no other, or one that is not to be followed, or one that gave
     * no answer.
     */
    public WhoisReferral end() {
        return lookup.end();
    }

    /** What was said, one connection for each server; empty if nobody was asked. */
    public Transcript transcript() {
        return lookup.transcript();
    }

    /**
     * What went wrong on the way and took nothing of the answers, such as that the first of two services knew no server,
     * or that the registrar's was down.
     */
    public List<WireException> failures() {
        return lookup.failures();
    }

    /** What the lookup cost. */
    public Stats stats() {
        return lookup.stats();
    }

    /** Every question and answer, the first server's first. */
    public List<WhoisStep> chain() {
        return answers.stream().map(WhoisAnswer::step).toList();
    }

    /** The same with what each says by itself. */
    public List<WhoisAnswer> answers() {
        return answers;
    }

    /** All that is known, in the order of {@link WhoisField.Key}, each with the line and the source it is from. */
    public List<WhoisField> fields() {
        return fields;
    }

    /** The fields of one kind. */
    public List<WhoisField> fields(Key key) {
        return fields.stream().filter(f -> f.key() == key).toList();
    }

    /** The value of the first field of one kind, not escaped. */
    public Optional<String> value(Key key) {
        return fields.stream()
                .filter(f -> f.key() == key)
                .map(WhoisField::value)
                .findFirst();
    }

    /** The domain in lower case and A-labels. */
    public Optional<String> domain() {
        return value(Key.DOMAIN);
    }

    /** The name of the registrar. */
    public Optional<String> registrar() {
        return value(Key.REGISTRAR);
    }

    /** When it was registered. */
    public Optional<WhoisDate> created() {
        return date(Key.CREATED);
    }

    /** When the record was changed last. */
    public Optional<WhoisDate> updated() {
        return date(Key.UPDATED);
    }

    /** When the registration ends. */
    public Optional<WhoisDate> expires() {
        return date(Key.EXPIRES);
    }

    /** The statuses, such as {@code clientTransferProhibited} (RFC 5731 section 2.3). */
    public List<String> statuses() {
        return values(Key.STATUS);
    }

    /** The name servers in lower case. */
    public List<String> nameservers() {
        return values(Key.NAMESERVER);
    }

    /** Whether the delegation is signed; a DS record says so too. */
    public WhoisDnssec dnssec() {
        WhoisDnssec said = value(Key.DNSSEC).map(WhoisDnssec::of).orElse(WhoisDnssec.UNKNOWN);
        return said == WhoisDnssec.UNKNOWN && !ds().isEmpty() ? WhoisDnssec.SIGNED : said;
    }

    /** The data of the DS records as they were written, such as {@code 370 13 2 BE74...} (RFC 4034 section 5.3). */
    public List<String> ds() {
        return values(Key.DS);
    }

    /** The holder, an organisation before a person; empty if it is not said or {@linkplain #withheld withheld}. */
    public Optional<String> registrant() {
        return value(Key.REGISTRANT);
    }

    /** The block of addresses or the AS number, as it was written. */
    public Optional<String> range() {
        return value(Key.RANGE);
    }

    /** The name of the block or the AS. */
    public Optional<String> name() {
        return value(Key.NAME);
    }

    /** The holder of the block or the AS. */
    public Optional<String> organisation() {
        return value(Key.ORGANISATION);
    }

    /** The country of the block or the AS, as it was written: mostly two letters of ISO 3166. */
    public Optional<String> country() {
        return value(Key.COUNTRY);
    }

    /** The e-mail address to which abuse is reported. */
    public Optional<String> abuse() {
        return value(Key.ABUSE);
    }

    /** The persons and offices, in the order of {@link WhoisContact.Role}, those that are withheld included. */
    public List<WhoisContact> contacts() {
        return contacts;
    }

    /** The first contact of that role; empty if the role is not mentioned at all. */
    public Optional<WhoisContact> contact(WhoisContact.Role role) {
        return contacts.stream().filter(c -> c.role() == role).findFirst();
    }

    /** The lines about the registrant and the contacts whose value is said to be withheld, such as for privacy. */
    public List<WhoisField> withheld() {
        return contacts.stream().flatMap(c -> c.withheld().stream()).toList();
    }

    /**
     * The lines {@code key: value}: all fields, {@code registrant: withheld (...)} where that is so, the other contacts
     * by their role, then {@code charset}, {@code server} and {@code state}; escaped.
     */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        fields.stream().filter(f -> f.key().compareTo(Key.REGISTRANT) <= 0).forEach(f -> lines.add(f.toString()));
        if (registrant().isEmpty()) {
            contact(Role.REGISTRANT)
                    .filter(WhoisContact::isWithheld)
                    .ifPresent(c -> lines.add("registrant: withheld ("
                            + Text.printable(c.withheld().get(0).value()) + ")"));
        }
        fields.stream().filter(f -> f.key().compareTo(Key.REGISTRANT) > 0).forEach(f -> lines.add(f.toString()));
        contacts.stream()
                .filter(c -> c.role() != Role.REGISTRANT && c.role() != Role.ABUSE)
                .forEach(c -> lines.add(c.role() + ": " + c));
        lines.add("charset: " + charset());
        lines.add("server: " + source());
        lines.add("state: " + stateName());
        return lines;
    }

    private String stateName() {
        return state().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private WhoisStep last() {
        return answers.get(answers.size() - 1).step();
    }

    private Optional<WhoisDate> date(Key key) {
        return fields(key).stream().map(WhoisField::date).findFirst();
    }

    private List<String> values(Key key) {
        return fields(key).stream().map(WhoisField::value).toList();
    }

    /** The {@link #lines}, each ended by a line feed. */
    @Override
    public String toString() {
        return String.join("\n", lines()) + "\n";
    }
}
