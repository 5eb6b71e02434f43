package protocols.golden;

import static org.assertj.core.api.Assertions.assertThat;

import protocols.Secret;
import protocols.Transcript;
import protocols.telnet.Expectation;
import protocols.telnet.Telnet;
import protocols.telnet.TelnetMode;
import protocols.telnet.Terminal;
import protocols.telnet.TerminalType;
import protocols.whois.Registration;
import protocols.whois.Whois;

/** The programs of the recordings of TELNET and WHOIS. */
final class OldText {

    private OldText() {}

    /** A login, commands, and a window that changes its size. */
    static void logsIn(OldPlace place) throws Exception {
        Terminal session = Telnet.at(place.host())
                .port(place.port())
                .mode(TelnetMode.ACTIVE)
                .terminal(TerminalType.of("VT220", 80, 24))
                .via(place.via())
                .keep(Transcript.Keep.EVERYTHING)
                .connect();
        try (session) {
            session.expect("login: ");
            session.sendLine("alice");
            session.expect("Password: ");
            session.sendLine(Secret.of("wrong"));
            session.expect("Login incorrect");
            session.expect("login: ");
            session.sendLine("alice");
            session.expect("Password: ");
            session.sendLine(Secret.of("password"));
            assertThat(session.expect("$ ")).contains("Welcome alice");
            assertThat(answer(session, "size")).isEqualTo("24 80");
            session.resize(132, 40);
            assertThat(answer(session, "size")).isEqualTo("40 132");
            assertThat(answer(session, "echo café")).isEqualTo("café");
            assertThat(answer(session, "lines 3")).isEqualTo("line 1\r\nline 2\r\nline 3");
            session.sendLine("exit");
            session.expect("exit\r\n");
            assertThat(session.line()).isEqualTo("Bye");
            session.sendLine("");
            session.expect(Expectation.end());
        }
        place.kept().accept(session.transcript());
    }

    /** The terminal echoes the command before its answer. */
    private static String answer(Terminal session, String command) throws Exception {
        session.sendLine(command);
        session.expect(command + "\r\n");
        return session.expect("\r\n$ ");
    }

    /** From the root by the registry to the registrar. */
    static void looksUpADomain(OldPlace place) throws Exception {
        Registration found = Whois.at(place.host())
                .port(place.port())
                .followAnyPort()
                .followPrivate()
                .via(place.via())
                .keep(Transcript.Keep.EVERYTHING)
                .lookup("example.com");
        assertThat(found.state()).isEqualTo(Registration.State.REGISTERED);
        assertThat(found.chain()).hasSize(3);
        assertThat(found.registrant()).contains("Example Org");
        place.kept().accept(found.transcript());
    }
}
