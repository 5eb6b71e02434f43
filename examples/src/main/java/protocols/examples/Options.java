package protocols.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import protocols.Client;
import protocols.Credentials;
import protocols.Protocol.Transport;
import protocols.Tls;
import protocols.Transcript;
import protocols.Trust;
import protocols.net.Connector;
import protocols.net.Endpoint;

/** The command line of an example: its own options, and those that every networked example takes. */
final class Options {

    /** What every networked example takes; the end of its usage text. */
    static final String COMMON =
            """
            common options:
              --tls none|upgrade|implicit  where TLS begins; by default implicit on its well-known ports, upgrade on 587
                                           and wherever --user is given and the host is not loopback, else none
              --ca FILE                    trust this PEM certificate in addition
              --user NAME                  log in; the password comes from the environment variable PROTOCOLS_PASSWORD
              --clear-login                allow a login without TLS to a host that is not loopback
              --timeout SECONDS            total for one operation
              --via socks5://H:P | http://H:P | unix:/path
                                           how to reach the peer
              --transcript FILE            write the conversation there, secrets redacted
              --stats                      bytes, round trips and milliseconds, to standard error
            """;

    private static final String PASSWORD = "PROTOCOLS_PASSWORD";
    private static final Set<String> COMMON_FLAGS = Set.of("--clear-login", "--stats");
    private static final Set<String> COMMON_VALUES =
            Set.of("--tls", "--ca", "--user", "--timeout", "--via", "--transcript");

    private final Map<String, List<String>> given = new HashMap<>();
    private final List<String> arguments = new ArrayList<>();

    /**
     * Reads a command line. Options may stand before, between and after the arguments; {@code --} ends them, and a lone
     * {@code -} is an argument.
     *
     * @param flags the program's own options without a value
     * @param values the program's own options with a value
     */
    Options(Set<String> flags, Set<String> values, String... line) {
        read(joined(flags, COMMON_FLAGS), joined(values, COMMON_VALUES), line);
    }

    private Options() {}

    /** As above, without the common options. */
    static Options alone(Set<String> flags, Set<String> values, String... line) {
        Options options = new Options();
        options.read(flags, values, line);
        return options;
    }

    private static Set<String> joined(Set<String> some, Set<String> more) {
        Set<String> all = new HashSet<>(some);
        all.addAll(more);
        return all;
    }

    private void read(Set<String> flags, Set<String> values, String... line) {
        boolean optionsEnded = false;
        for (String word : line) {
            if (word.indexOf('\ufffd') >= 0) {
                throw new Usage("an argument cannot be read in this locale (LC_ALL=C.UTF-8 may help): " + word);
            }
        }
        for (int i = 0; i < line.length; i++) {
            String word = line[i];
            if (optionsEnded || !word.startsWith("-") || word.equals("-")) {
                arguments.add(word);
            } else if (word.equals("--")) {
                optionsEnded = true;
            } else if (flags.contains(word)) {
                given.computeIfAbsent(word, name -> new ArrayList<>()).add("");
            } else if (values.contains(word)) {
                if (i + 1 == line.length) {
                    throw new Usage(word + " needs a value");
                }
                given.computeIfAbsent(word, name -> new ArrayList<>()).add(line[++i]);
            } else {
                throw new Usage("unknown option " + word);
            }
        }
    }

    boolean has(String option) {
        return given.containsKey(option);
    }

    /** The last value that was given. */
    Optional<String> value(String option) {
        List<String> all = values(option);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    List<String> values(String option) {
        return given.getOrDefault(option, List.of());
    }

    /** What is not an option. */
    List<String> arguments() {
        return arguments;
    }

    /**
     * The arguments, if they are at most so many.
     *
     * @param needed what those are called that have to be there
     * @throws Usage if one is missing, or there are more
     */
    List<String> arguments(int most, String... needed) {
        if (arguments.size() < needed.length) {
            throw new Usage(needed[arguments.size()] + " is missing");
        }
        if (arguments.size() > most) {
            throw new Usage("one argument too many: " + arguments.get(most));
        }
        return arguments;
    }

    /** The client with the port and the common options put on. */
    <C extends Client<C>> C apply(C client, OptionalInt port) throws IOException {
        C result = port.isPresent() ? client.port(port.getAsInt()) : client;
        Optional<Tls> tls = value("--tls").map(Options::tls);
        if (tls.isPresent()) {
            result = result.tls(tls.get());
        } else if (has("--user") && result.tls() == Tls.NONE && !isLoopback(result)) {
            result = result.tls(Tls.UPGRADE);
        }
        if (port.isPresent()) {
            result = result.port(port.getAsInt());
        }
        if (value("--ca").isPresent()) {
            result = result.trust(Trust.pem(Path.of(value("--ca").get())));
        }
        if (value("--timeout").isPresent()) {
            result = result.timeout(seconds(value("--timeout").get()));
        }
        if (value("--via").isPresent()) {
            result = result.via(connector(value("--via").get()));
        }
        if (has("--transcript")) {
            result = result.keep(Transcript.Keep.EVERYTHING);
        }
        return has("--clear-login") ? result.allowClearLogin() : result;
    }

    private static boolean isLoopback(Client<?> client) {
        return new Endpoint(client.host(), client.port(), Transport.TCP).isLoopback();
    }

    /**
     * Who logs in, if anybody does.
     *
     * @throws Usage if a user is named and no password is in the environment
     */
    Optional<Credentials.Password> credentials() {
        return value("--user").map(user -> {
            String password = System.getenv(PASSWORD);
            if (password == null) {
                throw new Usage("--user needs the environment variable " + PASSWORD);
            }
            return Credentials.password(user, password);
        });
    }

    private static Tls tls(String mode) {
        return switch (mode) {
            case "none" -> Tls.NONE;
            case "upgrade" -> Tls.UPGRADE;
            case "implicit" -> Tls.IMPLICIT;
            default -> throw new Usage("--tls is none, upgrade or implicit, not " + mode);
        };
    }

    private static Duration seconds(String text) {
        try {
            double seconds = Double.parseDouble(text);
            if (seconds > 0 && seconds < 1e9) {
                return Duration.ofNanos((long) (seconds * 1e9));
            }
        } catch (NumberFormatException e) {
            throw new Usage("--timeout takes seconds, not " + text, e);
        }
        throw new Usage("--timeout takes seconds, not " + text);
    }

    private static Connector connector(String via) {
        if (via.startsWith("unix:")) {
            return Connector.unix(Path.of(via.substring("unix:".length())));
        }
        if (via.startsWith("socks5://")) {
            HostPort proxy = proxy(via.substring("socks5://".length()));
            return Connector.socks5(proxy.host(), proxy.port().orElse(1080));
        }
        if (via.startsWith("http://")) {
            HostPort proxy = proxy(via.substring("http://".length()));
            return Connector.httpProxy(proxy.host(), proxy.port().orElse(8080));
        }
        throw new Usage("--via takes socks5://HOST:PORT, http://HOST:PORT or unix:/path, not " + via);
    }

    private static HostPort proxy(String text) {
        return HostPort.of(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    }
}
