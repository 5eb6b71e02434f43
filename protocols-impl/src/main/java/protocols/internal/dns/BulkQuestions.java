package protocols.internal.dns;

import java.util.Iterator;
import protocols.dns.Question;

/**
 * What one bulk lookup is asked.
 *
 * @param window how many questions are in flight at most
 */
record BulkQuestions(Iterator<Question> questions, int window) {

    private static final int MAX_WINDOW = 10_000;

    BulkQuestions {
        requireWindow(window);
    }

    static void requireWindow(int window) {
        if (window < 1 || window > MAX_WINDOW) {
            throw new IllegalArgumentException("not a window from 1 to " + MAX_WINDOW + ": " + window);
        }
    }
}
