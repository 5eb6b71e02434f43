package protocols.pop3;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringTokenizer;
import protocols.Text;

/**
 * What a server says that it can do: the answer to CAPA (RFC 2449). Names are compared without regard to case.
 *
 * @param lines one capability each, with its arguments behind it, as they were sent
 */
public record Pop3Capabilities(List<String> lines) {

    /** Of a server that does not know CAPA: nothing is known. */
    public static final Pop3Capabilities NONE = new Pop3Capabilities(List.of());

    public Pop3Capabilities {
        lines = List.copyOf(lines);
    }

    /** Whether a capability is among them, such as {@code PIPELINING}. */
    public boolean has(String name) {
        return line(name).isPresent();
    }

    /** The arguments of a capability; empty if it has none or is not among them. */
    public List<String> arguments(String name) {
        List<String> words = line(name).map(Pop3Capabilities::words).orElse(List.of());
        return words.isEmpty() ? words : List.copyOf(words.subList(1, words.size()));
    }

    /** The SASL mechanisms that AUTH takes (RFC 5034), in capitals. */
    public List<String> mechanisms() {
        return arguments("SASL").stream()
                .map(name -> name.toUpperCase(Locale.ROOT))
                .toList();
    }

    private Optional<String> line(String name) {
        for (String line : lines) {
            List<String> words = words(line);
            if (!words.isEmpty() && words.get(0).equalsIgnoreCase(name)) {
                return Optional.of(line);
            }
        }
        return Optional.empty();
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        new StringTokenizer(line, " ").asIterator().forEachRemaining(word -> words.add((String) word));
        return words;
    }

    /** The lines, separated by commas, escaped for terminals. */
    @Override
    public String toString() {
        return Text.printable(String.join(", ", lines));
    }
}
