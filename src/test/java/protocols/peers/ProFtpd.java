package protocols.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** ProFTPD with one login; over TLS if that is asked for. */
public final class ProFtpd extends HomeServer {

    /** Of the password, as crypt(3) writes it with SHA-512. */
    static final String HASH =
            "$6$protocols$nQdr5wL47gs6KD3aki5YDMWWEfZzPjeFwGrqhVr3gh5W1Uup4w4jWh6Brnpqai1Q8aEw.QXN8x6N6BVc2mztM/";

    private ProFtpd(TempFolder folder, String host, Launch launch) throws IOException {
        super(folder, host, launch);
    }

    /** Uploads lie hidden until they are whole, and so cannot be resumed. */
    public static ProFtpd start() throws IOException {
        return start(Place.PLAIN, "HiddenStores on\n");
    }

    /** As {@link #start()}, with no login without TLS, and no data connection whose session is not resumed. */
    public static ProFtpd startTls() throws IOException {
        return start(new Place(Place.PLAIN.host(), Safety.EXPLICIT), "HiddenStores on\n");
    }

    public static ProFtpd start(Place place) throws IOException {
        return start(place, "");
    }

    private static ProFtpd start(Place place, String more) throws IOException {
        RealServer.PROFTPD.require();
        TempFolder folder = TempFolder.create("proftpd");
        Path home = folder.folder("home", OWNER);
        int uid = (int) Files.getAttribute(home, "unix:uid");
        int gid = (int) Files.getAttribute(home, "unix:gid");
        secret(folder.write("passwd", USER + ":" + HASH + ":" + uid + ":" + gid + "::" + home + ":/bin/sh\n"));
        secret(folder.write("group", "ftp:x:" + gid + ":\n"));
        String settings = listening(place) + tls(folder, place.safety()) + more;
        return new ProFtpd(folder, place.host(), port -> {
            Path config = folder.write("proftpd.conf", settings(folder.path(), port) + settings);
            return RealServer.Unpacked.command(
                    RealServer.PROFTPD.program(), "--nodaemon", "--config", config.toString());
        });
    }

    private static void secret(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static String settings(Path folder, int port) {
        return """
                ServerName "test"
                ServerType standalone
                ModulePath %1$s/usr/lib/proftpd
                LoadModule mod_tls.c
                Port %2$d
                SocketBindTight on
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
                DelayEngine off
                WtmpLog off
                ScoreboardFile %3$s/scoreboard
                PidFile %3$s/pid
                SystemLog %3$s/system.log
                TransferLog none
                """
                .formatted(RealServer.Unpacked.ROOT, port, folder);
    }

    private static String listening(Place place) {
        return """
                DefaultAddress %s
                UseIPv6 %s
                """
                .formatted(place.host(), place.six() ? "on" : "off");
    }

    private static String tls(TempFolder folder, Safety safety) throws IOException {
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
                %5$s
                """
                .formatted(
                        safety == Safety.CLEAR ? "off" : "on",
                        identity.writeCertificate(folder.path()),
                        key,
                        folder.path(),
                        safety == Safety.IMPLICIT ? "TLSOptions UseImplicitSSL" : "");
    }
}
