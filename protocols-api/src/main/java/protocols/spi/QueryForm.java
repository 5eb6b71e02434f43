package protocols.spi;

import java.util.Objects;
import protocols.dns.Dns;
import protocols.dns.Edns;

/**
 * What the queries of a {@link Dns} are like.
 *
 * @param edns what they say by way of EDNS
 * @param mixedCase whether the letters of names go in a random case over UDP
 * @param cookies whether cookies are sent over UDP
 */
public record QueryForm(Edns edns, boolean mixedCase, boolean cookies) {

    /** The defaults of {@link Dns}. */
    public static final QueryForm DEFAULT = new QueryForm(Edns.DEFAULT, true, true);

    public QueryForm {
        Objects.requireNonNull(edns);
    }

    /** With other words by way of EDNS. */
    public QueryForm withEdns(Edns other) {
        return new QueryForm(other, mixedCase, cookies);
    }

    /** With or without a random case. */
    public QueryForm withMixedCase(boolean on) {
        return new QueryForm(edns, on, cookies);
    }

    /** With or without cookies. */
    public QueryForm withCookies(boolean on) {
        return new QueryForm(edns, mixedCase, on);
    }
}
