package protocols.examples;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * When the next line of a pipe is sent: after the peer has answered the one before it, where he answers each, so that a
 * password answers its prompt and the conversation is one. Whoever says nothing is soon waited for no more.
 */
final class PipeTurns {

    /** For what a peer says first; whoever negotiates says something. */
    private static final Duration GREETING = Duration.ofMillis(1200);

    /** For a prompt after the answer to one, and for the next step of a login. */
    private static final Duration PROMPT = Duration.ofSeconds(5);

    /** For an answer to any other line. */
    private static final Duration ANSWER = Duration.ofMillis(300);

    /** After so many lines without an answer, none is waited for until there is one. */
    private static final int UNANSWERED = 2;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition heard = lock.newCondition();
    private final StringBuilder last = new StringBuilder();
    private long lines;
    private long texts;
    private int unanswered;
    private boolean over;

    /** The peer has said this. */
    void heard(String text) {
        lock.lock();
        try {
            for (int i = 0; i < text.length(); i++) {
                if (text.charAt(i) == '\n') {
                    lines++;
                    last.setLength(0);
                } else {
                    last.append(text.charAt(i));
                }
            }
            texts++;
            unanswered = 0;
            heard.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The peer says nothing more. */
    void end() {
        lock.lock();
        try {
            over = true;
            heard.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the peer has greeted, unless the first line asks for something by itself, as one of HTTP does. */
    void first(String line) throws InterruptedException {
        if (!line.contains(" HTTP/")) {
            await(GREETING, () -> texts > 0);
        }
    }

    /** Sends a line, and waits for the answer. */
    void send(String line, Sending sending) throws IOException, InterruptedException {
        long before;
        boolean prompted;
        lock.lock();
        try {
            before = lines;
            prompted = !last.toString().isBlank();
        } finally {
            lock.unlock();
        }
        sending.send();
        if (prompted) {
            await(PROMPT, () -> lines > before && !last.toString().isBlank());
        } else if (isLogin(line)) {
            await(PROMPT, () -> lines > before);
        } else if (answers() && !await(ANSWER, () -> lines > before)) {
            missed();
        }
    }

    private boolean answers() {
        lock.lock();
        try {
            return unanswered < UNANSWERED;
        } finally {
            lock.unlock();
        }
    }

    private void missed() {
        lock.lock();
        try {
            unanswered++;
        } finally {
            lock.unlock();
        }
    }

    /** What sends a line. */
    interface Sending {
        void send() throws IOException;
    }

    private static boolean isLogin(String line) {
        String words = " " + line.toUpperCase(Locale.ROOT) + " ";
        return words.startsWith(" AUTH ") || words.contains(" AUTHENTICATE ") || line.endsWith("}");
    }

    /** What is waited for. */
    private interface Wanted {
        boolean isThere();
    }

    private boolean await(Duration time, Wanted wanted) throws InterruptedException {
        long left = time.toNanos();
        lock.lock();
        try {
            while (!wanted.isThere() && !over && left > 0) {
                left = heard.awaitNanos(left);
            }
            return wanted.isThere();
        } finally {
            lock.unlock();
        }
    }
}
