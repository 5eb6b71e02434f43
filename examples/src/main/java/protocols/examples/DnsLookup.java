package protocols.examples;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import protocols.dns.Dns;
import protocols.dns.DnsRecord;
import protocols.dns.DnsSection;
import protocols.dns.DnsSession;
import protocols.dns.EdnsOption;
import protocols.dns.Message;
import protocols.dns.Outcome;
import protocols.dns.Rcode;

/** Looks up a name or an address in the DNS and prints the answer as dig does. */
public final class DnsLookup {

    private static final String USAGE =
            """
            usage: DnsLookup [@SERVER[:PORT]|@https://HOST/PATH] NAME|ADDRESS [TYPE] [CLASS] [-x ADDRESS]
                             [+dnssec] [+norecurse] [+nsid] [+cd] [--tcp] [--tls] [--short]

            Prints the answer section, one record a line. An address asks for its PTR record, a name for its A records if
            no TYPE is given: a mnemonic, a number or TYPEnnn. Without @SERVER, the servers of the system are asked; the
            hosts file and the search list are not used, so that the answer is that of the DNS.

              @https://HOST/PATH  over HTTPS (RFC 8484)
              CLASS               IN if nothing is said; CH for version.bind TXT
              -x ADDRESS          the names of an address
              +dnssec             DNSSEC records too
              +norecurse          only what the server itself knows
              +nsid               the name of the server, as a comment
              +cd                 without the server's checks of signatures
              --tcp               over TCP from the start
              --tls               over TLS (RFC 7858), as --tls implicit
              --short             the data of the records alone
            """;

    private static final String TLS = "--tls";
    private static final Set<String> TLS_MODES = Set.of("none", "upgrade", "implicit");

    private DnsLookup() {}

    public static void main(String[] args) {
        System.exit(run(Program.standard(), args));
    }

    static int run(Program program, String... args) {
        return program.run(USAGE, Set.of("--tcp", "--short"), Set.of("-x"), DnsLookup::lookUp, withTlsMode(args));
    }

    /** The option alone says implicit, which is the only TLS that DNS has. */
    private static String[] withTlsMode(String... args) {
        List<String> line = new ArrayList<>();
        for (int i = 0; i < args.length; i++) {
            line.add(args[i]);
            if (args[i].equals(TLS) && (i + 1 == args.length || !TLS_MODES.contains(args[i + 1]))) {
                line.add("implicit");
            }
        }
        return line.toArray(String[]::new);
    }

    private static int lookUp(Program program, Options options) throws IOException {
        Asked asked = Asked.of(options.arguments(), options.value("-x"));
        try (DnsSession session = program.follow(client(asked, options).connect())) {
            return print(program, session.lookup(asked.question()), asked, options.has("--short"));
        }
    }

    private static Dns client(Asked asked, Options options) throws IOException {
        String server = asked.server().orElse("");
        Dns dns;
        if (server.startsWith("https:") || server.startsWith("http:")) {
            dns = options.apply(Dns.atUrl(server), OptionalInt.empty());
        } else if (server.isEmpty()) {
            dns = options.apply(Dns.system().withoutHosts(), OptionalInt.empty());
        } else {
            HostPort at = HostPort.of(server);
            dns = options.apply(Dns.at(at.host()), at.port());
        }
        return asked.apply(options.has("--tcp") ? dns.overTcp() : dns);
    }

    private static int print(Program program, Outcome outcome, Asked asked, boolean brief) {
        boolean fine = outcome.response()
                .map(Message::rcode)
                .filter(Rcode.NOERROR::equals)
                .isPresent();
        if (!fine || outcome instanceof Outcome.NoData || outcome instanceof Outcome.Lame) {
            program.err().println(outcome.summary());
        }
        if (!fine) {
            outcome.attempts().forEach(program.err()::println);
            return 1;
        }
        PrintStream out = program.out();
        if (asked.words().contains(Asked.NSID)) {
            outcome.response()
                    .flatMap(Message::edns)
                    .flatMap(edns -> edns.option(EdnsOption.Nsid.class))
                    .ifPresent(nsid -> out.println("; " + nsid));
        }
        for (DnsRecord one : outcome.response().orElseThrow().section(DnsSection.ANSWER)) {
            out.println(brief ? one.data().toPresentation() : one.toString());
        }
        return 0;
    }
}
