package protocols.internal.telnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import protocols.WireException.LimitExceeded;
import protocols.telnet.TelnetOption;

class OptionsTest {

    private static final TelnetOption OPTION = TelnetOption.of(77);

    /**
     * RFC 1143 section 7, one line a paragraph: state, what happens, next state, what is sent. "on" is WILL received for
     * his side, DO for ours; "asks" is our user. Written from the RFC, in its own words for states.
     */
    private static final String RFC_1143 =
            """
            NO               | on, agreed    | YES              | on
            NO               | on, unwanted  | NO               | off
            NO               | off           | NO               |
            NO               | asks on       | WANTYES EMPTY    | on
            NO               | asks off      | NO               |
            YES              | on, agreed    | YES              |
            YES              | on, unwanted  | YES              |
            YES              | off           | NO               | off
            YES              | asks on       | YES              |
            YES              | asks off      | WANTNO EMPTY     | off
            WANTNO EMPTY     | on, agreed    | NO               |
            WANTNO EMPTY     | on, unwanted  | NO               |
            WANTNO EMPTY     | off           | NO               |
            WANTNO EMPTY     | asks on       | WANTNO OPPOSITE  |
            WANTNO EMPTY     | asks off      | WANTNO EMPTY     |
            WANTNO OPPOSITE  | on, agreed    | YES              |
            WANTNO OPPOSITE  | on, unwanted  | YES              |
            WANTNO OPPOSITE  | off           | WANTYES EMPTY    | on
            WANTNO OPPOSITE  | asks on       | WANTNO OPPOSITE  |
            WANTNO OPPOSITE  | asks off      | WANTNO EMPTY     |
            WANTYES EMPTY    | on, agreed    | YES              |
            WANTYES EMPTY    | on, unwanted  | YES              |
            WANTYES EMPTY    | off           | NO               |
            WANTYES EMPTY    | asks on       | WANTYES EMPTY    |
            WANTYES EMPTY    | asks off      | WANTYES OPPOSITE |
            WANTYES OPPOSITE | on, agreed    | WANTNO EMPTY     | off
            WANTYES OPPOSITE | on, unwanted  | WANTNO EMPTY     | off
            WANTYES OPPOSITE | off           | NO               |
            WANTYES OPPOSITE | asks on       | WANTYES EMPTY    |
            WANTYES OPPOSITE | asks off      | WANTYES OPPOSITE |
            """;

    private final List<String> said = new ArrayList<>();
    private final List<String> changes = new ArrayList<>();

    static Stream<Arguments> everyStateAndInputOfBothSides() {
        return RFC_1143.lines().flatMap(line -> {
            String[] cells = line.split("\\|", -1);
            return Stream.of(Side.values())
                    .map(side ->
                            Arguments.of(side, cells[0].strip(), cells[1].strip(), cells[2].strip(), cells[3].strip()));
        });
    }

    @ParameterizedTest(name = "{0}: {1}, {2} -> {3} {4}")
    @MethodSource("everyStateAndInputOfBothSides")
    void obeysRfc1143Section7(Side side, String state, String input, String next, String sent) throws Exception {
        Options options = options(input.equals("on, agreed") ? Set.of(OPTION) : Set.of());
        bring(options, side, state);
        assertThat(name(options.state(side, OPTION))).isEqualTo(state);
        said.clear();
        changes.clear();

        happen(options, side, input);

        assertThat(name(options.state(side, OPTION))).isEqualTo(next);
        assertThat(said).isEqualTo(sent.isEmpty() ? List.of() : List.of(sentVerb(side, sent) + " OPTION-77"));
        boolean was = state.equals("YES");
        boolean is = next.equals("YES");
        assertThat(changes).hasSize(was == is ? 0 : 1);
        Side other = side == Side.US ? Side.HIM : Side.US;
        assertThat(options.state(other, OPTION)).isEqualTo(OptionState.NO);
    }

    @Test
    void theTableOfTheTestNamesEveryStateAndEveryInput() {
        assertThat(everyStateAndInputOfBothSides()).hasSize(2 * 6 * 5);
        assertThat(OptionState.values()).hasSize(6);
    }

    @Test
    void refusesWhatItDoesNotKnowOnceForEachRequest() throws Exception {
        Options options = options(Set.of());
        options.hear(Verb.DO, OPTION);
        options.hear(Verb.WILL, TelnetOption.of(200));
        options.hear(Verb.DONT, OPTION);
        options.hear(Verb.WONT, TelnetOption.of(200));
        assertThat(said).containsExactly("WONT OPTION-77", "DONT OPTION-200");
    }

