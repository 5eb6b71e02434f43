package protocols.examples;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The screen, on which the peer writes while a line is being typed: the line stands behind all that the peer has said, and
 * moves on with it. The terminal leaves every byte as it is, so that a new line is CR and LF. Two threads write here.
 */
final class TelnetScreen {

    /** What takes the screen for itself. */
    interface Command {
        /**
         * @return whether the session goes on
         */
        boolean run() throws IOException;
    }

    /** Of a line of the peer that has no end yet, no more than this is remembered. */
    private static final int LONGEST_PROMPT = 1000;

    private static final String NEW_LINE = "\r\n";

    private final PrintStream out;
    private final TelnetDiscipline discipline;
    private final TelnetLine line = new TelnetLine();
    private final ReentrantLock writing = new ReentrantLock();

    /** What the peer has said since the last line ended. */
    private final StringBuilder prompt = new StringBuilder();
    /** What of the line stands on the screen. */
    private String shown = "";

    private boolean afterCr;
    private volatile int width;

    TelnetScreen(PrintStream out, TelnetDiscipline discipline, int width) {
        this.out = out;
        this.discipline = discipline;
        this.width = width;
    }

    void resize(int newWidth) {
        width = newWidth;
    }

    /** What the peer says, byte for byte; where it may be lines of text, an LF alone begins a new one. */
    void peer(String text) {
        alone(() -> {
            draw("");
            StringBuilder all = new StringBuilder(text.length());
            boolean lines = !discipline.isByCharacter();
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == '\n' && !afterCr && lines) {
                    all.append('\r');
                }
                all.append(c);
                afterCr = c == '\r';
                remember(c);
            }
            print(all.toString().getBytes(ISO_8859_1));
            refresh();
        });
    }

    private void remember(char c) {
        if (c == '\r' || c == '\n') {
            prompt.setLength(0);
        } else if (c == '\b') {
            prompt.setLength(Math.max(0, prompt.length() - 1));
        } else if (prompt.length() < LONGEST_PROMPT) {
            prompt.append(c);
        }
    }

    /** What the peer has said since the last line ended: a question, if it asks one. */
    String prompt() {
        writing.lock();
        try {
            return prompt.toString();
        } finally {
            writing.unlock();
        }
    }

    /** The line that is being typed; whoever changes it does so within {@link #edit}. */
    TelnetLine line() {
        return line;
    }

    /** Changes the line, and shows what has changed. */
    void edit(Runnable change) {
        alone(() -> {
            change.run();
            refresh();
        });
    }

    /** The line is done with, and stays where it stands. */
    String takeLine() {
        writing.lock();
        try {
            prompt.append(new String(shown.getBytes(UTF_8), ISO_8859_1));
            shown = "";
            return line.take();
        } finally {
            writing.unlock();
        }
    }

    /** What is typed and sent at once, where the peer does not show it. */
    void echo(String keys) {
        if (discipline.echoes()) {
            peer(keys);
        }
    }

    /** What is said on a line of its own, by none of the two. */
    void remark(String words) {
        alone(() -> {
            draw("");
            newLine();
            print((words + NEW_LINE).getBytes(UTF_8));
            refresh();
        });
    }

    /** The line was ended by its key: so it is shown, also where nothing stands in it. */
    void endLine() {
        alone(() -> {
            print(NEW_LINE.getBytes(ISO_8859_1));
            prompt.setLength(0);
            shown = "";
        });
    }

    /** The next thing that is shown begins a line; what is being typed stays above it. */
    void newLine() {
        alone(() -> {
            if (!prompt.isEmpty() || !shown.isEmpty()) {
                endLine();
            }
        });
    }

    /** Runs something that writes by itself, on a line of its own, while the peer waits. */
    boolean held(Command command) throws IOException {
        writing.lock();
        try {
            newLine();
            return command.run();
        } finally {
            refresh();
            writing.unlock();
        }
    }

    /** Does this while nobody else writes. */
    void alone(Runnable work) {
        writing.lock();
        try {
            work.run();
        } finally {
            writing.unlock();
        }
    }

    private void refresh() {
        draw(discipline.isByCharacter() || !discipline.echoes() ? "" : line.shown());
    }

    /** Makes what stands there of the line into this. */
    private void draw(String wanted) {
        int same = 0;
        while (same < Math.min(shown.length(), wanted.length()) && shown.charAt(same) == wanted.charAt(same)) {
            same++;
        }
        if (same < shown.length() || same < wanted.length()) {
            String kept = shown.substring(0, same);
            int before = TelnetLine.columns(TelnetLine.decoded(visible(prompt)));
            int start = before + TelnetLine.columns(kept);
            int end = before + TelnetLine.columns(wanted);
            String rest = wanted.substring(same);
            String gone = erase(before + TelnetLine.columns(shown), start);
            // At the end of a row the cursor waits; with this it goes on to the next one.
            String goOn = end > start && end % width == 0 ? " \b" : "";
            print((gone + rest + goOn).getBytes(UTF_8));
            shown = wanted;
        }
    }

    /** Goes back from one column to another, both counted from the first row that the line is on. */
    private String erase(int from, int to) {
        int rows = from / width - to / width;
        int columns = from - to;
        if (rows == 0) {
            return "\b".repeat(columns) + " ".repeat(columns) + "\b".repeat(columns);
        }
        int column = to % width;
        return "\r\u001b[" + rows + "A" + (column > 0 ? "\u001b[" + column + "C" : "") + "\u001b[J";
    }

    /** Without the escape sequences and the control characters, which take no column. */
    private static String visible(CharSequence text) {
        StringBuilder visible = new StringBuilder();
        boolean escaped = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\u001b') {
                escaped = true;
            } else if (escaped) {
                escaped = c == '[' ? text.charAt(i - 1) == '\u001b' : c < '@' || c > '~';
            } else if (c >= ' ') {
                visible.append(c);
            }
        }
        return visible.toString();
    }

    private void print(byte[] bytes) {
        out.write(bytes, 0, bytes.length);
        out.flush();
    }
}
