package protocols.ftp.suite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import protocols.Content;
import protocols.WireException;
import protocols.ftp.Ftp;
import protocols.ftp.FtpName;
import protocols.ftp.FtpSession;
import protocols.peers.FtpServer;

/** Where one call is made: a session whose working directory is empty, and an empty folder here. */
final class Stage {

    private final FtpServer server;
    private final Ftp client;
    private final FtpSession ftp;
    private final Path there;
    private final Path local;

    Stage(FtpServer server, Ftp client, FtpSession ftp, Path there, Path local) {
        this.server = server;
        this.client = client;
        this.ftp = ftp;
        this.there = there;
        this.local = local;
    }

    FtpSession ftp() {
        return ftp;
    }

    /** The folder here. */
    Path local() {
        return local;
    }

    /** The working directory, as the server calls it. */
    String path() {
        return "/" + there.getFileName();
    }

    /** A session of its own, in the same directory. */
    FtpSession another() throws WireException {
        return another(client);
    }

    /** As {@link #another()}, with less patience: some servers give no answer to what is broken off. */
    FtpSession hasty() throws WireException {
        return another(client.timeout(Duration.ofSeconds(2)));
    }

    private FtpSession another(Ftp client) throws WireException {
        FtpSession session = client.connect().login(FtpServer.USER, FtpServer.PASSWORD);
        session.cd(path());
        return session;
    }

    Ftp client() {
        return client;
    }

    /** What the server has under a name, on its disk; the name is bytes there, whatever the locale is here. */
    Path there(String name) {
        StringBuilder text = new StringBuilder(there.toUri().toString());
        for (byte b : FtpName.encode(name)) {
            text.append('%').append(Character.forDigit(b >> 4 & 15, 16)).append(Character.forDigit(b & 15, 16));
        }
        return Path.of(URI.create(text.toString()));
    }

    /** The names on the server's disk, with what is no plain ASCII escaped as in a URI. */
    List<String> namesThere() throws IOException {
        try (Stream<Path> all = Files.list(there)) {
            return all.map(path -> path.toUri().getRawPath().replaceFirst("/$", ""))
                    .map(path -> path.substring(path.lastIndexOf('/') + 1))
                    .sorted()
                    .toList();
        }
    }

    /** Puts a file on the server's disk. */
    Path file(String name, byte[] content) throws IOException {
        return server.give(Files.write(there(name), content));
    }

    Path file(String name, String content) throws IOException {
        return file(name, content.getBytes(UTF_8));
    }

    /** Puts a file of so many zeros on the server's disk, more than any buffer on the way holds. */
    void large(String name, long size) throws IOException {
        try (RandomAccessFile sparse = new RandomAccessFile(file(name, "").toFile(), "rw")) {
            sparse.setLength(size);
        }
    }

    /** Makes a directory on the server's disk. */
    Path folder(String name) throws IOException {
        return server.give(Files.createDirectory(there(name)));
    }

    /** Puts so many empty files on the server's disk. */
    void files(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            Files.createFile(there.resolve("file-" + i));
        }
    }

    /** What is in a directory, of the names that NLST gave: some give the directory itself and its parent as well. */
    static List<String> children(List<String> names) {
        return names.stream()
                .map(name -> name.substring(name.lastIndexOf('/') + 1))
                .filter(name -> !name.equals(".") && !name.equals(".."))
                .toList();
    }

    /** Gets a file, and the bytes that came. */
    byte[] get(String name) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ftp.get(name, out).bytes()).isEqualTo(out.size());
        return out.toByteArray();
    }

    void put(String name, String content) throws IOException {
        ftp.put(Content.bytes(content.getBytes(UTF_8)), name);
    }

    /** So many bytes, of every value and without an order, the same for the same number. */
    static byte[] noise(int count) {
        byte[] noise = new byte[count];
        new Random(count).nextBytes(noise);
        return noise;
    }
}
