package protocols.peers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every real server starts, says something in each way that the clients will need, and stops. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RealServersTest {

    private static final byte[] MAIL = "Subject: hi\r\n\r\nbody\r\n".getBytes(UTF_8);

    @Test
    @RequiresServer(RealServer.DOVECOT)
    void dovecotServesADeliveredMailByImapAndPop3() throws IOException {
        try (Dovecot dovecot = Dovecot.start()) {
            dovecot.deliver("alice", MAIL);
            try (RawLines imap = RawLines.connect(dovecot.imapPort())) {
                assertThat(imap.line()).startsWith("* OK").contains("STARTTLS");
                imap.send("1 LOGIN alice password", "2 SELECT INBOX");
                assertThat(imap.lineThat(line -> line.startsWith("1 "))).startsWith("1 OK");
                assertThat(imap.lineThat(line -> line.endsWith("EXISTS"))).isEqualTo("* 1 EXISTS");
            }
            try (RawLines pop3 = RawLines.connect(dovecot.pop3Port())) {
                assertThat(pop3.line()).startsWith("+OK");
                assertThat(pop3.ask("STLS")).startsWith("+OK");
                pop3.startTls();
                assertThat(pop3.ask("USER alice")).startsWith("+OK");
                assertThat(pop3.ask("PASS password")).startsWith("+OK");
                assertThat(pop3.ask("STAT")).isEqualTo("+OK 1 " + MAIL.length);
            }
            try (RawLines imaps = RawLines.connectTls(dovecot.imapsPort());
                    RawLines pop3s = RawLines.connectTls(dovecot.pop3sPort())) {
                assertThat(imaps.line()).startsWith("* OK");
                assertThat(pop3s.line()).startsWith("+OK");
                assertThat(pop3s.ask("USER alice")).startsWith("+OK");
                assertThat(pop3s.ask("PASS wrong")).startsWith("-ERR");
            }
        }
    }

    @Test
    @RequiresServer(RealServer.DOVECOT)
    void dovecotCanRefuseALoginInTheClear() throws IOException {
        try (Dovecot dovecot = Dovecot.start(Dovecot.Option.TLS_BEFORE_LOGIN, Dovecot.Option.ALL_MECHANISMS);
                RawLines imap = RawLines.connect(dovecot.host(), dovecot.imapPort());
                RawLines imaps = RawLines.connectTls(dovecot.imapsPort())) {
            assertThat(imap.line()).contains("LOGINDISABLED");
            assertThat(imaps.line()).contains("AUTH=PLAIN", "AUTH=CRAM-MD5", "AUTH=SCRAM-SHA-256");
        }
    }

    @Test
    @RequiresServer({RealServer.EXIM, RealServer.DOVECOT})
    void eximDeliversIntoTheMaildirThatDovecotServes() throws IOException {
        try (MailStore store = MailStore.create();
                Exim exim = Exim.start(store);
                Dovecot dovecot = Dovecot.start(store);
                RawLines pop3 = RawLines.connect(dovecot.pop3Port())) {
            try (RawLines smtp = RawLines.connect(exim.submissionPort())) {
                assertThat(smtp.line()).startsWith("220 mx.example.org");
                smtp.send("EHLO client.example");
                assertThat(smtp.lineThat(line -> line.contains("AUTH"))).isEqualTo("250-AUTH PLAIN LOGIN");
                smtp.lineThat(line -> line.startsWith("250 "));
                assertThat(smtp.ask("AUTH PLAIN " + base64("\0alice\0wrong"))).startsWith("535");
                assertThat(smtp.ask("AUTH PLAIN " + base64("\0alice\0password")))
                        .startsWith("235");
                smtp.send(
                        "MAIL FROM:<a@example.org>",
                        "RCPT TO:<alice@example.org>",
                        "RCPT TO:<eve@example.org>",
                        "DATA");
                assertThat(smtp.line()).startsWith("250");
                assertThat(smtp.line()).startsWith("250");
                assertThat(smtp.line()).startsWith("550");
                assertThat(smtp.line()).startsWith("354");
                assertThat(smtp.ask("Subject: x\r\n\r\nbody\r\n.")).startsWith("250");
                assertThat(smtp.ask("QUIT")).startsWith("221");
                smtp.rest();
            }
            pop3.send("USER alice", "PASS password");
            pop3.lineThat(line -> line.contains("Logged in"));
            awaitMail(store);
            try (RawLines again = RawLines.connect(dovecot.pop3Port())) {
                again.send("USER alice", "PASS password", "RETR 1");
                assertThat(again.lineThat(line -> line.startsWith("Subject"))).isEqualTo("Subject: x");
            }
        }
    }

    @Test
    @RequiresServer(RealServer.EXIM)
    void eximStartsTlsInAllThreeWaysAndCanKeepAuthForTls() throws IOException {
        try (Exim exim = Exim.start(Exim.Option.AUTH_ONLY_OVER_TLS);
                RawLines smtp = RawLines.connect(exim.smtpPort());
                RawLines smtps = RawLines.connectTls(exim.submissionsPort())) {
            assertThat(smtp.line()).startsWith("220");
            smtp.send("EHLO a.example", "STARTTLS");
            assertThat(smtp.lineThat(line -> line.contains("AUTH") || line.startsWith("220")))
                    .startsWith("220 TLS");
            smtp.startTls().send("EHLO a.example");
            assertThat(smtp.lineThat(line -> line.contains("AUTH"))).contains("PLAIN");
            assertThat(smtps.line()).startsWith("220");
        }
    }

    @Test
    @RequiresServer(RealServer.VSFTPD)
    void vsftpdListsToAnonymousPassivelyAndActively() throws IOException {
        try (Vsftpd vsftpd = Vsftpd.start()) {
            vsftpd.publish("hello.txt", "hello\n".getBytes(UTF_8));
            try (RawLines ftp = RawLines.connect(vsftpd.port())) {
                assertThat(ftp.line()).startsWith("220");
                assertThat(ftp.ask("USER anonymous")).startsWith("331");
                assertThat(ftp.ask("PASS me@example.org")).startsWith("230");
                try (RawLines data = RawLines.connect(extendedPassive(ftp.ask("EPSV")))) {
                    assertThat(ftp.ask("LIST pub")).startsWith("150");
                    assertThat(new String(data.rest(), UTF_8))
                            .contains("hello.txt")
                            .startsWith("-rw-r--r--");
                    assertThat(ftp.line()).startsWith("226");
                }
                try (ServerSocket listener = new ServerSocket(0, 1, Ports.LOOPBACK)) {
                    assertThat(ftp.ask("EPRT |1|127.0.0.1|" + listener.getLocalPort() + "|"))
                            .startsWith("200");
                    assertThat(ftp.ask("TYPE I")).startsWith("200");
                    assertThat(ftp.ask("RETR pub/hello.txt")).startsWith("150");
                    try (Socket data = listener.accept()) {
                        assertThat(data.getInputStream().readAllBytes())
                                .asString()
                                .isEqualTo("hello\n");
                    }
                    assertThat(ftp.line()).startsWith("226");
                }
            }
        }
    }

    @Test
    @RequiresServer(RealServer.VSFTPD)
    void vsftpdLetsItsNamedUserWriteAndRefusesAWrongPassword() throws IOException {
        try (Vsftpd vsftpd = Vsftpd.start()) {
            try (RawLines ftp = RawLines.connect(vsftpd.port())) {
                ftp.line();
                assertThat(ftp.ask("USER alice")).startsWith("331");
                assertThat(ftp.ask("PASS wrong")).startsWith("530");
                assertThat(ftp.ask("USER alice")).startsWith("331");
                assertThat(ftp.ask("PASS password")).startsWith("230");
                try (RawLines data = RawLines.connect(extendedPassive(ftp.ask("EPSV")))) {
                    assertThat(ftp.ask("STOR new.txt")).startsWith("150");
                    data.sendRaw("content".getBytes(UTF_8));
                }
                assertThat(ftp.line()).startsWith("226");
                assertThat(vsftpd.home().resolve("new.txt")).hasContent("content");
                assertThat(ftp.ask("DELE new.txt")).startsWith("250");
            }
        }
    }

    @Test
    @RequiresServer(RealServer.VSFTPD)
    void vsftpdSpeaksTlsExplicitAndImplicitAndCanAskForSessionReuse() throws IOException {
        try (Vsftpd explicit = Vsftpd.start(Vsftpd.Option.FORCE_TLS, Vsftpd.Option.REQUIRE_SESSION_REUSE);
                Vsftpd implicit = Vsftpd.start(Vsftpd.Option.IMPLICIT_TLS);
                RawLines clear = RawLines.connect(explicit.port());
                RawLines ftp = RawLines.connect(explicit.port());
                RawLines ftps = RawLines.connectTls(implicit.port())) {
            clear.line();
            assertThat(clear.ask("USER alice")).startsWith("530");
            ftp.line();
            assertThat(ftp.ask("AUTH TLS")).startsWith("234");
            ftp.startTls();
            assertThat(ftp.ask("PBSZ 0")).startsWith("200");
            assertThat(ftp.ask("PROT P")).startsWith("200");
            assertThat(ftp.ask("USER alice")).startsWith("331");
            assertThat(ftp.ask("PASS password")).startsWith("230");
            try (RawLines data = RawLines.connect(extendedPassive(ftp.ask("EPSV")))) {
                assertThat(ftp.ask("LIST")).startsWith("150");
                data.startTls();
            }
            assertThat(ftp.line()).startsWith("522");
            assertThat(ftps.line()).startsWith("220");
        }
    }

    @Test
    @RequiresServer(RealServer.KNOT)
    void knotTruncatesALargeAnswerOverUdpAndGivesItWholeOverTcp() throws IOException {
        byte[] query = {
            0x12, 0x34, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 3, 'b', 'i', 'g', 7, 'e', 'x', 'a', 'm', 'p', 'l', 'e', 3, 'o',
            'r', 'g', 0, 0, 1, 0, 1
        };
        try (Knot knot = Knot.start();
                DatagramSocket udp = new DatagramSocket();
                RawLines tcp = RawLines.connect(knot.port())) {
            udp.setSoTimeout(10_000);
            udp.send(new DatagramPacket(query, query.length, Ports.at(knot.port())));
            DatagramPacket answer = new DatagramPacket(new byte[4096], 4096);
            udp.receive(answer);
            assertThat(answer.getData()[2] & 0x02).as("TC").isEqualTo(2);
            ByteArrayOutputStream framed = new ByteArrayOutputStream();
            framed.write(0);
            framed.write(query.length);
            framed.writeBytes(query);
            tcp.sendRaw(framed.toByteArray());
            byte[] length = tcp.bytes(2);
            byte[] whole = tcp.bytes((length[0] & 0xff) << 8 | length[1] & 0xff);
            assertThat(whole[2] & 0x02).as("TC").isZero();
            assertThat(whole[7] & 0xff).as("answers").isEqualTo(200);
        }
    }

    @Test
    @RequiresServer(RealServer.NGINX)
    void nginxServesEveryFormOfABody() throws IOException {
        try (Nginx nginx = Nginx.start()) {
            nginx.file("chunked/a.txt", "chunk".getBytes(UTF_8));
            nginx.file("close/b.txt", "until close".getBytes(UTF_8));
            nginx.largeFile("large", 1L << 30);
            assertThat(http(nginx, "GET / HTTP/1.1"))
                    .startsWith("HTTP/1.1 200")
                    .contains("Content-Length: 10", "It works.");
            assertThat(http(nginx, "GET /chunked/a.txt HTTP/1.1"))
                    .contains("Transfer-Encoding: chunked", "\r\n5\r\nchunk\r\n0\r\n\r\n");
            assertThat(http(nginx, "GET /close/b.txt HTTP/1.1"))
                    .doesNotContain("Content-Length", "chunked")
                    .endsWith("until close");
            assertThat(http(nginx, "HEAD /large HTTP/1.1")).contains("Content-Length: 1073741824");
            assertThat(http(nginx, "GET /found HTTP/1.1"))
                    .startsWith("HTTP/1.1 302")
                    .contains("Location: /\r\n");
            assertThat(http(nginx, "GET /none HTTP/1.1")).startsWith("HTTP/1.1 404");
            assertThat(http(nginx, "DELETE /dav/none HTTP/1.1")).startsWith("HTTP/1.1 404");
            try (RawLines put = RawLines.connectTls(nginx.httpsPort())) {
                put.send("PUT /dav/new HTTP/1.1", "Host: localhost", "Content-Length: 3", "", "abc");
                assertThat(put.line()).startsWith("HTTP/1.1 201");
            }
            assertThat(Files.readString(nginx.root().resolve("dav/new"))).isEqualTo("abc");
        }
    }

    @Test
    @RequiresServer(RealServer.TELNETD)
    void telnetdNegotiatesAndLogsIn() throws IOException {
        try (Telnetd telnetd = Telnetd.start();
                Socket socket = new Socket(Ports.LOOPBACK, telnetd.port())) {
            socket.setSoTimeout(10_000);
            assertThat(readUntil(socket, "login: ")).contains("\u00ff\u00fd\u0018");
            socket.getOutputStream().write("alice\r\n".getBytes(UTF_8));
            readUntil(socket, "Password: ");
            socket.getOutputStream().write("password\r\n".getBytes(UTF_8));
            readUntil(socket, "Welcome alice\r\n$ ");
            socket.getOutputStream().write("echo hello there\r\n".getBytes(UTF_8));
            readUntil(socket, "hello there\r\n$ ");
        }
    }

    private static String http(Nginx nginx, String request) throws IOException {
        try (RawLines http = RawLines.connect(nginx.httpPort())) {
            return new String(
                    http.send(request, "Host: localhost", "Connection: close", "")
                            .rest(),
                    UTF_8);
        }
    }

    /** Reads to the text and refuses every option on the way (RFC 854: DO is answered WONT, WILL is answered DONT). */
    private static String readUntil(Socket socket, String text) throws IOException {
        StringBuilder seen = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (seen.indexOf(text) < 0) {
            int b = in.read();
            assertThat(b).as("closed after '%s'", seen).isNotNegative();
            seen.append((char) b);
            int last = seen.length() - 1;
            if (last >= 2
                    && seen.charAt(last - 2) == 255
                    && (seen.charAt(last - 1) == 253 || seen.charAt(last - 1) == 251)) {
                int refusal = seen.charAt(last - 1) == 253 ? 252 : 254;
                socket.getOutputStream().write(new byte[] {(byte) 255, (byte) refusal, (byte) b});
            }
        }
        return seen.toString();
    }

    private static int extendedPassive(String reply) {
        String[] fields = reply.split("\\|");
        return Integer.parseInt(fields[3]);
    }

    private static void awaitMail(MailStore store) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (store.messages("alice").isEmpty()) {
            assertThat(System.nanoTime()).as("the mail has not arrived").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
