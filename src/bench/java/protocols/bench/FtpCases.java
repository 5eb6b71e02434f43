package protocols.bench;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;
import protocols.Transfer;
import protocols.ftp.Ftp;
import protocols.ftp.Glob;
import protocols.peers.Vsftpd;

/** FTP against vsftpd: one large file, many small ones, a large listing. */
final class FtpCases {

    private static final long LARGE = 1L << 30;
    private static final int SMALL = 2_000;
    private static final int LISTED = 100_000;

    /** How many names {@code small-??} fits. */
    private static final int FAR = 90;

    private FtpCases() {}

    static void run(SideBySide bench) throws Exception {
        if (!bench.wants("ftp")) {
            return;
        }
        try (Vsftpd server = Vsftpd.start()) {
            server.publishLarge("large.bin", LARGE);
            byte[] small = new byte[2048];
            Arrays.fill(small, (byte) 'x');
            for (int i = 0; i < SMALL; i++) {
                server.publish("small-" + i, small);
            }
            if (bench.wants("ftp-list")) {
                Path many = Files.createDirectories(server.anonymousRoot().resolve("many"));
                for (int i = 0; i < LISTED; i++) {
                    Files.createFile(many.resolve("file number " + i + ".txt"));
                }
            }
            bench.measure("ftp-get-1g", "MB/s")
                    .with("ours", () -> ours(server.port(), "/pub/large.bin", 1) >> 20)
                    .with("commons-net", () -> commonsNet(server.port(), "/pub/large.bin", 1) >> 20)
                    .program("curl", () -> curl(server.port(), LARGE) >> 20)
                    .program("lftp", () -> lftp(server.port(), LARGE) >> 20)
                    .with("floor", () -> floor(server.port(), "/pub/large.bin", 1) >> 20)
                    .run();
            bench.measure("ftp-get-2k", "files/s")
                    .with("ours", () -> ours(server.port(), "/pub/small-", SMALL) / small.length)
                    .with("commons-net", () -> commonsNet(server.port(), "/pub/small-", SMALL) / small.length)
                    .with("floor", () -> floor(server.port(), "/pub/small-", SMALL) / small.length)
                    .warmUp(4)
                    .run();
            bench.measure("ftp-list-100k", "lines/s")
                    .with("ours", () -> list(server.port()))
                    .with("ours-streamed", () -> listStreamed(server.port()))
                    .with("commons-net", () -> commonsNetList(server.port()))
                    .with("floor", () -> floorList(server.port()))
                    .run();
            try (FarProxy far = FarProxy.to(server.port())) {
                bench.measure("ftp-get-2k-far", "files/s")
                        .with("ours", () -> mget(far.port()) / small.length)
                        .with("ours-one-by-one", () -> ours(far.port(), "/pub/small-", FAR) / small.length)
                        .with("commons-net", () -> commonsNet(far.port(), "/pub/small-", FAR) / small.length)
                        .with("floor", () -> floor(far.port(), "/pub/small-", FAR) / small.length)
                        .run();
            }
        }
    }

    private static long curl(int port, long bytes) throws Exception {
        Program.run("curl", "-s", "-o", "/dev/null", "ftp://127.0.0.1:" + port + "/pub/large.bin");
        return bytes;
    }

    private static long lftp(int port, long bytes) throws Exception {
        Program.run("lftp", "-c", "cat ftp://127.0.0.1:" + port + "/pub/large.bin > /dev/null");
        return bytes;
    }

    private static String name(String path, int i, int count) {
        return count == 1 ? path : path + i;
    }

    private static long ours(int port, String path, int count) throws Exception {
        long bytes = 0;
        try (var ftp = Ftp.at("127.0.0.1").port(port).connect().loginAnonymously()) {
            for (int i = 0; i < count; i++) {
                bytes += ftp.get(name(path, i, count), OutputStream.nullOutputStream())
                        .bytes();
            }
        }
        return bytes;
    }

    private static long list(int port) throws Exception {
        try (var ftp = Ftp.at("127.0.0.1").port(port).connect().loginAnonymously()) {
            return ftp.list("/many").entries().size();
        }
    }

    private static long listStreamed(int port) throws Exception {
        LongAdder lines = new LongAdder();
        try (var ftp = Ftp.at("127.0.0.1").port(port).connect().loginAnonymously()) {
            ftp.list("/many", entry -> lines.increment());
        }
        return lines.sum();
    }

    private static long commonsNetList(int port) throws Exception {
        FTPClient ftp = commonsNet(port);
        try {
            return ftp.listFiles("/many").length;
        } finally {
            ftp.disconnect();
        }
    }

    /** The lines are read and not looked at. */
    private static long floorList(int port) throws Exception {
        try (Floor control = floor(port);
                Floor data = new Floor(passive(control))) {
            control.send("LIST /many\r\n");
            data.drain();
            control.until("150 ");
            control.until("226 ");
        }
        return LISTED;
    }

    private static long mget(int port) throws Exception {
        long bytes = 0;
        Path folder = Files.createTempDirectory("far");
        try (var ftp = Ftp.at("127.0.0.1").port(port).connect().loginAnonymously()) {
            ftp.cd("/pub");
            for (Transfer one :
                    ftp.mget(Glob.of("small-??"), folder).orThrow().done().values()) {
                bytes += one.bytes();
            }
        }
        return bytes;
    }

    private static long commonsNet(int port, String path, int count) throws Exception {
        FTPClient ftp = commonsNet(port);
        try {
            CountingOutput out = new CountingOutput();
            for (int i = 0; i < count; i++) {
                if (!ftp.retrieveFile(name(path, i, count), out)) {
                    throw new IllegalStateException(ftp.getReplyString());
                }
            }
            return out.bytes();
        } finally {
            ftp.disconnect();
        }
    }

    private static FTPClient commonsNet(int port) throws Exception {
        FTPClient ftp = new FTPClient();
        ftp.setBufferSize(65_536);
        ftp.setUseEPSVwithIPv4(true);
        ftp.connect("127.0.0.1", port);
        ftp.login("anonymous", "bench@example.org");
        ftp.enterLocalPassiveMode();
        ftp.setFileType(FTP.BINARY_FILE_TYPE);
        return ftp;
    }

    private static Floor floor(int port) throws Exception {
        Floor control = new Floor(port);
        control.until("220 ");
        control.send("USER anonymous\r\n");
        control.until("331 ");
        control.send("PASS bench@example.org\r\n");
        control.until("230 ");
        control.send("TYPE I\r\n");
        control.until("200 ");
        return control;
    }

    private static int passive(Floor control) throws Exception {
        control.send("EPSV\r\n");
        String reply = control.until("229 ");
        return Integer.parseInt(reply.substring(reply.indexOf("|||") + 3, reply.lastIndexOf('|')));
    }

    private static long floor(int port, String path, int count) throws Exception {
        long bytes = 0;
        try (Floor control = floor(port)) {
            for (int i = 0; i < count; i++) {
                int data = passive(control);
                control.send("RETR " + name(path, i, count) + "\r\n");
                try (Floor file = new Floor(data)) {
                    bytes += file.drain();
                }
                control.until("150 ");
                control.until("226 ");
            }
        }
        return bytes;
    }
}
