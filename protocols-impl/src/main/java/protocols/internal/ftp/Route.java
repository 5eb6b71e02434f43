package protocols.internal.ftp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import protocols.Reply;
import protocols.Secret;
import protocols.WireException;
import protocols.internal.line.Command;

/**
 * From the directory of the login to the working directory: what is gone once more after a new login, and back from before
 * the session is lent to somebody else.
 */
final class Route {

    /** So many steps are kept before the server is asked where they have led. */
    private static final int LONG = 64;

    /**
     * One change of the directory that the server has confirmed.
     *
     * @param to where; empty for the parent
     * @param account the directory's own, if one was given
     */
    private record Step(Optional<String> to, Optional<Secret> account) {}

    private final List<Step> steps = new ArrayList<>(0);
    private Optional<String> home = Optional.empty();
    private boolean isSpoilt;
    private int most = LONG;

    /** CWD. An absolute path leads there from anywhere. */
    void to(String path, Optional<Secret> account) {
        if (path.startsWith("/")) {
            steps.clear();
        }
        steps.add(new Step(Optional.of(path), account));
    }

    /** CDUP. */
    void up() {
        steps.add(new Step(Optional.empty(), Optional.empty()));
    }

    /** A command that the caller has sent himself. */
    void said(String verb, String[] arguments, Reply reply) {
        isSpoilt = true;
        if (reply.code() / 100 == 2) {
            switch (verb.toUpperCase(Locale.ROOT)) {
                case "CWD", "XCWD" -> to(String.join(" ", arguments), Optional.empty());
                case "CDUP", "XCUP" -> up();
                default -> {}
            }
        }
    }

    /** PWD. Where it is certain what path the server has said, that leads there from now on. */
    String ask(Control control) throws WireException {
        Directory here = Directory.ask(control);
        boolean isOpenToAll = steps.stream().allMatch(step -> step.account().isEmpty());
        if (here.path().startsWith("/") && here.isCertain() && isOpenToAll && !steps.isEmpty()) {
            to(here.path(), Optional.empty());
        }
        return here.path();
    }

    /** Asks for the working directory where that shortens a way that has become long. */
    void shorten(Control control) throws WireException {
        if (steps.size() < most) {
            return;
        }
        try {
            ask(control);
        } catch (WireException.Refused | WireException.Malformed e) {
            requireAlive(control, e);
        }
        most = Math.max(LONG, 2 * steps.size());
    }

    /** Asks for the directory of the login; a server that does not tell has none to go back to. */
    void findHome(Control control) throws WireException {
        try {
            home = Optional.of(Directory.ask(control))
                    .filter(Directory::isCertain)
                    .map(Directory::path);
        } catch (WireException.Refused | WireException.Malformed e) {
            requireAlive(control, e);
        }
    }

    /** Goes back there; whether the session is now as it was at first, as far as is known. */
    boolean goHome(Control control) throws WireException {
        if (isSpoilt || (!steps.isEmpty() && home.isEmpty())) {
            return false;
        }
        if (!steps.isEmpty()) {
            control.account().change(Control.command("CWD", home.get()));
            steps.clear();
        }
        return true;
    }

    private static void requireAlive(Control control, WireException fault) throws WireException {
        if (!control.link().isAlive()) {
            throw fault;
        }
    }

    /** Goes all of it, on another login. */
    void follow(Control control) throws WireException {
        for (Step step : steps) {
            Account account = step.account().map(control.account()::or).orElse(control.account());
            account.change(step.to().map(path -> Control.command("CWD", path)).orElseGet(() -> Command.of("CDUP")));
        }
    }
}
