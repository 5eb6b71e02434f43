package protocols;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import protocols.spi.Delivery;

/** A file that is written beside its place and takes it when it is whole. */
final class FileDelivery implements Delivery {

    private static final int TRIES = 100;

    private final Path place;
    private final Path beside;
    private final OutputStream out;
    private boolean over;

    private FileDelivery(Path place, Path beside, OutputStream out) {
        this.place = place;
        this.beside = beside;
        this.out = out;
    }

    /** A file needs a directory that it can be in. */
    static void requirePlace(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || Files.isDirectory(folder)) {
            return;
        }
        throw Files.exists(folder)
                ? new NotDirectoryException(folder.toString())
                : new NoSuchFileException(file.toString(), null, "there is no such directory");
    }

    static Delivery to(Path file, LinkOption... options) throws IOException {
        // Through a symbolic link, so that the link stays and what it leads to is replaced; or not at all.
        Path place = Files.exists(file, options) ? file.toRealPath(options) : file;
        if (Files.exists(place, options) && !Files.isRegularFile(place, options)) {
            return new FileDelivery(place, place, Files.newOutputStream(place, direct(options)));
        }
        for (int i = 1; ; i++) {
            // Short, whatever the file's own name is: that may be as long as the system allows.
            String name = Integer.toHexString(ThreadLocalRandom.current().nextInt());
            Path beside = place.resolveSibling("." + name + ".part");
            try {
                OutputStream out =
                        Files.newOutputStream(beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                return new FileDelivery(place, beside, out);
            } catch (FileAlreadyExistsException taken) {
                // Another name, then.
                if (i == TRIES) {
                    throw new FileAlreadyExistsException(place.toString(), null, "no free name beside it");
                }
            } catch (IOException e) {
                requirePlace(file);
                throw named(file, e);
            }
        }
    }

    /** The caller knows nothing of the file beside his. */
    private static IOException named(Path file, IOException e) {
        if (!(e instanceof FileSystemException beside)) {
            return e;
        }
        FileSystemException named = e instanceof AccessDeniedException
                ? new AccessDeniedException(file.toString(), null, beside.getReason())
                : new FileSystemException(file.toString(), null, beside.getReason());
        named.initCause(e);
        return named;
    }

    private static OpenOption[] direct(LinkOption... options) {
        List<OpenOption> all = new ArrayList<>(List.of(options));
        all.addAll(List.of(StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING));
        return all.toArray(OpenOption[]::new);
    }

    @Override
    public OutputStream out() {
        return out;
    }

    @Override
    public void commit() throws IOException {
        out.close();
        if (!beside.equals(place)) {
            keepPermissions();
            try {
                Files.move(beside, place, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(beside, place, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        over = true;
    }

    private void keepPermissions() throws IOException {
        PosixFileAttributeView old = Files.getFileAttributeView(place, PosixFileAttributeView.class);
        if (old != null && Files.exists(place)) {
            Files.setPosixFilePermissions(beside, old.readAttributes().permissions());
        }
    }

    @Override
    public void close() {
        if (over) {
            return;
        }
        over = true;
        try {
            out.close();
        } catch (IOException alreadyFailed) {
            // What made it fail is on its way to the caller.
        }
        if (!beside.equals(place)) {
            try {
                Files.deleteIfExists(beside);
            } catch (IOException left) {
                return;
            }
        }
    }
}
