package protocols.internal.telnet;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import protocols.spi.TelnetSetup;
import protocols.telnet.TelnetOption;

/**
 * Which options suit us.
 *
 * @param us those we perform when the peer asks for them
 * @param him those the peer may perform when he offers them
 * @param offers those of {@code us} that we offer, in this order
 * @param wishes those of {@code him} that we ask for, in this order
 */
record OptionPolicy(Set<TelnetOption> us, Set<TelnetOption> him, List<TelnetOption> offers, List<TelnetOption> wishes) {

    /** A client with a terminal: offers its type and size, lets the server echo, and wants no go-aheads. */
    static final OptionPolicy CLIENT = new OptionPolicy(
            Set.of(
                    TelnetOption.BINARY,
                    TelnetOption.SGA,
                    TelnetOption.TIMING_MARK,
                    TelnetOption.TTYPE,
                    TelnetOption.NAWS),
            Set.of(TelnetOption.BINARY, TelnetOption.SGA, TelnetOption.ECHO, TelnetOption.EOR),
            List.of(TelnetOption.TTYPE, TelnetOption.NAWS),
            List.of(TelnetOption.SGA));

    OptionPolicy {
        us = Set.copyOf(us);
        him = Set.copyOf(him);
        offers = List.copyOf(offers);
        wishes = List.copyOf(wishes);
    }

    /** A client with what it was told besides: what needs the caller's word is refused without it. */
    static OptionPolicy of(TelnetSetup setup) {
        Set<TelnetOption> us = new HashSet<>(CLIENT.us);
        Set<TelnetOption> him = new HashSet<>(CLIENT.him);
        us.addAll(Set.of(TelnetOption.STATUS, TelnetOption.CHARSET));
        him.add(TelnetOption.CHARSET);
        if (!setup.environment().isEmpty()) {
            us.add(TelnetOption.NEW_ENVIRON);
        }
        if (setup.byCharacter()) {
            us.remove(TelnetOption.TIMING_MARK);
        }
        if (setup.compression()) {
            him.add(TelnetOption.COMPRESS2);
        }
        return new OptionPolicy(us, him, CLIENT.offers, CLIENT.wishes);
    }

    boolean suits(Side side, TelnetOption option) {
        return (side == Side.US ? us : him).contains(option);
    }
}
