package protocols.examples;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import protocols.dns.Dns;
import protocols.dns.DnsRecord;
import protocols.dns.DnsSection;
import protocols.dns.DnsSession;
import protocols.dns.Message;
import protocols.dns.Name;
import protocols.dns.Outcome;
import protocols.dns.Question;
import protocols.dns.Rcode;
import protocols.dns.RecordType;

/** Looks up a name or an address in the DNS and prints the answer as dig does. */
public final class DnsLookup {

    private static final String USAGE =
            """
            usage: DnsLookup [@SERVER[:PORT]] NAME|ADDRESS [TYPE] [--tcp] [--tls] [--short]

            Prints the answer section, one record a line. An address asks for its PTR record, a name for its A records if
            no TYPE is given: a mnemonic, a number or TYPEnnn. Without @SERVER, the servers of the system are asked; the
            hosts file and the search list are not used, so that the answer is that of the DNS.

              --tcp    over TCP from the start
              --tls    over TLS (RFC 7858), as --tls implicit
              --short  the data of the records alone
            """;

    private static final String TLS = "--tls";
    private static final Set<String> TLS_MODES = Set.of("none", "upgrade", "implicit");

    private DnsLookup() {}

    public static void main(String[] args) {
        System.exit(run(Program.standard(), args));
    }

    static int run(Program program, String... args) {
        return program.run(USAGE, Set.of("--tcp", "--short"), Set.of(), DnsLookup::lookUp, withTlsMode(args));
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
        List<String> asked = new ArrayList<>(options.arguments());
        List<String> servers =
                asked.stream().filter(word -> word.startsWith("@")).toList();
        asked.removeAll(servers);
        if (asked.isEmpty() || asked.size() > 2 || servers.size() > 1) {
            throw new Usage(asked.isEmpty() ? "a name or an address is missing" : "too many arguments");
        }
        Question question = question(asked.get(0), asked.subList(1, asked.size()));
        Dns dns = servers.isEmpty()
                ? options.apply(Dns.system().withoutHosts(), OptionalInt.empty())
                : server(servers.get(0).substring(1), options);
        try (DnsSession session = program.follow((options.has("--tcp") ? dns.overTcp() : dns).connect())) {
            return print(program, session.lookup(question), options.has("--short"));
        }
    }

    private static Dns server(String text, Options options) throws IOException {
        HostPort server = HostPort.of(text);
        return options.apply(Dns.at(server.host()), server.port());
    }

    private static Question question(String text, List<String> type) {
        RecordType plain = RecordType.parse(type.isEmpty() ? "A" : type.get(0));
        Optional<Name> reverse =
                type.isEmpty() || plain.equals(RecordType.PTR) ? Name.ofAddress(text) : Optional.empty();
        return reverse.map(name -> Question.of(name, RecordType.PTR))
                .orElseGet(() -> Question.of(Name.of(text), plain));
    }

    private static int print(Program program, Outcome outcome, boolean brief) {
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
        for (DnsRecord one : outcome.response().orElseThrow().section(DnsSection.ANSWER)) {
            out.println(brief ? one.data().toPresentation() : one.toString());
        }
        return 0;
    }
}
