package protocols.whois;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.StringTokenizer;
import protocols.whois.WhoisField.Key;
import protocols.whois.WhoisText.Entry;

/** Several records in one answer: of domains the one asked for, of blocks the one that fits closest. */
final class Records {

    private Records() {}

    /** The entries of the record asked for; all if there is but one, or none of it. */
    static List<Entry> relevant(WhoisQuery query, List<Entry> entries) {
        return query.topLevelDomain().isPresent() ? named(query, entries) : narrowest(query, entries);
    }

    private static List<Entry> named(WhoisQuery query, List<Entry> entries) {
        int own = -1;
        int after = -1;
        int before = -1;
        for (int i = 0; i < entries.size(); i++) {
            Optional<String> name = domain(entries.get(i));
            boolean asked = name.filter(query.text()::equals).isPresent();
            if (asked && own < 0) {
                own = i;
            } else if (name.isPresent() && !asked) {
                before = own < 0 ? i : before;
                after = own >= 0 && after < 0 ? i : after;
            }
        }
        if (own < 0) {
            return entries;
        }
        int from = before < 0 ? 0 : startOfParagraph(own, before, entries);
        return entries.subList(from, after < 0 ? entries.size() : startOfParagraph(after, own, entries));
    }

    /** Another label may stand before that of the name. */
    private static int startOfParagraph(int name, int above, List<Entry> entries) {
        int from = name;
        while (from > above + 1
                && entries.get(from - 1).block() == entries.get(name).block()) {
            from--;
        }
        return entries.get(above).block() == entries.get(name).block() ? name : from;
    }

    /** The name that begins a record: a top-level domain is told of beside others. */
    private static Optional<String> domain(Entry entry) {
        if (FieldNames.of(entry.key()).filter(key -> key == Key.DOMAIN).isEmpty()) {
            return Optional.empty();
        }
        StringTokenizer words = new StringTokenizer(entry.value());
        String word = words.hasMoreTokens() ? NameServers.bare(words.nextToken()) : "";
        return HostName.toAscii(word).filter(name -> name.indexOf('.') > 0);
    }

    private static List<Entry> narrowest(WhoisQuery query, List<Entry> entries) {
        List<Integer> starts = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            boolean range =
                    FieldNames.of(entry.key()).filter(k -> k == Key.RANGE).isPresent();
            if (range && IpRange.ofAny(entry.value()).isPresent()) {
                starts.add(i);
            }
        }
        Optional<Integer> best = starts.stream().min(Comparator.comparing(i -> distance(query, entries.get(i))));
        int from = best.orElse(0);
        int next = starts.indexOf(from) + 1;
        return entries.subList(from, next > 0 && next < starts.size() ? starts.get(next) : entries.size());
    }

    private static BigInteger distance(WhoisQuery query, Entry entry) {
        BigInteger far = BigInteger.ONE.shiftLeft(256);
        if (query.range().isEmpty()) {
            return entry.key().equals("asblock") ? far : BigInteger.ZERO;
        }
        return IpRange.ofAny(entry.value())
                .filter(range -> range.contains(query.range().get()))
                .map(IpRange::size)
                .orElse(far);
    }
}
