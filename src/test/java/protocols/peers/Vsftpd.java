package protocols.peers;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * vsftpd with an anonymous area and a named login, passive and active. TLS is offered (AUTH TLS) unless an option says
 * otherwise.
 *
 * <p>vsftpd knows accounts only of the system or of PAM, and PAM reads its services from /etc/pam.d alone. The least
 * that serves is one PAM service file under a name that no other program asks for, which is removed at the end: no
 * account is made, and the named user is a guest under the package's own user {@code ftp}.
 */
public final class Vsftpd extends HomeServer {

    public enum Option {
        /** TLS from the first byte, as on port 990. */
        IMPLICIT_TLS,
        /** No login and no data without TLS. */
        FORCE_TLS,
        /** A data connection has to resume the TLS session of the control connection (answered 522 if not). */
        REQUIRE_SESSION_REUSE
    }

    private Vsftpd(TempFolder folder, String host, Launch launch) throws IOException {
        super(folder, host, launch);
    }

    public static Vsftpd start(Option... options) throws IOException {
        return start(Place.PLAIN.host(), options);
    }

    public static Vsftpd start(Place place) throws IOException {
        return switch (place.safety()) {
            case CLEAR -> start(place.host());
            case EXPLICIT -> start(place.host(), Option.FORCE_TLS, Option.REQUIRE_SESSION_REUSE);
            case IMPLICIT -> start(place.host(), Option.IMPLICIT_TLS, Option.FORCE_TLS, Option.REQUIRE_SESSION_REUSE);
        };
    }

    private static Vsftpd start(String host, Option... options) throws IOException {
        RealServer.VSFTPD.require();
        TempFolder folder = TempFolder.create("vsftpd");
        for (String part : List.of("anonymous", "anonymous/pub", "empty")) {
            Files.createDirectories(folder.path().resolve(part));
        }
        folder.folder("anonymous/upload", OWNER);
        folder.folder("home", OWNER);
        Set<Option> chosen = EnumSet.noneOf(Option.class);
        chosen.addAll(List.of(options));
        String settings = areas(folder) + tls(folder, chosen);
        return new Vsftpd(folder, host, port -> {
            String all = listening(InetAddress.getByName(host), port) + settings(port) + settings;
            writePamService(folder, port);
            return List.of(
                    RealServer.VSFTPD.program(),
                    folder.write("vsftpd.conf", all).toString());
        });
    }

    /** The root of anonymous logins: {@code pub} to read, {@code upload} to write. */
    public Path anonymousRoot() {
        return folder().path().resolve("anonymous");
    }

    /** Puts a file where anonymous logins find it as {@code /pub/NAME}. */
    public Path publish(String name, byte[] content) throws IOException {
        return Files.write(anonymousRoot().resolve("pub").resolve(name), content);
    }

    /** As {@link #publish}, for a file of so many zero bytes that takes no room. */
    public Path publishLarge(String name, long size) throws IOException {
        Path file = anonymousRoot().resolve("pub").resolve(name);
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(size);
        }
        return file;
    }

    /** Puts a file into the home of {@link #USER}, who may overwrite it. */
    public Path putHome(String name, byte[] content) throws IOException {
        return give(Files.write(home().resolve(name), content));
    }

    private static String listening(InetAddress address, int port) {
        boolean six = address instanceof Inet6Address;
        return """
                listen=%1$s
                listen_ipv6=%2$s
                %3$s=%4$s
                listen_port=%5$d
                """
                .formatted(
                        yes(!six),
                        yes(six),
                        six ? "listen_address6" : "listen_address",
                        address.getHostAddress(),
                        port);
    }

    private static String settings(int port) {
        return """
                background=NO
                port_enable=YES
                pasv_enable=YES
                pam_service_name=%1$s
                session_support=NO
                tcp_wrappers=NO
                seccomp_sandbox=NO
                isolate=NO
                isolate_network=NO
                delay_failed_login=0
                max_per_ip=0
                write_enable=YES
                ascii_download_enable=YES
                ascii_upload_enable=YES
                ls_recurse_enable=YES
                mdtm_write=YES
                use_localtime=NO
                """
                .formatted(serviceName(port));
    }

    private static String areas(TempFolder folder) {
        return """
                anonymous_enable=YES
                anon_root=%1$s/anonymous
                anon_upload_enable=YES
                anon_mkdir_write_enable=YES
                anon_other_write_enable=YES
                anon_world_readable_only=NO
                anon_umask=022
                local_enable=YES
                local_umask=022
                guest_enable=YES
                guest_username=%2$s
                virtual_use_local_privs=YES
                local_root=%1$s/home
                chroot_local_user=YES
                allow_writeable_chroot=YES
                secure_chroot_dir=%1$s/empty
                xferlog_enable=YES
                xferlog_std_format=NO
                log_ftp_protocol=YES
                vsftpd_log_file=%1$s/vsftpd.log
                """
                .formatted(folder.path(), OWNER);
    }

    private static String tls(TempFolder folder, Set<Option> options) throws IOException {
        TestCa.Identity identity = TestCa.sharedServer();
        return """
                ssl_enable=YES
                rsa_cert_file=%1$s
                rsa_private_key_file=%2$s
                ssl_ciphers=HIGH
                ssl_request_cert=NO
                allow_anon_ssl=YES
                implicit_ssl=%3$s
                force_local_logins_ssl=%4$s
                force_local_data_ssl=%4$s
                force_anon_logins_ssl=%4$s
                force_anon_data_ssl=%4$s
                require_ssl_reuse=%5$s
                """
                .formatted(
                        identity.writeCertificate(folder.path()),
                        identity.writeKey(folder.path()),
                        yes(options.contains(Option.IMPLICIT_TLS)),
                        yes(options.contains(Option.FORCE_TLS)),
                        yes(options.contains(Option.REQUIRE_SESSION_REUSE)));
    }

    /**
     * vsftpd dies or hangs when a PAM module forks, which rules out pam_exec. But pam_ftp stores the password of the
     * user that it is given as the remote user's name, and pam_listfile compares that with a list.
     */
    private static void writePamService(TempFolder folder, int port) throws IOException {
        Path passwords = folder.write("passwords", PASSWORD + "\n");
        Path service = Path.of("/etc/pam.d", serviceName(port));
        Files.writeString(
                folder.adopt(service),
                """
                auth required pam_ftp.so users=%s
                auth required pam_listfile.so item=ruser sense=allow onerr=fail file=%s
                account required pam_permit.so
                """
                        .formatted(USER, passwords));
    }

    private static String serviceName(int port) {
        return "protocols-test-" + port;
    }

    private static String yes(boolean on) {
        return on ? "YES" : "NO";
    }
}
