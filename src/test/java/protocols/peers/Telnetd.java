package protocols.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * telnetd of the GNU inetutils. It wants its connection as standard input, so inetd accepts it; instead of the system's
 * login it runs a script of ours, with no system account behind it:
 *
 * <pre>
 * login: alice
 * Password: (not echoed) password
 * $
 * </pre>
 *
 * <p>A wrong password is answered {@code Login incorrect} and asked again. The commands are {@code echo TEXT},
 * {@code size} (rows and columns of the window), {@code term} (terminal type), {@code lines N}, {@code shell NAME} (the
 * system's own, interactive, with the prompt {@code NAME$}) and {@code exit}, which waits for one more line: telnetd does
 * not hand on what a shell says last before it ends.
 */
public final class Telnetd implements AutoCloseable {

    public static final String USER = "alice";
    public static final String PASSWORD = "password";

    private static final String LOGIN =
            """
            #!/bin/sh
            trap '' INT
            while :; do
                printf 'login: '
                read -r user || exit
                stty -echo
                printf 'Password: '
                read -r password || exit
                stty echo
                printf '\\n'
                [ "$user" = %s ] && [ "$password" = %s ] && break
                printf 'Login incorrect\\n'
            done
            printf 'Welcome %%s\\n' "$user"
            while printf '$ ' && read -r command rest; do
                case $command in
                    echo) printf '%%s\\n' "$rest" ;;
                    size) stty size ;;
                    term) printf '%%s\\n' "$TERM" ;;
                    lines) n=0; while [ "$n" -lt "$rest" ]; do n=$((n + 1)); printf 'line %%d\\n' "$n"; done ;;
                    shell) PS1="$rest\\$ " env --default-signal=INT,QUIT /bin/sh -i ;;
                    exit) printf 'Bye\\n'; read -r rest; exit ;;
                    '') ;;
                    *) printf '%%s: not found\\n' "$command" ;;
                esac
            done
            """
                    .formatted(USER, PASSWORD);

    private final Daemon daemon;
    private final int port;

    private Telnetd(Daemon daemon, int port) {
        this.daemon = daemon;
        this.port = port;
    }

    public static Telnetd start() throws IOException {
        RealServer.TELNETD.require();
        TempFolder folder = TempFolder.create("telnetd");
        int port = Ports.free(1)[0];
        Path login = folder.script("login", LOGIN);
        Path config = folder.write(
                "inetd.conf",
                """
                127.0.0.1:%d stream tcp nowait.10000 root /usr/sbin/telnetd telnetd --no-hostinfo --exec-login=%s
                """
                        .formatted(port, login));
        // Debugging is the only way to keep this inetd in the foreground.
        List<String> command = List.of(
                RealServer.TELNETD.program(),
                "--debug",
                "--pidfile=" + folder.path().resolve("inetd.pid"),
                config.toString());
        return new Telnetd(Daemon.start(folder, command, port), port);
    }

    public int port() {
        return port;
    }

    public String log() {
        return daemon.log();
    }

    @Override
    public void close() {
        daemon.close();
    }
}
