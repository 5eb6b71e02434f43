package protocols.internal.telnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import protocols.internal.telnet.OptionState.Answer;
import protocols.internal.telnet.OptionState.Input;
import protocols.internal.telnet.OptionState.Step;
import protocols.telnet.TelnetOption;

/**
 * The Q method against a second model, which has the variables of RFC 1143 section 7 and its sentences, and no table; and
 * two ends on one line, through everything that can happen between them.
 */
class Rfc1143ModelTest {

    private static final TelnetOption OPTION = TelnetOption.of(77);
    private static final int WANTS = 5;

    private enum Word {
        NO,
        YES,
        WANTNO,
        WANTYES
    }

    private enum Queue {
        EMPTY,
        OPPOSITE
    }

    /** One end: "us, usq, him, himq", and what he has been told to say. */
    private static final class Model {
        private Word us = Word.NO;
        private Queue usq = Queue.EMPTY;
        private Word him = Word.NO;
        private Queue himq = Queue.EMPTY;
        private final List<String> sent = new ArrayList<>();

        void receivedWill(boolean weAgree) {
            if (him == Word.NO) {
                if (weAgree) {
                    him = Word.YES;
                    sent.add("DO");
                } else {
                    sent.add("DONT");
                }
            } else if (him == Word.WANTNO) {
                him = himq == Queue.EMPTY ? Word.NO : Word.YES;
                himq = Queue.EMPTY;
            } else if (him == Word.WANTYES && himq == Queue.EMPTY) {
                him = Word.YES;
            } else if (him == Word.WANTYES) {
                him = Word.WANTNO;
                himq = Queue.EMPTY;
                sent.add("DONT");
            }
        }

        void receivedWont() {
            if (him == Word.YES) {
                him = Word.NO;
                sent.add("DONT");
            } else if (him == Word.WANTNO && himq == Queue.OPPOSITE) {
                him = Word.WANTYES;
                himq = Queue.EMPTY;
                sent.add("DO");
            } else {
                him = Word.NO;
                himq = Queue.EMPTY;
            }
        }

        void askHimToEnable() {
            switch (him) {
                case NO -> {
                    him = Word.WANTYES;
                    sent.add("DO");
                }
                case WANTNO -> himq = Queue.OPPOSITE;
                case WANTYES -> himq = Queue.EMPTY;
                case YES -> {}
            }
        }

        void askHimToDisable() {
            switch (him) {
                case YES -> {
                    him = Word.WANTNO;
                    sent.add("DONT");
                }
                case WANTNO -> himq = Queue.EMPTY;
                case WANTYES -> himq = Queue.OPPOSITE;
                case NO -> {}
            }
        }

        /** "We handle the option on our side by the same procedures, with DO-WILL, DONT-WONT, him-us, himq-usq swapped." */
        void swapped(Runnable procedure) {
            swap();
            int before = sent.size();
            procedure.run();
            sent.subList(before, sent.size()).replaceAll(verb -> verb.equals("DO") ? "WILL" : "WONT");
            swap();
        }

        private void swap() {
            Word word = us;
            us = him;
            him = word;
            Queue queue = usq;
            usq = himq;
            himq = queue;
        }

        void happens(String what, boolean weAgree) {
            switch (what) {
                case "WILL" -> receivedWill(weAgree);
                case "WONT" -> receivedWont();
                case "DO" -> swapped(() -> receivedWill(weAgree));
                case "DONT" -> swapped(this::receivedWont);
                case "want him" -> askHimToEnable();
                case "want him not" -> askHimToDisable();
                case "want us" -> swapped(this::askHimToEnable);
                case "want us not" -> swapped(this::askHimToDisable);
                default -> throw new IllegalArgumentException(what);
            }
        }

        @Override
        public String toString() {
            return us + " " + usq + ", " + him + " " + himq;
        }
    }

    private static final List<String> INPUTS =
            List.of("WILL", "WONT", "DO", "DONT", "want him", "want him not", "want us", "want us not");

    /** All that can happen in four steps, from which every pair of states comes about, and one step more. */
    @Test
    void everyPairOfStatesAndEveryInputIsAsTheModelHasIt() throws Exception {
        Set<String> seen = new HashSet<>();
        for (boolean weAgree : new boolean[] {true, false}) {
            int all = (int) Math.pow(INPUTS.size(), 6);
            for (int course = 0; course < all; course++) {
                Model model = new Model();
                List<String> said = new ArrayList<>();
                Options options = options(weAgree, said);
                for (int step = 0, rest = course; step < 6; step++, rest /= INPUTS.size()) {
                    String input = INPUTS.get(rest % INPUTS.size());
                    model.happens(input, weAgree);
                    happens(options, input);
                }
                seen.add(model.toString());
                if (!said.equals(model.sent) || !name(options).equals(model.toString())) {
                    assertThat(name(options) + said).as("course %d", course).isEqualTo(model.toString() + model.sent);
                }
            }
        }
        // Of WANTNO and WANTYES with both queues, YES and NO: six of each side.
        assertThat(seen).hasSize(36);
    }

