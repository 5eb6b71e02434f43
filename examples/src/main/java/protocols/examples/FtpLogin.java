package protocols.examples;

import java.io.IOException;
import java.util.Optional;
import protocols.Credentials;
import protocols.Protocol.Transport;
import protocols.Secret;
import protocols.Tls;
import protocols.WireException;
import protocols.ftp.Ftp;
import protocols.ftp.FtpConnection;
import protocols.ftp.FtpSession;
import protocols.net.Endpoint;

/** The server that {@link FtpShell} talks to: the connection, who is logged in, and how files are transferred. */
final class FtpLogin {

    private static final String PASSWORD = "PROTOCOLS_PASSWORD";

    private final Program program;
    private final Options options;
    private final FtpScreen screen;

    /** Whom the user and the password of the command line and of the environment were given for: the first host. */
    private Optional<Endpoint> first = Optional.empty();

    private Optional<Ftp> server = Optional.empty();
    private Optional<FtpConnection> connection = Optional.empty();
    private Optional<FtpSession> session = Optional.empty();
    private boolean active;
    private boolean text;

    FtpLogin(Program program, Options options, FtpScreen screen) {
        this.program = program;
        this.options = options;
        this.screen = screen;
    }

    /** The session, if somebody is logged in. */
    FtpSession ftp() {
        return session.orElseThrow(
                () -> new IllegalStateException(isConnected() ? "not logged in; user NAME first" : "Not connected."));
    }

    boolean isConnected() {
        return connection.isPresent();
    }

    /** Connects; on a terminal somebody is asked who he is, otherwise only whom the command line names is logged in. */
    void open(HostPort peer) throws IOException {
        if (isConnected()) {
            throw new IllegalStateException("Already connected to " + host() + ", use close first.");
        }
        Ftp client = options.apply(Ftp.at(peer.host()), peer.port()).observe(screen);
        server = Optional.of(client);
        first = first.or(() -> Optional.of(endpoint(client)));
        connect();
        Optional<Credentials.Password> who = isFirst() ? options.credentials() : Optional.empty();
        if (who.isPresent()) {
            login(on -> on.login(who.get()));
        } else if (program.isTerminal()) {
            introduce();
        }
    }

    private void connect() throws IOException {
        Ftp client = server.orElseThrow(() -> new IllegalStateException("Not connected."));
        screen.connectingTo(client.host());
        connection = Optional.of(program.follow(client.connect()));
    }

    private static Endpoint endpoint(Ftp client) {
        return new Endpoint(client.host(), client.port(), Transport.TCP);
    }

    private boolean isFirst() {
        return first.equals(server.map(FtpLogin::endpoint));
    }

    private String host() {
        return server.map(Ftp::host).orElse("");
    }

    /** Asks for a name as the ftp program does. */
    void introduce() throws IOException {
        String own = System.getProperty("user.name");
        Optional<String> name = program.ask("Name (" + host() + ":" + own + "): ");
        if (name.isPresent()) {
            user(name.get().isBlank() ? own : name.get().strip(), Optional.empty());
        }
    }

    /** Logs in as somebody, or somebody else: after a refused login on the same connection, if the server has kept it. */
    void user(String name, Optional<Secret> password) throws IOException {
        if (session.isPresent()) {
            leave();
        }
        if (!isConnected()) {
            connect();
        }
        boolean isAnonymous = name.equals("anonymous") || name.equals("ftp");
        if (isAnonymous && !program.isTerminal() && password.isEmpty()) {
            login(FtpConnection::loginAnonymously);
            return;
        }
        if (!isAnonymous) {
            requireHidden();
        }
        login(on -> on.login(name, () -> password.orElseGet(() -> isAnonymous ? anyPassword() : password(name))));
    }

    /** Everybody knows it, whatever is typed. */
    private Secret anyPassword() {
        program.askSecret("Password:").ifPresent(Secret::close);
        return Secret.of("anonymous@");
    }

    /** A way to log in on the connection. */
    private interface Way {
        FtpSession on(FtpConnection connected) throws IOException;
    }

    private void login(Way way) throws IOException {
        try {
            begin(way.on(connection.orElseThrow()));
        } catch (WireException.Refused e) {
            throw failed(e);
        } catch (WireException.Insecure e) {
            if (server.filter(client -> client.tls() == Tls.NONE).isPresent()) {
                throw inTheClear();
            }
            throw e;
        } finally {
            forgetClosed();
        }
        welcome();
    }

    private WireException failed(WireException.Refused why) {
        screen.remark("Login failed.");
        return why;
    }

    /** Nobody types a password that would not be sent. */
    private void requireHidden() {
        Ftp client = server.orElseThrow();
        boolean local = endpoint(client).isLoopback() || options.value("--via").isPresent();
        if (client.tls() == Tls.NONE && !local && !options.has("--clear-login")) {
            forgetClosed();
            throw inTheClear();
        }
    }

    private IllegalStateException inTheClear() {
        return new IllegalStateException("without TLS everybody on the way to " + host()
                + " could read the password: begin with --tls upgrade, or allow it with --clear-login");
    }

    /** The password of the environment goes to the host it was given for, and to no other. */
    private Secret password(String name) {
        boolean named = options.value("--user").filter(name::equals).isPresent() || !program.isTerminal();
        return Optional.ofNullable(isFirst() && named ? System.getenv(PASSWORD) : null)
                .map(Secret::of)
                .or(() -> program.askSecret("Password:"))
                .orElseThrow(() -> new IllegalArgumentException(
                        "no password for " + name + " on " + host() + ": user NAME PASSWORD"));
    }

    private void begin(FtpSession loggedIn) {
        session = Optional.of(program.follow(loggedIn));
        mode(text, active);
    }

    private void welcome() throws IOException {
        try {
            screen.remark("Remote system type is " + ftp().system().split(" ", 2)[0] + ".");
        } catch (WireException.Refused e) {
            requireOpen(e);
        }
        screen.remark("Using " + (text ? "ascii" : "binary") + " mode to transfer files.");
    }

    private void requireOpen(WireException e) throws WireException {
        if (!ftp().isOpen()) {
            throw e;
        }
    }

    void text(boolean on) {
        mode(on, active);
    }

    void active(boolean on) {
        mode(text, on);
    }

    private void mode(boolean asText, boolean inActive) {
        text = asText;
        active = inActive;
        session.ifPresent(this::apply);
    }

    private void apply(FtpSession ftp) {
        if (text) {
            ftp.text();
        } else {
            ftp.binary();
        }
        if (active) {
            ftp.active();
        } else {
            ftp.passive();
        }
    }

    /** Takes leave, if there is anybody to take leave of; whoever logs in next says where. */
    void quit() throws IOException {
        try {
            leave();
        } finally {
            server = Optional.empty();
        }
    }

    private void leave() throws IOException {
        try {
            if (session.isPresent()) {
                session.get().quit();
            }
        } finally {
            close();
        }
    }

    void close() {
        connection.ifPresent(FtpConnection::close);
        connection = Optional.empty();
        session = Optional.empty();
    }

    /** What has ended is no connection any more. */
    void forgetClosed() {
        if (session.isPresent()
                ? !session.get().isOpen()
                : connection.isPresent() && !connection.get().isOpen()) {
            close();
        }
    }
}
