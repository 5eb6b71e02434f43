package protocols.spi;

import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import protocols.dns.Dns;
import protocols.dns.DnsFlag;
import protocols.dns.Edns;
import protocols.dns.TsigKey;

/**
 * What the queries of a {@link Dns} are like.
 *
 * @param edns what they say by way of EDNS
 * @param mixedCase whether the letters of names go in a random case over UDP
 * @param cookies whether cookies are sent over UDP
 * @param flags those of the header that are set
 * @param key what signs that which is said by hand, and transfers
 */
public record QueryForm(Edns edns, boolean mixedCase, boolean cookies, Set<DnsFlag> flags, Optional<TsigKey> key) {

    /** The defaults of {@link Dns}. */
    public static final QueryForm DEFAULT =
            new QueryForm(Edns.DEFAULT, true, true, Set.of(DnsFlag.RD), Optional.empty());

    public QueryForm {
        Objects.requireNonNull(edns);
        flags = Set.copyOf(flags);
    }

    /** With other words by way of EDNS. */
    public QueryForm withEdns(Edns other) {
        return new QueryForm(other, mixedCase, cookies, flags, key);
    }

    /** With or without a random case. */
    public QueryForm withMixedCase(boolean on) {
        return new QueryForm(edns, on, cookies, flags, key);
    }

    /** With or without cookies. */
    public QueryForm withCookies(boolean on) {
        return new QueryForm(edns, mixedCase, on, flags, key);
    }

    /** Asking for AD too, and believing it whichever way it comes. */
    public QueryForm trustingAd() {
        Set<DnsFlag> more = EnumSet.of(DnsFlag.AD);
        more.addAll(flags);
        return withFlags(more);
    }

    /** With these flags and no other. */
    public QueryForm withFlags(Set<DnsFlag> on) {
        return new QueryForm(edns, mixedCase, cookies, on, key);
    }

    /** With a key. */
    public QueryForm withKey(TsigKey signing) {
        return new QueryForm(edns, mixedCase, cookies, flags, Optional.of(signing));
    }
}
