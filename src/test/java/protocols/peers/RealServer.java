package protocols.peers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opentest4j.TestAbortedException;

/** The real servers, where Debian puts them and what to install to have them. */
public enum RealServer {
    VSFTPD("vsftpd", true, "/usr/sbin/vsftpd"),
    DOVECOT("dovecot-imapd dovecot-pop3d", true, "/usr/sbin/dovecot", "/usr/lib/dovecot/imap", "/usr/lib/dovecot/pop3"),
    EXIM("exim4-daemon-light", true, "/usr/sbin/exim4"),
    KNOT("knot", false, "/usr/sbin/knotd"),
    /** BIND. */
    NAMED("bind9", false, "/usr/sbin/named"),
    NSD("nsd", false, "/usr/sbin/nsd"),
    /** No server, but what tells how the answers of one are printed. */
    DIG("bind9-dnsutils", false, "/usr/bin/dig"),
    /** No server either, but a client in another language. */
    CURL("curl", false, "/usr/bin/curl"),
    /** Neither: a terminal, for what only somebody who sits there sees. */
    TMUX("tmux", false, "/usr/bin/tmux"),
    /** What signs, revokes and staples. */
    OPENSSL("openssl", false, "/usr/bin/openssl"),
    NGINX("nginx-light", false, "/usr/sbin/nginx"),
    NGINX_STREAM("nginx-light libnginx-mod-stream", false, "/usr/sbin/nginx", Modules.STREAM),
    /** Its package excludes vsftpd, so that it is taken out of its package into a folder: see {@link Unpacked}. */
    PROFTPD(
            Unpacked.PACKAGES,
            true,
            Unpacked.ROOT + "/usr/sbin/proftpd",
            Unpacked.ROOT + "/usr/lib/proftpd/mod_tls.so"),
    /** As {@link #PROFTPD}. */
    PURE_FTPD(Unpacked.PACKAGES, true, Unpacked.ROOT + "/usr/sbin/pure-ftpd", Unpacked.ROOT + "/usr/bin/pure-pw"),
    /** A server in Python. */
    PYFTPDLIB(
            "python3-pyftpdlib python3-openssl",
            false,
            "/usr/bin/python3",
            "/usr/lib/python3/dist-packages/pyftpdlib/servers.py",
            "/usr/lib/python3/dist-packages/OpenSSL/SSL.py"),
    TELNETD("inetutils-telnetd inetutils-inetd", true, "/usr/sbin/inetutils-inetd", "/usr/sbin/telnetd");

    /** Parts of servers that are packages of their own. */
    static final class Modules {
        static final String STREAM = "/usr/lib/nginx/modules/ngx_stream_module.so";

        private Modules() {}
    }

    /** Servers that cannot be installed side by side: {@code apt-get download}, and {@code dpkg -x} of each into a folder. */
    static final class Unpacked {
        static final String ROOT = System.getProperty("protocols.unpacked", "/opt/protocols-servers");
        static final String LIBRARIES = ROOT + "/usr/lib/x86_64-linux-gnu";
        static final String PACKAGES = "proftpd-core proftpd-mod-crypto pure-ftpd pure-ftpd-common libhiredis0.14"
                + " libmemcached11 libmemcachedutil2 libhashkit2 libpcre2-posix3 libsodium23 libidn2-0";

        private Unpacked() {}

        /** The command that starts one of them with the libraries that came with it. */
        static List<String> command(String program, String... arguments) {
            List<String> command = new ArrayList<>(List.of("/usr/bin/env", "LD_LIBRARY_PATH=" + LIBRARIES, program));
            command.addAll(List.of(arguments));
            return command;
        }
    }

    private final String packages;
    private final boolean root;
    private final String[] programs;

    RealServer(String packages, boolean root, String... programs) {
        this.packages = packages;
        this.root = root;
        this.programs = programs;
    }

    /** The Debian packages that hold it. */
    public String packages() {
        return packages;
    }

    /** Why it cannot be started here; empty if it can. */
    public Optional<String> missing() {
        for (String program : programs) {
            if (!Files.exists(Path.of(program))) {
                return Optional.of(name() + " is not installed (no " + program + "): apt-get install " + packages);
            }
        }
        return root && !asRoot() ? Optional.of(name() + " starts as root only") : Optional.empty();
    }

    /** Whether {@code -Dprotocols.real=required} asks that a missing server fails the test instead of skipping it. */
    public static boolean required() {
        return "required".equals(System.getProperty("protocols.real"));
    }

    /** Skips the running test if the server is missing, or fails it if real servers are required. */
    public void require() {
        missing().ifPresent(why -> {
            if (required()) {
                throw new AssertionError(why);
            }
            throw new TestAbortedException(why);
        });
    }

    /** Where its first program is. */
    public String program() {
        return programs[0];
    }

    static boolean asRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}
