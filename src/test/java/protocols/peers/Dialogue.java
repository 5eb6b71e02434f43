package protocols.peers;

import java.util.ArrayList;
import java.util.List;

/** What is said on one connection of a client and on the channels that belong to it: see {@link ScriptedServer}. */
record Dialogue(List<Step> steps) {

    private static final char MAIN = '1';

    Dialogue {
        steps = List.copyOf(steps);
    }

    /** The dialogues of a text, one for each {@code * connected} of the main channel. */
    static List<Dialogue> parse(String text) {
        List<Dialogue> dialogues = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            Step step = step(number, line);
            if (step.kind() == Step.Kind.CONNECTED && step.channel() == 1 && !steps.isEmpty()) {
                dialogues.add(new Dialogue(steps));
                steps = new ArrayList<>();
            }
            steps.add(step);
        }
        dialogues.add(new Dialogue(steps));
        return dialogues;
    }

    /** The highest number of a channel; the connection itself is 1. */
    int channels() {
        return steps.stream().mapToInt(Step::channel).max().orElse(1);
    }

    /** The lines up to a step, which is marked. */
    String upTo(Step last) {
        StringBuilder out = new StringBuilder();
        for (Step step : steps) {
            out.append(step == last ? "  > " : "    ").append(step.source()).append('\n');
            if (step == last) {
                break;
            }
        }
        return out.toString();
    }

    @Override
    public String toString() {
        return upTo(steps.get(steps.size() - 1));
    }

    private static Step step(int number, String line) {
        int start = 1;
        char channel = MAIN;
        if (line.length() > 1 && line.charAt(1) >= '1' && line.charAt(1) <= '9') {
            channel = line.charAt(1);
            start = 2;
        }
        String rest = line.substring(start);
        return new Step(number, line, kind(number, line, rest), channel - '0', text(rest));
    }

    private static Step.Kind kind(int number, String line, String rest) {
        if (rest.startsWith(":") && line.startsWith("S")) {
            return Step.Kind.SEND;
        }
        if (rest.startsWith(":") && line.startsWith("C")) {
            return Step.Kind.EXPECT;
        }
        if (line.startsWith("*")) {
            for (Step.Kind kind : Step.Kind.EVENTS) {
                if (rest.startsWith(" " + kind.event())) {
                    return kind;
                }
            }
        }
        throw new IllegalArgumentException("line " + number + " is neither S:, C:, an event nor a note: " + line);
    }

    private static String text(String rest) {
        if (rest.startsWith(": ")) {
            return rest.substring(2);
        }
        return rest.substring(Math.min(1, rest.length()));
    }
}
