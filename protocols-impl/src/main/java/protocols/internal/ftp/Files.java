package protocols.internal.ftp;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import protocols.WireException;
import protocols.ftp.FtpBatch;
import protocols.ftp.FtpEntry;
import protocols.ftp.FtpListing;
import protocols.ftp.FtpTransfer;
import protocols.ftp.Glob;

/** Whole files, to and from streams and local files. */
final class Files {

    private static final boolean CRLF = System.lineSeparator().equals("\r\n");

    /** A download with its lines as they are usual here. */
    record Open(Download download, InputStream stream) {}

    private final Transfers transfers;
    private boolean text;

    Files(Transfers transfers, boolean text) {
        this.transfers = transfers;
        this.text = text;
    }

    void text(boolean on) {
        text = on;
    }

    Open open(String remote, long offset) throws WireException {
        Transfers.Request request =
                new Transfers.Request(Transfers.Kind.DOWNLOAD, Control.command("RETR", remote), text, offset);
        Download download = new Download(transfers.begin(request));
        return new Open(download, text ? new TextInputStream(download, LineEnds.fromNetwork(CRLF)) : download);
    }

    FtpTransfer get(String remote, OutputStream out, long offset) throws IOException {
        Open open = open(remote, offset);
        try (InputStream in = open.stream()) {
            in.transferTo(out);
            return open.download().outcome();
        }
    }

    FtpTransfer get(String remote, Path local) throws IOException {
        return get(remote, local, 0, CREATE, TRUNCATE_EXISTING, WRITE);
    }

    FtpTransfer resume(String remote, Path local) throws IOException {
        long offset = java.nio.file.Files.exists(local) ? java.nio.file.Files.size(local) : 0;
        return get(remote, local, offset, CREATE, APPEND);
    }

    /** The local file is touched only once the server sends. */
    private FtpTransfer get(String remote, Path local, long offset, OpenOption... options) throws IOException {
        Open open = open(remote, offset);
        try (InputStream in = open.stream();
                OutputStream out = java.nio.file.Files.newOutputStream(local, options)) {
            in.transferTo(out);
            return open.download().outcome();
        }
    }

    FtpTransfer send(String verb, InputStream from, String remote, long offset) throws IOException {
        Transfers.Request request =
                new Transfers.Request(Transfers.Kind.UPLOAD, Control.command(verb, remote), text, offset);
        InputStream source = text ? new TextInputStream(from, LineEnds.toNetwork()) : from;
        return new Upload(transfers.begin(request)).send(source);
    }

    FtpTransfer send(String verb, Path local, String remote) throws IOException {
        try (InputStream in = java.nio.file.Files.newInputStream(local)) {
            return send(verb, in, remote, 0);
        }
    }

    FtpBatch getAll(FtpListing listing, Glob pattern, Path into) throws IOException {
        Map<String, FtpTransfer> done = new LinkedHashMap<>();
        Map<String, WireException> failed = new LinkedHashMap<>();
        for (FtpEntry entry : listing.children()) {
            String name = entry.name();
            if (entry.kind() == FtpEntry.Kind.DIRECTORY || !pattern.matches(name)) {
                continue;
            }
            Path local;
            try {
                local = entry.resolveUnder(into);
            } catch (WireException.Insecure e) {
                failed.put(name, e);
                continue;
            }
            try {
                done.put(name, get(name, local, 0, CREATE, TRUNCATE_EXISTING, WRITE, NOFOLLOW_LINKS));
            } catch (WireException.Refused e) {
                failed.put(name, e);
            }
        }
        return new FtpBatch(done, failed);
    }

    FtpBatch putAll(Path from, Glob pattern) throws IOException {
        Map<String, FtpTransfer> done = new LinkedHashMap<>();
        Map<String, WireException> failed = new LinkedHashMap<>();
        for (Path local : plainFiles(from)) {
            String name = local.getFileName().toString();
            if (!pattern.matches(name)) {
                continue;
            }
            try {
                done.put(name, send("STOR", local, name));
            } catch (WireException.Refused e) {
                failed.put(name, e);
            }
        }
        return new FtpBatch(done, failed);
    }

    private static List<Path> plainFiles(Path directory) throws IOException {
        try (Stream<Path> found = java.nio.file.Files.list(directory)) {
            return found.filter(java.nio.file.Files::isRegularFile).sorted().toList();
        }
    }
}
