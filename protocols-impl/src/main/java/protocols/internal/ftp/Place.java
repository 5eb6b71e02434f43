package protocols.internal.ftp;

import java.io.IOException;
import java.util.Optional;
import protocols.WireException;

/**
 * Where a directory is listed: one whose name a server may take for options, for a pattern or for several names is listed
 * from within it, where there is nothing to be taken so.
 */
final class Place {

    /** What a server may take for a pattern, for the end of a name, or for the sign that means the next one as it is. */
    private static final String SPECIAL = "*?[]{} \\";

    /** Lists a path that is taken as it is. */
    interface Listed<T, E extends IOException> {
        T of(Optional<String> path) throws E;
    }

    private final Control control;

    Place(Control control) {
        this.control = control;
    }

    <T, E extends IOException> T within(Optional<String> path, Listed<T, E> listed) throws E, WireException {
        path.ifPresent(Place::requirePath);
        return path.isEmpty() || isPlain(path.get()) ? listed.of(path) : inside(path.get(), listed);
    }

    /** From within, whatever its name. */
    <T, E extends IOException> T inside(String path, Listed<T, E> listed) throws E, WireException {
        requirePath(path);
        Directory home = Directory.ask(control);
        change(absolute(home.path(), path));
        try {
            return listed.of(Optional.empty());
        } finally {
            if (control.link().isAlive()) {
                goBack(home);
            }
        }
    }

    /** Why one cannot go to a directory; empty if one can, and is back again. */
    Optional<WireException.Refused> refusal(String path) throws WireException {
        requirePath(path);
        Directory home = Directory.ask(control);
        try {
            change(absolute(home.path(), path));
        } catch (WireException.Refused e) {
            if (!control.link().isAlive()) {
                throw e;
            }
            return Optional.of(e);
        }
        goBack(home);
        return Optional.empty();
    }

    /** The caller's mistake is known before the server is asked anything. */
    private static void requirePath(String path) {
        Control.command("CWD", path);
    }

    /** Whether a server takes it for nothing but the path that it is. */
    static boolean isPlain(String path) {
        for (int i = 0; i < path.length(); i++) {
            if (SPECIAL.indexOf(path.charAt(i)) >= 0) {
                return false;
            }
        }
        return !path.startsWith("-") && !path.startsWith("~");
    }

    /** Where paths are those of Unix, none that is absolute begins with an option or a user's home. */
    private static String absolute(String home, String path) {
        boolean special = path.startsWith("-") || path.startsWith("~");
        if (!special || !home.startsWith("/")) {
            return path;
        }
        return home.endsWith("/") ? home + path : home + "/" + path;
    }

    private void change(String path) throws WireException {
        control.account().change(Control.command("CWD", path));
    }

    /** What is asked for next would else be done in the wrong place. */
    private void goBack(Directory home) throws WireException {
        try {
            change(home.path());
        } catch (WireException.Refused | WireException.Unsupported e) {
            throw control.link().fail(e);
        }
        if (!home.isCertain() && !Directory.ask(control).equals(home)) {
            throw control.link()
                    .fail(new WireException.Malformed(
                            "a path with each quote in it doubled (RFC 959 appendix II), to come back by",
                            home.reply().toString()));
        }
    }
}
