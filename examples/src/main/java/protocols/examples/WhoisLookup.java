package protocols.examples;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import protocols.Text;
import protocols.whois.Rdap;
import protocols.whois.Registration;
import protocols.whois.Registration.State;
import protocols.whois.RegistrationService;
import protocols.whois.Whois;
import protocols.whois.WhoisQuery;
import protocols.whois.WhoisReferral;
import protocols.whois.WhoisServer;

/** Asks who holds a domain, an address or an AS number, from whois.iana.org down to the registrar. */
public final class WhoisLookup {

    private static final String USAGE =
            """
            usage: WhoisLookup [-h HOST[:PORT]] [--rdap URL|iana] [--fields] [--no-follow] QUERY
              QUERY           a domain, an IP address, ADDRESS/PREFIX, an AS number (AS64496) or a handle (AB1-RIPE)
              -h HOST[:PORT]  begin at this server, not at whois.iana.org
              --rdap URL|iana ask this RDAP service first, or the one that IANA names, and WHOIS if it has no answer
              --fields        lines "key: value" instead of the text of the last server
              --no-follow     the first server's answer is the last
            A limit or a refusal of the server is exit status 1, and so is that no server is known, or that the one that
            would know gives no answer; that there is no such record is an answer.
            """;

    private WhoisLookup() {}

    public static void main(String[] args) {
        System.exit(run(Program.standard(), args));
    }

    static int run(Program program, String... args) {
        return program.run(USAGE, Set.of("--fields", "--no-follow"), Set.of("-h", "--rdap"), WhoisLookup::look, args);
    }

    private static int look(Program program, Options options) throws IOException {
        WhoisQuery query = WhoisQuery.of(String.join(" ", options.arguments(8, "QUERY")));
        Registration found = service(options).lookup(query);
        program.follow(found::transcript, found::stats);
        if (options.has("--fields")) {
            found.lines().forEach(program.out()::println);
        } else {
            found.text().lines().map(Text::escaped).forEach(program.out()::println);
        }
        found.failures().forEach(failure -> program.err().println(failure.getMessage()));
        if (found.end() instanceof WhoisReferral.Unanswered missing) {
            program.err().println(missing.reason().getMessage());
        } else if (found.end() instanceof WhoisReferral.Ignored ignored && !options.has("--no-follow")) {
            program.err().println(ignored);
        }
        if (options.has("--no-follow")) {
            return refusal(program, found);
        }
        Optional<String> missing = missing(query, found);
        missing.ifPresent(program.err()::println);
        boolean cut = found.state() == State.UNPARSED && !(found.end() instanceof WhoisReferral.None);
        return missing.isPresent() || cut ? 1 : refusal(program, found);
    }

    /** What is wrong where nobody was found who knows, or who knows says nothing. */
    static Optional<String> missing(WhoisQuery query, Registration found) {
        if (found.state() != State.UNPARSED || !(found.end() instanceof WhoisReferral.None)) {
            return Optional.empty();
        }
        if (found.text().isBlank()) {
            return Optional.of(found.source() + " closed without an answer to " + query);
        }
        return switch (query.kind()) {
            case DOMAIN ->
                Optional.of("no WHOIS server is known for ."
                                + query.topLevelDomain().orElse(""))
                        .filter(text -> found.source().equals(WhoisServer.IANA));
            case IPV4, IPV6, CIDR, AS_NUMBER ->
                Optional.of("no WHOIS server is known for " + query)
                        .filter(text -> found.source().equals(WhoisServer.IANA));
            default -> Optional.empty();
        };
    }

    private static int refusal(Program program, Registration found) {
        if (found.state() != State.REFUSED && found.state() != State.RATE_LIMITED) {
            return 0;
        }
        String retry = found.retryAfter()
                .map(wait -> ", retry after " + wait.toSeconds() + " seconds")
                .orElse("");
        program.err().println("refused: " + found.source() + ": " + found.reason() + retry);
        return 1;
    }

    private static RegistrationService service(Options options) throws IOException {
        Whois whois = client(options);
        if (!options.has("--rdap")) {
            return whois;
        }
        String url = options.value("--rdap").orElse("iana");
        Rdap rdap = options.apply(url.equals("iana") ? Rdap.iana() : Rdap.at(url), OptionalInt.empty());
        return (options.has("--no-follow") ? rdap.follow(0) : rdap).orElse(whois);
    }

    private static Whois client(Options options) throws IOException {
        Whois begin = Whois.iana();
        HostPort server = HostPort.of(options.value("-h").orElse(begin.host()));
        if (options.has("-h")) {
            begin = Whois.at(server.host());
        }
        Whois client = options.apply(begin, server.port());
        return options.has("--no-follow") ? client.follow(0) : client;
    }
}
