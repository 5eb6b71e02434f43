package protocols.internal;

import java.nio.file.Path;
import java.util.Optional;
import protocols.Connector;
import protocols.Credentials;
import protocols.Endpoint;
import protocols.Transcript;
import protocols.WireException;
import protocols.internal.pop3.Pop3Client;
import protocols.internal.wire.DirectConnector;
import protocols.internal.wire.HttpConnectConnector;
import protocols.internal.wire.ReplayConnector;
import protocols.internal.wire.Socks5Connector;
import protocols.internal.wire.UnixConnector;
import protocols.pop3.Pop3;
import protocols.pop3.Pop3Connection;
import protocols.spi.Engine;

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
        return new Socks5Connector(direct, proxy, login);
    }

    @Override
    public Connector httpProxy(Endpoint proxy, Optional<Credentials> login) {
        return new HttpConnectConnector(direct, proxy, login);
    }

    @Override
    public Connector unix(Path socket) {
        return new UnixConnector(socket);
    }

    @Override
    public Connector replay(Transcript transcript) {
        return new ReplayConnector(transcript);
    }

    @Override
    public Pop3Connection connect(Pop3 pop3) throws WireException {
        return Pop3Client.connect(pop3);
    }
}
