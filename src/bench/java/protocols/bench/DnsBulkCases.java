package protocols.bench;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Record;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;
import protocols.Transcript.Keep;
import protocols.dns.Dns;
import protocols.dns.Message;
import protocols.dns.Name;
import protocols.dns.Outcome;
import protocols.dns.Question;
import protocols.dns.RecordType;
import protocols.peers.Knot;

/** DNS: many queries in flight to Knot over UDP, for 10,000 names that exist. */
final class DnsBulkCases {

    private static final int NAMES = 10_000;
    private static final int QUERIES = 200_000;

    /** So many the server's socket holds for sure; the floor, which sends nothing again, must not lose any. */
    private static final int HELD = 128;

    private static final int DNSJAVA_QUERIES = 20_000;

    private final Knot server;
    private final Path file;
    private final List<String> names =
            IntStream.range(0, NAMES).mapToObj(i -> "host" + i + ".bulk.test.").toList();
    private final List<Question> questions =
            names.stream().map(name -> Question.of(Name.of(name), RecordType.A)).toList();
    private double allocated;
    private double dnsperfLost;

    private DnsBulkCases(Knot server, Path file) throws IOException {
        this.server = server;
        this.file = file;
        Files.write(file, names.stream().map(name -> name + " A").toList());
    }

    static void run(SideBySide bench) throws Exception {
        if (!bench.wants("dns-bulk")) {
            return;
        }
        Path file = Files.createTempFile("questions", ".txt");
        try (Knot server = Knot.start(Map.of("bulk.test.", zone()))) {
            DnsBulkCases cases = new DnsBulkCases(server, file);
            cases.run(bench, 64);
            cases.run(bench, 1000);
        } finally {
            Files.delete(file);
        }
    }

    private static String zone() {
        StringBuilder zone = new StringBuilder(
                "@ 3600 SOA ns.bulk.test. hostmaster.bulk.test. 1 7200 3600 1209600 300\n@ NS ns\nns A 127.0.0.1\n");
        for (int i = 0; i < NAMES; i++) {
            zone.append("host" + i + " A 192.0." + (i >> 8) + '.' + (i & 255) + '\n');
        }
        return zone.toString();
    }

    private void run(SideBySide bench, int window) throws Exception {
        List<byte[]> messages = questions.stream()
                .map(question -> Message.query(question).id(4711).encode())
                .toList();
        bench.measure("dns-bulk-" + window, "queries/s")
                .with("ours", () -> ours(window, Keep.LINES))
                .with("ours-unrecorded", () -> ours(window, Keep.NOTHING))
                .with("dnsjava", () -> dnsjava(window))
                .programRated("dnsperf", () -> dnsperf(window, 1))
                .programRated("dnsperf, 8 sockets", () -> dnsperf(window, 8))
                .with("floor", () -> DatagramFloor.exchange(server.port(), messages, QUERIES, Math.min(window, HELD)))
                .noting("bytes-allocated-a-query", () -> allocated)
                .noting("dnsperf-lost", () -> dnsperfLost)
                .run();
    }

    private long ours(int window, Keep keep) throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        long records = 0;
        Stream<Question> asked = IntStream.range(0, QUERIES).mapToObj(i -> questions.get(i % NAMES));
        try (var session = Dns.at("127.0.0.1").port(server.port()).keep(keep).connect();
                Stream<Outcome> outcomes = session.resolveAll(asked, window)) {
            records = outcomes.mapToLong(outcome -> outcome.records().size()).sum();
        }
        long after = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        allocated = (after - before) / (double) QUERIES;
        return required(records, QUERIES);
    }

    /** What it loses, it loses: it does not ask again. */
    private long dnsjava(int window) throws Exception {
        SimpleResolver resolver = new SimpleResolver(new InetSocketAddress("127.0.0.1", server.port()));
        resolver.setTimeout(Duration.ofSeconds(5));
        List<Record> asked = new ArrayList<>();
        for (String name : names) {
            asked.add(Record.newRecord(new org.xbill.DNS.Name(name), Type.A, DClass.IN));
        }
        Semaphore room = new Semaphore(window);
        LongAdder records = new LongAdder();
        for (int i = 0; i < DNSJAVA_QUERIES; i++) {
            room.acquire();
            resolver.sendAsync(org.xbill.DNS.Message.newQuery(asked.get(i % NAMES)))
                    .whenComplete((answer, error) -> {
                        records.add(
                                answer == null
                                        ? 0
                                        : answer.getSection(org.xbill.DNS.Section.ANSWER)
                                                .size());
                        room.release();
                    });
        }
        room.acquire(window);
        return records.sum();
    }

    /**
     * By its own clock, which leaves its start and the reading of the file out. It sends nothing again: what gets lost,
     * where the window is more than the server's socket holds, is told on the line.
     */
    private double dnsperf(int window, int sockets) throws Exception {
        Process process = new ProcessBuilder(
                        "dnsperf",
                        "-s",
                        "127.0.0.1",
                        "-p",
                        "" + server.port(),
                        "-d",
                        file.toString(),
                        "-T",
                        "1",
                        "-q",
                        "" + window,
                        "-c",
                        "" + sockets,
                        "-n",
                        "" + QUERIES / NAMES,
                        "-e")
                .redirectErrorStream(true)
                .start();
        String report = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        dnsperfLost = Math.max(dnsperfLost, number(report.substring(report.indexOf("Queries lost:"))));
        return number(report.substring(report.indexOf("Queries per second:")));
    }

    private static double number(String line) {
        return Double.parseDouble(line.substring(line.indexOf(':') + 1).strip().split("\\s", 2)[0]);
    }

    private static long required(double records, int queries) throws IOException {
        if (records != queries) {
            throw new IOException(records + " of " + queries + " answered");
        }
        return queries;
    }
}
