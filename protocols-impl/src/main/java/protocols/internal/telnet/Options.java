package protocols.internal.telnet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import protocols.WireException.LimitExceeded;
import protocols.internal.telnet.OptionState.Answer;
import protocols.internal.telnet.OptionState.Input;
import protocols.internal.telnet.OptionState.Step;
import protocols.telnet.TelnetOption;

/**
 * All options of one connection, both sides: the Q method (RFC 1143) with a {@link Budget}, because a peer who breaks the
 * protocol can still negotiate for ever.
 */
final class Options {

    /** Takes what is decided here. */
    interface Listener {
        /** To be sent. */
        void say(Verb verb, TelnetOption option);

        /** An option came into force or ended. */
        void changed(Side side, TelnetOption option, boolean enabled);
    }

    /** A wish of ours that waits until the peer has begun to negotiate. */
    private record Wish(Side side, TelnetOption option, boolean enable) {}

    private final OptionPolicy policy;
    private final Listener listener;
    private final OptionState[] us = new OptionState[256];
    private final OptionState[] him = new OptionState[256];
    private final Budget budget;
    private final List<Wish> wishes = new ArrayList<>();
    private boolean open;
    private boolean refusedLinemode;

    Options(OptionPolicy policy, Budget budget, Listener listener) {
        this.policy = policy;
        this.budget = budget;
        this.listener = listener;
        Arrays.fill(us, OptionState.NO);
        Arrays.fill(him, OptionState.NO);
        policy.wishes().forEach(option -> wishes.add(new Wish(Side.HIM, option, true)));
        policy.offers().forEach(option -> wishes.add(new Wish(Side.US, option, true)));
    }

    OptionState state(Side side, TelnetOption option) {
        return states(side)[option.code()];
    }

    boolean isEnabled(Side side, TelnetOption option) {
        return state(side, option) == OptionState.YES;
    }

    /** Says what we wish for; before this, or before the peer negotiates, no wish is sent. */
    void open() {
        if (!open) {
            open = true;
            wishes.forEach(wish -> want(wish.side(), wish.option(), wish.enable()));
            wishes.clear();
        }
    }

    /** Our user wants an option or wants it no more; nothing happens if that is so or under way already. */
    void want(Side side, TelnetOption option, boolean enable) {
        if (open) {
            apply(side, option, enable ? Input.ENABLE : Input.DISABLE);
        } else {
            wishes.add(new Wish(side, option, enable));
        }
    }

    /** The peer says a verb. The first one also lets our own wishes out, after its answer. */
    void hear(Verb verb, TelnetOption option) throws LimitExceeded {
        budget.spend(option);
        Side side = verb.sideWhenReceived();
        if (!verb.enables()) {
            apply(side, option, Input.ENDED);
        } else if (side == Side.US && option == TelnetOption.TIMING_MARK) {
            // RFC 860: each DO asks for one mark; no state stays behind. A telnetd of BSD whose LINEMODE was refused
            // takes
            // WILL for the wish to send whole lines without it (its "kludge"), and ends SGA.
            listener.say(refusedLinemode && !policy.suits(side, option) ? Verb.WONT : Verb.WILL, option);
        } else {
            refusedLinemode |= verb == Verb.DO && option == TelnetOption.LINEMODE;
            apply(side, option, policy.suits(side, option) ? Input.WELCOME : Input.UNWELCOME);
        }
        open();
    }

    private void apply(Side side, TelnetOption option, Input input) {
        OptionState[] states = states(side);
        OptionState before = states[option.code()];
        Step step = before.on(input);
        states[option.code()] = step.next();
        if (step.answer() != Answer.NONE) {
            listener.say(side.verb(step.answer() == Answer.ON), option);
        }
        boolean enabled = step.next() == OptionState.YES;
        if (enabled != (before == OptionState.YES)) {
            listener.changed(side, option, enabled);
        }
    }

    private OptionState[] states(Side side) {
        return side == Side.US ? us : him;
    }
}
