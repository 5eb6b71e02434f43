package protocols.examples;

import static java.util.Locale.ROOT;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import protocols.telnet.TelnetOption;
import protocols.telnet.Terminal;

/**
 * How a terminal's line is dealt with at this moment, as the peer wants it: key by key or in lines (RFC 858: the peer
 * echoes and suppresses go-aheads, or not), and who echoes (RFC 857). Unless somebody wants it otherwise, we do where the
 * peer does not.
 */
final class TelnetDiscipline {

    private static final List<String> ASKING_FOR_SECRETS =
            List.of("password", "passwort", "passphrase", "passcode", "passwd");

    private final Terminal terminal;
    private final boolean telnetPort;
    private volatile boolean echoSeen;
    private Optional<Boolean> wanted = Optional.empty();
    private boolean echoWhenWanted;
    private Optional<Boolean> echoAtLastLine = Optional.empty();

    /**
     * @param telnetPort whether TELNET is spoken whatever the peer has agreed to
     */
    TelnetDiscipline(Terminal terminal, boolean telnetPort) {
        this.terminal = terminal;
        this.telnetPort = telnetPort;
    }

    /** Whether each key is sent by itself. */
    boolean isByCharacter() {
        return peerEchoes() && terminal.isEnabledThere(TelnetOption.SGA);
    }

    /** Whether what is typed is shown by us. */
    synchronized boolean echoes() {
        boolean peer = peerEchoes();
        return wanted.isPresent() && echoWhenWanted == peer ? wanted.get() : !peer;
    }

    /** Somebody wants it so, until the peer begins to echo or ends it. */
    synchronized void echo(boolean on) {
        wanted = Optional.of(on);
        echoWhenWanted = peerEchoes();
    }

    /** Whether the peer speaks TELNET, as far as it can be told: its port is that of TELNET, or an option was agreed on. */
    boolean isTelnet() {
        return telnetPort
                || echoSeen
                || Stream.of(TelnetOption.ECHO, TelnetOption.SGA, TelnetOption.BINARY, TelnetOption.EOR)
                        .anyMatch(terminal::isEnabledThere)
                || Stream.of(TelnetOption.TTYPE, TelnetOption.NAWS, TelnetOption.SGA, TelnetOption.BINARY)
                        .anyMatch(terminal::isEnabledHere);
    }

    /**
     * A line is sent. A peer that takes over the echo for a line, or does so and asks for a password, does it to hide that
     * line; one that always echoes asks for lines that need not be hidden too.
     *
     * @return whether it is a secret
     */
    synchronized boolean sendsSecret(String prompt) {
        boolean peer = peerEchoes();
        boolean tookOver = peer && !echoAtLastLine.orElse(true);
        echoAtLastLine = Optional.of(tookOver ? false : peer);
        String asked = prompt.toLowerCase(ROOT);
        return tookOver || (peer && ASKING_FOR_SECRETS.stream().anyMatch(asked::contains));
    }

    private boolean peerEchoes() {
        boolean echoes = terminal.isEnabledThere(TelnetOption.ECHO);
        echoSeen |= echoes;
        return echoes;
    }
}
