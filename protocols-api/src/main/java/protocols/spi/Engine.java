package protocols.spi;

import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;
import protocols.Connector;
import protocols.Credentials;
import protocols.Endpoint;
import protocols.Transcript;
import protocols.WireException;
import protocols.pop3.Pop3;
import protocols.pop3.Pop3Connection;

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

    /** See {@link Transcript#replay()}. */
    Connector replay(Transcript transcript);

    /** See {@link Pop3#connect()}. */
    Pop3Connection connect(Pop3 pop3) throws WireException;

    /**
     * The implementation.
     *
     * @throws IllegalStateException if protocols-impl is on neither the class path nor the module path
     */
    static Engine get() {
        return Found.ENGINE;
    }

    /** Looks the implementation up once, when it is first needed. */
    final class Found {
        private static final Engine ENGINE = ServiceLoader.load(Engine.class, Engine.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "protocols-impl is missing: add it to the class path or the module path"));

        private Found() {}
    }
}
