package protocols.smtp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.StringTokenizer;
import protocols.Reply;

/** What a server says after EHLO that it can do (RFC 5321 section 4.1.1.1). */
public final class Extensions {

    /** Of a server that knows only HELO. */
    public static final Extensions NONE = new Extensions(Map.of());

    private final Map<String, List<String>> parameters;

    private Extensions(Map<String, List<String>> parameters) {
        this.parameters = parameters;
    }

    /** Reads the reply to EHLO: its first line greets, each further one is a keyword with parameters. */
    public static Extensions of(Reply ehlo) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        for (String line : ehlo.lines().subList(1, ehlo.lines().size())) {
            // Before RFC 2554 some servers wrote AUTH=LOGIN, and some still say it both ways.
            String plain = line.regionMatches(true, 0, "AUTH=", 0, 5) ? "AUTH " + line.substring(5) : line;
            StringTokenizer words = new StringTokenizer(plain);
            if (words.hasMoreTokens()) {
                String keyword = words.nextToken().toUpperCase(Locale.ROOT);
                List<String> all = found.computeIfAbsent(keyword, name -> new ArrayList<>());
                while (words.hasMoreTokens()) {
                    all.add(words.nextToken());
                }
            }
        }
        return new Extensions(found);
    }

    /** The keywords, in capitals, in order. */
    public Set<String> keywords() {
        return java.util.Collections.unmodifiableSet(parameters.keySet());
    }

    /** Whether it offers this, such as {@code PIPELINING}; in any case. */
    public boolean has(String keyword) {
        return parameters.containsKey(keyword.toUpperCase(Locale.ROOT));
    }

    /** What stands behind a keyword; empty if nothing does, or the keyword is not there. */
    public List<String> parameters(String keyword) {
        return Optional.ofNullable(parameters.get(keyword.toUpperCase(Locale.ROOT)))
                .map(List::copyOf)
                .orElse(List.of());
    }

    /** The largest message it takes, in bytes; empty if it does not say (RFC 1870 section 3, where 0 says nothing). */
    public OptionalLong size() {
        List<String> values = parameters("SIZE");
        if (values.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            long bytes = Long.parseLong(values.get(0));
            return bytes > 0 ? OptionalLong.of(bytes) : OptionalLong.empty();
        } catch (NumberFormatException noNumber) {
            return OptionalLong.empty();
        }
    }

    /** The ways to log in (RFC 4954), in capitals. */
    public List<String> mechanisms() {
        return parameters("AUTH").stream()
                .map(name -> name.toUpperCase(Locale.ROOT))
                .distinct()
                .toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Extensions that && parameters.equals(that.parameters);
    }

    @Override
    public int hashCode() {
        return parameters.hashCode();
    }

    /** The keywords with their parameters, escaped for terminals. */
    @Override
    public String toString() {
        return protocols.Text.escaped(parameters.toString());
    }
}
