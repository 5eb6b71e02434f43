package protocols.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.Batch;
import protocols.Reply;
import protocols.WireException;
import protocols.peers.FtpServer.Place;
import protocols.peers.PyFtpd;
import protocols.peers.RealServer;
import protocols.peers.RequiresServer;

/** pyftpdlib keeps the file of an RNFR whose RNTO it has refused, and takes it for that of a later RNTO. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@RequiresServer(RealServer.PYFTPDLIB)
class PyFtpdRenameFtpTest {

    private static FtpSession login(PyFtpd server) throws IOException {
        // A way out of the root: RNTO through it is refused.
        Files.createSymbolicLink(server.home().resolve("out"), Path.of("/tmp"));
        for (String name : new String[] {"first", "second", "third"}) {
            server.give(Files.writeString(server.home().resolve(name), name));
        }
        return Ftp.at("127.0.0.1").port(server.port()).connect().login(PyFtpd.USER, PyFtpd.PASSWORD);
    }

    @Test
    void aRenameOfWhatIsNotThereRenamesNothingElse() throws IOException {
        try (PyFtpd server = PyFtpd.start(Place.PLAIN);
                FtpSession ftp = login(server)) {
            assertThatThrownBy(() -> ftp.rename("first", "out/x")).isInstanceOf(WireException.Refused.class);
            assertThatThrownBy(() -> ftp.rename("none", "second")).isInstanceOf(WireException.Refused.class);
            assertThat(server.home().resolve("first")).hasContent("first");
            assertThat(server.home().resolve("second")).hasContent("second");
        }
    }

    @Test
    void manyRenamesEachHaveTheFateThatTheyMet() throws IOException {
        try (PyFtpd server = PyFtpd.start(Place.PLAIN);
                FtpSession ftp = login(server)) {
            Map<String, String> names = new LinkedHashMap<>();
            names.put("first", "out/x");
            names.put("none", "second");
            names.put("third", "fourth");
            long before = ftp.stats().roundTrips();
            Batch<String, Reply> renamed = ftp.renameAll(names);
            assertThat(ftp.stats().roundTrips() - before).isEqualTo(4);
            assertThat(renamed.refused()).containsOnlyKeys("first", "none");
            assertThat(renamed.done()).containsOnlyKeys("third");
            assertThat(server.home().resolve("first")).hasContent("first");
            assertThat(server.home().resolve("second")).hasContent("second");
            assertThat(server.home().resolve("fourth")).hasContent("third");
        }
    }
}
