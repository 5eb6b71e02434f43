package protocols.golden;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import protocols.Secret;
import protocols.WireException;
import protocols.net.Connector;
import protocols.telnet.Expectation;
import protocols.telnet.Telnet;
import protocols.telnet.TelnetCommand;
import protocols.telnet.Terminal;
import protocols.telnet.TerminalType;

/** Negotiation, a login that is refused and one that is not, commands, a window that changes. */
public final class TelnetGolden implements Golden {

    @Override
    public String name() {
        return "telnet";
    }

    @Override
    public Object run(Connector via, Duration timeout) throws WireException {
        Telnet client = Telnet.at("localhost")
                .terminal(TerminalType.of("VT220", 80, 24))
                .charset(ISO_8859_1)
                .timeout(timeout)
                .via(via);
        List<String> learned = new ArrayList<>();
        try (Terminal session = client.connect()) {
            learned.add(session.expect("login: "));
            learned.add(password(session, "a wrong password"));
            learned.add(session.expect("login: "));
            learned.add(password(session, "open sesame"));
            learned.add(session.expect("$ "));
            learned.add(session.sendLine("size").expect("$ "));
            session.resize(132, 40);
            learned.add(session.sendLine("size").expect("$ "));
            learned.add(session.command(TelnetCommand.AYT).line());
            learned.add(session.sendLine("lines 3").expect("$ "));
            learned.add(session.sendLine("exit").expect("Bye\r\n"));
            learned.add(session.expect(Expectation.end()).before());
        }
        return learned;
    }

    private static String password(Terminal session, String password) throws WireException {
        session.sendLine("alice");
        String echo = session.expect("Password: ");
        session.sendLine(Secret.of(password));
        return echo;
    }
}
