package protocols.internal.ftp;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.util.Optional;
import protocols.WireException;
import protocols.ftp.Ftp;
import protocols.internal.wire.Link;
import protocols.net.Host;
import protocols.net.Listener;
import protocols.spi.FtpFriend;

/**
 * Where this side listens in active mode, and what the server is told of it.
 *
 * @param first the first port that may be listened on, 0 for any
 * @param last the last one
 * @param address the address that the server is told; empty for the one that is listened on
 */
record ActivePorts(int first, int last, Optional<InetAddress> address) {

    static ActivePorts of(Ftp ftp) {
        FtpFriend api = FtpFriend.get();
        return new ActivePorts(api.firstPort(ftp), api.lastPort(ftp), api.activeAddress(ftp));
    }

    /**
     * Listens on the first port that is free.
     *
     * @throws WireException.Unsupported if none of them is
     */
    Listener listen(Link control) throws IOException {
        int port = first;
        while (true) {
            try {
                return control.listen(port);
            } catch (BindException taken) {
                if (port == last) {
                    throw control.inStep(new WireException.Unsupported(
                            "active mode: no port from " + first + " to " + last + " is free"));
                }
                port++;
            }
        }
    }

    /** The address that the server is to connect to. */
    InetAddress told(Listener listening) throws WireException {
        if (address.isPresent()) {
            return address.get();
        }
        return Host.literal(listening.host())
                .flatMap(Host::address)
                .orElseThrow(() -> new WireException.Unsupported("a listener without an address: " + listening.host()));
    }
}
