package protocols.internal.dns;

import protocols.Deadline;
import protocols.dns.Question;

/**
 * What one lookup asks of its servers.
 *
 * @param total until when an answer is of use
 */
record Ask(Question question, Deadline total) {

    /** What is being done, for errors. */
    String doing() {
        return "lookup " + question;
    }
}
