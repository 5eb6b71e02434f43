package protocols;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;

/**
 * What a peer says that it can do: the keywords of EHLO (RFC 5321 section 4.1.1.1), CAPA (RFC 2449), CAPABILITY (RFC 9051
 * section 7.2.2) and FEAT (RFC 2389), each with its arguments. Names are compared without regard to case.
 *
 * <!-- run: capabilities -->
 * <pre>{@code
 * Capabilities extensions = Capabilities.of(List.of("PIPELINING", "SIZE 10240000", "AUTH PLAIN LOGIN"));
 * out.println(extensions.has("pipelining") + " " + extensions.arguments("SIZE") + " " + extensions.mechanisms());
 * extensions.lines().forEach(out::println);
 * }</pre>
 */
public final class Capabilities {

    /** Of a peer that offers nothing, or says nothing of it. */
    public static final Capabilities NONE = new Capabilities(List.of());

    private final List<String> lines;
    private final Map<String, List<String>> arguments;

    private Capabilities(List<String> lines) {
        this.lines = List.copyOf(lines);
        arguments = new LinkedHashMap<>();
        for (String line : this.lines) {
            read(line);
        }
    }

    private void read(String line) {
        StringTokenizer words = new StringTokenizer(line, " \t");
        if (!words.hasMoreTokens()) {
            return;
        }
        String name = words.nextToken().toUpperCase(Locale.ROOT);
        List<String> rest = arguments.computeIfAbsent(name, first -> new ArrayList<>(2));
        // IMAP writes AUTH=PLAIN, and so did SMTP servers before RFC 2554: a value is also an argument of the name
        // before it.
        int equals = name.indexOf('=');
        if (equals > 0) {
            List<String> values = arguments.computeIfAbsent(name.substring(0, equals), first -> new ArrayList<>(2));
            if (equals + 1 < name.length()) {
                values.add(line.strip().substring(equals + 1, name.length()));
            }
            rest = name.startsWith("AUTH=") ? values : rest;
        }
        while (words.hasMoreTokens()) {
            rest.add(words.nextToken());
        }
    }

    /** From one line for each, a name with its arguments behind it, as the peer sent them. */
    public static Capabilities of(List<String> lines) {
        return lines.isEmpty() ? NONE : new Capabilities(lines);
    }

    /** Whether this is offered, such as {@code PIPELINING}, {@code AUTH=PLAIN} or {@code MLST}. */
    public boolean has(String name) {
        return arguments.containsKey(name.toUpperCase(Locale.ROOT));
    }

    /**
     * What stands behind a name, also of several lines with the same name, and behind {@code =}; empty if nothing does, or
     * the name is not there.
     */
    public List<String> arguments(String name) {
        List<String> found = arguments.get(name.toUpperCase(Locale.ROOT));
        return found == null ? List.of() : List.copyOf(found);
    }

    /** The SASL mechanisms to log in with, in capitals (RFC 4954, RFC 5034, RFC 9051), each once. */
    public List<String> mechanisms() {
        Set<String> names = new LinkedHashSet<>();
        for (String keyword : List.of("AUTH", "SASL")) {
            arguments(keyword).forEach(name -> names.add(name.toUpperCase(Locale.ROOT)));
        }
        return List.copyOf(names);
    }

    /** All of it, one line each in the peer's order, as it was sent; not escaped. */
    public List<String> lines() {
        return lines;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Capabilities that && lines.equals(that.lines);
    }

    @Override
    public int hashCode() {
        return lines.hashCode();
    }

    /** The lines, separated by commas, escaped for terminals. */
    @Override
    public String toString() {
        return Text.printable(String.join(", ", lines));
    }
}
