package protocols.bench;

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
 * server on loopback. All take turns, round by round, so that a machine that gets slower gets slower for all; the median
 * of the rounds counts. One line a case:
 *
 * <pre>BENCH case ours=n peer=n ... floor=n unit=u ratio=ours/best peer</pre>
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
        DnsCases.run(run);
        DnsBulkCases.run(run);
        FtpCases.run(run);
        SmtpCases.run(run);
        Pop3Cases.run(run);
        ImapCases.run(run);
        HttpCases.run(run);
    }

    /** Whether any case whose name begins so was asked for. */
    boolean wants(String prefix) {
        return wanted.isEmpty() || wanted.stream().anyMatch(w -> prefix.startsWith(w) || w.startsWith(prefix));
    }

    /** A case, to be filled with contestants. */
    Case measure(String name, String unit) {
        return new Case(name, unit, wanted.isEmpty() || wanted.stream().anyMatch(name::startsWith));
    }

    /** The contestants of one case, ours first. */
    final class Case {
        private final String name;
        private final String unit;
        private final boolean selected;
        private final Map<String, Rate> contestants = new LinkedHashMap<>();
        private final Map<String, DoubleSupplier> notes = new LinkedHashMap<>();
        private int warmUp = 1;

        private Case(String name, String unit, boolean selected) {
            this.name = name;
            this.unit = unit;
            this.selected = selected;
        }

        /** Adds one: {@code ours}, a library's name, or {@code floor}. */
        Case with(String who, Work work) {
            return rated(who, () -> {
                long began = System.nanoTime();
                long units = work.run();
                return units / ((System.nanoTime() - began) / 1e9);
            });
        }

        /** Adds one that measures itself. */
        Case rated(String who, Rate rate) {
            contestants.put(who, rate);
            return this;
        }

        /** How many rounds do not count, for all; one if not said. */
        Case warmUp(int uncounted) {
            warmUp = uncounted;
            return this;
        }

        /** Puts another number on the line, asked for at the end: such as bytes allocated. */
        Case noting(String what, DoubleSupplier number) {
            notes.put(what, number);
            return this;
        }

        /** Warms all up, lets them take turns, prints the line. */
        void run() throws Exception {
            if (!selected) {
                return;
            }
            Map<String, List<Double>> rates = new LinkedHashMap<>();
            for (int round = -warmUp; round < rounds; round++) {
                for (Map.Entry<String, Rate> contestant : contestants.entrySet()) {
                    double rate = contestant.getValue().run();
                    if (round >= 0) {
                        rates.computeIfAbsent(contestant.getKey(), who -> new ArrayList<>())
                                .add(rate);
                    }
                }
            }
            System.out.println(line(rates));
        }

        private String line(Map<String, List<Double>> rates) {
            StringBuilder line = new StringBuilder("BENCH ").append(name);
            double best = 0;
            for (Map.Entry<String, List<Double>> rate : rates.entrySet()) {
                double median = median(rate.getValue());
                line.append(' ').append(rate.getKey()).append('=').append(number(median));
                if (!rate.getKey().startsWith("ours") && !rate.getKey().equals("floor")) {
                    best = Math.max(best, median);
                }
            }
            double ratio = median(rates.get("ours")) / best;
            line.append(" unit=").append(unit).append(" ratio=").append(number(ratio));
            notes.forEach(
                    (what, number) -> line.append(' ').append(what).append('=').append(number(number.getAsDouble())));
            return line.toString();
        }
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%.0f", value);
    }
}
