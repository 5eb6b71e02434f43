package protocols.internal.telnet;

import static protocols.internal.telnet.OptionState.Answer.NONE;
import static protocols.internal.telnet.OptionState.Answer.OFF;
import static protocols.internal.telnet.OptionState.Answer.ON;

import java.util.Map;
import java.util.Objects;

/**
 * The state of one option on one side, by the Q method of RFC 1143 section 7, the queue bit of WANTNO and WANTYES
 * written into the state. Both sides obey the same table: for {@link Side#HIM} on is DO and WILL, for {@link Side#US}
 * it is WILL and DO.
 */
enum OptionState {
    /** Disabled. */
    NO,
    /** Enabled. */
    YES,
    /** We asked to disable it and wait for the answer; queue empty. */
    WANT_NO,
    /** As {@link #WANT_NO}, and it shall be enabled again after that; queue opposite. */
    WANT_NO_THEN_YES,
    /** We asked to enable it and wait for the answer; queue empty. */
    WANT_YES,
    /** As {@link #WANT_YES}, and it shall be disabled again after that; queue opposite. */
    WANT_YES_THEN_NO;

    /** What happens to an option: what the peer says, then what our user wants. */
    enum Input {
        /** The peer enables it, or asks us to, and that suits us. */
        WELCOME,
        /** The peer enables it, or asks us to, and we do not want it. */
        UNWELCOME,
        /** The peer disables or refuses it. */
        ENDED,
        /** Our user wants it. */
        ENABLE,
        /** Our user does not want it any more. */
        DISABLE
    }

    /** What is sent: nothing, the enabling or the disabling verb of the side. */
    enum Answer {
        NONE,
        ON,
        OFF
    }

    /** One entry of the table. */
    record Step(OptionState next, Answer answer) {}

    /** The entries of one state, in the order of the inputs. */
    private record Row(Step welcome, Step unwelcome, Step ended, Step enable, Step disable) {
        Step on(Input input) {
            return switch (input) {
                case WELCOME -> welcome;
                case UNWELCOME -> unwelcome;
                case ENDED -> ended;
                case ENABLE -> enable;
                case DISABLE -> disable;
            };
        }
    }

    /**
     * RFC 1143 section 7. A row for each state, a column for each {@link Input}. A peer who answers DONT with WILL
     * breaks the protocol; as the RFC has it, nothing is sent then and the queue is emptied.
     */
    private static final Map<OptionState, Row> TABLE = Map.of(
            NO,
            new Row(YES.say(ON), NO.say(OFF), NO.quietly(), WANT_YES.say(ON), NO.quietly()),
            YES,
            new Row(YES.quietly(), YES.quietly(), NO.say(OFF), YES.quietly(), WANT_NO.say(OFF)),
            WANT_NO,
            new Row(NO.quietly(), NO.quietly(), NO.quietly(), WANT_NO_THEN_YES.quietly(), WANT_NO.quietly()),
            WANT_NO_THEN_YES,
            new Row(YES.quietly(), YES.quietly(), WANT_YES.say(ON), WANT_NO_THEN_YES.quietly(), WANT_NO.quietly()),
            WANT_YES,
            new Row(YES.quietly(), YES.quietly(), NO.quietly(), WANT_YES.quietly(), WANT_YES_THEN_NO.quietly()),
            WANT_YES_THEN_NO,
            new Row(WANT_NO.say(OFF), WANT_NO.say(OFF), NO.quietly(), WANT_YES.quietly(), WANT_YES_THEN_NO.quietly()));

    /** What follows from an input in this state. */
    Step on(Input input) {
        return Objects.requireNonNull(TABLE.get(this)).on(input);
    }

    private Step say(Answer answer) {
        return new Step(this, answer);
    }

    private Step quietly() {
        return new Step(this, NONE);
    }
}
