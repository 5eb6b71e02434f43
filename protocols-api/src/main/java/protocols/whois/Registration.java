package protocols.whois;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import protocols.Stats;
import protocols.Text;
import protocols.Transcript;
import protocols.whois.Field.Key;

/**
 * The result of a lookup: the state of the thing asked for, what is known of it and who said so, and the answers of all
 * servers of the chain.
 *
 * <p>For a domain, the first server that knows the state decides it (the registry; a registrar that has no record, or
 * no time, does not make a name free), and each field is taken from the last server that has it and speaks of this
 * domain. For addresses, AS numbers and handles the last answer counts, as each server knows a smaller block than the
 * one before.
 */
public final class Registration {

    private final WhoisQuery query;
    private final List<Answer> answers;
    private final Answer deciding;
    private final List<Field> fields;
    private final Lookup lookup;

    private Registration(WhoisQuery query, List<Answer> answers, Lookup lookup) {
        this.query = query;
        this.answers = List.copyOf(answers);
        this.lookup = lookup;
        this.deciding = deciding();
        this.fields = merged();
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
     * How a chain of answers came about.
     *
     * @param end why nobody was asked after the last server
     * @param transcript what was said, one connection for each server
     * @param stats what it cost
     */
    public record Lookup(Referral end, Transcript transcript, Stats stats) {
        private static final Lookup NONE =
                new Lookup(new Referral.None(), Transcript.EMPTY, new Stats(0, 0, 0, Duration.ZERO));
    }

    /**
     * Reads a chain of answers, the first server's first.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Registration of(WhoisQuery query, List<Step> chain) {
        return of(query, chain, Lookup.NONE);
    }

    /**
     * As above, with how the chain came about.
     *
     * @throws IllegalArgumentException if there is no answer
     */
    public static Registration of(WhoisQuery query, List<Step> chain, Lookup lookup) {
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("no answer");
        }
        return new Registration(
                query, chain.stream().map(step -> Answer.read(query, step)).toList(), lookup);
    }

    private Answer deciding() {
        Answer last = answers.get(answers.size() - 1);
        if (query.topLevelDomain().isEmpty()) {
            return last;
        }
        return answers.stream().filter(Registration::isDefinite).findFirst().orElse(last);
    }

    private static boolean isDefinite(Answer answer) {
        return switch (answer.state()) {
            case REGISTERED, AVAILABLE, RESERVED -> true;
            case RATE_LIMITED, REFUSED, UNPARSED -> false;
        };
    }

    private List<Field> merged() {
        List<Answer> about =
                answers.stream().filter(a -> a.state() == State.REGISTERED).toList();
        if (deciding.state() != State.REGISTERED && (about.isEmpty() || isDefinite(deciding))) {
            return deciding.fields();
        }
        boolean domain = query.topLevelDomain().isPresent();
        Map<Key, List<Field>> byKey = new EnumMap<>(Key.class);
        for (Answer answer : domain ? about : about.subList(about.size() - 1, about.size())) {
            Map<Key, List<Field>> own = new EnumMap<>(Key.class);
            answer.fields().forEach(f -> own.computeIfAbsent(f.key(), k -> new ArrayList<>())
                    .add(f));
            byKey.putAll(own);
        }
        return byKey.values().stream().flatMap(List::stream).toList();
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

    /** The last server in the chain. */
    public WhoisServer server() {
        return last().server();
    }

    /**
     * Why nobody was asked after the last server: it named no other, or one that is not to be followed, or one that gave
     * no answer.
     */
    public Referral end() {
        return lookup.end();
    }

    /** What was said, one connection for each server; empty if nobody was asked. */
    public Transcript transcript() {
        return lookup.transcript();
    }

    /** What the lookup cost. */
    public Stats stats() {
        return lookup.stats();
    }

    /** Every question and answer, the first server's first. */
    public List<Step> chain() {
        return answers.stream().map(Answer::step).toList();
    }

    /** The same with what each says by itself. */
    public List<Answer> answers() {
        return answers;
    }

    /** All that is known, in the order of {@link Field.Key}, each with the line and the server it is from. */
    public List<Field> fields() {
        return fields;
    }

    /** The fields of one kind. */
    public List<Field> fields(Key key) {
        return fields.stream().filter(f -> f.key() == key).toList();
    }

    /** The value of the first field of one kind, not escaped. */
    public Optional<String> value(Key key) {
        return fields.stream().filter(f -> f.key() == key).map(Field::value).findFirst();
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
        return value(Key.CREATED).map(WhoisDate::of);
    }

    /** When the record was changed last. */
    public Optional<WhoisDate> updated() {
        return value(Key.UPDATED).map(WhoisDate::of);
    }

    /** When the registration ends. */
    public Optional<WhoisDate> expires() {
        return value(Key.EXPIRES).map(WhoisDate::of);
    }

    /** The statuses, such as {@code clientTransferProhibited} (RFC 5731 section 2.3). */
    public List<String> statuses() {
        return values(Key.STATUS);
    }

    /** The name servers in lower case. */
    public List<String> nameservers() {
        return values(Key.NAMESERVER);
    }

    /** What is said of DNSSEC. */
    public Optional<String> dnssec() {
        return value(Key.DNSSEC);
    }

    /** The holder, an organisation before a person; empty if it is not said or {@linkplain #withheld withheld}. */
    public Optional<String> registrant() {
        return value(Key.REGISTRANT);
    }

    /** The lines about the registrant and the contacts whose value is said to be withheld, such as for privacy. */
    public List<Field> withheld() {
        return answers.stream()
                .filter(a -> a.state() == State.REGISTERED)
                .reduce((earlier, later) -> later.withheld().isEmpty() ? earlier : later)
                .map(Answer::withheld)
                .orElse(List.of());
    }

    /**
     * The lines {@code key: value}: all fields, {@code registrant: withheld (...)} where that is so, then {@code
     * server} and {@code state}; escaped.
     */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        List<Field> rest = new ArrayList<>(fields);
        while (!rest.isEmpty() && rest.get(0).key().compareTo(Key.REGISTRANT) < 0) {
            lines.add(rest.remove(0).toString());
        }
        if (registrant().isEmpty()) {
            withheld().stream()
                    .filter(f -> f.key() == Key.REGISTRANT)
                    .findFirst()
                    .ifPresent(f -> lines.add("registrant: withheld (" + Text.printable(f.value()) + ")"));
        }
        rest.forEach(field -> lines.add(field.toString()));
        lines.add("server: " + server());
        lines.add("state: " + stateName());
        return lines;
    }

    private String stateName() {
        return state().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    private Step last() {
        return answers.get(answers.size() - 1).step();
    }

    private List<String> values(Key key) {
        return fields(key).stream().map(Field::value).toList();
    }

    /** The {@link #lines}, each ended by a line feed. */
    @Override
    public String toString() {
        return String.join("\n", lines()) + "\n";
    }
}
