package protocols.internal.ftp;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import protocols.Batch;
import protocols.Content;
import protocols.Sink;
import protocols.Transfer;
import protocols.WireException;
import protocols.ftp.FtpListing;
import protocols.ftp.FtpMismatch;
import protocols.ftp.FtpStored;
import protocols.ftp.Glob;
import protocols.internal.reply.Exchange;
import protocols.internal.wire.Recorder;
import protocols.spi.CoreFriend;
import protocols.spi.Delivery;
import protocols.spi.FtpFriend;

/** Whole files, to and from streams and local files. */
final class Files {

    private static final CoreFriend CORE = CoreFriend.get();
    /** How much of a file that was begun is asked for again, in bytes. */
    private static final int OVERLAP = 4096;

    private static final boolean CRLF = System.lineSeparator().equals("\r\n");

    /** A download with its lines as they are usual here. */
    record Open(Download download, InputStream stream) {}

    /** One file's way. */
    private interface Way {
        Transfer of(String name, Path local) throws IOException;
    }

    private final Control control;
    private final Transfers transfers;
    private final Entries entries;
    private boolean text;

    Files(Control control, Transfers transfers, Entries entries, boolean text) {
        this.control = control;
        this.transfers = transfers;
        this.entries = entries;
        this.text = text;
    }

    void text(boolean on) {
        text = on;
    }

    boolean isText() {
        return text;
    }

    Open open(String remote, long offset) throws WireException {
        return recorder().during("RETR", () -> {
            Transfers.Request request = request("RETR", remote, offset);
            return begin(request, Offset.unproven(control, remote, offset));
        });
    }

    private Open begin(Transfers.Request request, Offset offset) throws WireException {
        Download download = new Download(transfers.begin(request), offset);
        return new Open(download, text ? new TextInputStream(download, LineEnds.fromNetwork(CRLF)) : download);
    }

    private Transfers.Request request(String verb, String remote, long offset) {
        Transfers.Kind kind = verb.equals("RETR") ? Transfers.Kind.DOWNLOAD : Transfers.Kind.UPLOAD;
        Transfers.Request request = new Transfers.Request(kind, verb, Optional.of(remote), text, offset);
        request.command();
        control.requireIdle();
        return request;
    }

    /** A local file is touched only once the server sends; that it cannot be written is said before it is asked. */
    Transfer get(String remote, Sink into, long offset) throws IOException {
        return recorder().during("RETR", () -> download(remote, into, offset));
    }

