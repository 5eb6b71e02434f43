package protocols.examples;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import protocols.Protocol;
import protocols.WireException;
import protocols.telnet.Telnet;
import protocols.telnet.Terminal;

/**
 * A session on the terminal of whoever sits there: one thread shows what the peer says, and another reads the keys. The
 * size of the window is looked at now and then, as the JDK does not tell when it changes.
 */
final class TelnetConsole {

    private static final Duration LOOK = Duration.ofMillis(500);

    private final Terminal terminal;
    private final Stty stty;
    private final TelnetScreen screen;
    private final TelnetKeys keys;
    private final TelnetCommands commands;
    private Stty.Size size;
    private long looked = System.nanoTime();
    private volatile boolean leaving;
    private volatile Optional<IOException> failure = Optional.empty();

    /**
     * @param size of the window, as the peer was told
     */
    TelnetConsole(Program program, Telnet client, Terminal terminal, Stty stty, Stty.Size size) {
        this.terminal = terminal;
        this.stty = stty;
        this.size = size;
        boolean telnetPort = Protocol.TELNET.ports().stream().anyMatch(known -> known.number() == client.port());
        TelnetDiscipline discipline = new TelnetDiscipline(terminal, telnetPort);
        Keyboard keyboard = new Keyboard(program.in());
        screen = new TelnetScreen(program.out(), discipline, size.width());
        keys = new TelnetKeys(terminal, discipline, screen, keyboard);
        commands = new TelnetCommands(client.host(), terminal, discipline, keyboard, program.out());
    }

    /**
     * Until the peer closes, or whoever sits there wants no more.
     *
     * @return whether it was the peer
     */
    boolean run() throws IOException {
        Thread typing = new Thread(this::type, "keyboard");
        typing.setDaemon(true);
        raw();
        screen.remark("Escape character is '^]'.");
        typing.start();
        try {
            show();
            return true;
        } catch (WireException | IllegalStateException e) {
            if (leaving) {
                return false;
            }
            if (failure.isPresent()) {
                throw failure.get();
            }
            throw e;
        } finally {
            screen.newLine();
        }
    }

    /** Every key is ours, and every byte of the peer's the terminal's. */
    private void raw() {
        stty.set("raw", "-echo", "-isig");
    }

    private void show() throws WireException {
        Optional<String> text = Optional.of("");
        while (text.isPresent()) {
            text.ifPresent(screen::peer);
            lookAtWindow();
            try {
                text = terminal.read(LOOK);
            } catch (WireException.TimedOut e) {
                text = terminal.isOpen() ? Optional.of("") : Optional.empty();
            }
        }
    }

    private void lookAtWindow() throws WireException {
        if (System.nanoTime() - looked < LOOK.toNanos()) {
            return;
        }
        Optional<Stty.Size> now = Stty.size();
        looked = System.nanoTime();
        if (now.isPresent() && !now.get().equals(size)) {
            size = now.get();
            screen.resize(size.width());
            terminal.resize(size.width(), size.height());
        }
    }

    private void type() {
        try {
            keys.type(this::command);
            leaving = true;
            terminal.close();
        } catch (IOException e) {
            // The other thread hears of it: by the end of the stream, or because the session has ended with this.
            failure = Optional.of(e);
        }
    }

    /** Asks for commands, with the terminal as whoever sits there is used to it. */
    private boolean command() throws IOException {
        return screen.held(() -> {
            stty.putBack();
            try {
                return commands.ask();
            } finally {
                raw();
            }
        });
    }
}
