package protocols.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Exim as the mail server of {@code example.org}: it takes mail for the users of a store, refuses every other recipient
 * with 550, and delivers at once. It offers PIPELINING, DSN, CHUNKING, STARTTLS, AUTH PLAIN and LOGIN.
 */
public final class Exim implements AutoCloseable {

    public enum Option {
        /** AUTH is offered over TLS alone. */
        AUTH_ONLY_OVER_TLS
    }

    private final MailStore store;
    private final boolean ownStore;
    private final Daemon daemon;
    private final int[] ports;

    private Exim(MailStore store, boolean ownStore, Daemon daemon, int[] ports) {
        this.store = store;
        this.ownStore = ownStore;
        this.daemon = daemon;
        this.ports = ports.clone();
    }

    /** With a store of its own, that is closed with it. */
    public static Exim start(Option... options) throws IOException {
        RealServer.EXIM.require();
        return start(MailStore.create(), true, options);
    }

    /** On a store that others use too, and that stays open. */
    public static Exim start(MailStore store, Option... options) throws IOException {
        RealServer.EXIM.require();
        return start(store, false, options);
    }

    private static Exim start(MailStore store, boolean ownStore, Option... options) throws IOException {
        TempFolder folder = TempFolder.create("exim");
        folder.folder("spool", store.owner());
        int[] ports = Ports.free(3);
        String auth = List.of(options).contains(Option.AUTH_ONLY_OVER_TLS) ? "${if def:tls_in_cipher {*}}" : "*";
        String config = settings(folder, auth, ports) + delivery(store) + authenticators();
        Path file = folder.write("exim.conf", config);
        List<String> command = List.of(RealServer.EXIM.program(), "-C", file.toString(), "-bdf");
        return new Exim(store, ownStore, Daemon.start(folder, command, ports), ports);
    }

    /** As port 25. */
    public int smtpPort() {
        return ports[0];
    }

    /** As port 587. */
    public int submissionPort() {
        return ports[1];
    }

    /** As port 465: TLS from the first byte. */
    public int submissionsPort() {
        return ports[2];
    }

    public MailStore store() {
        return store;
    }

    public String log() {
        return daemon.log();
    }

    @Override
    public void close() {
        daemon.close();
        if (ownStore) {
            store.close();
        }
    }

    private static String settings(TempFolder folder, String authHosts, int[] ports) throws IOException {
        TestCa.Identity identity = TestCa.sharedServer();
        return """
                primary_hostname = mx.example.org
                spool_directory = %1$s/spool
                log_file_path = %1$s/spool/%%slog
                pid_file_path = %1$s/exim.pid
                local_interfaces = 127.0.0.1
                daemon_smtp_ports = %2$d : %3$d : %4$d
                tls_on_connect_ports = %4$d
                tls_advertise_hosts = *
                tls_certificate = %5$s
                tls_privatekey = %6$s
                auth_advertise_hosts = %7$s
                dsn_advertise_hosts = *
                host_lookup =
                rfc1413_hosts =
                keep_environment =
                smtp_accept_max = 200
                smtp_accept_max_per_connection = 0
                smtp_accept_queue_per_connection = 0
                acl_smtp_rcpt = rcpt
                acl_smtp_data = accept
                acl_smtp_vrfy = accept
                # Exim gives up root under a configuration that is not the system's: it delivers as its own user.
                deliver_drop_privilege = true
                """
                .formatted(
                        folder.path(),
                        ports[0],
                        ports[1],
                        ports[2],
                        identity.writeCertificate(folder.path()),
                        identity.writeKey(folder.path()),
                        authHosts);
    }

    private static String delivery(MailStore store) {
        return """
                begin acl
                rcpt:
                  deny message = relay not permitted
                       !domains = example.org
                  deny message = no such user
                       !verify = recipient
                  accept
                begin routers
                local:
                  driver = accept
                  domains = example.org
                  local_parts = %2$s
                  transport = maildir
                begin transports
                maildir:
                  driver = appendfile
                  directory = %1$s/$local_part_data
                  maildir_format
                  user = %3$s
                """
                .formatted(store.path(), String.join(" : ", MailStore.USERS), store.owner());
    }

    private static String authenticators() {
        return """
                begin authenticators
                plain:
                  driver = plaintext
                  public_name = PLAIN
                  server_prompts = :
                  server_condition = ${if and{{inlist{$auth2}{%1$s}}{eq{$auth3}{%2$s}}}}
                  server_set_id = $auth2
                login:
                  driver = plaintext
                  public_name = LOGIN
                  server_prompts = Username:: : Password::
                  server_condition = ${if and{{inlist{$auth1}{%1$s}}{eq{$auth2}{%2$s}}}}
                  server_set_id = $auth1
                """
                .formatted(String.join(":", MailStore.USERS), MailStore.PASSWORD);
    }
}
