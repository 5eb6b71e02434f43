package protocols.golden;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import protocols.Content;
import protocols.Sink;
import protocols.Tls;
import protocols.Transcript;
import protocols.WireException;
import protocols.ftp.Ftp;
import protocols.ftp.FtpSession;

/** The programs of the recordings of FTP. */
final class OldFtp {

    /** What anonymous logins find as {@code pub/readme.txt}. */
    static final String README = "Read me.\nTwice.\n";

    private OldFtp() {}

    private static Ftp at(OldPlace place, Tls tls) {
        return Ftp.at(place.host())
                .port(place.port())
                .tls(tls)
                .via(place.via())
                .trust(place.trust())
                .keep(Transcript.Keep.EVERYTHING);
    }

    static void getsAnonymously(OldPlace place) throws Exception {
        FtpSession ftp = at(place, Tls.NONE).connect().loginAnonymously();
        try (ftp) {
            assertThat(ftp.pwd()).isEqualTo("/");
            assertThat(ftp.list("pub").named("readme.txt").orElseThrow().size()).hasValue(README.length());
            assertThat(ftp.names("pub")).containsExactly("pub/readme.txt");
            assertThat(get(ftp, "pub/readme.txt")).isEqualTo(README);
            assertThatThrownBy(() -> get(ftp, "pub/none")).isInstanceOf(WireException.Refused.class);
            assertThat(get(ftp, "pub/readme.txt")).isEqualTo(README);
            ftp.quit();
        }
        place.kept().accept(ftp.transcript());
    }

    static void worksPassively(OldPlace place) throws Exception {
        works(at(place, Tls.NONE), place);
    }

    static void worksActively(OldPlace place) throws Exception {
        works(at(place, Tls.NONE).active(), place);
    }

    static void worksOverTls(OldPlace place) throws Exception {
        works(at(place, Tls.UPGRADE), place);
    }

    private static void works(Ftp client, OldPlace place) throws IOException {
        FtpSession ftp = client.connect().login("alice", "password");
        try (ftp) {
            assertThat(ftp.system()).startsWith("UNIX");
            assertThat(ftp.features().has("EPSV")).isTrue();
            assertThat(ftp.mkdir("new")).isEqualTo("/new");
            ftp.cd("new");
            assertThat(ftp.put(Content.text("one\ntwo\n"), "a.txt").bytes()).isEqualTo(8);
            ftp.put(Content.bytes(new byte[] {0, 13, 10, (byte) 255}), "b.bin");
            ftp.append(Content.text("three\n"), "a.txt");
            assertThat(ftp.list()).hasSize(2);
            assertThat(get(ftp, "a.txt")).isEqualTo("one\ntwo\nthree\n");
            ByteArrayOutputStream rest = new ByteArrayOutputStream();
            ftp.get("a.txt", Sink.stream(rest), 8);
            assertThat(rest.toString(UTF_8)).isEqualTo("three\n");
            ftp.text();
            assertThat(get(ftp, "a.txt").lines()).containsExactly("one", "two", "three");
            ftp.binary();
            assertThat(ftp.size("b.bin")).isEqualTo(4);
            assertThat(ftp.sizeAll(List.of("a.txt", "none")).refused()).containsOnlyKeys("none");
            ftp.modified("a.txt");
            ftp.rename("a.txt", "c.txt");
            assertThat(ftp.names()).containsExactlyInAnyOrder("b.bin", "c.txt");
            assertThat(ftp.deleteAll(List.of("b.bin", "c.txt", "none")).refused())
                    .containsOnlyKeys("none");
            ftp.up();
            ftp.rmdir("new");
            ftp.noop();
            ftp.quit();
        }
        place.kept().accept(ftp.transcript());
    }

    private static String get(FtpSession ftp, String name) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ftp.get(name, out);
        return out.toString(UTF_8);
    }
}
