package protocols.spi;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;
import protocols.Credentials;
import protocols.Peer;
import protocols.Replay;
import protocols.Script;
import protocols.WireException;
import protocols.dns.Dns;
import protocols.dns.DnsSession;
import protocols.ftp.Ftp;
import protocols.ftp.FtpConnection;
import protocols.ftp.FtpPool;
import protocols.http.Http;
import protocols.http.HttpSession;
import protocols.http.Response;
import protocols.imap.Imap;
import protocols.imap.ImapConnection;
import protocols.net.Connector;
import protocols.net.Deadline;
import protocols.net.Endpoint;
import protocols.pop3.Pop3;
import protocols.pop3.Pop3Connection;
import protocols.smtp.Smtp;
import protocols.smtp.SmtpSession;
import protocols.telnet.Telnet;
import protocols.telnet.Terminal;
import protocols.whois.Rdap;
import protocols.whois.Registration;
import protocols.whois.Whois;
import protocols.whois.WhoisQuery;

/** The one door to the implementation: what waits for a peer. Found by {@link ServiceLoader}; not for users. */
public interface Engine {

    /** See {@link Connector#direct()}. */
    Connector direct();

    /** See {@link Connector#socks5}. */
    Connector socks5(Endpoint proxy, Optional<Credentials> login);

    /** See {@link Connector#httpProxy}. */
    Connector httpProxy(Endpoint proxy, Optional<Credentials> login);

    /** See {@link Connector#unix}. */
    Connector unix(Path socket);

    /** See {@link Script#replay()}. */
    Replay replay(ScriptParts script);

    /** See {@link Script#serve(int)}. */
    Peer serve(ScriptParts script, int port);

    /**
     * Lets so much time pass, for a {@link protocols.Content} of a limited rate.
     *
     * @throws WireException.Cancelled if the thread is interrupted
     */
    void pause(long nanos) throws WireException;

    /** See {@link Whois#lookup}. */
    Registration lookup(Whois whois, WhoisQuery query, Deadline deadline) throws WireException;

    /** See {@link Rdap#lookup}. */
    Registration lookup(Rdap rdap, WhoisQuery query, Deadline deadline) throws WireException;

    /** See {@link Telnet#connect()}. */
    Terminal connect(Telnet telnet) throws WireException;

    /** See {@link Ftp#connect()}. */
    FtpConnection connect(Ftp ftp) throws WireException;

    /** See {@link Ftp#pool(int)}. */
    FtpPool pool(Ftp ftp, int sessions);

    /** See {@link Dns#connect()}. */
    DnsSession connect(Dns dns) throws WireException;

    /** See {@link Smtp#connect()}. */
    SmtpSession connect(Smtp smtp) throws WireException;

    /** See {@link Imap#connect()}. */
    ImapConnection connect(Imap imap) throws WireException;

    /** See {@link Http#connect()}. */
    HttpSession connect(Http http) throws WireException;

    /** See {@link protocols.http.Call#send()}: a call of the client, on a connection of its own. */
    Response send(Http http, HttpRequest request) throws IOException;

    /** See {@link Pop3#connect()}. */
    Pop3Connection connect(Pop3 pop3) throws WireException;

    /**
     * The implementation.
     *
     * @throws IllegalStateException if protocols-impl is on neither the class path nor the module path
     */
    static Engine get() {
        return Found.ENGINE.orElseThrow(() ->
                new IllegalStateException("protocols-impl is missing: add it to the class path or the module path"));
    }

    /** Looks the implementation up once, when it is first needed. */
    final class Found {
        private static final Optional<Engine> ENGINE =
                ServiceLoader.load(Engine.class, Engine.class.getClassLoader()).findFirst();

        private Found() {}
    }
}
