package protocols.examples;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import protocols.Content;
import protocols.Text;
import protocols.WireException;
import protocols.ftp.FtpEntry;
import protocols.ftp.FtpName;
import protocols.ftp.FtpSession;
import protocols.ftp.Glob;

/** The transfers of {@link FtpShell}, with a progress bar where somebody can see it. */
final class FtpFiles {

    private static final int BLOCK = 64 * 1024;

    private final Program program;
    private Path directory = Path.of("").toAbsolutePath();
    private boolean asks = true;

    FtpFiles(Program program) {
        this.program = program;
    }

    /** Changes the local directory. */
    Path change(String path) throws IOException {
        Path changed = directory.resolve(path).normalize();
        if (!Files.isDirectory(changed)) {
            throw new IOException("no such directory: " + changed);
        }
        directory = changed;
        return directory;
    }

    boolean togglePrompt() {
        asks = !asks;
        return asks;
    }

    Path local(String name) {
        return directory.resolve(name);
    }

    /** The local file for a remote one, if its name can be a file's here. */
    Path localFor(String remote) throws IOException {
        return FtpName.resolveUnder(directory, remote.substring(remote.lastIndexOf('/') + 1));
    }

    void get(FtpSession ftp, String remote, Path local) throws IOException {
        download(
                ftp,
                new Source(remote, 0),
                local,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING);
    }

    /** Fetches what the local file lacks. */
    void resume(FtpSession ftp, String remote, Path local) throws IOException {
        long offset = Files.exists(local) ? Files.size(local) : 0;
        download(ftp, new Source(remote, offset), local, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** What is fetched, and from where on. */
    private record Source(String remote, long offset) {}

    /** What has come stays whatever happens, for reget to go on from. The size is asked for only if somebody sees it. */
    private void download(FtpSession ftp, Source source, Path local, OpenOption... how) throws IOException {
        OptionalLong size = program.isTerminal() ? size(ftp, source.remote()) : OptionalLong.empty();
        Content remote = Content.of(() -> ftp.open(source.remote(), source.offset()));
        try (ProgressBar bar = new ProgressBar(program, source.offset(), size);
                InputStream in = remote.progress(bar).open();
                OutputStream out = Files.newOutputStream(local, how)) {
            byte[] block = new byte[BLOCK];
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                out.write(block, 0, n);
            }
        }
    }

    private static OptionalLong size(FtpSession ftp, String remote) throws WireException {
        try {
            return OptionalLong.of(ftp.size(remote));
        } catch (WireException.Refused e) {
            return OptionalLong.empty();
        }
    }

    void put(FtpSession ftp, Path local, String remote) throws IOException {
        try (ProgressBar bar = new ProgressBar(program)) {
            ftp.put(Content.file(local).progress(bar), remote);
        }
    }

    void append(FtpSession ftp, Path local, String remote) throws IOException {
        try (ProgressBar bar = new ProgressBar(program)) {
            ftp.append(Content.file(local).progress(bar), remote);
        }
    }

    void getAll(FtpSession ftp, List<String> patterns) throws IOException {
        List<String> refused = new ArrayList<>();
        for (String path : patterns) {
            int slash = path.lastIndexOf('/') + 1;
            Glob pattern = Glob.of(path.substring(slash));
            String folder = path.substring(0, slash);
            for (FtpEntry entry : slash == 0 ? ftp.list() : ftp.list(folder)) {
                if (!entry.isDirectory() && pattern.matches(entry.name()) && wanted("mget", entry.name())) {
                    try {
                        getListed(ftp, folder, entry);
                    } catch (WireException.Refused | WireException.Insecure e) {
                        refused.add(entry.name() + ": " + e.reason());
                        requireOpen(ftp, e);
                    }
                }
            }
        }
        complain(refused);
    }

    /** A name that the server chose: it stays in the directory, and no link leads out of it. */
    private void getListed(FtpSession ftp, String folder, FtpEntry entry) throws IOException {
        download(
                ftp,
                new Source(folder + entry.name(), 0),
                entry.resolveUnder(directory),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING,
                LinkOption.NOFOLLOW_LINKS);
    }

    void putAll(FtpSession ftp, List<String> patterns) throws IOException {
        List<String> refused = new ArrayList<>();
        for (String path : patterns) {
            Path pattern = Path.of(path);
            Glob glob = Glob.of(pattern.getFileName().toString());
            Path folder = pattern.getParent() == null ? directory : directory.resolve(pattern.getParent());
            for (Path local : plainFiles(folder)) {
                String name = local.getFileName().toString();
                if (glob.matches(name) && wanted("mput", name)) {
                    try {
                        put(ftp, local, name);
                    } catch (WireException.Refused e) {
                        refused.add(name + ": " + e.reason());
                        requireOpen(ftp, e);
                    }
                }
            }
        }
        complain(refused);
    }

    private static void requireOpen(FtpSession ftp, WireException e) throws WireException {
        if (!ftp.isOpen()) {
            throw e;
        }
    }

    private void complain(List<String> refused) throws IOException {
        if (!refused.isEmpty()) {
            throw new IOException(String.join("; ", refused));
        }
    }

    private static List<Path> plainFiles(Path folder) throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private boolean wanted(String what, String name) {
        if (!asks || !program.isTerminal()) {
            return true;
        }
        String answer = program.ask(what + " " + Text.escaped(name) + "? ").orElse("n");
        return !answer.strip().toLowerCase(java.util.Locale.ROOT).startsWith("n");
    }
}
