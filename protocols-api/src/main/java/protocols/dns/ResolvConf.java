package protocols.dns;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a {@code resolv.conf} says (resolv.conf(5)). Reading it never fails: what makes no sense, or is not known here, is
 * passed over as the C library does it, and stands in {@link #ignored()}.
 *
 * <p>Unlike the C library, the domain of the machine's own name is not taken for a search list where none is given.
 *
 * <!-- run: resolv-conf -->
 * <pre>{@code
 * Path file = Files.writeString(folder.resolve("resolv.conf"), "nameserver 192.0.2.53" + System.lineSeparator() + "options rotate");
 * ResolvConf conf = ResolvConf.read(file);
 * out.println(conf.servers() + " " + conf.has(ResolvConf.Option.ROTATE));
 * }</pre>
 */
public final class ResolvConf {

    /** Where the file stands. */
    public static final Path SYSTEM = Path.of("/etc/resolv.conf");

    /** The server that is asked if none is named. */
    public static final String LOCAL_SERVER = "127.0.0.1";

    /** An option that is on or off. */
    public enum Option {
        /** {@code rotate}: each lookup begins with the next server. */
        ROTATE,
        /** {@code use-vc}: over TCP from the start. */
        USE_VC,
        /** {@code no-aaaa}: addresses are those of IPv4 alone. */
        NO_AAAA,
        /** {@code no-reload}: a change of the file is not looked for. */
        NO_RELOAD,
        /** {@code edns0}: EDNS is used, which it always is here. */
        EDNS0,
        /** {@code trust-ad}: the AD flag is asked for and believed: see {@link Dns#flags}. */
        TRUST_AD;

        /** As it stands in the file. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final List<String> servers;
    private final SearchList searchList;
    private final Optional<Duration> timeout;
    private final OptionalInt attempts;
    private final Set<Option> options;
    private final List<String> ignored;

    ResolvConf(
            List<String> servers,
            SearchList searchList,
            Optional<Duration> timeout,
            OptionalInt attempts,
            Set<Option> options,
            List<String> ignored) {
        this.servers = List.copyOf(servers);
        this.searchList = searchList;
        this.timeout = timeout;
        this.attempts = attempts;
        this.options = Set.copyOf(options);
        this.ignored = List.copyOf(ignored);
    }

    /**
     * {@code nameserver}: the first three addresses in their order, an IPv6 one with its zone; 127.0.0.1 if there is none, as
     * the manual says, and never another.
     */
    public List<String> servers() {
        return servers;
    }

    /** {@code search} or {@code domain}, the last of them, with {@code ndots:n}; {@code LOCALDOMAIN} instead, if it is set. */
    public SearchList searchList() {
        return searchList;
    }

    /** {@code timeout:n}, how long one server is given before the next; at most 30 seconds. */
    public Optional<Duration> timeout() {
        return timeout;
    }

    /** {@code attempts:n}, how often the servers are gone through; 1 to 5. */
    public OptionalInt attempts() {
        return attempts;
    }

    /** The options that are on. */
    public Set<Option> options() {
        return options;
    }

    /** The lines and options that were passed over, as they stand there. */
    public List<String> ignored() {
        return ignored;
    }

    /**
     * Reads a file, without an environment.
     *
     * @throws IOException if it cannot be read
     */
    public static ResolvConf read(Path file) throws IOException {
        return read(file, Map.of());
    }

    /**
     * Reads a file.
     *
     * @param environment {@code LOCALDOMAIN} replaces the search list, {@code RES_OPTIONS} adds options; no other variable
     *     is looked at
     * @throws IOException if it cannot be read
     */
    public static ResolvConf read(Path file, Map<String, String> environment) throws IOException {
        return read(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1), environment);
    }

    /** Reads the text of a file, without an environment. */
    public static ResolvConf read(String text) {
        return read(text, Map.of());
    }

    /**
     * Reads the text of a file.
     *
     * @param environment see {@link #read(Path, Map)}
     */
    public static ResolvConf read(String text, Map<String, String> environment) {
        ResolvConfReader reader = new ResolvConfReader();
        reader.file(text);
        reader.environment(environment);
        return reader.result();
    }

    /** Whether an option is on. */
    public boolean has(Option option) {
        return options.contains(option);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ResolvConf that
                && servers.equals(that.servers)
                && searchList.equals(that.searchList)
                && timeout.equals(that.timeout)
                && attempts.equals(that.attempts)
                && options.equals(that.options)
                && ignored.equals(that.ignored);
    }

    @Override
    public int hashCode() {
        return Objects.hash(servers, searchList, timeout, attempts, options, ignored);
    }

    /** What it says, in one line. */
    @Override
    public String toString() {
        return "servers " + servers + ", search " + searchList + ", options " + options;
    }
}
