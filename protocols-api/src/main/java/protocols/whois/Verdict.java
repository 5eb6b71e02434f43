package protocols.whois;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import protocols.whois.Registration.State;
import protocols.whois.Sentences.Sentence;
import protocols.whois.WhoisField.Key;
import protocols.whois.WhoisText.Line;

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
        Optional<Verdict> found =
                query.topLevelDomain().isPresent() ? ofDomain(query, fields) : ofNetwork(query, text, fields);
        return found.or(() -> ofSentences(query, text))
                .map(v -> v.doubted(query, source, text))
                .orElseGet(() -> unparsed("no record and no known phrase"));
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

    /** The record's own word. */
    private static Optional<Verdict> ofStatus(List<WhoisField> fields) {
        Set<Key> evidence = fields.stream().map(WhoisField::key).collect(Collectors.toSet());
        boolean held = evidence.stream().anyMatch(HELD::contains);
        boolean dated = evidence.stream().anyMatch(Key::isDate);
        return fields.stream()
                .filter(f -> f.key() == Key.STATUS)
                .flatMap(f -> Phrases.status(f.value(), held, dated).map(state -> by(state, f)).stream())
                .findFirst();
    }

    private static Optional<Verdict> ofNetwork(WhoisQuery query, WhoisText text, List<WhoisField> fields) {
        Optional<WhoisField> range = first(fields, Key.RANGE);
        if (range.isEmpty()) {
            boolean handle =
                    query.kind() == WhoisQuery.Kind.HANDLE && text.entries().size() > 2;
            Optional<Verdict> phrase = handle ? ofSentences(query, text) : Optional.empty();
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

    /** What has happened, by the sentences that say it; what may happen, by terms of use, is read last. */
    private static Optional<Verdict> ofSentences(WhoisQuery query, WhoisText text) {
        List<Sentence> sentences = Sentences.of(query, text);
        List<Sentence> free = new ArrayList<>();
        List<Sentence> rest = new ArrayList<>();
        for (int i = 0; i < sentences.size(); i++) {
            (isFree(i, sentences) ? free : rest).add(sentences.get(i));
        }
        Terms terms = new Terms(sentences, text.lines());
        Optional<Verdict> fault = rest.stream()
                .filter(s -> !terms.hold(s))
                .flatMap(s -> Phrases.said(s.words()).map(state -> said(state, s, text)).stream())
                .min(Comparator.comparing(Verdict::rank));
        return fault.or(() -> free.stream()
                        .findFirst()
                        .filter(s -> !Markup.isPage(text.lines()))
                        .map(s -> said(State.AVAILABLE, s, text)))
                .or(() -> sentences.stream()
                        .filter(terms::isShort)
                        .flatMap(s -> Phrases.spokenOf(s.words()).map(state -> said(state, s, text)).stream())
                        .findFirst())
                .or(() -> sentences.stream()
                        .filter(s -> Wordings.sayTaken(s.words()))
                        .map(s -> said(State.REGISTERED, s, text))
                        .findFirst());
    }

    /** A limit is told together with what it denies. */
    private int rank() {
        return state == State.RATE_LIMITED ? 0 : state == State.REFUSED ? 1 : 2;
    }

    /** It says so, and what stands beside it on its lines raises no doubt. */
    private static boolean isFree(int at, List<Sentence> all) {
        Sentence sentence = all.get(at);
        if (!Wordings.sayFree(sentence.words())) {
            return false;
        }
        int from = at;
        while (from > 0 && all.get(from - 1).to() >= sentence.from()) {
            from--;
        }
        int to = at + 1;
        while (to < all.size() && all.get(to).from() <= sentence.to()) {
            to++;
        }
        return all.subList(from, to).stream()
                .allMatch(beside -> Wordings.sayFree(beside.words()) || Doubts.areNoneIn(beside.words()));
    }

    private static Verdict said(State state, Sentence sentence, WhoisText text) {
        List<Line> lines = text.lines();
        List<Line> from = lines.subList(sentence.from(), Math.min(sentence.from() + 3, lines.size()));
        Optional<Duration> retry = from.stream()
                .flatMap(line -> Phrases.retry(line.text()).stream())
                .findFirst()
                .filter(wait -> state == State.RATE_LIMITED);
        return new Verdict(state, from.get(0).text().strip(), retry);
    }
}
