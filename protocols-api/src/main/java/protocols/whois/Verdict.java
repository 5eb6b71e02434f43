package protocols.whois;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import protocols.whois.Registration.State;
import protocols.whois.WhoisField.Key;

/**
 * Which state an answer is in. A record of the thing asked for outweighs every phrase, because the terms of use speak
 * of limits, reservations and what is not found; a record of another thing says nothing. That a name is free is believed
 * only of a status or a sentence that says so of this name and of nothing else ({@link Wordings}), in an answer that tells
 * of no fault.
 */
record Verdict(State state, String reason, Optional<Duration> retryAfter) {

    /** What only a name has that somebody holds. */
    private static final Set<Key> HELD = Set.of(Key.REGISTRAR, Key.REGISTRANT, Key.NAMESERVER, Key.DS);

    static Verdict of(WhoisQuery query, WhoisSource source, WhoisText text, List<WhoisField> fields) {
        Prose prose = new Prose(query, text);
        Optional<Verdict> found =
                query.topLevelDomain().isPresent() ? ofDomain(query, fields) : ofNetwork(query, text, fields, prose);
        return found.or(prose::verdict)
                .map(v -> v.against(prose, fields))
                .map(v -> v.doubted(query, source, text))
                .orElseGet(() -> unparsed("no record and no known phrase"));
    }

    /** What else the answer says outweighs that a name is free, even where it is not understood. */
    private Verdict against(Prose prose, List<WhoisField> fields) {
        if (state != State.AVAILABLE) {
            return this;
        }
        return prose.fault()
                .or(() -> fields.stream()
                        .filter(f -> f.key() == Key.STATUS && !saysFree(f))
                        .map(WhoisField::rawLine)
                        .findFirst()
                        .or(prose::objection)
                        .map(line -> unparsed("\"" + line.strip() + "\" stands beside " + reason)))
                .orElse(this);
    }

    private static boolean saysFree(WhoisField status) {
        return Phrases.status(status.value(), false, false)
                .filter(said -> said == State.AVAILABLE)
                .isPresent();
    }

    /** A registry has no record of {@code www.example.com} either, nor IANA of any domain below the top. */
    Verdict doubted(WhoisQuery query, WhoisSource source, WhoisText text) {
        if (state != State.AVAILABLE) {
            return this;
        }
        Optional<String> why = query.kind() == WhoisQuery.Kind.DOMAIN
                ? KnownServers.whyUnknown(query.text(), source)
                : Optional.empty();
        why = why.or(() -> Optional.of("a page, not an answer").filter(page -> Markup.isPage(text.lines())));
        return why.map(doubt -> unparsed("no record, but " + doubt + ": " + reason))
                .orElse(this);
    }

    private static Verdict unparsed(String reason) {
        return new Verdict(State.UNPARSED, reason, Optional.empty());
    }

    private static Verdict by(State state, WhoisField field) {
        return new Verdict(state, field.rawLine().strip(), Optional.empty());
    }

    private static Optional<WhoisField> first(List<WhoisField> fields, Key key) {
        return fields.stream().filter(f -> f.key() == key).findFirst();
    }

    private static Optional<Verdict> ofDomain(WhoisQuery query, List<WhoisField> fields) {
        Optional<WhoisField> domain = first(fields, Key.DOMAIN);
        if (domain.isPresent() && !domain.get().value().equals(query.text())) {
            return Optional.of(unparsed("the answer is about " + domain.get().value() + ", not " + query));
        }
        Optional<Verdict> own = ofStatus(fields);
        if (own.isPresent()) {
            return own;
        }
        Set<Key> evidence = fields.stream().map(WhoisField::key).collect(Collectors.toSet());
        evidence.removeAll(Set.of(Key.DOMAIN, Key.ABUSE, Key.DNSSEC));
        boolean known = domain.isPresent() ? !evidence.isEmpty() : evidence.size() > 1;
        return known ? Optional.of(by(State.REGISTERED, domain.orElse(fields.get(0)))) : Optional.empty();
    }

    /** The record's own word: of statuses that contradict each other the strictest. */
    private static Optional<Verdict> ofStatus(List<WhoisField> fields) {
        Set<Key> evidence = fields.stream().map(WhoisField::key).collect(Collectors.toSet());
        boolean held = evidence.stream().anyMatch(HELD::contains);
        boolean dated = evidence.stream().anyMatch(Key::isDate);
        List<WhoisField> statuses =
                fields.stream().filter(f -> f.key() == Key.STATUS).toList();
        boolean allFree = statuses.stream().allMatch(Verdict::saysFree);
        return statuses.stream()
                .flatMap(f -> Phrases.status(f.value(), held, dated).map(state -> by(state, f)).stream())
                .filter(v -> allFree || v.state() != State.AVAILABLE)
                .findFirst();
    }

    private static Optional<Verdict> ofNetwork(WhoisQuery query, WhoisText text, List<WhoisField> fields, Prose prose) {
        Optional<WhoisField> range = first(fields, Key.RANGE);
        if (range.isEmpty()) {
            boolean handle =
                    query.kind() == WhoisQuery.Kind.HANDLE && text.entries().size() > 2;
            Optional<Verdict> phrase = handle ? prose.verdict() : Optional.empty();
            return phrase.isPresent() || !handle
                    ? phrase
                    : Optional.of(
                            new Verdict(State.REGISTERED, text.lines().get(0).text(), Optional.empty()));
        }
        Optional<IpRange> block = IpRange.ofAny(range.get().value());
        boolean foreign = block.isPresent()
                && query.range().isPresent()
                && (block.get().isEverything()
                        || !block.get().contains(query.range().get()));
        boolean elsewhere = first(fields, Key.NAME)
                .filter(name -> name.value().startsWith("NON-RIPE-NCC-MANAGED"))
                .isPresent();
        if (foreign || elsewhere) {
            return Optional.of(unparsed("the answer is about " + range.get().value() + ", not " + query));
        }
        return ofStatus(fields).or(() -> Optional.of(by(State.REGISTERED, range.get())));
    }

    /** A limit is told together with what it denies. */
    int rank() {
        return state == State.RATE_LIMITED ? 0 : state == State.REFUSED ? 1 : 2;
    }
}
