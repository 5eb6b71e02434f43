package protocols.internal.telnet;

import java.util.ArrayList;
import java.util.List;
import protocols.Reply;
import protocols.Secret;
import protocols.WireException;
import protocols.net.Deadline;

/**
 * One login: answers what the peer asks, until he prompts for commands or says no. He asks where his last line has no end
 * and he says nothing more, so that no words of a banner are taken for a question.
 */
final class LoginDialogue {

    /** How many of the peer's lines a refusal holds. */
    private static final int LINES = 8;

    /** What the peer pauses for. */
    private enum Turn {
        NONE,
        USER,
        PASSWORD,
        KEY,
        NO,
        PROMPT
    }

    private final TextWait wait;
    private final ExpectBuffer text;
    private final Typing typing;
    private final Patience patience;
    private String user = "";
    private boolean saidUser;
    private boolean saidPassword;
    private final List<String> questions = new ArrayList<>();
    private List<String> words = List.of();
    private String key = "";

    LoginDialogue(TextWait wait, ExpectBuffer text, Typing typing, Patience patience) {
        this.wait = wait;
        this.text = text;
        this.typing = typing;
        this.patience = patience;
    }

    /**
     * Logs in.
     *
     * @throws WireException.Refused with what the peer said; a prompt for another try stays unread
     */
    void login(String name, Secret password, Deadline deadline) throws WireException {
        user = name;
        patience.prompt().forget();
        while (true) {
            switch (wait.await("login", deadline, watch -> turn())) {
                case USER -> {
                    saidUser = true;
                    typing.line(user);
                }
                case PASSWORD -> {
                    saidPassword = true;
                    typing.line(password);
                }
                case KEY -> turnPage();
                case NO -> throw new WireException.Refused(new Reply("", words));
                default -> {
                    return;
                }
            }
        }
    }

    private void turnPage() throws WireException {
        if (key.equals(PagerWords.ENTER)) {
            typing.line("");
        } else {
            typing.text(key);
        }
    }

    private PauseWait<Turn> turn() {
        String wanted = saidUser || saidPassword ? "a prompt" : "a login or password prompt";
        return new PauseWait<>(
                text, wanted, here -> judge(here) == Turn.NONE ? PauseWait.NEVER : patience.quiet(), this::take);
    }

    private Turn judge(Pause here) {
        boolean isSaid = saidUser || saidPassword;
        if (isSaid && (LoginWords.saysNo(here.line()) || said(here).stream().anyMatch(LoginWords::saysNo))) {
            return Turn.NO;
        }
        if (here.isEnd()) {
            return Turn.NONE;
        }
        // What he repeats of the name is no prompt.
        if (here.isBlank() || here.line().strip().equals(user)) {
            return isSaid && here.isMarked() ? Turn.PROMPT : Turn.NONE;
        }
        Turn asked = asked(here);
        if (asked != Turn.NONE) {
            return asked;
        }
        return PagerWords.key(here).isPresent() ? Turn.KEY : isPrompt(here) ? Turn.PROMPT : Turn.NONE;
    }

    /** While no password was asked for, only what can be nothing else: else the first command would be typed as one. */
    private boolean isPrompt(Pause here) {
        boolean looksSo = PromptShape.endsAsPrompt(here.line());
        if (LoginWords.namesPassword(here.line())) {
            return saidPassword && looksSo && !LoginWords.isPassword(here.line());
        }
        return saidPassword || (saidUser && (looksSo || here.isMarked()));
    }

    private Turn asked(Pause here) {
        boolean isAgain = questions.contains(here.line().strip());
        // A command prompt may end so, whatever the host's name is.
        if (saidPassword && !isAgain && here.line().strip().endsWith(">") && !LoginWords.isPassword(here.line())) {
            return Turn.NONE;
        }
        String question = question(here);
        if (LoginWords.asksForPassword(question) || (!saidPassword && LoginWords.isPassword(question))) {
            return saidPassword ? Turn.NO : Turn.PASSWORD;
        }
        if (LoginWords.asksForUser(question)) {
            return saidUser ? Turn.NO : Turn.USER;
        }
        return Turn.NONE;
    }

    /** The last line, or the one before it if that ends as a question does and the last has nothing but an arrow. */
    private String question(Pause here) {
        boolean isArrow = here.line().strip().chars().allMatch(c -> ">:?=-».".indexOf(c) >= 0);
        List<String> said = isArrow ? said(here) : List.of();
        String before = said.isEmpty() ? "" : said.get(said.size() - 1);
        return before.endsWith("?") || before.endsWith(":") || LoginWords.isPassword(before) ? before : here.line();
    }

    private Turn take(Pause here) {
        Turn turn = judge(here);
        if (turn == Turn.NO) {
            words = refusal(here);
            text.take(asked(here) == Turn.NONE ? text.length() : here.before());
            return turn;
        }
        questions.add(here.line().strip());
        key = PagerWords.key(here).orElse("");
        text.take();
        if (turn == Turn.PROMPT) {
            patience.prompt().learn(here);
        }
        return turn;
    }

    private List<String> refusal(Pause here) {
        List<String> lines = new ArrayList<>(said(here));
        lines.remove(user);
        if (!here.isBlank() && (lines.isEmpty() || asked(here) == Turn.NONE)) {
            lines.add(here.line().strip());
        }
        return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
    }

    /** The lines that have an end, without empty ones. */
    private List<String> said(Pause here) {
        return text.unread()
                .text(0, here.before())
                .lines()
                .map(line -> TerminalLine.shown(line).strip())
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
