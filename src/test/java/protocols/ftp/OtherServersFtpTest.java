package protocols.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.Content;
import protocols.Tls;
import protocols.Trust;
import protocols.WireException;
import protocols.peers.ProFtpd;
import protocols.peers.PureFtpd;
import protocols.peers.RealServer;
import protocols.peers.RequiresServer;
import protocols.peers.TestCa;

/** What ProFTPD and Pure-FTPd do otherwise than vsftpd. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OtherServersFtpTest {

    private static final byte[] GOOD = new byte[100_000];

    private static FtpSession login(ProFtpd server, Tls mode) throws IOException {
        return Ftp.at("localhost")
                .port(server.port())
                .tls(mode)
                .trust(Trust.of(TestCa.shared().trusting()))
                .connect()
                .login(ProFtpd.USER, ProFtpd.PASSWORD);
    }

    private static FtpSession login(PureFtpd server) throws IOException {
        return Ftp.at("localhost").port(server.port()).connect().login(PureFtpd.USER, PureFtpd.PASSWORD);
    }

    private static InputStream failing() {
        return new InputStream() {
            private int pieces;

            @Override
            public int read() {
                throw new AssertionError("read by the byte");
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                if (++pieces > 3) {
                    throw new IOException("the disk is gone");
                }
                return length;
            }
        };
    }

    private static void breakOff(FtpSession ftp) throws IOException {
        ftp.put(Content.bytes(GOOD), "a");
        assertThatThrownBy(() -> ftp.put(failing(), "a")).hasMessage("the disk is gone");
        ftp.noop();
        assertThatThrownBy(() -> ftp.get("missing", OutputStream.nullOutputStream()))
                .isInstanceOf(WireException.Refused.class);
        ftp.put(Content.bytes(new byte[5]), "b");
        assertThat(ftp.size("b")).isEqualTo(5);
    }

    /** An upload that is not whole does not take the place of the file that is there. */
    @Test
    @RequiresServer(RealServer.PROFTPD)
    void theGoodFileStaysWhereAnUploadBreaksOff() throws Exception {
        try (ProFtpd server = ProFtpd.start();
                FtpSession ftp = login(server, Tls.NONE)) {
            breakOff(ftp);
            assertThat(Files.size(server.home().resolve("a"))).isEqualTo(GOOD.length);
        }
        try (ProFtpd server = ProFtpd.startTls();
                FtpSession ftp = login(server, Tls.UPGRADE)) {
            breakOff(ftp);
            assertThat(Files.size(server.home().resolve("a"))).isEqualTo(GOOD.length);
        }
    }

    /** It sends a ticket with its first byte of data alone: after each upload there is none. */
    @Test
    @RequiresServer(RealServer.PROFTPD)
    void transfersOverTlsGoOnAfterAnUpload() throws Exception {
        try (ProFtpd server = ProFtpd.startTls();
                FtpSession ftp = login(server, Tls.UPGRADE)) {
            for (int i = 0; i < 3; i++) {
                assertThat(ftp.put(Content.bytes(GOOD), "a").bytes()).isEqualTo(GOOD.length);
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                ftp.get("a", out);
                assertThat(out.size()).isEqualTo(GOOD.length);
                ftp.put(Content.bytes(GOOD), "b");
                ftp.put(Content.NONE, "c");
                assertThat(ftp.list().size()).isEqualTo(3);
            }
        }
    }

    @Test
    @RequiresServer(RealServer.PURE_FTPD)
    void anUploadThatBreaksOffLeavesTheSessionInStep() throws Exception {
        try (PureFtpd server = PureFtpd.start();
                FtpSession ftp = login(server)) {
            breakOff(ftp);
        }
    }

    /** It doubles no quotes in the path of its directory, and says nothing where a download is given up. */
    @Test
    @RequiresServer(RealServer.PURE_FTPD)
    void pureFtpdIsUnderstood() throws Exception {
        try (PureFtpd server = PureFtpd.start();
                FtpSession ftp = login(server)) {
            ftp.mkdir("W");
            assertThat(ftp.mkdir("W\"x")).isEqualTo("W\"x");
            ftp.cd("W\"x");
            ftp.mkdir("a b");
            ftp.put(Content.bytes(GOOD), "a b/one");
            assertThat(ftp.names("a b")).contains("one");
            assertThat(ftp.pwd()).endsWith("/W\"x");
            for (int i = 0; i < 3; i++) {
                try (InputStream in = ftp.open("a b/one")) {
                    assertThat(in.read()).isEqualTo(GOOD[0]);
                }
                ftp.noop();
            }
        }
    }

    private static void listsEach(FtpSession ftp, Path home, List<String> names) throws IOException {
        for (String name : names) {
            Files.writeString(Files.createDirectory(home.resolve(name)).resolve("in " + name), "");
        }
        for (String name : names) {
            assertThat(ftp.list(name).children()).as(name).singleElement().satisfies(entry -> assertThat(entry.name())
                    .isEqualTo("in " + name));
            assertThat(ftp.names(name)).as(name).anySatisfy(line -> assertThat(line)
                    .endsWith("in " + name));
        }
        assertThat(ftp.pwd()).isEqualTo("/");
    }

    @Test
    @RequiresServer(RealServer.PROFTPD)
    void eachDirectoryOfProFtpdIsItself() throws Exception {
        try (ProFtpd server = ProFtpd.start();
                FtpSession ftp = login(server, Tls.NONE)) {
            listsEach(ftp, server.home(), List.of("-la", "what?", "[a]", "a", "*", "a b", "{a,b}"));
        }
    }

    @Test
    @RequiresServer(RealServer.PURE_FTPD)
    void eachDirectoryOfPureFtpdIsItself() throws Exception {
        try (PureFtpd server = PureFtpd.start();
                FtpSession ftp = login(server)) {
            listsEach(ftp, server.home(), List.of("-la", "what?", "[a]", "a", "*", "a b", "{a,b}", "~x"));
        }
    }
}
