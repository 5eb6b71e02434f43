package protocols.internal.dns;

import protocols.dns.Question;
import protocols.net.Deadline;

/**
 * What one lookup asks of its servers.
 *
 * @param total until when an answer is of use
 * @param words the question in words, made once for all who tell of it
 */
record Ask(Question question, Deadline total, String words) {

    Ask(Question question, Deadline total) {
        this(question, total, question.toString());
    }

    /** What is being done, for errors. */
    String doing() {
        return "lookup " + words;
    }
}
