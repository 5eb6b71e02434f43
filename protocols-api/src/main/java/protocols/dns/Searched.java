package protocols.dns;

import java.util.List;
import java.util.Objects;
import protocols.WireException;
import protocols.dns.Outcome.Answer;
import protocols.dns.Outcome.NoData;
import protocols.dns.Outcome.NxDomain;
import protocols.dns.Outcome.ServerError;

/** What came of a name that was looked up with a search list. */
public final class Searched {

    private final String name;
    private final Outcome outcome;
    private final List<Outcome> tried;

    private Searched(String name, Outcome outcome, List<Outcome> tried) {
        this.name = name;
        this.outcome = outcome;
        this.tried = List.copyOf(tried);
    }

    /** The name as it was given. */
    public String name() {
        return name;
    }

    /**
     * The one that counts: the answer, if there is one; else that of the name as it was given, if that was tried first; else
     * that one of them has no data; else that a server failed; else the last.
     */
    public Outcome outcome() {
        return outcome;
    }

    /** The outcome for every name that was tried, in order. */
    public List<Outcome> tried() {
        return tried;
    }

    static Searched of(String name, SearchList list, List<Outcome> tried) {
        Outcome last = tried.get(tried.size() - 1);
        boolean given = tried.get(0).question().name().equals(Name.of(name)) && list.isFirst(Name.of(name));
        if (!goesOn(last) || tried.size() == 1) {
            return new Searched(name, last, tried);
        }
        if (given) {
            return new Searched(name, tried.get(0), tried);
        }
        Outcome counts = tried.stream()
                .filter(NoData.class::isInstance)
                .findFirst()
                .or(() -> tried.stream().filter(ServerError.class::isInstance).findFirst())
                .orElse(last);
        return new Searched(name, counts, tried);
    }

    /** Whether the next name is tried: no such name, no data, or a server that failed for this one. */
    static boolean goesOn(Outcome outcome) {
        return outcome instanceof NxDomain
                || outcome instanceof NoData
                || outcome instanceof ServerError error && error.rcode().equals(Rcode.SERVFAIL);
    }

    /** The names that were tried, in order. */
    public List<Name> names() {
        return tried.stream().map(one -> one.question().name()).toList();
    }

    /** The records asked for, if there is an answer; else empty. */
    public List<DnsRecord> records() {
        return outcome.records();
    }

    /**
     * The answer.
     *
     * @throws WireException as {@link Outcome#orThrow()}
     */
    public Answer orThrow() throws WireException {
        return outcome.orThrow();
    }

    /** A line for each name that was tried, safe to show. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        tried.forEach(one -> text.append(";; ").append(one.summary()).append('\n'));
        return text.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Searched that
                && name.equals(that.name)
                && outcome.equals(that.outcome)
                && tried.equals(that.tried);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, outcome, tried);
    }
}