    @Test
    void anotherEndThatAsksForOneOptionForEverIsStoppedAfter64() throws Exception {
        Options options = options(Set.of(OPTION));
        for (int i = 0; i < Budget.OPTION; i++) {
            options.hear(i % 2 == 0 ? Verb.DO : Verb.DONT, OPTION);
        }
        assertThatThrownBy(() -> options.hear(Verb.DO, OPTION)).isInstanceOfSatisfying(LimitExceeded.class, e -> {
            assertThat(e.cap()).isEqualTo(64);
            assertThat(e.limit()).isEqualTo("TELNET negotiations of OPTION-77");
        });
        assertThat(said).hasSize(64);
    }

    @Test
    void anotherEndThatAsksForAllOptionsIsStoppedAfter1000() throws Exception {
        Options options = options(Set.of());
        for (int i = 0; i < Budget.ALL; i++) {
            options.hear(Verb.DO, TelnetOption.of(i % 256));
        }
        assertThatThrownBy(() -> options.hear(Verb.DO, OPTION))
                .isInstanceOfSatisfying(
                        LimitExceeded.class, e -> assertThat(e.cap()).isEqualTo(1000));
        assertThat(said).hasSize(1000);
    }

    @Test
    void aWishWaitsUntilThePeerNegotiatesAndComesAfterTheAnswer() throws Exception {
        OptionPolicy policy = new OptionPolicy(
                Set.of(TelnetOption.NAWS, TelnetOption.TTYPE),
                Set.of(),
                List.of(TelnetOption.TTYPE, TelnetOption.NAWS),
                List.of(TelnetOption.SGA));
        Options options = new Options(policy, new Budget(() -> 0), new Log());
        options.want(Side.US, OPTION, true);
        assertThat(said).isEmpty();
        options.hear(Verb.DO, TelnetOption.NAWS);
        assertThat(said).containsExactly("WILL NAWS", "DO SGA", "WILL TTYPE", "WILL OPTION-77");
    }

    @Test
    void aTimingMarkIsAnsweredEachTimeAndLeavesNoState() throws Exception {
        Options options = options(Set.of());
        options.hear(Verb.DO, TelnetOption.TIMING_MARK);
        options.hear(Verb.DO, TelnetOption.TIMING_MARK);
        assertThat(said).containsExactly("WILL TIMING-MARK", "WILL TIMING-MARK");
        assertThat(options.isEnabled(Side.US, TelnetOption.TIMING_MARK)).isFalse();
    }

    private Options options(Set<TelnetOption> agreed) {
        Options options =
                new Options(new OptionPolicy(agreed, agreed, List.of(), List.of()), new Budget(() -> 0), new Log());
        options.open();
        return options;
    }

    private static void bring(Options options, Side side, String state) throws Exception {
        List<String> way =
                switch (state) {
                    case "NO" -> List.of();
                    case "YES" -> List.of("asks on", "on, agreed");
                    case "WANTNO EMPTY" -> List.of("asks on", "on, agreed", "asks off");
                    case "WANTNO OPPOSITE" -> List.of("asks on", "on, agreed", "asks off", "asks on");
                    case "WANTYES EMPTY" -> List.of("asks on");
                    case "WANTYES OPPOSITE" -> List.of("asks on", "asks off");
                    default -> throw new IllegalArgumentException(state);
                };
        for (String input : way) {
            happen(options, side, input);
        }
    }

    private static void happen(Options options, Side side, String input) throws Exception {
        switch (input) {
            case "on, agreed", "on, unwanted" -> options.hear(side == Side.US ? Verb.DO : Verb.WILL, OPTION);
            case "off" -> options.hear(side == Side.US ? Verb.DONT : Verb.WONT, OPTION);
            case "asks on" -> options.want(side, OPTION, true);
            case "asks off" -> options.want(side, OPTION, false);
            default -> throw new IllegalArgumentException(input);
        }
    }

    private static String sentVerb(Side side, String sent) {
        if (side == Side.US) {
            return sent.equals("on") ? "WILL" : "WONT";
        }
        return sent.equals("on") ? "DO" : "DONT";
    }

    private static String name(OptionState state) {
        return switch (state) {
            case NO -> "NO";
            case YES -> "YES";
            case WANT_NO -> "WANTNO EMPTY";
            case WANT_NO_THEN_YES -> "WANTNO OPPOSITE";
            case WANT_YES -> "WANTYES EMPTY";
            case WANT_YES_THEN_NO -> "WANTYES OPPOSITE";
        };
    }

    private final class Log implements Options.Listener {
        @Override
        public void say(Verb verb, TelnetOption option) {
            said.add(verb + " " + option);
        }

        @Override
        public void changed(Side side, TelnetOption option, boolean enabled) {
            changes.add(side + " " + option + " " + enabled);
        }
    }
}
