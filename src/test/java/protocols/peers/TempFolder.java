package protocols.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A fresh folder that every user may enter: servers drop root and still need their files. Gone when closed. */
final class TempFolder implements AutoCloseable {

    private final Path path;
    private final List<Path> outside = new ArrayList<>();

    private TempFolder(Path path) {
        this.path = path;
    }

    static TempFolder create(String name) throws IOException {
        Path path = Files.createTempDirectory("protocols-" + name + "-");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new TempFolder(path);
    }

    Path path() {
        return path;
    }

    Path write(String name, String text) throws IOException {
        return Files.writeString(path.resolve(name), text);
    }

    Path script(String name, String text) throws IOException {
        Path script = write(name, text);
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** A folder in this one, owned by a system user if there is one of that name and we may give it away. */
    Path folder(String name, String owner) throws IOException {
        return give(Files.createDirectories(path.resolve(name)), owner);
    }

    /** Counts a file elsewhere as part of this folder: it goes when the folder goes. */
    Path adopt(Path file) {
        outside.add(file);
        return file;
    }

    /** This folder and what it has adopted. */
    List<Path> everything() {
        return Stream.concat(outside.stream(), Stream.of(path)).toList();
    }

    static Path give(Path file, String owner) throws IOException {
        if (!RealServer.asRoot()) {
            return file;
        }
        UserPrincipal user =
                file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(owner);
        return Files.setOwner(file, user);
    }

    @Override
    public void close() {
        for (int attempt = 0; ; attempt++) {
            try {
                delete();
                return;
            } catch (IOException e) {
                // A server that is just ending may still write a file into a folder that was found empty.
                if (attempt == 10) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void delete() throws IOException {
        for (Path file : outside) {
            Files.deleteIfExists(file);
        }
        if (!Files.exists(path)) {
            return;
        }
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
                Files.deleteIfExists(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
