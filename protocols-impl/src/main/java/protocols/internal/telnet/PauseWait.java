package protocols.internal.telnet;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import protocols.WireException;

/** Waits until the peer has paused at a place that is good for it. */
final class PauseWait<T> implements TextWait.Wanted<T> {

    /** No pause, however long. */
    static final Duration NEVER = Duration.ofNanos(-1);

    private final ExpectBuffer text;
    private final String wanted;
    private final Function<Pause, Duration> rule;
    private final Function<Pause, T> taking;

    /**
     * @param wanted what is waited for, in words
     * @param rule how long the peer must say nothing at a place; {@link #NEVER} where that is no matter. A place that is
     *     marked, or the end, needs no silence
     * @param taking takes what is wanted out of the text
     */
    PauseWait(ExpectBuffer text, String wanted, Function<Pause, Duration> rule, Function<Pause, T> taking) {
        this.text = text;
        this.wanted = wanted;
        this.rule = rule;
        this.taking = taking;
    }

    @Override
    public Optional<T> poll() throws WireException {
        Pause now = Pause.of(text);
        boolean isGood = !rule.apply(now).isNegative();
        if (now.isEnd() && !isGood) {
            throw new WireException.Hangup("the peer closed: " + describe());
        }
        return isGood && (now.isMarked() || now.isEnd()) ? Optional.of(taking.apply(now)) : Optional.empty();
    }

    @Override
    public long silence() {
        return rule.apply(Pause.of(text)).toNanos();
    }

    @Override
    public Optional<T> silent(boolean isOver) {
        return isOver ? Optional.empty() : Optional.of(taking.apply(Pause.of(text)));
    }

    @Override
    public String describe() {
        return text.describe(wanted);
    }
}
