package protocols.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Apache FtpServer, a server in Java, with one login; in a process of its own, as its names go by the locale. */
public final class ApacheFtpd extends HomeServer {

    private ApacheFtpd(TempFolder folder, String host, Launch launch) throws IOException {
        super(folder, host, launch);
    }

    public static ApacheFtpd start(Place place) throws IOException {
        TempFolder folder = TempFolder.create("apache-ftpserver");
        Path home = folder.folder("home", OWNER);
        TestCa.sharedServer().writeStore(folder.path());
        return new ApacheFtpd(folder, place.host(), port -> {
            List<String> command = new ArrayList<>(List.of(
                    "/usr/bin/env",
                    "LC_ALL=C.UTF-8",
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-Xmx128m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    ApacheFtpdProgram.class.getName()));
            command.addAll(List.of(
                    place.host(), "" + port, home.toString(), place.safety().name()));
            return command;
        });
    }
}
