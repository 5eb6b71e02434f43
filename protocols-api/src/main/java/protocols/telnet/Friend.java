package protocols.telnet;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import protocols.spi.TelnetFriend;
import protocols.spi.TelnetSetup;
import protocols.spi.TelnetWaits;

/** Opens this room to the engine. */
final class Friend implements TelnetFriend {

    static final Friend INSTANCE = new Friend();

    private Friend() {}

    @Override
    public TelnetSetup setup(Telnet telnet) {
        return telnet.setup();
    }

    @Override
    public TelnetWaits waits(Telnet telnet) {
        return telnet.waits();
    }

    @Override
    public int code(TelnetCommand command) {
        return command.code();
    }

    @Override
    public Optional<TelnetCommand> command(int code) {
        return TelnetCommand.of(code);
    }

    @Override
    public String literal(Expectation expectation) {
        return expectation.literal();
    }

    @Override
    public Optional<Pattern> pattern(Expectation expectation) {
        return expectation.pattern();
    }

    @Override
    public boolean isLine(Expectation expectation) {
        return expectation.isLine();
    }

    @Override
    public boolean isEnd(Expectation expectation) {
        return expectation.isEnd();
    }

    @Override
    public boolean isPromptMark(Expectation expectation) {
        return expectation.isPromptMark();
    }

    @Override
    public Match match(int which, String before, String text, List<String> groups) {
        return new Match(which, before, text, groups);
    }
}
