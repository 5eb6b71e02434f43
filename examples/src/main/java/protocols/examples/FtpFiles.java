package protocols.examples;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Stream;
import protocols.Content;
import protocols.Text;
import protocols.Transfer;
import protocols.WireException;
import protocols.ftp.FtpEntry;
import protocols.ftp.FtpName;
import protocols.ftp.FtpSession;
import protocols.ftp.Glob;

/** The transfers of {@link FtpShell}: what they are, how far they have come, and what they came to. */
final class FtpFiles {

    private static final int BLOCK = 64 * 1024;

    /** How long a transfer may take to stop between two blocks after Ctrl-C, the server's answer included. */
    private static final long PATIENCE_MILLIS = 3000;

    private static final OpenOption[] ANEW = {
        StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING
    };
    private static final OpenOption[] ANEW_HERE = {
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE,
        StandardOpenOption.TRUNCATE_EXISTING,
        LinkOption.NOFOLLOW_LINKS
    };

    private final Program program;
    private final FtpScreen screen;
    private final Keyboard keyboard;
    private Path directory = Path.of("").toAbsolutePath();
    private boolean asks = true;
    private boolean hash;

    FtpFiles(Program program, FtpScreen screen, Keyboard keyboard) {
        this.program = program;
        this.screen = screen;
        this.keyboard = keyboard;
    }

    /** The local directory. */
    Path directory() {
        return directory;
    }

    /** Changes the local directory. */
    void change(String path) throws IOException {
        Path changed = directory.resolve(path).normalize();
        if (!Files.isDirectory(changed)) {
            throw new IOException("no such directory: " + changed);
        }
        directory = changed;
    }

    boolean togglePrompt() {
        asks = !asks;
        return asks;
    }

    boolean toggleHash() {
        hash = !hash;
        return hash;
    }

    Path local(String name) {
        return directory.resolve(name);
    }

    /** The local file for a remote one, if its name can be a file's here. */
    Path localFor(String remote) throws IOException {
        return FtpName.resolveUnder(directory, remote.substring(remote.lastIndexOf('/') + 1));
    }

    /** Downloads a file; what has come stays whatever happens, for reget to go on from. */
    void get(FtpSession ftp, String remote, Path local) throws IOException {
        download(ftp, remote, local, ANEW);
    }

    private void download(FtpSession ftp, String remote, Path local, OpenOption... how) throws IOException {
        announce(local, remote);
        OptionalLong size = program.isTerminal() ? size(ftp, remote) : OptionalLong.empty();
        try (FtpBreak key = new FtpBreak(program, screen, keyboard, PATIENCE_MILLIS);
                FtpProgress progress = new FtpProgress(program, screen, hash, size)) {
            long began = System.nanoTime();
            long bytes = 0;
            try (InputStream in = key.until(Content.of(() -> ftp.open(remote))
                            .progress(progress)
                            .open());
                    OutputStream out = Files.newOutputStream(local, how)) {
                byte[] block = new byte[BLOCK];
                for (int n = in.read(block); n >= 0; n = in.read(block)) {
                    out.write(block, 0, n);
                    bytes += n;
                }
            }
            say(bytes, "received", System.nanoTime() - began);
        }
    }

    /** Fetches what the local file lacks. */
    void resume(FtpSession ftp, String remote, Path local) throws IOException {
        announce(local, remote);
        try (FtpBreak key = new FtpBreak(program, screen, keyboard, 0)) {
            say(ftp.resume(remote, local), "received");
            key.check();
        }
    }

    private static OptionalLong size(FtpSession ftp, String remote) throws WireException {
        try {
            return OptionalLong.of(ftp.size(remote));
        } catch (WireException.Refused e) {
            requireOpen(ftp, e);
            return OptionalLong.empty();
        }
    }

    void put(FtpSession ftp, Path local, String remote) throws IOException {
        upload(local, remote, content -> ftp.put(content, remote));
    }

    void append(FtpSession ftp, Path local, String remote) throws IOException {
        upload(local, remote, content -> ftp.append(content, remote));
    }

    /** How content is sent. */
    private interface Sending {
        Transfer send(Content content) throws IOException;
    }

    private void upload(Path local, String remote, Sending sending) throws IOException {
        announce(local, remote);
        try (InputStream file = Files.newInputStream(local);
                FtpBreak key = new FtpBreak(program, screen, keyboard, PATIENCE_MILLIS);
                FtpProgress progress = new FtpProgress(program, screen, hash, OptionalLong.of(Files.size(local)))) {
            Transfer sent = sending.send(Content.stream(key.until(file)).progress(progress));
            say(sent, "sent");
        }
    }

    private void announce(Path local, String remote) {
        Path shown = local.startsWith(directory) ? directory.relativize(local) : local;
        screen.detail("local: " + shown + " remote: " + remote);
    }

