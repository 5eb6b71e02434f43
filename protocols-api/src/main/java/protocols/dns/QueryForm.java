package protocols.dns;

import java.util.Objects;

/** What the queries of a {@link Dns} are like. */
record QueryForm(Edns edns, boolean mixedCase, boolean cookies) {

    static final QueryForm DEFAULT = new QueryForm(Edns.DEFAULT, true, true);

    QueryForm {
        Objects.requireNonNull(edns);
    }

    QueryForm withEdns(Edns other) {
        return new QueryForm(other, mixedCase, cookies);
    }

    QueryForm withMixedCase(boolean on) {
        return new QueryForm(edns, on, cookies);
    }

    QueryForm withCookies(boolean on) {
        return new QueryForm(edns, mixedCase, on);
    }
}
