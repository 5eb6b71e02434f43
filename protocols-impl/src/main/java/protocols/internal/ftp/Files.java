package protocols.internal.ftp;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import protocols.Batch;
import protocols.Batch.Fate;
import protocols.Content;
import protocols.Sink;
import protocols.Transfer;
import protocols.WireException;
import protocols.ftp.FtpEntry;
import protocols.ftp.FtpListing;
import protocols.ftp.FtpName;
import protocols.ftp.Glob;
import protocols.internal.wire.Recorder;
import protocols.spi.CoreFriend;
import protocols.spi.Delivery;

/** Whole files, to and from streams and local files. */
final class Files {

    private static final CoreFriend CORE = CoreFriend.get();
    private static final boolean CRLF = System.lineSeparator().equals("\r\n");

    /** A download with its lines as they are usual here. */
    record Open(Download download, InputStream stream) {}

    private interface Place {
        Path of(String name) throws WireException.Insecure;
    }

    private interface Move {
        Transfer of(String name, Path local) throws IOException;
    }

    private final Control control;
    private final Transfers transfers;
    private boolean text;

    Files(Control control, Transfers transfers, boolean text) {
        this.control = control;
        this.transfers = transfers;
        this.text = text;
    }

    void text(boolean on) {
        text = on;
    }

    Open open(String remote, long offset) throws WireException {
        return recorder().during("RETR", () -> begin(remote, offset));
    }

    private Open begin(String remote, long offset) throws WireException {
        Transfers.Request request =
                new Transfers.Request(Transfers.Kind.DOWNLOAD, "RETR", Optional.of(remote), text, offset);
        Download download = new Download(transfers.begin(request));
        return new Open(download, text ? new TextInputStream(download, LineEnds.fromNetwork(CRLF)) : download);
    }

    /** A local file is touched only once the server sends. */
    Transfer get(String remote, Sink into, long offset) throws IOException {
        return recorder().during("RETR", () -> download(remote, into, offset));
    }

    private Transfer download(String remote, Sink into, long offset) throws IOException {
        Open open = open(remote, offset);
        try (Delivery delivery = CORE.open(recorder().watched(into), OptionalLong.empty())) {
            open.stream().transferTo(delivery.out());
            Transfer done = open.download().outcome();
            delivery.commit();
            return done;
        } catch (IOException | RuntimeException | Error e) {
            open.download().giveUp(e);
            throw e;
        }
    }

    Transfer resume(String remote, Path local) throws IOException {
        long offset = java.nio.file.Files.exists(local) ? java.nio.file.Files.size(local) : 0;
        return recorder().during("RETR", () -> append(remote, local, offset));
    }

    private Transfer append(String remote, Path local, long offset) throws IOException {
        Open open = open(remote, offset);
        try (OutputStream out = java.nio.file.Files.newOutputStream(local, CREATE, APPEND);
                Delivery delivery = CORE.open(recorder().watched(Sink.stream(out)), OptionalLong.empty())) {
            open.stream().transferTo(delivery.out());
            Transfer done = open.download().outcome();
            delivery.commit();
            return done;
        } catch (IOException | RuntimeException | Error e) {
            open.download().giveUp(e);
            throw e;
        }
    }

    /** The content is opened only once it can be sent: some can be opened once. */
    Transfer send(String verb, Content from, String remote, long offset) throws IOException {
        Transfers.Request request =
                new Transfers.Request(Transfers.Kind.UPLOAD, verb, Optional.of(remote), text, offset);
        control.requireIdle();
        return recorder().during(verb, () -> {
            try (InputStream in = recorder().watched(from).open()) {
                InputStream source = text ? new TextInputStream(in, LineEnds.toNetwork()) : in;
                return new Upload(transfers.begin(request)).send(source);
            }
        });
    }

    private Recorder recorder() {
        return control.link().recorder();
    }

    Batch<String, Transfer> getAll(FtpListing listing, Glob pattern, Path into) throws IOException {
        List<String> names = StreamSupport.stream(listing.spliterator(), false)
                .filter(entry -> !entry.isDirectory())
                .map(FtpEntry::name)
                .filter(pattern::matches)
                .toList();
        return each(
                names,
                name -> FtpName.resolveUnder(into, name),
                (name, local) -> get(name, Sink.file(local, NOFOLLOW_LINKS), 0));
    }

    Batch<String, Transfer> putAll(Path from, Glob pattern) throws IOException {
        List<String> names;
        try (Stream<Path> found = java.nio.file.Files.list(from)) {
            names = found.filter(java.nio.file.Files::isRegularFile)
                    .sorted()
                    .map(file -> file.getFileName().toString())
                    .filter(pattern::matches)
                    .toList();
        }
        return each(names, from::resolve, (name, local) -> send("STOR", Content.file(local), name, 0));
    }

    private Batch<String, Transfer> each(List<String> names, Place place, Move move) throws IOException {
        List<Fate<String, Transfer>> fates = new ArrayList<>();
        for (String name : names) {
            Path local;
            try {
                local = place.of(name);
            } catch (WireException.Insecure e) {
                fates.add(Fate.refused(name, e));
                continue;
            }
            try {
                fates.add(Fate.done(name, move.of(name, local)));
            } catch (WireException e) {
                fates.add(fate(name, e));
                if (!(e instanceof WireException.Refused) || !control.link().isAlive()) {
                    names.subList(fates.size(), names.size()).forEach(rest -> fates.add(Fate.untried(rest)));
                    throw CORE.with(e, Batch.of(fates));
                }
            }
        }
        return Batch.of(fates);
    }

    /** What became of a file that was not moved. A data connection that did not come about was not asked to move any. */
    private Fate<String, Transfer> fate(String name, WireException why) {
        if (why instanceof WireException.Refused) {
            return Fate.refused(name, why);
        }
        boolean notAsked =
                why instanceof WireException.Unreachable && control.link().isAlive();
        return notAsked ? Fate.untried(name) : Fate.unknown(name);
    }
}
