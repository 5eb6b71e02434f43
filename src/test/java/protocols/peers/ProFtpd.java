package protocols.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** ProFTPD with one login, whose uploads lie hidden until they are whole (HiddenStores); over TLS if that is asked for. */
public final class ProFtpd implements AutoCloseable {

    public static final String USER = "alice";
    public static final String PASSWORD = "password";

    private static final String OWNER = "ftp";
    /** Of the password, as crypt(3) writes it with SHA-512. */
    static final String HASH =
            "$6$protocols$nQdr5wL47gs6KD3aki5YDMWWEfZzPjeFwGrqhVr3gh5W1Uup4w4jWh6Brnpqai1Q8aEw.QXN8x6N6BVc2mztM/";

    private final TempFolder folder;
    private final Daemon daemon;
    private final int port;

    private ProFtpd(TempFolder folder, Daemon daemon, int port) {
        this.folder = folder;
        this.daemon = daemon;
        this.port = port;
    }

    public static ProFtpd start() throws IOException {
        return start("off");
    }

    /** No login without TLS, and no data connection whose session is not resumed. */
    public static ProFtpd startTls() throws IOException {
        return start("on");
    }

    private static ProFtpd start(String tls) throws IOException {
        RealServer.PROFTPD.require();
        TempFolder folder = TempFolder.create("proftpd");
        Path home = folder.folder("home", OWNER);
        int uid = (int) Files.getAttribute(home, "unix:uid");
        int gid = (int) Files.getAttribute(home, "unix:gid");
        secret(folder.write("passwd", USER + ":" + HASH + ":" + uid + ":" + gid + "::" + home + ":/bin/sh\n"));
        secret(folder.write("group", "ftp:x:" + gid + ":\n"));
        int port = Ports.free(1)[0];
        Path config = folder.write("proftpd.conf", settings(folder.path(), port) + tls(folder, tls));
        List<String> command =
                RealServer.Unpacked.command(RealServer.PROFTPD.program(), "--nodaemon", "--config", config.toString());
        return new ProFtpd(folder, Daemon.start(folder, command, port), port);
    }

    private static void secret(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    public int port() {
        return port;
    }

    /** The root of {@link #USER}. */
    public Path home() {
        return folder.path().resolve("home");
    }

    @Override
    public void close() {
        daemon.close();
    }

    private static String settings(Path folder, int port) {
        return """
                ServerName "test"
                ServerType standalone
                ModulePath %1$s/usr/lib/proftpd
                LoadModule mod_tls.c
                Port %2$d
                DefaultAddress 127.0.0.1
                SocketBindTight on
                UseIPv6 off
                UseReverseDNS off
                User ftp
                Group nogroup
                AuthUserFile %3$s/passwd
                AuthGroupFile %3$s/group
                AuthOrder mod_auth_file.c
                RequireValidShell off
                DefaultRoot ~
                AllowOverwrite on
                AllowRetrieveRestart on
                AllowStoreRestart on
                HiddenStores on
                DelayEngine off
                WtmpLog off
                ScoreboardFile %3$s/scoreboard
                PidFile %3$s/pid
                SystemLog %3$s/system.log
                TransferLog none
                """
                .formatted(RealServer.Unpacked.ROOT, port, folder);
    }

    private static String tls(TempFolder folder, String on) throws IOException {
        TestCa.Identity identity = TestCa.sharedServer();
        Path key = identity.writeKey(folder.path());
        secret(key);
        return """
                TLSEngine %1$s
                TLSRequired %1$s
                TLSProtocol TLSv1.2 TLSv1.3
                TLSRSACertificateFile %2$s
                TLSRSACertificateKeyFile %3$s
                TLSLog %4$s/tls.log
                """
                .formatted(on, identity.writeCertificate(folder.path()), key, folder.path());
    }
}
