package protocols.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;

/** A server as a foreground child process: started, waited for, and stopped with everything that it forked. */
final class Daemon implements AutoCloseable {

    private static final Duration READY = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(10);

    /** Ends the server when this JVM ends, however it ends: our pipe breaks and the shell goes on to clean up. */
    private static final String WATCHDOG = "read -r never; kill \"$1\"; shift; rm -rf \"$@\"";

    private final TempFolder folder;
    private final Process server;
    private final Process watchdog;

    private Daemon(TempFolder folder, Process server, Process watchdog) {
        this.folder = folder;
        this.server = server;
        this.watchdog = watchdog;
    }

    /** Starts the command and waits until it listens on all the ports; the folder is then closed with the server. */
    static Daemon start(TempFolder folder, List<String> command, int... ports) throws IOException {
        return start(folder, command, Arrays.stream(ports).mapToObj(Ports::at).toList());
    }

    /** As {@link #start(TempFolder, List, int...)}, with the addresses that it listens on. */
    static Daemon start(TempFolder folder, List<String> command, List<InetSocketAddress> places) throws IOException {
        Process server = new ProcessBuilder(command)
                .directory(folder.path().toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.path().resolve("output.log").toFile())
                .start();
        server.getOutputStream().close();
        Process watchdog = watch(server, folder);
        Daemon daemon = new Daemon(folder, server, watchdog);
        try {
            long deadline = System.nanoTime() + READY.toNanos();
            for (InetSocketAddress place : places) {
                daemon.await(place, deadline);
            }
            return daemon;
        } catch (IOException e) {
            daemon.close();
            throw e;
        }
    }

    /** What the server has logged so far. Its other files may come and go meanwhile. */
    String log() {
        StringJoiner logs = new StringJoiner("\n");
        try {
            Files.walkFileTree(folder.path(), Set.of(), 3, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile() && file.toString().endsWith("log")) {
                        logs.add(read(file));
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return logs.toString();
    }

    @Override
    public void close() {
        List<ProcessHandle> forked = server.descendants().toList();
        server.destroy();
        if (!ended(Duration.ofMillis(250))) {
            // Some wait for what they have forked, and that for its clients.
            server.descendants().forEach(ProcessHandle::destroyForcibly);
            ended(Duration.ofSeconds(2));
        }
        server.destroyForcibly();
        ended(Duration.ofSeconds(5));
        forked.forEach(ProcessHandle::destroyForcibly);
        watchdog.destroyForcibly();
        folder.close();
    }

    private static Process watch(Process server, TempFolder folder) throws IOException {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", WATCHDOG, "watchdog", "" + server.pid()));
        folder.everything().forEach(path -> command.add(path.toString()));
        return new ProcessBuilder(command).start();
    }

    private void await(InetSocketAddress place, long deadline) throws IOException {
        while (true) {
            try (Socket socket = new Socket()) {
                socket.connect(place, 1000);
                return;
            } catch (IOException e) {
                if (!server.isAlive() || System.nanoTime() > deadline) {
                    String state = server.isAlive() ? "does not listen" : "ended with " + server.exitValue();
                    throw new IOException("the server " + state + " on port " + place.getPort() + "\n" + log(), e);
                }
                ended(POLL);
            }
        }
    }

    private boolean ended(Duration limit) {
        try {
            return server.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String read(Path file) {
        try {
            return file.getFileName() + ":\n" + new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return file + ": " + e;
        }
    }
}
