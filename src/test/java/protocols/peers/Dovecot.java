package protocols.peers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Dovecot with IMAP and POP3, in the clear (STARTTLS and STLS offered) and over TLS, on the Maildirs of a store. */
public final class Dovecot implements AutoCloseable {

    /** What differs from the usual: a login in the clear is allowed, the certificate is good. */
    public enum Option {
        /** No login without TLS: LOGINDISABLED, and no USER in CAPA. Seen at {@link Dovecot#host()} alone. */
        TLS_BEFORE_LOGIN,
        /** Not PLAIN and LOGIN alone but CRAM-MD5, SCRAM-SHA-1 and SCRAM-SHA-256 as well. */
        ALL_MECHANISMS,
        /** Not PLAIN and LOGIN alone but SCRAM-SHA-1 as well. */
        SCRAM_SHA_1,
        /** Of the passwords it holds hashes, with which SCRAM cannot be done. */
        HASHED_PASSWORDS
    }

    private final MailStore store;
    private final boolean ownStore;
    private final Daemon daemon;
    private final String host;
    private final int[] ports;

    private Dovecot(MailStore store, boolean ownStore, Daemon daemon, Listening at) {
        this.store = store;
        this.ownStore = ownStore;
        this.daemon = daemon;
        this.host = at.host();
        this.ports = at.ports().clone();
    }

    /** With a store of its own, that is closed with it. */
    public static Dovecot start(Option... options) throws IOException {
        RealServer.DOVECOT.require();
        return start(MailStore.create(), true, options);
    }

    /** On a store that others use too, and that stays open. */
    public static Dovecot start(MailStore store, Option... options) throws IOException {
        RealServer.DOVECOT.require();
        return start(store, false, options);
    }

    private static Dovecot start(MailStore store, boolean ownStore, Option... options) throws IOException {
        TempFolder folder = TempFolder.create("dovecot");
        int[] ports = Ports.free(4);
        Set<Option> chosen = EnumSet.noneOf(Option.class);
        chosen.addAll(List.of(options));
        Path config = folder.write("dovecot.conf", configuration(folder, store, chosen, ports));
        String host = chosen.contains(Option.TLS_BEFORE_LOGIN) ? "127.0.0.2" : "127.0.0.1";
        List<String> command = List.of(RealServer.DOVECOT.program(), "-F", "-c", config.toString());
        return new Dovecot(store, ownStore, Daemon.start(folder, command, ports), new Listening(host, ports));
    }

    /**
     * The address to connect to. Where TLS is required before a login it is 127.0.0.2: Dovecot takes a connection whose
     * two ends have the same address for secure as it is, and one from 127.0.0.1 to 127.0.0.2 not.
     */
    public String host() {
        return host;
    }

    public int imapPort() {
        return ports[0];
    }

    public int imapsPort() {
        return ports[1];
    }

    public int pop3Port() {
        return ports[2];
    }

    public int pop3sPort() {
        return ports[3];
    }

    /** Puts a message into the user's inbox: see {@link MailStore#deliver}. */
    public void deliver(String user, byte[] message) throws IOException {
        store.deliver(user, message);
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

    private static String configuration(TempFolder folder, MailStore store, Set<Option> options, int[] ports)
            throws IOException {
        TestCa.Identity identity = TestCa.sharedServer();
        Path users = folder.write(
                "users",
                String.join(
                        "",
                        MailStore.USERS.stream()
                                .map(user -> user + ":" + password(options) + "\n")
                                .toList()));
        boolean strict = options.contains(Option.TLS_BEFORE_LOGIN);
        return """
                base_dir = %1$s/run
                state_dir = %1$s/run
                log_path = %1$s/dovecot.log
                auth_failure_delay = 0
                auth_mechanisms = %2$s
                disable_plaintext_auth = %3$s
                ssl = %4$s
                ssl_cert = <%5$s
                ssl_key = <%6$s
                """
                        .formatted(
                                folder.path(),
                                mechanisms(options),
                                strict ? "yes" : "no",
                                strict ? "required" : "yes",
                                identity.writeCertificate(folder.path()),
                                identity.writeKey(folder.path()))
                + accounts(store, users)
                + services(ports);
    }

    private static String accounts(MailStore store, Path users) {
        return """
                mail_location = maildir:%1$s/%%u
                mail_uid = %2$s
                mail_gid = %2$s
                first_valid_uid = 1
                mail_max_userip_connections = 0
                protocols = imap pop3
                passdb {
                  driver = passwd-file
                  args = scheme=PLAIN username_format=%%u %3$s
                }
                userdb {
                  driver = static
                  args = uid=%2$s gid=%2$s home=%1$s/%%u
                }
                """
                .formatted(store.path(), store.owner(), users);
    }

    private static String services(int[] ports) {
        return """
                namespace inbox {
                  inbox = yes
                }
                service imap-login {
                  inet_listener imap {
                    address = 127.0.0.1 127.0.0.2
                    port = %d
                  }
                  inet_listener imaps {
                    address = 127.0.0.1 127.0.0.2
                    port = %d
                    ssl = yes
                  }
                }
                service pop3-login {
                  inet_listener pop3 {
                    address = 127.0.0.1 127.0.0.2
                    port = %d
                  }
                  inet_listener pop3s {
                    address = 127.0.0.1 127.0.0.2
                    port = %d
                    ssl = yes
                  }
                }
                service anvil {
                  # No growing delay after failed logins from one address.
                  unix_listener anvil-auth-penalty {
                    mode = 0
                  }
                }
                """
                .formatted(ports[0], ports[1], ports[2], ports[3]);
    }

    private static String mechanisms(Set<Option> options) {
        if (options.contains(Option.ALL_MECHANISMS)) {
            return "plain login cram-md5 scram-sha-1 scram-sha-256";
        }
        return options.contains(Option.SCRAM_SHA_1) ? "plain login scram-sha-1" : "plain login";
    }

    private static String password(Set<Option> options) {
        if (!options.contains(Option.HASHED_PASSWORDS)) {
            return "{PLAIN}" + MailStore.PASSWORD;
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(MailStore.PASSWORD.getBytes(UTF_8));
            return "{SHA256}" + Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Listening(String host, int[] ports) {}
}
