package protocols.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** pyftpdlib, a server in Python, with one login. It has no implicit TLS. */
public final class PyFtpd extends HomeServer {

    /** Gives up root once it listens, as servers do. */
    private static final String PROGRAM =
            """
            import os, sys
            from pyftpdlib.authorizers import DummyAuthorizer
            from pyftpdlib.handlers import FTPHandler, TLS_FTPHandler
            from pyftpdlib.servers import FTPServer

            host, port, home, user, password, certificate = sys.argv[1:]
            handler = TLS_FTPHandler if certificate else FTPHandler
            if certificate:
                handler.certfile = certificate
                handler.tls_control_required = handler.tls_data_required = True
            handler.auth_failed_timeout = 0
            handler.authorizer = DummyAuthorizer()
            handler.authorizer.add_user(user, password, home, perm="elradfmwMT")
            server = FTPServer((host, int(port)), handler)
            server.max_cons = 256
            owner = os.stat(home)
            if os.getuid() == 0:
                os.setgid(owner.st_gid)
                os.setuid(owner.st_uid)
            server.serve_forever()
            """;

    private PyFtpd(TempFolder folder, String host, Launch launch) throws IOException {
        super(folder, host, launch);
    }

    public static PyFtpd start(Place place) throws IOException {
        RealServer.PYFTPDLIB.require();
        TempFolder folder = TempFolder.create("pyftpdlib");
        Path home = folder.folder("home", OWNER);
        String certificate = place.clear() ? "" : certificate(folder).toString();
        String program = folder.write("server.py", PROGRAM).toString();
        return new PyFtpd(
                folder,
                place.host(),
                port -> List.of(
                        "/usr/bin/env",
                        "LC_ALL=C.UTF-8",
                        "/usr/bin/python3",
                        program,
                        place.host(),
                        "" + port,
                        home.toString(),
                        USER,
                        PASSWORD,
                        certificate));
    }

    private static Path certificate(TempFolder folder) throws IOException {
        TestCa.Identity identity = TestCa.sharedServer();
        String both = Files.readString(identity.writeKey(folder.path()))
                + Files.readString(identity.writeCertificate(folder.path()));
        return folder.write("both.pem", both);
    }
}
