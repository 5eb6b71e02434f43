package protocols.observe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import protocols.Client;
import protocols.Observer;
import protocols.Protocol;
import protocols.Sink;
import protocols.Transcript;
import protocols.WireException;
import protocols.dns.Dns;
import protocols.dns.RecordType;
import protocols.ftp.Ftp;
import protocols.http.Http;
import protocols.imap.Imap;
import protocols.pop3.Pop3;
import protocols.smtp.Smtp;
import protocols.telnet.Telnet;
import protocols.telnet.Terminal;
import protocols.whois.Whois;

/** How an operation ended is told as the caller learns it, and a connection that did not come about is not told. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ObservedFailuresTest {

    private static final Duration SOON = Duration.ofMillis(500);

    private final Seen seen = new Seen();

    /** The least that each client does with a peer, and what it is called. */
    enum Use {
        DNS("lookup") {
            @Override
            void at(int port, Observer observer) throws IOException {
                Dns.at("127.0.0.1")
                        .port(port)
                        .overTcp()
                        .timeout(SOON)
                        .observe(observer)
                        .lookup("example.org", RecordType.A)
                        .orThrow();
            }
        },
        WHOIS("lookup") {
            @Override
            void at(int port, Observer observer) throws IOException {
                with(Whois.at("localhost"), port, observer).lookup("example.org");
            }
        },
        FTP("connect") {
            @Override
            void at(int port, Observer observer) throws IOException {
                with(Ftp.at("localhost"), port, observer).connect().close();
            }
        },
        SMTP("connect") {
            @Override
            void at(int port, Observer observer) throws IOException {
                with(Smtp.at("localhost"), port, observer).connect().close();
            }
        },
        POP3("connect") {
            @Override
            void at(int port, Observer observer) throws IOException {
                with(Pop3.at("localhost"), port, observer).connect().close();
            }
        },
        IMAP("connect") {
            @Override
            void at(int port, Observer observer) throws IOException {
                with(Imap.at("localhost"), port, observer).connect().close();
            }
        },
        TELNET("expect") {
            @Override
            void at(int port, Observer observer) throws IOException {
                try (Terminal session =
                        with(Telnet.at("localhost"), port, observer).connect()) {
                    session.expect("login: ");
                }
            }
        },
        HTTP("GET") {
            @Override
            void at(int port, Observer observer) throws IOException {
                Http.at("http://localhost:" + port)
                        .timeout(SOON)
                        .observe(observer)
                        .get("/")
                        .send()
                        .text();
            }
        };

        final String what;

        Use(String what) {
            this.what = what;
        }

        abstract void at(int port, Observer observer) throws IOException;

        private static <C extends Client<C>> C with(C client, int port, Observer observer) {
            return client.port(port).timeout(SOON).observe(observer);
        }
    }

    /** Nobody accepts: the connection comes about, and nothing is said on it. */
    @ParameterizedTest
    @EnumSource
    void aSilentPeer(Use use) throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            WireException thrown = failure(use, silent.getLocalPort());
            assertThat(thrown.kind()).isEqualTo("timed out");
        }
        assertToldOnce(use, "timed out");
        assertThat(seen.events)
                .filteredOn(event -> event.startsWith("connected"))
                .hasSize(1);
        assertThat(seen.events).filteredOn(event -> event.startsWith("closed")).hasSize(1);
    }

    /** To WHOIS the end of the connection is the end of an answer, be it an empty one. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WHOIS")
    void aPeerThatHangsUp(Use use) throws Exception {
        Thread peer;
        try (ServerSocket closing = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            peer = new Thread(() -> hangUp(closing));
            peer.start();
            failure(use, closing.getLocalPort());
        }
        peer.join();
        if (use == Use.TELNET) {
            assertThat(seen.outcomes("connect")).containsExactly("ok");
        }
        assertThat(seen.outcomes(use.what)).hasSize(1).doesNotContain("ok", "caller");
    }

    /** A question may be asked a second time, so that each that comes is hung up on. */
    private static void hangUp(ServerSocket closing) {
        try {
            while (true) {
                Socket one = closing.accept();
                one.close();
            }
        } catch (IOException closed) {
            return;
        }
    }

    @ParameterizedTest
    @EnumSource
    void nobodyThere(Use use) throws Exception {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            port = gone.getLocalPort();
        }
        failure(use, port);
        String what = use == Use.TELNET ? "connect" : use.what;
        assertThat(seen.events).containsExactly(what + " unreachable");
        assertThat(seen.finished.get(0).peer()).endsWith(":" + port);
        assertThat(seen.finished.get(0).protocol()).isEqualTo(Protocol.valueOf(use.name()));
    }

    @ParameterizedTest
    @EnumSource
    void aThreadThatIsInterrupted(Use use) throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            Thread.currentThread().interrupt();
            failure(use, silent.getLocalPort());
            Thread.interrupted();
        }
        assertThat(seen.finished).hasSize(1);
        assertThat(seen.finished.get(0).outcome()).isEqualTo("cancelled");
    }

    private WireException failure(Use use, int port) {
        try {
            use.at(port, seen);
            throw new AssertionError("nothing went wrong");
        } catch (WireException e) {
            return e;
        } catch (IOException e) {
            throw new AssertionError("not of our family", e);
        }
    }

    private void assertToldOnce(Use use, String outcome) {
        assertThat(seen.outcomes(use.what)).containsExactly(outcome);
        assertThat(seen.finished.get(seen.finished.size() - 1).toString())
                .startsWith(use.name().toUpperCase(Locale.ROOT) + " ")
                .contains(" " + use.what + ": " + outcome + ": ");
        assertThat(seen.finished).hasSize(use == Use.TELNET ? 2 : 1);
    }

    private static final String MESSAGE =
            """
            * connected localhost:110 tcp
            S: +OK ready
            C: CAPA
            S: -ERR what
            C: USER alice
            S: +OK
            C: PASS ********
            S: +OK
            C: RETR 1
            S: +OK
            S: one
            S: .
            C: STAT
            S: +OK 1 5
            """;

    private Pop3 pop3(Observer observer) {
        return Pop3.at("localhost").via(Transcript.parse(MESSAGE).replay()).observe(observer);
    }

    @Test
    void theCallersOwnCode() throws Exception {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("the secret plan does not fit");
            }
        };
        try (var drop = pop3(seen).connect().login("alice", "password")) {
            assertThatThrownBy(() -> drop.retrieve(1, Sink.stream(full))).hasMessageContaining("plan");
            drop.stat();
        }
        assertThat(seen.outcomes("RETR")).containsExactly("caller");
        assertThat(seen.outcomes("STAT")).containsExactly("ok");
        assertThat(seen.finished.get(2).failure().orElseThrow()).hasMessageContaining("plan");
        assertThat(seen.finished.get(2).toString())
                .contains("caller: java.io.IOException")
                .doesNotContain("plan");
    }

    /** A peer that repeats a secret does so to nobody who looks on. */
    @Test
    void aSecretThatThePeerRepeats() {
        String dialogue =
                """
                * connected localhost:110 tcp
                S: +OK ready
                C: CAPA
                S: -ERR what
                C: USER alice
                S: +OK
                C: PASS ********
                S: -ERR wrong password correct-horse
                """;
        Pop3 client =
                Pop3.at("localhost").via(Transcript.parse(dialogue).replay()).observe(seen);
        assertThatThrownBy(() -> client.connect().login("alice", "correct-horse"))
                .isInstanceOf(WireException.Refused.class);
        assertThat(seen.outcomes("login")).containsExactly("refused");
        assertThat(seen.finished.get(1).toString()).contains("wrong password ********");
        assertThat(seen.lines.toString() + seen.finished).doesNotContain("correct-horse");
    }

    /** Whoever only looks on breaks nothing, at whatever event. */
    @Test
    void anObserverThatFails() throws Exception {
        Observer fails = new Observer() {
            @Override
            public void line(Transcript.Entry entry) {
                throw new IllegalStateException("line");
            }

            @Override
            public void connected(Connected connection) {
                throw new IllegalStateException("connected");
            }

            @Override
            public void moved(Moved transfer) {
                throw new IllegalStateException("moved");
            }

            @Override
            public void finished(Finished operation) {
                throw new IllegalStateException("finished");
            }

            @Override
            public void closed(Transcript.Closed end) {
                throw new IllegalStateException("closed");
            }
        };
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (var drop = pop3(fails.and(seen)).connect().login("alice", "password")) {
            drop.retrieve(1, out);
            assertThat(drop.stat().messages()).isEqualTo(1);
        }
        assertThat(out.toString(UTF_8)).isEqualTo("one\r\n");
        assertThat(seen.events)
                .containsExactly(
                        "connected 1",
                        "connect ok",
                        "login ok",
                        "moved RETR 5",
                        "RETR ok",
                        "STAT ok",
                        "closed 1 CLIENT");
    }

    /** Two sessions of one client value, each on its own thread: each is told on its thread, and whole. */
    @Test
    void twoThreads() throws Exception {
        List<Thread> threads = new ArrayList<>();
        CountDownLatch both = new CountDownLatch(2);
        List<Seen> each = List.of(new Seen(), new Seen());
        for (Seen one : each) {
            threads.add(new Thread(() -> {
                Thread me = Thread.currentThread();
                Observer mine = new Observer() {
                    @Override
                    public void finished(Finished operation) {
                        if (Thread.currentThread() == me) {
                            one.finished(operation);
                        }
                    }
                };
                try (var drop = pop3(mine).connect().login("alice", "password")) {
                    both.countDown();
                    both.await();
                    drop.retrieve(1, OutputStream.nullOutputStream());
                    drop.stat();
                } catch (IOException | InterruptedException e) {
                    throw new AssertionError(e);
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread one : threads) {
            one.join();
        }
        assertThat(each).allSatisfy(one -> assertThat(one.events)
                .containsExactly("connect ok", "login ok", "RETR ok", "STAT ok"));
    }
}
