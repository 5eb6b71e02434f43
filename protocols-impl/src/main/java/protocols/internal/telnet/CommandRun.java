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

    /** What the peer stopped with. */
    private record Stop(Optional<String> key, boolean isLastPage) {}

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
        prompt.sent(line);
        typing.line(line);
        Pages pages = new Pages();
        boolean wasLastPage = false;
        while (true) {
            Stop stop = wait.await(
                    "run",
                    deadline,
                    watch -> new PauseWait<>(text, "the prompt", this::patience, here -> stop(here, pages)));
            if (stop.key().isEmpty()) {
                return Pages.lines(echo.without(line, pages.join()));
            }
            // less stays at its last page whatever key there is, but q.
            typing.text(stop.isLastPage() && wasLastPage ? "q" : stop.key().get());
            wasLastPage = stop.isLastPage();
        }
    }

    /** What came before the command is no answer to it; it stands in the transcript. */
    private void takeStale(Deadline deadline) throws WireException {
        wait.await(
                "run", deadline, watch -> new PauseWait<>(text, "silence", here -> Duration.ZERO, here -> text.take()));
    }

    private Duration patience(Pause here) {
        return isPage(here) ? quiet.dividedBy(5) : prompt.again(here);
    }

    private boolean isPage(Pause here) {
        return isTurningPages && !here.isEnd() && PagerWords.key(here).isPresent();
    }

    private Stop stop(Pause here, Pages pages) {
        String page = text.take(here.before());
        text.take();
        if (isPage(here)) {
            pages.add(page);
            return new Stop(PagerWords.key(here), PagerWords.isLastPage(here));
        }
        String leftover = prompt.leftover(here);
        pages.add(page + leftover);
        if (leftover.isEmpty()) {
            prompt.learn(here);
        }
        return new Stop(Optional.empty(), false);
    }
}
