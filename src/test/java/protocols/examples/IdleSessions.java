package protocols.examples;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import protocols.Tls;
import protocols.Trust;
import protocols.WireException;
import protocols.imap.Imap;
import protocols.imap.ImapSession;
import protocols.imap.Mailbox;
import protocols.peers.Gap;

/**
 * Opens sessions that only wait, on virtual threads where there are any, and prints what each holds: {@code heap N native N},
 * in bytes. Its heap is to be of one size and touched, so that what the process grows by lies outside of it.
 */
final class IdleSessions {

    private static final Duration SETTLED = Duration.ofSeconds(3);

    /** What is loaded once is nobody's. */
    private static final int FIRST = 50;

    /** A handshake is work for both sides, and they share the processors. */
    private final Semaphore opening = new Semaphore(16);

    private final Imap imap;

    private IdleSessions(Imap imap) {
        this.imap = imap;
    }

    /** How many; the port; the file of a certificate to be trusted, or none for a session without TLS. */
    public static void main(String[] words) throws Exception {
        int count = Integer.parseInt(words[0]);
        Imap imap = Imap.at("127.0.0.1").tls(Tls.NONE).timeout(Duration.ofSeconds(60));
        if (words.length > 2) {
            imap = imap.tls(Tls.IMPLICIT).trust(Trust.pem(Path.of(words[2])));
        }
        IdleSessions sessions = new IdleSessions(imap.port(Integer.parseInt(words[1])));
        sessions.open(FIRST);
        long heap = heap();
        long process = resident();
        sessions.open(count);
        long heapEach = (heap() - heap) / count;
        System.out.println("heap " + heapEach + " native " + (resident() - process) / count);
        System.exit(0);
    }

    private void open(int count) throws Exception {
        CountDownLatch idling = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            start(() -> idle(idling));
        }
        idling.await();
        Gap.pass(SETTLED);
    }

    private void idle(CountDownLatch idling) {
        opening.acquireUninterruptibly();
        try (ImapSession session = imap.connect().login("alice", "secret")) {
            Mailbox inbox = session.select("INBOX");
            opening.release();
            idling.countDown();
            inbox.idle(Duration.ofMinutes(10));
        } catch (WireException e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    private static void start(Runnable work) throws ReflectiveOperationException {
        if (Runtime.version().feature() < 21) {
            new Thread(work).start();
        } else {
            Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, work);
        }
    }

    /** What is left after the collector has had its say. */
    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Of this process, as the system counts it. */
    private static long resident() throws Exception {
        String pages = Files.readString(Path.of("/proc/self/statm")).split(" ")[1];
        return Long.parseLong(pages) * 4096;
    }
}
