package protocols.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import protocols.Credentials;
import protocols.Peer;
import protocols.Replay;
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
import protocols.internal.dns.DnsClient;
import protocols.internal.ftp.FtpClient;
import protocols.internal.http.HttpClient;
import protocols.internal.imap.ImapClient;
import protocols.internal.peer.ReplayConnector;
import protocols.internal.peer.ServedPeer;
import protocols.internal.pop3.Pop3Client;
import protocols.internal.smtp.SmtpClient;
import protocols.internal.telnet.TelnetClient;
import protocols.internal.whois.RdapClient;
import protocols.internal.whois.WhoisClient;
import protocols.internal.wire.DirectConnector;
import protocols.internal.wire.HttpConnectConnector;
import protocols.internal.wire.Pause;
import protocols.internal.wire.Socks5Connector;
import protocols.internal.wire.UnixConnector;
import protocols.net.Connector;
import protocols.net.Deadline;
import protocols.net.Endpoint;
import protocols.pop3.Pop3;
import protocols.pop3.Pop3Connection;
import protocols.smtp.Smtp;
import protocols.smtp.SmtpSession;
import protocols.spi.Engine;
import protocols.spi.HttpRequest;
import protocols.spi.ScriptParts;
import protocols.telnet.Telnet;
import protocols.telnet.Terminal;
import protocols.whois.Rdap;
import protocols.whois.Registration;
import protocols.whois.Whois;
import protocols.whois.WhoisQuery;

/** Opens the rooms of this module to the api. */
public final class EngineImpl implements Engine {

    private final Connector direct = new DirectConnector();

    /** For the ServiceLoader. */
    public EngineImpl() {}

    @Override
    public Connector direct() {
        return direct;
    }

    @Override
    public Connector socks5(Endpoint proxy, Optional<Credentials> login) {
        return new Socks5Connector(direct, proxy, login.map(EngineImpl::password));
    }

    @Override
    public Connector httpProxy(Endpoint proxy, Optional<Credentials> login) {
        return new HttpConnectConnector(direct, proxy, login.map(EngineImpl::password));
    }

    @Override
    public Connector unix(Path socket) {
        return new UnixConnector(socket);
    }

    @Override
    public Replay replay(ScriptParts script) {
        return new ReplayConnector(script);
    }

    @Override
    public Peer serve(ScriptParts script, int port) {
        return ServedPeer.start(script, port);
    }

    @Override
    public void pause(long nanos) throws WireException {
        Pause.of(nanos);
    }

    private static Credentials.Password password(Credentials login) {
        if (login instanceof Credentials.Password password) {
            return password;
        }
        throw new IllegalArgumentException("a proxy takes a user and a password, not " + login);
    }

    @Override
    public FtpConnection connect(Ftp ftp) throws WireException {
        return FtpClient.connect(ftp);
    }

    @Override
    public FtpPool pool(Ftp ftp, int sessions) {
        return FtpClient.pool(ftp, sessions);
    }

    @Override
    public Registration lookup(Whois whois, WhoisQuery query, Deadline deadline) throws WireException {
        return WhoisClient.lookup(whois, query, deadline);
    }

    @Override
    public Registration lookup(Rdap rdap, WhoisQuery query, Deadline deadline) throws WireException {
        return RdapClient.lookup(rdap, query, deadline);
    }

    @Override
    public Terminal connect(Telnet telnet) throws WireException {
        return TelnetClient.connect(telnet);
    }

    @Override
    public SmtpSession connect(Smtp smtp) throws WireException {
        return SmtpClient.connect(smtp);
    }

    @Override
    public DnsSession connect(Dns dns) throws WireException {
        return DnsClient.connect(dns);
    }

    @Override
    public ImapConnection connect(Imap imap) throws WireException {
        return ImapClient.connect(imap);
    }

    @Override
    public HttpSession connect(Http http) throws WireException {
        return HttpClient.connect(http);
    }

    @Override
    public Response send(Http http, HttpRequest request) throws IOException {
        return HttpClient.send(http, request);
    }

    @Override
    public Pop3Connection connect(Pop3 pop3) throws WireException {
        return Pop3Client.connect(pop3);
    }
}
