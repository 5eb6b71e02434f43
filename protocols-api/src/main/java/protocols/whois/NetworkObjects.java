package protocols.whois;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import protocols.whois.WhoisField.Key;
import protocols.whois.WhoisText.Entry;

/** Several blocks in one answer: the one that fits closest is the one asked for. */
final class NetworkObjects {

    private NetworkObjects() {}

    /** All entries of an answer about a domain; of any other the closest block and what belongs to it. */
    static List<Entry> relevant(WhoisQuery query, List<Entry> entries) {
        return query.topLevelDomain().isPresent() ? entries : narrowest(query, entries);
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
