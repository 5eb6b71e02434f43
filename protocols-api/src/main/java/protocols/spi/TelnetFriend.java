package protocols.spi;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import protocols.telnet.Expectation;
import protocols.telnet.Match;
import protocols.telnet.Telnet;
import protocols.telnet.TelnetCommand;

/** What the engine may do with the values of the TELNET room and users may not. */
public interface TelnetFriend {

    /** The one. */
    static TelnetFriend get() {
        return Telnet.friend();
    }

    /** All of a client's own settings. */
    TelnetSetup setup(Telnet telnet);

    /** How a client waits. */
    TelnetWaits waits(Telnet telnet);

    /** The byte after IAC, 236 to 249. */
    int code(TelnetCommand command);

    /** The command of a code; empty if the code is none of them. */
    Optional<TelnetCommand> command(int code);

    /** The text that ends what is waited for; empty where it is no text. */
    String literal(Expectation expectation);

    /** The pattern that is waited for, if it is one. */
    Optional<Pattern> pattern(Expectation expectation);

    /** Whether the end of a line is waited for. */
    boolean isLine(Expectation expectation);

    /** Whether the end of the input is waited for. */
    boolean isEnd(Expectation expectation);

    /** Whether the mark of a prompt is waited for. */
    boolean isPromptMark(Expectation expectation);

    /** See {@link Match}. */
    Match match(int which, String before, String text, List<String> groups);
}
