package protocols.internal.dns;

import protocols.Deadline;
import protocols.dns.Question;

/**
 * What one lookup asks of its servers.
 *
 * @param number tells this lookup from another one of the same question in the session
 * @param total until when an answer is of use
 */
record Ask(long number, Question question, Deadline total) {

    /** What is being done, for errors. */
    String doing() {
        return "lookup " + question;
    }
}
