package protocols.examples;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import protocols.dns.Dns;
import protocols.dns.DnsRecord;
import protocols.dns.DnsSession;
import protocols.dns.Message;
import protocols.dns.Name;
import protocols.dns.Outcome;
import protocols.dns.Question;
import protocols.dns.Rcode;
import protocols.dns.RecordType;
import protocols.dns.Section;

/** Looks up a name or an address in the DNS and prints the answer as dig does. */
public final class DnsLookup {

    private static final String USAGE =
            """
            usage: DnsLookup [@SERVER[:PORT]] NAME|ADDRESS [TYPE] [--tcp] [--short]

            Prints the answer section, one record a line. An address asks for its PTR record, a name for its A records if
            no TYPE is given: a mnemonic, a number or TYPEnnn. Without @SERVER, the servers of the system are asked.

              --tcp    over TCP from the start
              --short  the data of the records alone
            """;

    private DnsLookup() {}

    public static void main(String[] args) {
        System.exit(run(Program.standard(), args));
    }

    static int run(Program program, String... args) {
        return program.run(USAGE, Set.of("--tcp", "--short"), Set.of(), DnsLookup::lookUp, args);
    }

    private static int lookUp(Program program, Options options) throws IOException {
        List<String> words = options.arguments();
        boolean named = !words.isEmpty() && words.get(0).startsWith("@");
        List<String> asked = named ? words.subList(1, words.size()) : words;
        if (asked.isEmpty() || asked.size() > 2) {
            throw new Usage(asked.isEmpty() ? "a name or an address is missing" : "too many arguments");
        }
        Question question = question(asked.get(0), asked.subList(1, asked.size()));
        Dns dns = named ? server(words.get(0).substring(1), options) : options.apply(Dns.system(), OptionalInt.empty());
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
        Optional<Name> reverse = type.isEmpty() || plain.equals(RecordType.PTR) ? Name.reverse(text) : Optional.empty();
        return reverse.map(name -> Question.of(name, RecordType.PTR))
                .orElseGet(() -> Question.of(Name.of(text), plain));
    }

    private static int print(Program program, Outcome outcome, boolean brief) {
        boolean fine = outcome.response()
                .map(Message::rcode)
                .filter(Rcode.NOERROR::equals)
                .isPresent();
        if (!fine || outcome instanceof Outcome.NoData) {
            program.err().println(outcome.summary());
        }
        if (!fine) {
            outcome.attempts().forEach(program.err()::println);
            return 1;
        }
        PrintStream out = program.out();
        for (DnsRecord one : outcome.response().orElseThrow().section(Section.ANSWER)) {
            out.println(brief ? one.data().toPresentation() : one.toString());
        }
        return 0;
    }
}
