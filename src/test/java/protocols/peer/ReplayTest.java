package protocols.peer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import protocols.Peer;
import protocols.Replay;
import protocols.Script;
import protocols.Transcript;
import protocols.dns.Dns;
import protocols.dns.DnsSession;
import protocols.dns.RecordType;
import protocols.http.Http;
import protocols.http.Response;
import protocols.net.Connector;
import protocols.pop3.Maildrop;
import protocols.pop3.Pop3;

/** Recordings are replayed to their end, by several at once, and in another process. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReplayTest {

    private static final String DROP =
            """
            S: +OK ready
            C: CAPA
            S: -ERR
            C: USER %s
            S: +OK
            C: PASS ********
            S: +OK
            C: STAT
            S: +OK %d 60
            C: QUIT
            S: +OK
            """;

    private static Maildrop drop(Replay replay, String user) throws Exception {
        return Pop3.at("localhost").via(replay).connect().login(user, "secret");
    }

    @Test
    void mustBePlayedToItsEnd() throws Exception {
        Replay replay = Transcript.parse(DROP.formatted("alice", 1)).replay();
        try (Maildrop drop = drop(replay, "alice")) {
            assertThat(drop.stat().messages()).isEqualTo(1);
        }
        assertThatThrownBy(replay::verify)
                .isInstanceOf(AssertionError.class)
                .hasMessage(
                        """
                        the client closed the connection
                        where the transcript has
                          S: +OK
                          C: STAT
                          S: +OK 1 60
                        > C: QUIT
                          S: +OK""");
        assertThatThrownBy(Transcript.parse(DROP.formatted("alice", 1)).replay()::verify)
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("the client opened 0 connections; the transcript has 1 more:\n> S: +OK ready");
    }

    @Test
    void aMismatchThatSomebodySwallowedIsNotLost() throws Exception {
        Replay replay = Transcript.parse(DROP.formatted("alice", 1)).replay();
        try (Maildrop drop = drop(replay, "alice")) {
            drop.uidl();
        } catch (Throwable swallowed) {
            assertThat(swallowed).isInstanceOf(Transcript.Mismatch.class);
        }
        assertThatThrownBy(replay::verify)
                .isInstanceOf(Transcript.Mismatch.class)
                .hasMessageStartingWith("the client says something else:\n  C: UIDL\n");
    }

    @Test
    void twoSessionsAtOnce() throws Exception {
        Replay replay = Script.of(Transcript.parse(DROP.formatted("alice", 1)))
                .then(Transcript.parse(DROP.formatted("bob", 2)))
                .replay();
        try (Maildrop second = drop(replay, "bob");
                Maildrop first = drop(replay, "alice")) {
            assertThat(first.stat().messages()).isEqualTo(1);
            assertThat(second.stat().messages()).isEqualTo(2);
            first.quit();
            second.quit();
        }
        replay.verify();
    }

    private static void together(List<Callable<Void>> tasks) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(tasks.size());
        try {
            for (Future<Void> one : pool.invokeAll(tasks)) {
                one.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    /** 20 names, asked by as many threads in any order. */
    private static Transcript lookUp(Dns dns) throws Exception {
        DnsSession session = dns.keep(Transcript.Keep.EVERYTHING).connect();
        try (session) {
            List<Callable<Void>> tasks = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                int number = i;
                tasks.add(() -> {
                    assertThat(session.lookup("h" + number + ".example.org", RecordType.A)
                                    .orThrow()
                                    .addresses())
                            .extracting(address -> address.getHostAddress())
                            .containsExactly("192.0.2." + number);
                    return null;
                });
            }
            Collections.shuffle(tasks);
            together(tasks);
        }
        return session.transcript();
    }

    @RepeatedTest(20)
    void lookupsAtOnce() throws Exception {
        StringBuilder zone = new StringBuilder("* connected dns\n");
        IntStream.range(0, 20)
                .forEach(i -> zone.append(
                        "C: h" + i + ".example.org. IN A\nS: h" + i + ".example.org. 60 IN A 192.0.2." + i + "\n"));
        Transcript written = Transcript.parse(zone.toString());
        Transcript recording;
        try (Peer peer = written.serve()) {
            recording = lookUp(Dns.at(peer.host()).port(peer.port()));
            peer.verify();
        }
        for (Transcript one : List.of(written, recording)) {
            Replay replay = one.replay();
            lookUp(Dns.at("192.0.2.53").via(replay));
            replay.verify();
        }
    }

    /** Several at once, each on a connection of its own. */
    private static Transcript get(Http http) throws Exception {
        Queue<Transcript> transcripts = new ConcurrentLinkedQueue<>();
        List<Callable<Void>> tasks = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String path = "/" + i;
            tasks.add(() -> {
                try (Response response = http.get(path).send()) {
                    assertThat(response.text()).isEqualTo("n" + path);
                    transcripts.add(response.transcript());
                }
                return null;
            });
        }
        Collections.shuffle(tasks);
        together(tasks);
        return transcripts.stream().reduce(Transcript.EMPTY, Transcript::then);
    }

    @RepeatedTest(20)
    void exchangesOfHttpOnSeveralConnections() throws Exception {
        Script script = Script.of(Transcript.parse("")).forever();
        for (int i = 0; i < 6; i++) {
            script = script.whenever(
                    "C: GET /" + i + " HTTP/1.1\nC:\nS: HTTP/1.1 200 OK\nS: Content-Length: 3\nS:\nS: n/" + i + "\\");
        }
        Transcript recording;
        try (Peer peer = script.serve()) {
            recording = get(Http.at("http://" + peer.host() + ":" + peer.port()).keep(Transcript.Keep.EVERYTHING));
            peer.verify();
        }
        Replay replay = recording.replay();
        get(Http.at("http://www.example.org").via(replay));
        replay.verify();
        try (Peer peer = recording.serve()) {
            get(Http.at("http://" + peer.host() + ":" + peer.port()));
            peer.verify();
        }
    }

    @Test
    void aMailIsReplayedInAnotherProcess(@TempDir Path folder) throws Exception {
        Transcript dialogue = Transcript.parse(
                """
                S: 220 mx ESMTP
                C: EHLO *
                S: 250-mx
                S: 250-SIZE 100000
                S: 250 PIPELINING
                C: MAIL FROM:<bob@example.net>
                S: 250 ok
                C: RCPT TO:<alice@example.org>
                S: 250 ok
                C: DATA
                S: 354 go on
                C|
                S: 250 queued
                C: QUIT
                S: 221 bye
                """);
        Path file = folder.resolve("mail.txt");
        Transcript recording;
        try (Peer peer = dialogue.serve()) {
            OffsetDateTime then = OffsetDateTime.parse("2026-11-23T10:00:00Z");
            recording = RecordedMail.send(peer.host(), peer.port(), Connector.direct(), then);
            peer.verify();
        }
        recording.writeTo(file);
        Path out = folder.resolve("out");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        RecordedMail.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        String printed = Files.readString(out, UTF_8);
        assertThat(printed).endsWith("played\n").contains("C: Date: Tue, 6 May 2031 07:08:09 +0200\n");
        assertThat(recording.toString()).contains("C: Date: Mon, 23 Nov 2026 10:00:00 +0000\n");
        assertThat(line(printed, "C: Message-ID:")).isNotEqualTo(line(recording.toString(), "C: Message-ID:"));
        assertThat(line(printed, "C: --")).isNotEqualTo(line(recording.toString(), "C: --"));
    }

    private static String line(String text, String start) {
        return text.lines().filter(line -> line.startsWith(start)).findFirst().orElseThrow();
    }
}