    private Transfer download(String remote, Sink into, long offset) throws IOException {
        CORE.check(into);
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

    /** What is here is held against what is there: its last bytes are asked for again. */
    Transfer resume(String remote, Path local) throws IOException {
        long have = java.nio.file.Files.exists(local) ? java.nio.file.Files.size(local) : 0;
        request("RETR", remote, have);
        CORE.check(Sink.file(local));
        byte[] last = last(local, have);
        return recorder().during("RETR", () -> {
            Offset end = Offset.proven(control, remote, have);
            Open open = begin(request("RETR", remote, have - last.length), end.back(last.length));
            try {
                requireSame(open, last, end);
                Transfer done = append(open, local);
                return Transfer.of(done.bytes() - last.length, done.duration(), done.reply());
            } catch (FtpMismatch e) {
                cut(local, have);
                open.download().giveUp(e);
                throw e;
            } catch (IOException | RuntimeException | Error e) {
                open.download().giveUp(e);
                throw e;
            }
        });
    }

    private static void requireSame(Open open, byte[] last, Offset end) throws IOException {
        byte[] came = open.stream().readNBytes(last.length);
        int same = Arrays.mismatch(came, last);
        if (same >= 0) {
            throw end.mismatch(FtpMismatch.Kind.OTHER_BYTES, last.length, same);
        }
    }

    /** What is there is held against what is here: its last bytes are asked for. */
    Transfer resume(Path local, String remote) throws IOException {
        long whole = java.nio.file.Files.size(local);
        request("STOR", remote, whole);
        return recorder().during("STOR", () -> {
            long there = stored(remote);
            Offset end = Offset.unproven(control, remote, there);
            if (there > whole) {
                throw end.mismatch(FtpMismatch.Kind.LONGER, whole, there);
            }
            byte[] last = last(local, there);
            if (last.length > 0) {
                Transfer same = compare(remote, last, end);
                if (there == whole) {
                    return Transfer.of(0, same.duration(), same.reply());
                }
            }
            Transfer done = put(rest(local, there), remote, there);
            end.requireStored(done.bytes());
            return done;
        });
    }

    /** How much there is; what this user must not see is refused in the same words as what is not there. */
    private long stored(String remote) throws WireException {
        Exchange answer = control.size(remote);
        boolean none = answer.is("550") && !entries.exists(remote);
        return none ? 0 : control.read(answer.expect("2"), FactReplies::size);
    }

    private Transfer compare(String remote, byte[] last, Offset end) throws IOException {
        Open open = begin(request("RETR", remote, end.at() - last.length), end);
        try (InputStream in = open.stream()) {
            requireSame(open, last, end);
            if (in.read() >= 0) {
                throw end.mismatch(FtpMismatch.Kind.OTHER_LENGTH, last.length, last.length + 1L);
            }
            return open.download().outcome();
        }
    }

    private static Content rest(Path local, long from) {
        return Content.of(() -> {
            InputStream in = java.nio.file.Files.newInputStream(local);
            try {
                in.skipNBytes(from);
                return in;
            } catch (IOException | RuntimeException e) {
                in.close();
                throw e;
            }
        });
    }

    private static byte[] last(Path local, long have) throws IOException {
        if (have == 0) {
            return new byte[0];
        }
        byte[] last = new byte[(int) Math.min(have, OVERLAP)];
        try (RandomAccessFile file = new RandomAccessFile(local.toFile(), "r")) {
            file.seek(have - last.length);
            file.readFully(last);
        }
        return last;
    }

    private Transfer append(Open open, Path local) throws IOException {
        try (OutputStream out = java.nio.file.Files.newOutputStream(local, CREATE, APPEND);
                Delivery delivery = CORE.open(recorder().watched(Sink.stream(out)), OptionalLong.empty())) {
            open.stream().transferTo(delivery.out());
            Transfer done = open.download().outcome();
            delivery.commit();
            return done;
        }
    }

    private static void cut(Path local, long length) throws IOException {
        try (FileChannel file = FileChannel.open(local, WRITE)) {
            file.truncate(length);
        }
    }

    /** The content is opened only once it can be sent: some can be opened once. */
    Transfer send(String verb, Content from, String remote, long offset) throws IOException {
        Transfers.Request request = request(verb, remote, offset);
        return recorder().during(verb, () -> send(from, request));
    }

    /** STOU. */
    FtpStored putUnique(Content from) throws IOException {
        Transfers.Request request = new Transfers.Request(Transfers.Kind.UPLOAD, "STOU", Optional.empty(), text, 0);
        control.requireIdle();
        return recorder().during("STOU", () -> {
            try (InputStream in = recorder().watched(from).open()) {
                Running running = transfers.begin(request);
                Transfer done = new Upload(running).send(onTheWay(in));
                return FtpFriend.get().stored(done, UniqueName.of(running.begun(), done.reply()));
            }
        });
    }

    private Transfer put(Content from, String remote, long offset) throws IOException {
        return send(from, request("STOR", remote, offset));
    }

    private Transfer send(Content from, Transfers.Request request) throws IOException {
        try (InputStream in = recorder().watched(from).open()) {
            return new Upload(transfers.begin(request)).send(onTheWay(in));
        }
    }

    private InputStream onTheWay(InputStream in) {
        return text ? new TextInputStream(in, LineEnds.toNetwork()) : in;
    }

    private Recorder recorder() {
        return control.link().recorder();
    }

    Batch<String, Transfer> getAll(FtpListing listing, Glob pattern, Path into) throws IOException {
        ManyFiles files = ManyFiles.of(listing, pattern, into);
        List<Transfers.Request> requests =
                files.names().stream().map(name -> request("RETR", name, 0)).toList();
        return transfers.row(
                requests, () -> files.oneByOne(mover((name, local) -> get(name, Sink.file(local, NOFOLLOW_LINKS), 0))));
    }

    Batch<String, Transfer> putAll(Path from, Glob pattern) throws IOException {
        return ManyFiles.of(from, pattern).oneByOne(mover((name, local) -> send("STOR", Content.file(local), name, 0)));
    }

    private ManyFiles.Mover mover(Way way) {
        return new ManyFiles.Mover() {
            @Override
            public boolean isOpen() {
                return transfers.isAlive();
            }

            @Override
            public long begun() {
                return transfers.begun();
            }

            @Override
            public Transfer move(String name, Path local) throws IOException {
                return way.of(name, local);
            }
        };
    }
}
