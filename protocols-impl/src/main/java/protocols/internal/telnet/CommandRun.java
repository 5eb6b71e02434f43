package protocols.internal.telnet;

import java.time.Duration;
import java.util.Optional;
import protocols.WireException;
import protocols.net.Deadline;

/** Runs commands at a prompt. */
final class CommandRun {

    private final TextWait wait;
    private final ExpectBuffer text;
    private final Typing typing;
    private final Prompt prompt;
    private final Echo echo = new Echo();
    private final Duration quiet;
    private final boolean isTurningPages;

    CommandRun(TextWait wait, ExpectBuffer text, Typing typing, Patience patience) {
        this.wait = wait;
        this.text = text;
        this.typing = typing;
        this.prompt = patience.prompt();
        this.quiet = patience.quiet();
        this.isTurningPages = patience.isTurningPages();
    }

    /** Learns the prompt, and takes it with all before it. */
    String learn(Deadline deadline) throws WireException {
        return wait.await(
                "prompt", deadline, watch -> new PauseWait<>(text, "a prompt", prompt::first, this::takePrompt));
    }

    private String takePrompt(Pause here) {
        text.take();
        return prompt.learn(here);
    }

    /** What the peer says to a line until he prompts again. */
    String run(String line, Deadline deadline) throws WireException {
        if (!prompt.isKnown()) {
            learn(deadline);
        }
        takeStale(deadline);
        String shown = prompt.text();
        prompt.sent(line);
        typing.line(line);
        Pages pages = new Pages();
        while (true) {
            Optional<String> key = wait.await(
                    "run",
                    deadline,
                    watch -> new PauseWait<>(
                            text, "the prompt", here -> patience(here, line, pages), here -> stop(here, pages)));
            if (key.isEmpty()) {
                return Pages.lines(pages.withoutScreen(echo.without(line, shown, pages.join())));
            }
            if (key.get().equals(PagerWords.ENTER)) {
                typing.line("");
            } else {
                typing.text(key.get());
            }
        }
    }

    /** What came before the command is no answer to it; it stands in the transcript. */
    private void takeStale(Deadline deadline) throws WireException {
        wait.await(
                "run", deadline, watch -> new PauseWait<>(text, "silence", here -> Duration.ZERO, here -> text.take()));
    }

    private Duration patience(Pause here, String line, Pages pages) {
        if (key(here).isPresent()) {
            return quiet.dividedBy(5);
        }
        Duration again = prompt.again(here);
        // One that was under way as the line was sent is followed by the line.
        boolean isEarly = !again.isNegative()
                && again.compareTo(quiet) < 0
                && !here.isMarked()
                && pages.isEmpty()
                && echo.isAwaited(line, text.unread());
        return isEarly ? quiet : again;
    }

    private Optional<String> key(Pause here) {
        return isTurningPages && !here.isEnd() && !here.line().equals(prompt.text())
                ? PagerWords.keyOfOutput(here)
                : Optional.empty();
    }

    /** Takes what came; gives the key that goes on if that is no more than a page. */
    private Optional<String> stop(Pause here, Pages pages) {
        Optional<String> key = key(here);
        String page = lines(text.take(here.before()));
        String line = text.take();
        if (key.isPresent()) {
            pages.add(PagerWords.isPadded(line) ? withoutEmptyLines(page) : page, here.line());
            return key;
        }
        String leftover = prompt.leftover(here);
        pages.add(page + leftover);
        if (leftover.isEmpty()) {
            prompt.learn(here);
        }
        return key;
    }

    /** With an LF at the end of each, where the peer ends them with CR alone. */
    private String lines(String page) {
        return text.isEndingLinesWithCr() ? page.replace('\r', '\n') : page;
    }

    private static String withoutEmptyLines(String page) {
        String last = page.stripTrailing();
        int end = page.indexOf('\n', last.length());
        return last.isEmpty() || end < 0 ? page : page.substring(0, end + 1);
    }
}
