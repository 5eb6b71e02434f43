package protocols.ftp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import protocols.Batch;
import protocols.Credentials;
import protocols.Tls;
import protocols.Transfer;
import protocols.Trust;
import protocols.WireException;
import protocols.peers.RealServer;
import protocols.peers.RequiresServer;
import protocols.peers.TestCa;
import protocols.peers.Vsftpd;

/** Batches, new logins and pools against vsftpd. */
@RequiresServer(RealServer.VSFTPD)
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class VsftpdManyFtpTest {

    @TempDir
    private Path folder;

    private static Ftp alice(Vsftpd server) {
        return Ftp.at("127.0.0.1").port(server.port()).credentials(Credentials.password(Vsftpd.USER, Vsftpd.PASSWORD));
    }

    private static List<String> numbered(String name, int count) {
        return IntStream.range(0, count).mapToObj(i -> name + " " + i).toList();
    }

    @Test
    void eachBatchTakesFewRoundTrips() throws IOException {
        try (Vsftpd server = Vsftpd.start();
                FtpSession ftp = alice(server).connect().login()) {
            List<String> directories = numbered("d", 200);
            long before = ftp.stats().roundTrips();
            assertThat(ftp.mkdirAll(directories).isComplete()).isTrue();
            assertThat(ftp.stats().roundTrips() - before).isLessThan(20);
            assertThat(ftp.mkdirAll(List.of("d 0", "e")).refused()).containsOnlyKeys("d 0");

            for (String name : numbered("f", 200)) {
                server.putHome(name, name.getBytes(UTF_8));
            }
            Map<String, String> names = new LinkedHashMap<>();
            numbered("f", 200).forEach(name -> names.put(name, name.replace('f', 'g')));
            names.put("none", "some");
            names.put("g 0", "f 0");
            before = ftp.stats().roundTrips();
            Batch<String, ?> renamed = ftp.renameAll(names);
            assertThat(ftp.stats().roundTrips() - before).isLessThan(30);
            assertThat(renamed.refused()).containsOnlyKeys("none");
            assertThat(renamed.refused().get("none")).hasMessageContaining("550");
            assertThat(server.home().resolve("g 199")).hasContent("f 199");
            assertThat(server.home().resolve("f 0")).hasContent("f 0");

            List<String> files = List.of("f 0", "g 1", "g 100", "none");
            assertThat(ftp.chmodAll(files, "600").refused()).containsOnlyKeys("none");
            assertThat(Files.getPosixFilePermissions(server.home().resolve("g 1")))
                    .hasSize(2);
            assertThat(ftp.sizeAll(files).done()).containsEntry("g 100", 5L).hasSize(3);
            Batch<String, FtpTime> times = ftp.modifiedAll(files);
            assertThat(times.get("f 0").flatMap(FtpTime::instant).orElseThrow())
                    .isBetween(Instant.now().minusSeconds(600), Instant.now().plusSeconds(600));
            Batch<String, FtpEntry> entries = ftp.entryAll(List.of("f 0", "d 7", "none"));
            assertThat(entries.get("f 0").orElseThrow().size()).hasValue(3);
            assertThat(entries.get("d 7").orElseThrow().isDirectory()).isTrue();
            assertThat(entries.refused()).containsOnlyKeys("none");
            assertThat(ftp.deleteAll(numbered("g", 200)).refused()).containsOnlyKeys("g 0");
        }
    }

    @Test
    void oneAtATimeComesToTheSame() throws IOException {
        try (Vsftpd server = Vsftpd.start();
                FtpSession ftp = alice(server).withoutPipelining().connect().login()) {
            server.putHome("a", new byte[3]);
            long before = ftp.stats().roundTrips();
            assertThat(ftp.renameAll(Map.of("none", "x")).refused()).hasSize(1);
            assertThat(ftp.stats().roundTrips() - before).isEqualTo(1);
            assertThat(ftp.renameAll(Map.of("a", "b")).isComplete()).isTrue();
            assertThat(ftp.stats().roundTrips() - before).isEqualTo(3);
            assertThat(ftp.sizeAll(List.of("b")).get("b")).contains(3L);
        }
    }

    @Test
    void aNewLoginGoesOnWhereTheSessionWas() throws IOException {
        try (Vsftpd server = Vsftpd.start();
                FtpSession ftp = alice(server).connect().login()) {
            ftp.mkdirs("a/b c");
            server.putHome("a/b c/f", "text".getBytes(UTF_8));
            ftp.cd("a");
            ftp.cd("b c");
            ftp.active();
            ftp.reconnect();
            assertThat(ftp.pwd()).isEqualTo("/a/b c");
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ftp.get("f", out);
            assertThat(out.toString(UTF_8)).isEqualTo("text");
            ftp.up();
            ftp.reconnect();
            assertThat(ftp.names()).containsExactly("b c");
        }
    }

    @Test
    void aPoolMovesManyFilesBothWays() throws IOException {
        try (Vsftpd server = Vsftpd.start();
                FtpPool pool = alice(server).pool(4)) {
            Path up = Files.createDirectory(folder.resolve("up"));
            for (String name : numbered("file", 300)) {
                Files.writeString(up.resolve(name), name.repeat(50));
            }
            pool.run(ftp -> ftp.mkdir("there"));
            Batch<String, Transfer> put = pool.mput(up, Glob.of("*"), "there");
            assertThat(put.done()).hasSize(300);
            Path down = Files.createDirectory(folder.resolve("down"));
            Batch<String, Transfer> got = pool.mget("there", Glob.of("file 1*"), down);
            assertThat(got.done()).hasSize(111);
            for (String name : got.done().keySet()) {
                assertThat(down.resolve(name)).hasSameTextualContentAs(up.resolve(name));
            }
            assertThat(pool.mget(Glob.of("*"), down).isEmpty()).isTrue();
            assertThatThrownBy(() -> pool.mget("nowhere", Glob.of("*"), down))
                    .isInstanceOf(WireException.Refused.class);
            assertThat(pool.<String, WireException>use(FtpSession::pwd)).isEqualTo("/");
        }
    }

    /** Each session resumes its own TLS session and not that of a neighbour. */
    @Test
    void aPoolOverTlsWhereEachDataConnectionHasToResume() throws IOException {
        try (Vsftpd server = Vsftpd.start(Vsftpd.Option.FORCE_TLS, Vsftpd.Option.REQUIRE_SESSION_REUSE);
                FtpPool pool = alice(server)
                        .tls(Tls.UPGRADE)
                        .trust(Trust.pem(TestCa.shared().writeTo(folder)))
                        .pool(3)) {
            for (String name : numbered("file", 60)) {
                server.putHome(name, name.getBytes(UTF_8));
            }
            assertThat(pool.mget(Glob.of("file*"), folder).done()).hasSize(60);
            assertThat(folder.resolve("file 59")).hasContent("file 59");
            pool.run(ftp -> {
                ftp.reconnect();
                assertThat(ftp.list().entries()).hasSize(60);
            });
        }
    }
}
