package protocols.internal.telnet;

import java.util.function.LongSupplier;
import protocols.WireException.LimitExceeded;
import protocols.telnet.TelnetOption;

/**
 * How much a peer may negotiate, so that one who breaks the protocol, or two ends that misunderstand each other, do not do
 * so for ever, while a session of days is never ended.
 *
 * <p>The rule: each verb of the peer, and each sub-negotiation that makes us answer, costs one of {@value #OPTION} of its
 * option and one of {@value #ALL} of all options together. What our user sends gives all of it back, as no peer can make a
 * user type. Each second that passes and each {@value #DATA} bytes of the peer's data give one back to every option and
 * to all together. So a prompt for a password, a mark every few seconds, or a page of output with a mark behind it cost
 * nothing in the long run; a loop of negotiations, with a byte of data between them or without, comes to its end.
 */
final class Budget {

    /** What the peer may ask without a pause, all options together. */
    static final int ALL = 1000;

    /** What the peer may ask about one option without a pause, both sides together. */
    static final int OPTION = 64;

    /** So many bytes of data give one back. */
    static final int DATA = 256;

    private static final long PAUSE = 1_000_000_000L;

    private final LongSupplier nanoTime;
    private final int[] spentOn = new int[256];
    private int spent;
    private long data;
    private long since;

    Budget(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.since = nanoTime.getAsLong();
    }

    /** Our user has sent something. */
    void sent() {
        if (spent > 0) {
            refill(ALL);
        }
    }

    /** The peer has sent so many bytes of data. */
    void heard(int bytes) {
        data += bytes;
    }

    /** The peer makes us do something about an option. */
    void spend(TelnetOption option) throws LimitExceeded {
        earn();
        if (++spent > ALL) {
            throw new LimitExceeded("TELNET negotiations", ALL);
        }
        if (++spentOn[option.code()] > OPTION) {
            throw new LimitExceeded("TELNET negotiations of " + option, OPTION);
        }
    }

    private void earn() {
        long pauses = (nanoTime.getAsLong() - since) / PAUSE;
        since += pauses * PAUSE;
        long earned = pauses + data / DATA;
        data %= DATA;
        if (earned > 0) {
            refill((int) Math.min(ALL, earned));
        }
    }

    private void refill(int count) {
        spent = Math.max(0, spent - count);
        for (int code = 0; code < spentOn.length; code++) {
            spentOn[code] = Math.max(0, spentOn[code] - count);
        }
    }
}
