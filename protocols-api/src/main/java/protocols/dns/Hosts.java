package protocols.dns;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringTokenizer;
import protocols.Attempt;
import protocols.net.Host;

/**
 * What a hosts file says (hosts(5)): an address a line, then the names that it has. Reading it never fails: a line without
 * an address, and a name that is none, are passed over. Names compare without regard to case.
 *
 * <p>An IPv6 address may have the number of a zone ({@code fe80::1%2}); one with the name of an interface is passed over,
 * because that means nothing without asking this machine.
 *
 * <!-- run: hosts -->
 * <pre>{@code
 * Path file = Files.writeString(folder.resolve("hosts"), "192.0.2.7 printer.example printer");
 * Hosts hosts = Hosts.read(file);
 * Question question = Question.of(Name.of("printer.example"), RecordType.A);
 * out.println(hosts.answer(question).map(Outcome::summary).orElse("not there"));
 * }</pre>
 */
public final class Hosts {

    /** Where the file stands. */
    public static final Path SYSTEM = Path.of("/etc/hosts");

    /** Where it stands on this machine: {@link #SYSTEM}, or in the folder that Windows has for it. */
    static Path ofSystem() {
        String windows = System.getenv("SystemRoot");
        return windows != null && System.getProperty("os.name").startsWith("Windows")
                ? Path.of(windows, "System32", "drivers", "etc", "hosts")
                : SYSTEM;
    }

    /** No names at all. */
    public static final Hosts EMPTY = new Hosts(Map.of(), Map.of());

    private static final int MAX_RECORDS = 200;
    private static final Attempt ATTEMPT = Attempt.of("hosts file", "", Duration.ZERO, "NOERROR");
    private static final String BLANKS = " \t\r\f";

    private final Map<Name, Set<InetAddress>> addresses;
    private final Map<InetAddress, Set<Name>> names;

    private Hosts(Map<Name, Set<InetAddress>> addresses, Map<InetAddress, Set<Name>> names) {
        this.addresses = addresses;
        this.names = names;
    }

    /**
     * Reads a file, as UTF-8.
     *
     * @throws IOException if it cannot be read
     */
    public static Hosts read(Path file) throws IOException {
        return read(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    }

    /** Reads the text of a file, in time linear in its length. */
    public static Hosts read(String text) {
        Hosts hosts = new Hosts(new LinkedHashMap<>(), new LinkedHashMap<>());
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            hosts.line(text.substring(start, end));
            start = end + 1;
        }
        return hosts;
    }

    private void line(String line) {
        int comment = line.indexOf('#');
        StringTokenizer words = new StringTokenizer(comment < 0 ? line : line.substring(0, comment), BLANKS);
        if (!words.hasMoreTokens()) {
            return;
        }
        Optional<InetAddress> address = address(words.nextToken());
        while (address.isPresent() && words.hasMoreTokens()) {
            add(address.get(), words.nextToken());
        }
    }

    /** A zone counts as a number alone. */
    private static Optional<InetAddress> address(String text) {
        Optional<Host> host = Host.literal(text);
        if (host.isEmpty() || host.get().zone().isEmpty()) {
            byte[] octets = host.map(Host::octets).orElseGet(() -> new byte[0]);
            return octets.length == 16 ? Optional.of(Addresses.ipv6(octets)) : host.flatMap(Host::address);
        }
        String zone = host.get().zone().get();
        return Presentation.number(zone, Integer.MAX_VALUE) < 0
                ? Optional.empty()
                : host.get().address();
    }

    private void add(InetAddress address, String word) {
        Name name;
        try {
            name = Name.of(word);
        } catch (IllegalArgumentException e) {
            return;
        }
        addresses.computeIfAbsent(name, one -> new LinkedHashSet<>(2)).add(address);
        names.computeIfAbsent(address, one -> new LinkedHashSet<>(2)).add(name);
    }

    /** The addresses of a name, of both families, in the order of the file; empty if it does not know the name. */
    public List<InetAddress> addresses(Name name) {
        return List.copyOf(addresses.getOrDefault(name, Set.of()));
    }

    /** The names of an address in the order of the file, the canonical one first; empty if it has none. */
    public List<Name> names(InetAddress address) {
        return List.copyOf(names.getOrDefault(address, Set.of()));
    }

    /**
     * What it says to a question of type A, AAAA or PTR in class IN; empty if it knows nothing of the name, or the question
     * is another. A name that has addresses of one family alone has none of the other: {@link Outcome.NoData}. At most
     * 200 records, with TTL zero.
     */
    public Optional<Outcome> answer(Question question) {
        if (!question.recordClass().equals(RecordClass.IN)) {
            return Optional.empty();
        }
        List<? extends Rdata> data =
                question.type().equals(RecordType.PTR) ? pointers(question.name()) : addressRecords(question);
        boolean known = !data.isEmpty() || isAddress(question.type()) && addresses.containsKey(question.name());
        return known ? Optional.of(outcome(question, data)) : Optional.empty();
    }

    private static boolean isAddress(RecordType type) {
        return type.equals(RecordType.A) || type.equals(RecordType.AAAA);
    }

    private List<? extends Rdata> pointers(Name reverse) {
        return ReverseName.address(reverse).map(this::names).orElse(List.of()).stream()
                .map(Rdata.Ptr::new)
                .toList();
    }

    private List<? extends Rdata> addressRecords(Question question) {
        boolean four = question.type().equals(RecordType.A);
        boolean six = question.type().equals(RecordType.AAAA);
        List<Rdata> data = new ArrayList<>();
        for (InetAddress address : addresses(question.name())) {
            if (four && address instanceof Inet4Address v4) {
                data.add(new Rdata.A(v4));
            } else if (six && address instanceof Inet6Address v6) {
                data.add(new Rdata.Aaaa(v6));
            }
        }
        return data;
    }

    private static Outcome outcome(Question question, List<? extends Rdata> data) {
        DnsRecord[] records = data.stream()
                .limit(MAX_RECORDS)
                .map(one -> DnsRecord.of(question.name(), Duration.ZERO, one))
                .toArray(DnsRecord[]::new);
        Message message = Message.query(question)
                .withoutEdns()
                .set(DnsFlag.QR, DnsFlag.RA)
                .answer(records)
                .build();
        return Outcome.of(question, message, List.of(ATTEMPT));
    }

    /** How many names it knows. */
    public int size() {
        return addresses.size();
    }
}
