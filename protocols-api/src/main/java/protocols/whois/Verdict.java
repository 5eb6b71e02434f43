package protocols.whois;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import protocols.whois.Registration.State;
import protocols.whois.WhoisField.Key;
import protocols.whois.WhoisText.Line;

/**
 * Which state an answer is in. A record of the thing asked for outweighs every phrase, because the terms of use speak
 * of limits, reservations and what is not found; a record of another thing says nothing.
 */
record Verdict(State state, String reason, Optional<Duration> retryAfter) {

    /** More lines in a row than this are terms of use, not an answer, unless there is nothing else. */
    private static final int SHORT_PARAGRAPH = 4;

    private static final int SHORT_ANSWER = 12;

    static Verdict of(WhoisQuery query, WhoisText text, List<WhoisField> fields) {
        Optional<Verdict> found =
                query.topLevelDomain().isPresent() ? ofDomain(query, fields) : ofNetwork(query, text, fields);
        return found.or(() -> ofPhrases(query, text).map(v -> v.doubted(query)))
                .orElseGet(() -> unparsed("no record and no known phrase"));
    }

    /** A registry has no record of {@code www.example.com} either, nor IANA of any domain below the top. */
    private Verdict doubted(WhoisQuery query) {
        boolean deep = query.kind() == WhoisQuery.Kind.DOMAIN && !KnownServers.isRegistrable(query.text());
        return deep && state == State.AVAILABLE
                ? unparsed("no record, but names of that depth may be part of a registered one: " + reason)
                : this;
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
        Set<Key> evidence = fields.stream().map(WhoisField::key).collect(Collectors.toSet());
        boolean status = evidence.contains(Key.STATUS) && ofStatus(fields).isEmpty();
        evidence.removeAll(Set.of(Key.DOMAIN, Key.STATUS, Key.ABUSE, Key.DNSSEC));
        int signs = evidence.size() + (status ? 1 : 0);
        if (domain.isPresent() ? signs > 0 : signs > 1) {
            return Optional.of(by(State.REGISTERED, domain.orElse(fields.get(0))));
        }
        return ofStatus(fields);
    }

    private static Optional<Verdict> ofStatus(List<WhoisField> fields) {
        return fields.stream()
                .filter(f -> f.key() == Key.STATUS)
                .flatMap(f -> Phrases.status(f.value()).map(state -> by(state, f)).stream())
                .findFirst();
    }

    private static Optional<Verdict> ofNetwork(WhoisQuery query, WhoisText text, List<WhoisField> fields) {
        Optional<WhoisField> range = first(fields, Key.RANGE);
        if (range.isEmpty()) {
            boolean handle =
                    query.kind() == WhoisQuery.Kind.HANDLE && text.entries().size() > 2;
            Optional<Verdict> phrase = handle ? ofPhrases(query, text) : Optional.empty();
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

    /** Remarks are read last: a header may speak of limits and denials over a plain answer. */
    private static Optional<Verdict> ofPhrases(WhoisQuery query, WhoisText text) {
        Optional<Verdict> plain = ofPhrases(query, text, line -> !isRemark(line));
        return plain.isPresent() ? plain : ofPhrases(query, text, Verdict::isRemark);
    }

    private static Optional<Verdict> ofPhrases(WhoisQuery query, WhoisText text, Predicate<Line> kind) {
        List<Line> lines = text.lines();
        Set<Integer> fields = text.entries().stream()
                .filter(entry -> FieldNames.of(entry.key()).isPresent())
                .map(entry -> entry.line().number())
                .collect(Collectors.toSet());
        boolean all = lines.stream().filter(line -> !isBlank(line)).count() <= SHORT_ANSWER;
        int end = 0;
        for (int i = 0; i < lines.size(); i = end + 1) {
            end = i;
            while (end < lines.size() && !isBlank(lines.get(end))) {
                end++;
            }
            for (int j = i; j < end && (all || end - i <= SHORT_PARAGRAPH); j++) {
                Optional<State> state = fields.contains(lines.get(j).number()) || !kind.test(lines.get(j))
                        ? Optional.empty()
                        : Phrases.state(without(lines.get(j).text(), query.text()));
                if (state.isPresent()) {
                    return Optional.of(said(state.get(), lines.subList(j, Math.min(j + 3, lines.size()))));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isRemark(Line line) {
        return line.text().startsWith("%") || line.text().startsWith("#");
    }

    private static Verdict said(State state, List<Line> lines) {
        Optional<Duration> retry = lines.stream()
                .flatMap(line -> Phrases.retry(line.text()).stream())
                .findFirst()
                .filter(wait -> state == State.RATE_LIMITED);
        return new Verdict(state, lines.get(0).text().strip(), retry);
    }

    /** A name may hold any phrase: {@code No match for "throttled.example"}. */
    private static String without(String line, String query) {
        String start = line.substring(0, Math.min(600, line.length())).toLowerCase(Locale.ROOT);
        return start.replace(query.toLowerCase(Locale.ROOT), "");
    }

    private static boolean isBlank(Line line) {
        String text = line.text().strip();
        return text.isEmpty() || text.equals("%") || text.equals("%%") || text.equals("#");
    }
}
