package protocols.internal.telnet;

import java.time.Duration;
import java.util.Optional;

/** The prompt that was learnt of a peer, and how one that has changed is known. */
final class Prompt {

    /** A prompt as short as this may well stand at the start of a line by chance, where a packet ends. */
    private static final int AMBIGUOUS = 3;

    /** What stands at the end of the prompts of shells and of routers. */
    private static final String ENDS = "$#>%]»❯➜λ";

    private final Duration quiet;
    private Optional<String> shown = Optional.empty();
    private boolean isMarked;

    Prompt(Duration quiet) {
        this.quiet = quiet;
    }

    boolean isKnown() {
        return shown.isPresent();
    }

    /** The prompt stands here. */
    String learn(Pause here) {
        shown = Optional.of(here.line());
        isMarked = here.isMarked();
        return here.line();
    }

    void forget() {
        shown = Optional.empty();
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
        String known = shown.orElse("");
        if (here.line().equals(known)) {
            return known.strip().length() > AMBIGUOUS ? Duration.ZERO : quiet.dividedBy(10);
        }
        if (!leftover(here).isEmpty()) {
            return quiet;
        }
        if (here.isBlank() || !endsAsPrompt(here.line().strip(), known.strip())) {
            return PauseWait.NEVER;
        }
        return isKin(known.strip(), here.line().strip()) ? quiet : quiet.multipliedBy(4);
    }

    /** What stands before the prompt in its line: output without an end of line. A prompt that is short may have grown. */
    String leftover(Pause here) {
        String known = shown.orElse("");
        boolean isPrompt = known.strip().length() > AMBIGUOUS && here.line().endsWith(known);
        return isPrompt ? here.line().substring(0, here.line().length() - known.length()) : "";
    }

    private static boolean endsAsPrompt(String line, String known) {
        char last = line.charAt(line.length() - 1);
        if (last == '%' && line.length() > 1 && Character.isDigit(line.charAt(line.length() - 2))) {
            return false;
        }
        return ENDS.indexOf(last) >= 0 || (!known.isEmpty() && known.charAt(known.length() - 1) == last);
    }

    /** Whether both begin alike, as {@code router#} and {@code router(config)#} do. */
    private static boolean isKin(String known, String line) {
        int alike = 0;
        while (alike < Math.min(known.length(), line.length()) && known.charAt(alike) == line.charAt(alike)) {
            alike++;
        }
        return alike >= Math.min(AMBIGUOUS, Math.max(1, known.length() - 1));
    }
}
