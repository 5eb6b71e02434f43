package protocols.internal.telnet;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The prompt that was learnt of a peer, and how one that has changed is known. */
final class Prompt {

    /** A prompt as short as this may well stand at the start of a line by chance, where a packet ends. */
    private static final int AMBIGUOUS = 3;

    /** How many prompts before are remembered, for the way back out of shells and modes. */
    private static final int REMEMBERED = 16;

    /** The prompts of shells and of Python where nobody has made others. */
    private static final List<String> USUAL = List.of("$ ", "# ", "% ", ">>> ");

    private static final List<String> SHELLS = List.of("bash", "sh", "dash", "ash", "ksh", "zsh");

    private final Duration quiet;
    private final Deque<String> before = new ArrayDeque<>();
    private Optional<String> shown = Optional.empty();
    private boolean isMarked;
    private boolean isShellStarting;

    Prompt(Duration quiet) {
        this.quiet = quiet;
    }

    boolean isKnown() {
        return shown.isPresent();
    }

    /** The prompt, as a person sees it; empty if none is known. */
    String text() {
        return shown.orElse("");
    }

    /** The prompt stands here. */
    String learn(Pause here) {
        if (!here.isBlank()) {
            before.remove(here.line());
            before.addFirst(here.line());
            if (before.size() > REMEMBERED) {
                before.removeLast();
            }
        }
        shown = Optional.of(here.line());
        isMarked = here.isMarked();
        return here.line();
    }

    void forget() {
        shown = Optional.empty();
        before.clear();
    }

    /** The next prompt is the answer to this. */
    void sent(String command) {
        String first = command.strip() + " ";
        String program = first.substring(0, first.indexOf(' '));
        String name = program.substring(program.lastIndexOf('/') + 1);
        isShellStarting =
                SHELLS.contains(name) || List.of("su", "sudo", "exec", "env").contains(name);
    }

    /** How long the peer must be silent here before this is a prompt, where none is known. */
    Duration first(Pause here) {
        return here.isEnd() || (here.isBlank() && !here.isMarked()) ? PauseWait.NEVER : quiet;
    }

    /** How long the peer must be silent here before this is the prompt, or what has become of it. */
    Duration again(Pause here) {
        if (here.isEnd()) {
            return PauseWait.NEVER;
        }
        if (isMarked) {
            return here.isMarked() ? Duration.ZERO : PauseWait.NEVER;
        }
        String known = text();
        if (here.line().equals(known)) {
            return known.strip().length() > AMBIGUOUS ? Duration.ZERO : quiet.dividedBy(10);
        }
        String leftover = leftover(here);
        if (!leftover.isEmpty()) {
            return isBar(leftover, known) ? PauseWait.NEVER : quiet;
        }
        if (here.isBlank()) {
            return PauseWait.NEVER;
        }
        if (before.contains(here.line()) || PromptShape.isKin(known, here.line())) {
            return quiet;
        }
        return isUsual(here.line()) ? quiet.multipliedBy(4) : PauseWait.NEVER;
    }

    /** What stands before the prompt in its line: output without an end of line. */
    String leftover(Pause here) {
        String line = here.line();
        String known = text();
        if (known.isBlank() || !line.endsWith(known) || before.contains(line)) {
            return "";
        }
        return isShellStarting && isOfShell(line) ? "" : line.substring(0, line.length() - known.length());
    }

    /** A row of the sign that is the whole prompt is a bar that grows. */
    private static boolean isBar(String leftover, String known) {
        String sign = known.strip();
        char last = leftover.charAt(leftover.length() - 1);
        return sign.chars().allMatch(c -> c == last);
    }

    private static boolean isUsual(String line) {
        return USUAL.contains(line) || isOfShell(line);
    }

    /** As {@code bash-5.2$ }. */
    private static boolean isOfShell(String line) {
        int version = line.indexOf('-');
        return version > 0
                && SHELLS.contains(line.substring(0, version))
                && (line.endsWith("$ ") || line.endsWith("# "))
                && line.substring(version + 1, line.length() - 2)
                        .chars()
                        .allMatch(c -> c == '.' || Character.isDigit(c));
    }
}
