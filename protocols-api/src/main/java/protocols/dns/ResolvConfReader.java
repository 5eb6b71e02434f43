package protocols.dns;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.StringTokenizer;
import protocols.dns.ResolvConf.Option;
import protocols.net.Host;

/** Reads the lines of a resolv.conf; the last word on each thing counts, but for servers. */
final class ResolvConfReader {

    private static final int MAX_SERVERS = 3;
    private static final int MAX_TIMEOUT = 30;
    private static final int MAX_ATTEMPTS = 5;
    private static final String BLANKS = " \t\r\f";

    private final List<String> servers = new ArrayList<>();
    private List<Name> suffixes = List.of();
    private int ndots = SearchList.NONE.ndots();
    private Optional<Duration> timeout = Optional.empty();
    private OptionalInt attempts = OptionalInt.empty();
    private final Set<Option> options = EnumSet.noneOf(Option.class);
    private final List<String> ignored = new ArrayList<>();

    void file(String text) {
        StringTokenizer lines = new StringTokenizer(text, "\n");
        while (lines.hasMoreTokens()) {
            String line = lines.nextToken();
            if (!line.isBlank() && line.charAt(0) != '#' && line.charAt(0) != ';') {
                line(line);
            }
        }
    }

    void environment(Map<String, String> variables) {
        String domains = variables.get("LOCALDOMAIN");
        if (domains != null) {
            suffixes = names(new StringTokenizer(domains, BLANKS));
        }
        options(new StringTokenizer(variables.getOrDefault("RES_OPTIONS", ""), BLANKS));
    }

    ResolvConf result() {
        List<String> asked = servers.isEmpty() ? List.of(ResolvConf.LOCAL_SERVER) : servers;
        return new ResolvConf(asked, new SearchList(suffixes, ndots), timeout, attempts, options, ignored);
    }

    private void line(String line) {
        StringTokenizer words = new StringTokenizer(line, BLANKS);
        // A keyword must start its line.
        String keyword = BLANKS.indexOf(line.charAt(0)) >= 0 || !words.hasMoreTokens() ? "" : words.nextToken();
        switch (keyword) {
            case "nameserver" -> {
                String address = words.hasMoreTokens() ? words.nextToken() : "";
                if (Host.literal(address).isEmpty() || servers.size() == MAX_SERVERS) {
                    ignored.add(line.strip());
                } else {
                    servers.add(address);
                }
            }
            case "search" -> suffixes = names(words);
            case "domain" -> {
                List<Name> domain = names(words);
                suffixes = domain.subList(0, Math.min(1, domain.size()));
            }
            case "options" -> options(words);
            default -> ignored.add(line.strip());
        }
    }

    private List<Name> names(StringTokenizer words) {
        List<Name> names = new ArrayList<>();
        while (words.hasMoreTokens()) {
            String word = words.nextToken();
            try {
                names.add(Name.of(word));
            } catch (IllegalArgumentException e) {
                ignored.add(word);
            }
        }
        return names;
    }

    private void options(StringTokenizer words) {
        while (words.hasMoreTokens()) {
            String word = words.nextToken();
            if (!number(word) && !flag(word)) {
                ignored.add(word);
            }
        }
    }

    private boolean flag(String word) {
        for (Option option : Option.values()) {
            if (option.toString().equals(word)) {
                options.add(option);
                return true;
            }
        }
        return false;
    }

    private boolean number(String word) {
        int colon = word.indexOf(':');
        long number = Presentation.number(word.substring(colon + 1), Integer.MAX_VALUE);
        if (colon < 0 || number < 0) {
            return false;
        }
        switch (word.substring(0, colon)) {
            case "ndots" -> ndots = (int) Math.min(number, SearchList.MAX_NDOTS);
            case "timeout" -> {
                if (number == 0) {
                    return false;
                }
                timeout = Optional.of(Duration.ofSeconds(Math.min(number, MAX_TIMEOUT)));
            }
            case "attempts" -> {
                if (number == 0) {
                    return false;
                }
                attempts = OptionalInt.of((int) Math.min(number, MAX_ATTEMPTS));
            }
            default -> {
                return false;
            }
        }
        return true;
    }
}
