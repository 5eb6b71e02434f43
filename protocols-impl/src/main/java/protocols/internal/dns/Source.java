package protocols.internal.dns;

import protocols.Deadline;
import protocols.WireException;
import protocols.dns.Outcome;
import protocols.dns.Question;

/** Whoever can say something to a question: the servers, or what stands before them. */
interface Source {

    /** See {@link protocols.dns.DnsSession#lookup(Question, Deadline)}. */
    Outcome lookup(Question question, Deadline deadline) throws WireException;
}
