package protocols.ftp.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import protocols.peers.FtpServer;
import protocols.peers.FtpServer.Place;

/**
 * Every call on every server, in every mode that it has. What a server cannot stands in {@link Shortfall}; the page
 * {@code src/site/markdown/ftp-servers.md} shows what became of each.
 */
@Timeout(value = 200, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FtpSuiteTest {

    private static final Path PAGE = Path.of("../site/markdown/ftp-servers.md");
    private static final String UPDATE = "mvn test -Dtest=FtpSuiteTest -Ddocs.update=true";

    /** Most of the time a session waits for its server. */
    private static final int AT_ONCE = 4;

    @TempDir
    private Path local;

    @Test
    void theCallsAreToldApartByTheirNamesAndAreEnough() {
        List<String> names = Calls.ALL.stream()
                .flatMap(group -> group.list().stream())
                .map(Call::name)
                .toList();
        assertThat(names).doesNotHaveDuplicates().hasSizeGreaterThan(70).containsAll(Shortfall.calls());
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void eachCallEndsAsThePageSays(Served server) throws Exception {
        server.require();
        Map<Mode, Map<String, String>> met = met(server);
        List<String> differences = new ArrayList<>();
        ServersPage page = new ServersPage(Files.readString(PAGE));
        Map<String, String> counts = new LinkedHashMap<>();
        for (Place place : Mode.places()) {
            for (Mode mode : Mode.of(place)) {
                counts.put(mode.toString(), met.containsKey(mode) ? count(server, mode) : ServersPage.NOTHING);
            }
        }
        page.write("modes", server, counts);
        for (Calls group : Calls.ALL) {
            Map<String, String> cells = new LinkedHashMap<>();
            for (Call call : group.list()) {
                cells.put(call.name() + (call.once() ? " (once)" : ""), cell(server, call, met, differences));
            }
            page.write(group.title(), server, cells);
        }
        assertThat(differences).isEmpty();
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(PAGE, page.text());
        }
        assertThat(PAGE)
                .as("src/site/markdown/ftp-servers.md says otherwise; if that is meant, run: %s", UPDATE)
                .hasContent(page.text());
    }

    /** How many calls did what they should, or may. */
    private static String count(Served server, Mode mode) {
        List<Call> calls = Calls.in(mode);
        long failing = calls.stream()
                .flatMap(call -> Shortfall.of(server, call).stream())
                .filter(shortfall -> shortfall.isCertain(mode))
                .count();
        return calls.size() - failing + " of " + calls.size();
    }

    /** What the page says of a call; adds to the differences what is otherwise. */
    private static String cell(Served server, Call call, Map<Mode, Map<String, String>> met, List<String> differences) {
        Optional<Shortfall> shortfall = Shortfall.of(server, call);
        String cell = shortfall.map(Shortfall::cell).orElse(Course.DONE);
        met.forEach((mode, outcomes) -> {
            String outcome = outcomes.get(call.name());
            boolean expected = outcome == null
                    || shortfall.map(no -> no.explains(mode, outcome)).orElse(outcome.equals(cell));
            if (!expected) {
                differences.add(call.name() + ", " + mode + ": " + outcome + ", not " + cell);
            }
        });
        return cell;
    }

    private Map<Mode, Map<String, String>> met(Served server) throws Exception {
        Map<Mode, Map<String, String>> met = new ConcurrentHashMap<>();
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<?>> places = new ArrayList<>();
            for (Place place : Mode.places()) {
                List<Mode> modes = Mode.of(place).stream().filter(server::has).toList();
                if (!modes.isEmpty()) {
                    places.add(threads.submit(() -> {
                        run(server, modes, met);
                        return null;
                    }));
                }
            }
            for (Future<?> place : places) {
                place.get();
            }
        } finally {
            threads.shutdownNow();
        }
        Map<Mode, Map<String, String>> sorted = new LinkedHashMap<>();
        Mode.places().forEach(place -> Mode.of(place).stream()
                .filter(met::containsKey)
                .forEach(mode -> sorted.put(mode, met.get(mode))));
        return sorted;
    }

    private void run(Served server, List<Mode> modes, Map<Mode, Map<String, String>> met) throws Exception {
        try (FtpServer started = server.start(modes.get(0).place())) {
            for (Mode mode : modes) {
                try (Course course = new Course(server, started, mode, local)) {
                    met.put(mode, course.run(Calls.in(mode)));
                }
            }
        }
    }
}
