package protocols.golden;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import protocols.Sink;
import protocols.Tls;
import protocols.WireException;
import protocols.ftp.Ftp;
import protocols.ftp.FtpSession;
import protocols.net.Connector;

/** The golden dialogue of FTP: every command, passive and active, refusals among them. */
public final class FtpGolden implements Golden {

    @Override
    public String name() {
        return "ftp";
    }

    @Override
    public Object run(Connector via, Duration timeout) throws Exception {
        List<Object> seen = new ArrayList<>();
        Ftp client = Ftp.at("localhost").tls(Tls.NONE).via(via).timeout(timeout).idleTimeout(timeout);
        try (FtpSession ftp = client.connect().login("alice", "secret")) {
            seen.add(ftp.system());
            seen.add(ftp.features());
            seen.add(ftp.pwd());
            ftp.cd("pub");
            ftp.up();
            transfer(ftp, seen);
            change(ftp, seen);
            ftp.quit();
        }
        return seen;
    }

    private static void transfer(FtpSession ftp, List<Object> seen) throws IOException {
        seen.add(ftp.list());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        seen.add(ftp.get("a.txt", out).bytes());
        try {
            ftp.get("none", out);
        } catch (WireException.Refused e) {
            seen.add(e.reply());
        }
        seen.add(ftp.get("a.txt", Sink.stream(out), 7).reply());
        seen.add(HexFormat.of().formatHex(out.toByteArray()));
        ftp.text();
        seen.add(ftp.put(bytes("one\ntwo\n"), "t.txt").bytes());
        ftp.binary();
        ftp.active();
        seen.add(ftp.append(bytes("+"), "a.txt").reply());
        seen.add(ftp.names("pub"));
    }

    private static ByteArrayInputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    private static void change(FtpSession ftp, List<Object> seen) throws IOException {
        seen.add(ftp.mkdir("new"));
        ftp.rename("new", "old");
        ftp.rmdir("old");
        seen.add(ftp.sizeAll(List.of("a.txt", "none")));
        seen.add(ftp.modified("a.txt"));
        seen.add(ftp.deleteAll(List.of("b\udcff.bin", "none")));
        seen.add(ftp.status());
        seen.add(ftp.help("SITE"));
        seen.add(ftp.command("SITE", "CHMOD", "600", "a.txt"));
        ftp.noop();
    }
}
