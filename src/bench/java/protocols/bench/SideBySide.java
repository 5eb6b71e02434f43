package protocols.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * Measures this library, the libraries that a user would take today, and a bare socket, in one run against the same
 * server on loopback. All take turns, round by round, so that a machine that gets slower gets slower for all. Of each is
 * printed the median of its rounds and between what they were, the CPU time of this process for one unit, and how many times
 * as fast ours was, by the round. Names that end with {@code far} are cases behind 20 ms ({@link FarProxy}); servers and
 * programs share the processors of this one, so that {@code taskset -c 0} measures all on one core.
 *
 * <p>Arguments: the cases to run, by the beginning of their names; none means all. {@code -r N} sets the rounds.
 */
public final class SideBySide {

    /** One way to do the work of a case. */
    interface Work {
        /**
         * @return how many units were done
         */
        long run() throws Exception;
    }

    /** A way to do the work of a case that measures itself, as another program does. */
    interface Rate {
        /** Units a second. */
        double run() throws Exception;
    }

    private static final OperatingSystemMXBean CPU =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final List<String> wanted;
    private final int rounds;

    private SideBySide(List<String> wanted, int rounds) {
        this.wanted = wanted;
        this.rounds = rounds;
    }

    /** Runs the cases. */
    public static void main(String[] args) throws Exception {
        List<String> wanted = new ArrayList<>(Arrays.asList(args));
        int rounds = 5;
        int option = wanted.indexOf("-r");
        if (option >= 0) {
            rounds = Integer.parseInt(wanted.get(option + 1));
            wanted.subList(option, option + 2).clear();
        }
        SideBySide run = new SideBySide(wanted, rounds);
        System.out.println("BENCH on JDK " + Runtime.version() + ", "
                + Runtime.getRuntime().availableProcessors() + " processors, " + rounds + " rounds");
        DnsCases.run(run);
        DnsBulkCases.run(run);
        FtpCases.run(run);
        SmtpCases.run(run);
        Pop3Cases.run(run);
        ImapCases.run(run);
        HttpCases.run(run);
        TelnetCases.run(run);
    }

    /** Whether any case whose name begins so was asked for. */
    boolean wants(String prefix) {
        return wanted.isEmpty() || wanted.stream().anyMatch(w -> prefix.startsWith(w) || w.startsWith(prefix));
    }

    /** A case, to be filled with contestants. */
    Case measure(String name, String unit) {
        return new Case(name, unit, wanted.isEmpty() || wanted.stream().anyMatch(name::startsWith));
    }

    /** What one contestant did in one round: units a second, and microseconds of CPU of this process for one. */
    private record Lap(double rate, double cpu) {}

    private interface Contestant {
        Lap run() throws Exception;
    }

    /** The contestants of one case, ours first. */
    final class Case {
        private final String name;
        private final String unit;
        private final boolean selected;
        private final Map<String, Contestant> contestants = new LinkedHashMap<>();
        private final Map<String, DoubleSupplier> notes = new LinkedHashMap<>();
        private int warmUp = 1;

        private Case(String name, String unit, boolean selected) {
            this.name = name;
            this.unit = unit;
            this.selected = selected;
        }

        /** Adds one: {@code ours}, a library's name, or {@code floor}. */
        Case with(String who, Work work) {
            contestants.put(who, () -> {
                long cpu = CPU.getProcessCpuTime();
                long began = System.nanoTime();
                double units = work.run();
                long took = System.nanoTime() - began;
                return new Lap(units / (took / 1e9), (CPU.getProcessCpuTime() - cpu) / units / 1e3);
            });
            return this;
        }

        /** Adds another program, where the first word of its name is installed; the time that it takes to start is its own. */
        Case program(String who, Work work) {
            return programRated(who, () -> {
                long began = System.nanoTime();
                double units = work.run();
                return units / ((System.nanoTime() - began) / 1e9);
            });
        }

        /** The same of a program that measures itself. */
        Case programRated(String who, Rate rate) {
            return Program.isInstalled(who.split(",")[0]) ? rated(who, rate) : this;
        }

        /** Adds one that measures itself. */
        Case rated(String who, Rate rate) {
            contestants.put(who, () -> new Lap(rate.run(), Double.NaN));
            return this;
        }

        /** How many rounds do not count, for all; one if not said. */
        Case warmUp(int uncounted) {
            warmUp = uncounted;
            return this;
        }

        /** Puts another number below the case, asked for at the end: such as bytes allocated. */
        Case noting(String what, DoubleSupplier number) {
            notes.put(what, number);
            return this;
        }

        /** Warms all up, lets them take turns, prints what they did. */
        void run() throws Exception {
            if (!selected) {
                return;
            }
            Map<String, List<Lap>> laps = new LinkedHashMap<>();
            for (int round = -warmUp; round < rounds; round++) {
                for (Map.Entry<String, Contestant> contestant : contestants.entrySet()) {
                    Lap lap = contestant.getValue().run();
                    if (round >= 0) {
                        laps.computeIfAbsent(contestant.getKey(), who -> new ArrayList<>())
                                .add(lap);
                    }
                }
            }
            System.out.println("BENCH " + name + ", " + unit);
            List<Lap> ours = laps.get("ours");
            laps.forEach((who, theirs) -> System.out.println(line(who, theirs, ours)));
            notes.forEach((what, number) -> System.out.println("  " + what + " " + number(number.getAsDouble())));
        }

        private String line(String who, List<Lap> laps, List<Lap> ours) {
            double cpu = median(laps.stream().map(Lap::cpu).toList());
            String line = String.format(
                    Locale.ROOT,
                    "  %-17s %-28s %s",
                    who,
                    spread(laps.stream().map(Lap::rate).toList()),
                    Double.isNaN(cpu) ? "" : number(cpu) + " us CPU");
            if (laps.equals(ours)) {
                return line.stripTrailing();
            }
            List<Double> ratios = new ArrayList<>();
            for (int i = 0; i < laps.size(); i++) {
                ratios.add(ours.get(i).rate() / laps.get(i).rate());
            }
            return String.format(Locale.ROOT, "%-62s %s", line, "ours is " + spread(ratios) + " times as fast");
        }
    }

    /** The median and between what all are. */
    private static String spread(List<Double> values) {
        return number(median(values)) + " (" + number(Collections.min(values)) + ".." + number(Collections.max(values))
                + ")";
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%,.0f", value);
    }
}