    private static void happens(Options options, String input) throws Exception {
        switch (input) {
            case "want him" -> options.want(Side.HIM, OPTION, true);
            case "want him not" -> options.want(Side.HIM, OPTION, false);
            case "want us" -> options.want(Side.US, OPTION, true);
            case "want us not" -> options.want(Side.US, OPTION, false);
            default -> options.hear(Verb.valueOf(input), OPTION);
        }
    }

    private static String name(Options options) {
        return name(options.state(Side.US, OPTION)) + ", " + name(options.state(Side.HIM, OPTION));
    }

    private static String name(OptionState state) {
        return switch (state) {
            case NO -> "NO EMPTY";
            case YES -> "YES EMPTY";
            case WANT_NO -> "WANTNO EMPTY";
            case WANT_NO_THEN_YES -> "WANTNO OPPOSITE";
            case WANT_YES -> "WANTYES EMPTY";
            case WANT_YES_THEN_NO -> "WANTYES OPPOSITE";
        };
    }

    private static Options options(boolean weAgree, List<String> said) {
        Set<TelnetOption> agreed = weAgree ? Set.of(OPTION) : Set.of();
        Options options = new Options(
                new OptionPolicy(agreed, agreed, List.of(), List.of()), new Budget(() -> 0), new Options.Listener() {
                    @Override
                    public void say(Verb verb, TelnetOption option) {
                        said.add(verb.toString());
                    }

                    @Override
                    public void changed(Side side, TelnetOption option, boolean enabled) {}
                });
        options.open();
        return options;
    }

    /** Two ends, what is under way between them, and how often their users may still change their minds. */
    private record Line(OptionState here, OptionState there, List<Answer> toThere, List<Answer> toHere, int wants) {

        boolean isQuiet() {
            return toThere.isEmpty() && toHere.isEmpty();
        }

        Line here(Input input, int left) {
            Step step = here.on(input);
            return new Line(step.next(), there, with(toThere, step.answer()), toHere, left);
        }

        Line there(Input input, int left) {
            Step step = there.on(input);
            return new Line(here, step.next(), toThere, with(toHere, step.answer()), left);
        }

        Line deliverHere(boolean agrees) {
            Line rest = new Line(here, there, toThere, toHere.subList(1, toHere.size()), wants);
            return rest.here(input(toHere.get(0), agrees), wants);
        }

        Line deliverThere(boolean agrees) {
            Line rest = new Line(here, there, toThere.subList(1, toThere.size()), toHere, wants);
            return rest.there(input(toThere.get(0), agrees), wants);
        }

        private static Input input(Answer said, boolean agrees) {
            if (said == Answer.OFF) {
                return Input.ENDED;
            }
            return agrees ? Input.WELCOME : Input.UNWELCOME;
        }

        private static List<Answer> with(List<Answer> under, Answer more) {
            List<Answer> all = new ArrayList<>(under);
            if (more != Answer.NONE) {
                all.add(more);
            }
            return List.copyOf(all);
        }
    }

    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void twoEndsComeToRestInAgreementWhateverHappensBetweenThem(boolean hereAgrees, boolean thereAgrees) {
        Set<Line> seen = new HashSet<>();
        Deque<Line> todo = new ArrayDeque<>();
        todo.add(new Line(OptionState.NO, OptionState.NO, List.of(), List.of(), WANTS));
        Set<OptionState> reached = EnumSet.noneOf(OptionState.class);
        while (!todo.isEmpty()) {
            Line line = todo.remove();
            if (!seen.add(line)) {
                continue;
            }
            reached.add(line.here());
            if (line.isQuiet()) {
                assertThat(line.here()).as("%s", line).isEqualTo(line.there()).isIn(OptionState.NO, OptionState.YES);
            }
            comesToRest(line, hereAgrees, thereAgrees, 4 * WANTS);
            if (!line.toHere().isEmpty()) {
                todo.add(line.deliverHere(hereAgrees));
            }
            if (!line.toThere().isEmpty()) {
                todo.add(line.deliverThere(thereAgrees));
            }
            if (line.wants() > 0) {
                for (Input input : new Input[] {Input.ENABLE, Input.DISABLE}) {
                    todo.add(line.here(input, line.wants() - 1));
                    todo.add(line.there(input, line.wants() - 1));
                }
            }
        }
        assertThat(reached).containsAll(EnumSet.allOf(OptionState.class));
        assertThat(seen).hasSizeGreaterThan(100);
    }

    /** In every order of delivery, within so many steps: there is no endless loop. */
    private static void comesToRest(Line line, boolean hereAgrees, boolean thereAgrees, int steps) {
        if (line.isQuiet()) {
            return;
        }
        assertThat(steps).as("%s", line).isPositive();
        if (!line.toHere().isEmpty()) {
            comesToRest(line.deliverHere(hereAgrees), hereAgrees, thereAgrees, steps - 1);
        }
        if (!line.toThere().isEmpty()) {
            comesToRest(line.deliverThere(thereAgrees), hereAgrees, thereAgrees, steps - 1);
        }
    }
}
