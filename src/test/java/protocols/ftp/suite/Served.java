package protocols.ftp.suite;

import static org.assertj.core.api.Assumptions.assumeThatCode;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import protocols.peers.ApacheFtpd;
import protocols.peers.FtpServer;
import protocols.peers.FtpServer.Place;
import protocols.peers.FtpServer.Safety;
import protocols.peers.ProFtpd;
import protocols.peers.PureFtpd;
import protocols.peers.PyFtpd;
import protocols.peers.RealServer;
import protocols.peers.Vsftpd;

/** The servers that the suite is run on. */
enum Served {
    VSFTPD("vsftpd", Optional.of(RealServer.VSFTPD), Vsftpd::start),
    PROFTPD("ProFTPD", Optional.of(RealServer.PROFTPD), ProFtpd::start),
    PURE_FTPD("Pure-FTPd", Optional.of(RealServer.PURE_FTPD), PureFtpd::start),
    APACHE("Apache FtpServer", Optional.empty(), ApacheFtpd::start),
    PYFTPDLIB("pyftpdlib", Optional.of(RealServer.PYFTPDLIB), PyFtpd::start);

    private interface Starting {
        FtpServer at(Place place) throws IOException;
    }

    private final String title;
    private final Optional<RealServer> installed;
    private final Starting starting;

    Served(String title, Optional<RealServer> installed, Starting starting) {
        this.title = title;
        this.installed = installed;
        this.starting = starting;
    }

    /** As the page calls it. */
    String title() {
        return title;
    }

    /** Skips the running test if it is not there, or fails it if real servers are required. */
    void require() {
        installed.ifPresent(RealServer::require);
        if (!RealServer.required()) {
            assumeThatCode(() -> new ServerSocket(0, 1, InetAddress.getByName("::1")).close())
                    .as("loopback has an address of IPv6")
                    .doesNotThrowAnyException();
        }
    }

    FtpServer start(Place place) throws IOException {
        return starting.at(place);
    }

    /** Whether it is known to do that now and then over TLS: pyftpdlib at the end of some data connections. */
    boolean lapses(String outcome) {
        return this == PYFTPDLIB && outcome.contains("the TLS stream was cut short");
    }

    /** Whether it is tried in a mode: the two that are there for comparison are in half of those that they have. */
    boolean has(Mode mode) {
        boolean implicit = this != PURE_FTPD && this != PYFTPDLIB;
        boolean every = this != APACHE && this != PYFTPDLIB;
        return (implicit || mode.place().safety() != Safety.IMPLICIT)
                && (every || mode.active() == mode.place().six());
    }
}
