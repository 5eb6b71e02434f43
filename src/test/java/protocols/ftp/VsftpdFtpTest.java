package protocols.ftp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import protocols.Batch;
import protocols.Reply;
import protocols.Sink;
import protocols.Tls;
import protocols.Transcript;
import protocols.Transcript.Side;
import protocols.Transfer;
import protocols.Trust;
import protocols.WireException;
import protocols.peers.RealServer;
import protocols.peers.RequiresServer;
import protocols.peers.TestCa;
import protocols.peers.Vsftpd;

/** The textbook sessions against vsftpd: anonymous and named, passive and active, in the clear and over TLS. */
@RequiresServer(RealServer.VSFTPD)
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class VsftpdFtpTest {

    private static final byte[] README = "Read me.\nTwice.\n".getBytes(UTF_8);

    @TempDir
    private Path local;

    private static Ftp at(Vsftpd server) {
        return Ftp.at("localhost").port(server.port()).keep(Transcript.Keep.EVERYTHING);
    }

    private Ftp tls(Vsftpd server, Tls mode) throws IOException {
        return at(server).tls(mode).trust(Trust.pem(TestCa.shared().writeTo(local)));
    }

    private static byte[] noise(int bytes) {
        byte[] noise = new byte[bytes];
        new Random(bytes).nextBytes(noise);
        return noise;
    }

    private static byte[] get(FtpSession ftp, String name) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ftp.get(name, out).bytes()).isEqualTo(out.size());
        return out.toByteArray();
    }

    @Test
    void anonymousLogsInListsAndGets() throws IOException {
        try (Vsftpd server = Vsftpd.start()) {
            server.publish("readme.txt", README);
            FtpSession ftp = at(server).connect().loginAnonymously();
            assertThat(ftp.pwd()).isEqualTo("/");
            FtpEntry entry = ftp.list("pub").named("readme.txt").orElseThrow();
            assertThat(entry.kind()).isEqualTo(FtpEntry.Kind.FILE);
            assertThat(entry.size()).hasValue(README.length);
            assertThat(get(ftp, "pub/readme.txt")).isEqualTo(README);
            assertThat(ftp.names("pub")).containsExactly("pub/readme.txt");
            assertThat(ftp.system()).startsWith("UNIX");
            assertThatThrownBy(() -> get(ftp, "pub/none"))
                    .isInstanceOfSatisfying(
                            WireException.Refused.class,
                            no -> assertThat(no.reply().code()).isEqualTo(550));
            assertThat(get(ftp, "pub/readme.txt")).isEqualTo(README);
            ftp.quit();
            assertThat(ftp.isOpen()).isFalse();
        }
    }

    @Test
    void eachFileAfterTheFirstCostsOneRoundTripForItsCommands() throws IOException {
        try (Vsftpd server = Vsftpd.start();
                FtpSession ftp = at(server).connect().loginAnonymously()) {
            server.publish("readme.txt", README);
            assertThat(ftp.stats().roundTrips()).as("USER, PASS").isEqualTo(2);
            get(ftp, "pub/readme.txt");
            assertThat(ftp.stats().roundTrips()).as("TYPE and EPSV, RETR").isEqualTo(4);
            get(ftp, "pub/readme.txt");
            assertThat(ftp.stats().roundTrips()).as("EPSV and RETR").isEqualTo(5);
            assertThat(ftp.stats().connections())
                    .as("one for each of two files")
                    .isEqualTo(3);
            assertThat(ftp.transcript().said(Side.CLIENT).stream().filter(line -> line.startsWith("TYPE")))
                    .hasSize(1);
        }
    }

    @Test
    void aNamedUserDoesAllThatHeMay() throws IOException {
        try (Vsftpd server = Vsftpd.start();
                FtpSession ftp = at(server).connect().login(Vsftpd.USER, Vsftpd.PASSWORD)) {
            doEverything(ftp, server);
            assertThat(ftp.transcript().said(Side.CLIENT)).contains("EPSV").doesNotContain("PASV");
        }
    }

    @Test
    void activeModeDoesThemToo() throws IOException {
        try (Vsftpd server = Vsftpd.start();
                FtpSession ftp = at(server).active().connect().login(Vsftpd.USER, Vsftpd.PASSWORD)) {
            doEverything(ftp, server);
            assertThat(ftp.transcript().toString()).contains("C: EPRT |").doesNotContain("C: EPSV");
            ftp.passive();
            assertThat(get(ftp, "b.txt")).isEqualTo(README);
            assertThat(ftp.transcript().said(Side.CLIENT)).contains("EPSV");
        }
    }

    @Test
    void dataConnectionsResumeTheSessionOfTheControlConnection() throws IOException {
        try (Vsftpd server = Vsftpd.start(Vsftpd.Option.FORCE_TLS, Vsftpd.Option.REQUIRE_SESSION_REUSE);
                FtpSession ftp = tls(server, Tls.UPGRADE).connect().login(Vsftpd.USER, Vsftpd.PASSWORD)) {
            doEverything(ftp, server);
            ftp.active();
            assertThat(get(ftp, "b.txt")).isEqualTo(README);
        }
    }

    @Test
    void implicitTlsWorksAsWell() throws IOException {
        try (Vsftpd server = Vsftpd.start(
                        Vsftpd.Option.IMPLICIT_TLS, Vsftpd.Option.FORCE_TLS, Vsftpd.Option.REQUIRE_SESSION_REUSE);
                FtpSession ftp = tls(server, Tls.IMPLICIT).connect().login(Vsftpd.USER, Vsftpd.PASSWORD)) {
            doEverything(ftp, server);
        }
    }

    @Test
    void twoSessionsAtOnceEachResumeTheirOwn() throws IOException {
        try (Vsftpd server = Vsftpd.start(Vsftpd.Option.FORCE_TLS, Vsftpd.Option.REQUIRE_SESSION_REUSE)) {
            server.putHome("a", README);
            Ftp client = tls(server, Tls.UPGRADE);
            try (FtpSession one = client.connect().login(Vsftpd.USER, Vsftpd.PASSWORD);
                    FtpSession two = client.connect().login(Vsftpd.USER, Vsftpd.PASSWORD)) {
                for (int i = 0; i < 3; i++) {
                    assertThat(get(one, "a")).isEqualTo(README);
                    assertThat(get(two, "a")).isEqualTo(README);
                }
            }
        }
    }

    /** The tickets of TLS sessions that come with each data connection are what the next ones go on with. */
    @Test
    void streamsThatAreClosedUnreadCostNoSession() throws IOException {
        try (Vsftpd server = Vsftpd.start(Vsftpd.Option.FORCE_TLS, Vsftpd.Option.REQUIRE_SESSION_REUSE);
                FtpSession ftp = tls(server, Tls.UPGRADE).connect().login(Vsftpd.USER, Vsftpd.PASSWORD)) {
            server.putHome("large", new byte[20_000_000]);
            server.putHome("small", new byte[5]);
            for (int i = 0; i < 4; i++) {
                ftp.open("large").close();
                ftp.open("small").close();
            }
            assertThat(get(ftp, "small")).hasSize(5);
        }
    }

    private static void doEverything(FtpSession ftp, Vsftpd server) throws IOException {
        byte[] large = noise(3_000_000);
        assertThat(ftp.put(new ByteArrayInputStream(large), "large").bytes()).isEqualTo(large.length);
        assertThat(server.home().resolve("large")).hasBinaryContent(large);
        assertThat(Arrays.equals(get(ftp, "large"), large)).isTrue();
        assertThat(ftp.size("large")).isEqualTo(large.length);
        ftp.put(new ByteArrayInputStream(README), "a.txt");
        ftp.append(new ByteArrayInputStream(README), "a.txt");
        assertThat(ftp.size("a.txt")).isEqualTo(2L * README.length);
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        ftp.get("a.txt", Sink.stream(rest), README.length);
        assertThat(rest.toByteArray()).isEqualTo(README);
        ftp.put(new ByteArrayInputStream(README), "b.txt");
        assertThat(ftp.modified("b.txt").instant()).isPresent();
        assertThat(ftp.mkdir("folder with spaces")).endsWith("folder with spaces");
        ftp.rename("a.txt", "folder with spaces/c.txt");
        ftp.cd("folder with spaces");
        assertThat(ftp.pwd()).isEqualTo("/folder with spaces");
        assertThat(ftp.list().children()).extracting(FtpEntry::name).containsExactly("c.txt");
        ftp.delete("c.txt");
        assertThat(ftp.list().children()).isEmpty();
        ftp.up();
        ftp.rmdir("folder with spaces");
        assertThat(ftp.names()).containsExactlyInAnyOrder("b.txt", "large");
        assertThatThrownBy(() -> ftp.delete("none")).isInstanceOf(WireException.Refused.class);
        ftp.noop();
    }

    @Test
    void textIsConvertedBothWays() throws IOException {
        try (Vsftpd server = Vsftpd.start();
                FtpSession ftp = at(server).text().connect().login(Vsftpd.USER, Vsftpd.PASSWORD)) {
            Transfer sent = ftp.put(new ByteArrayInputStream(README), "a.txt");
            assertThat(sent.bytes()).as("with CR LF").isEqualTo(README.length + 2);
            assertThat(Files.readAllBytes(server.home().resolve("a.txt"))).isEqualTo(README);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            assertThat(ftp.get("a.txt", out).bytes()).isEqualTo(README.length + 2);
            assertThat(out.toString(UTF_8)).isEqualTo(new String(README, UTF_8).replace("\n", System.lineSeparator()));
        }
    }

    @Test
    void aBatchIsOneRoundTripForSixtyPaths() throws IOException {
        try (Vsftpd server = Vsftpd.start();
                FtpSession ftp = at(server).connect().login(Vsftpd.USER, Vsftpd.PASSWORD)) {
            List<String> names = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                server.putHome("f" + i, new byte[i]);
                names.add("f" + i);
            }
            names.add("none");
            ftp.size("f1");
            long before = ftp.stats().roundTrips();
            assertThat(ftp.sizeAll(names).get("f17")).contains(17L);
            assertThat(ftp.sizeAll(names).get("none")).isEmpty();
            Batch<String, Reply> deleted = ftp.deleteAll(names);
            assertThat(ftp.stats().roundTrips() - before).isEqualTo(3);
            assertThat(deleted.done()).hasSize(60);
            assertThat(deleted.done().get("f0").code()).isEqualTo(250);
            assertThat(deleted.refused()).containsOnlyKeys("none");
            assertThat(deleted.refused().get("none"))
                    .hasMessageContaining("localhost:")
                    .hasMessageContaining("550");
            assertThat(ftp.list().children()).isEmpty();
        }
    }

    @Test
    void mgetAndMputTakeWhatFits() throws IOException {
        try (Vsftpd server = Vsftpd.start();
                FtpSession ftp = at(server).connect().login(Vsftpd.USER, Vsftpd.PASSWORD)) {
            for (String name : List.of("a.txt", "b.txt", "c.dat")) {
                Files.write(local.resolve(name), (name + "\n").getBytes(UTF_8));
            }
            assertThat(ftp.mput(local, Glob.of("*.txt")).done()).containsOnlyKeys("a.txt", "b.txt");
            ftp.mkdir("d.txt");
            Path into = Files.createDirectory(local.resolve("into"));
            Batch<String, Transfer> got = ftp.mget(Glob.of("*.txt"), into);
            assertThat(got.isComplete()).isTrue();
            assertThat(got.done()).containsOnlyKeys("a.txt", "b.txt");
            assertThat(into.resolve("b.txt")).hasContent("b.txt\n");
            Files.writeString(into.resolve("b.txt"), "b.");
            assertThat(ftp.resume("b.txt", into.resolve("b.txt")).bytes()).isEqualTo(4);
            assertThat(into.resolve("b.txt")).hasContent("b.txt\n");
        }
    }

    @Test
    void aStreamThatIsClosedEarlyLeavesTheSessionGood() throws IOException {
        try (Vsftpd server = Vsftpd.start();
                FtpSession ftp = at(server).connect().login(Vsftpd.USER, Vsftpd.PASSWORD)) {
            server.putHome("large", noise(20_000_000));
            try (InputStream in = ftp.open("large")) {
                assertThat(in.readNBytes(10)).hasSize(10);
                assertThatThrownBy(ftp::pwd)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("RETR");
            }
            assertThat(ftp.pwd()).isEqualTo("/");
            assertThat(ftp.size("large")).isEqualTo(20_000_000);
        }
    }

    @Test
    void aWrongPasswordEndsTheConnection() throws IOException {
        try (Vsftpd server = Vsftpd.start()) {
            FtpConnection connection = at(server).connect();
            assertThatThrownBy(() -> connection.login(Vsftpd.USER, "wrong"))
                    .isInstanceOfSatisfying(
                            WireException.Refused.class,
                            no -> assertThat(no.reply().code()).isEqualTo(530));
            assertThat(connection.isOpen()).isFalse();
        }
    }

    @Test
    void aLoginThatTheServerWantsUnderTlsIsRefusedByItInTheClear() throws IOException {
        try (Vsftpd server = Vsftpd.start(Vsftpd.Option.FORCE_TLS)) {
            FtpConnection connection = at(server).connect();
            assertThatThrownBy(() -> connection.login(Vsftpd.USER, Vsftpd.PASSWORD))
                    .isInstanceOf(WireException.Refused.class);
        }
    }

    @Test
    @SuppressWarnings("try") // Closing in the middle is what is tested.
    void aRecordingReplaysWithTheSameResultsAndHoldsNoPassword() throws IOException {
        for (boolean active : new boolean[] {false, true}) {
            for (boolean secure : new boolean[] {false, true}) {
                try (Vsftpd server = Vsftpd.start()) {
                    server.putHome("x.bin", noise(5000));
                    Ftp client = secure ? tls(server, Tls.UPGRADE) : at(server);
                    client = active ? client.active() : client;
                    Transcript recorded;
                    List<Object> results;
                    try (FtpSession ftp = client.connect().login(Vsftpd.USER, Vsftpd.PASSWORD)) {
                        results = script(ftp);
                        recorded = ftp.transcript();
                    }
                    String text = recorded.toString();
                    assertThat(text).contains("C: PASS ********");
                    String said = text.replace("331 Please specify the password.", "");
                    assertThat(said).doesNotContain(Vsftpd.PASSWORD);
                    assertThat(said)
                            .doesNotContain(Base64.getEncoder().encodeToString(Vsftpd.PASSWORD.getBytes(UTF_8)));
                    Transcript parsed = Transcript.parse(text);
                    assertThat(parsed).isEqualTo(recorded);
                    server.close();
                    try (FtpSession ftp = client.via(parsed.replay()).connect().login(Vsftpd.USER, "another")) {
                        assertThat(script(ftp)).isEqualTo(results);
                    }
                }
            }
        }
    }

    private static List<Object> script(FtpSession ftp) throws IOException {
        List<Object> results = new ArrayList<>();
        results.add(ftp.features());
        results.add(ftp.list());
        results.add(List.of(java.nio.ByteBuffer.wrap(get(ftp, "x.bin"))));
        results.add(ftp.put(new ByteArrayInputStream(README), "y.txt").bytes());
        results.add(ftp.put(new ByteArrayInputStream(noise(100_000)), "z").bytes());
        ftp.text();
        results.add(ftp.put(new ByteArrayInputStream(README), "t.txt").bytes());
        ftp.rename("y.txt", "w.txt");
        results.add(ftp.sizeAll(List.of("w.txt", "none")).done());
        ftp.binary();
        results.add(ftp.names());
        Reply status = ftp.status();
        results.add(status.code());
        ftp.quit();
        return results;
    }
}