    private void say(Transfer transfer, String what) {
        say(transfer.bytes(), what, transfer.duration().toNanos());
    }

    /** As the ftp program says it, thousands being 1,024. */
    private void say(long bytes, String what, long nanos) {
        double seconds = Math.max(nanos, 1) / 1e9;
        double rate = bytes / seconds / 1024;
        String unit = "k";
        for (String larger : List.of("M", "G")) {
            if (rate >= 1024) {
                rate /= 1024;
                unit = larger;
            }
        }
        screen.detail(
                String.format(Locale.ROOT, "%d bytes %s in %.2f secs (%.4f %sB/s)", bytes, what, seconds, rate, unit));
    }

    /** Downloads every file that fits one of the patterns. */
    void getAll(FtpSession ftp, List<String> patterns) throws IOException {
        forEach("mget", matching(ftp, patterns), (folder, entry) -> getListed(ftp, folder, entry), ftp);
    }

    /** Deletes every file that fits one of the patterns. */
    void deleteAll(FtpSession ftp, List<String> patterns) throws IOException {
        forEach("mdelete", matching(ftp, patterns), (folder, entry) -> ftp.delete(folder + entry.name()), ftp);
    }

    /** What is done with a file of a folder on the server. */
    private interface Doing {
        void with(String folder, FtpEntry entry) throws IOException;
    }

    /** A file, and the folder as the user named it: with a slash at its end, or nothing. */
    private record Found(String folder, FtpEntry entry) {}

    private List<Found> matching(FtpSession ftp, List<String> patterns) throws IOException {
        List<Found> found = new ArrayList<>();
        screen.hush();
        for (String path : patterns) {
            int slash = path.lastIndexOf('/') + 1;
            Glob pattern = Glob.of(path.substring(slash));
            String folder = path.substring(0, slash);
            int before = found.size();
            for (FtpEntry entry : slash == 0 ? ftp.list() : ftp.list(folder)) {
                if (!entry.isDirectory() && pattern.matches(entry.name())) {
                    found.add(new Found(folder, entry));
                }
            }
            if (found.size() == before) {
                throw new IOException(path + ": no such file there");
            }
        }
        screen.speak();
        return found;
    }

    private void forEach(String command, List<Found> files, Doing doing, FtpSession ftp) throws IOException {
        List<String> refused = new ArrayList<>();
        for (Found each : files) {
            String name = each.entry().name();
            if (!wanted(command, name)) {
                continue;
            }
            try {
                doing.with(each.folder(), each.entry());
            } catch (WireException.Refused | WireException.Insecure e) {
                refused.add(name + ": " + e.reason());
                requireOpen(ftp, e);
            }
        }
        complain(refused);
    }

    /** A name that the server chose: it stays in the directory, and no link leads out of it. */
    private void getListed(FtpSession ftp, String folder, FtpEntry entry) throws IOException {
        download(ftp, folder + entry.name(), entry.resolveUnder(directory), ANEW_HERE);
    }

    /** Uploads every file that fits one of the patterns. */
    void putAll(FtpSession ftp, List<String> patterns) throws IOException {
        List<String> refused = new ArrayList<>();
        for (String path : patterns) {
            Path pattern = Path.of(path);
            Glob glob = Glob.of(pattern.getFileName().toString());
            Path folder = pattern.getParent() == null ? directory : directory.resolve(pattern.getParent());
            boolean any = false;
            for (Path local : plainFiles(folder)) {
                String name = local.getFileName().toString();
                any |= glob.matches(name);
                if (glob.matches(name) && wanted("mput", name)) {
                    try {
                        put(ftp, local, name);
                    } catch (WireException.Refused e) {
                        refused.add(name + ": " + e.reason());
                        requireOpen(ftp, e);
                    }
                }
            }
            if (!any) {
                refused.add(path + ": no such file here");
            }
        }
        complain(refused);
    }

    private static void requireOpen(FtpSession ftp, WireException e) throws WireException {
        if (!ftp.isOpen()) {
            throw e;
        }
    }

    private static void complain(List<String> refused) throws IOException {
        if (!refused.isEmpty()) {
            throw new IOException(String.join("; ", refused));
        }
    }

    private static List<Path> plainFiles(Path folder) throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** Somebody who sits there is asked; an empty line is a yes. */
    private boolean wanted(String what, String name) throws IOException {
        if (!asks || !program.isTerminal()) {
            return true;
        }
        program.out().print(what + " " + Text.escaped(name) + "? ");
        program.out().flush();
        String answer = keyboard.line().orElseThrow(() -> new InterruptedIOException("nobody answers"));
        return !answer.strip().toLowerCase(Locale.ROOT).startsWith("n");
    }
}
