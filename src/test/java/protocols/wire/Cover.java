package protocols.wire;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import protocols.Client;
import protocols.Content;
import protocols.Tls;
import protocols.Trust;
import protocols.ftp.Ftp;
import protocols.ftp.FtpSession;
import protocols.http.Http;
import protocols.imap.Imap;
import protocols.imap.ImapSession;
import protocols.peers.HandServer;
import protocols.peers.TestCa;
import protocols.smtp.Smtp;
import protocols.smtp.SmtpSession;

/** How an upload travels, with the clients and the servers that it needs, up to the point where its body is due. */
enum Cover {
    PLAIN,
    TLS;

    /** More than all buffers between the two hold. */
    private static final int MUCH = 64 << 20;

    /** How long a test waits where it is no matter. */
    static final Duration MINUTE = Duration.ofMinutes(1);

    static Content zeros(long size) {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                Arrays.fill(into, offset, offset + length, (byte) 'x');
                return length;
            }
        };
        return Content.stream(endless, size);
    }

    static Content much() {
        return zeros(MUCH);
    }

    static ServerSocket listen(int receiveBuffer) throws IOException {
        ServerSocket socket = new ServerSocket();
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return socket;
    }

    HandServer serve(HandServer.Play play) throws IOException {
        return serve(0, play);
    }

    HandServer serve(int receiveBuffer, HandServer.Play play) throws IOException {
        return this == TLS ? HandServer.startTls(receiveBuffer, play) : HandServer.start(receiveBuffer, play);
    }

    static void smtpToData(HandServer.Hand hand) throws IOException {
        hand.say("220 mx");
        for (String line = hand.line(); !line.equals("DATA"); line = hand.line()) {
            hand.say("250 ok");
        }
        hand.say("354 go on");
    }

    static HandServer.Hand ftpToData(HandServer.Hand hand, ServerSocket port) throws IOException {
        hand.say("220 ready");
        for (String line = hand.line(); !line.startsWith("STOR"); line = hand.line()) {
            hand.say(
                    switch (line.split(" ")[0]) {
                        case "USER" -> "230 in";
                        case "EPSV" -> "229 ok (|||" + port.getLocalPort() + "|)";
                        default -> "200 ok";
                    });
        }
        HandServer.Hand data = hand.accept(port);
        hand.say("150 go on");
        return data;
    }

    static void httpToBody(HandServer.Hand hand) throws IOException {
        for (String line = hand.line(); !line.isEmpty(); line = hand.line()) {
            if (line.toLowerCase(Locale.ROOT).startsWith("expect")) {
                throw new AssertionError(line);
            }
        }
    }

    private <C extends Client<C>> C client(C client, HandServer server, Duration idle) {
        C there = client.port(server.port()).idleTimeout(idle);
        return this == TLS
                ? there.tls(Tls.IMPLICIT).trust(Trust.of(TestCa.shared().trusting()))
                : there;
    }

    SmtpSession smtp(HandServer server, Duration idle) throws IOException {
        return client(Smtp.at("127.0.0.1"), server, idle).connect();
    }

    FtpSession ftp(HandServer server, Duration idle) throws IOException {
        return client(Ftp.at("127.0.0.1"), server, idle).connect().loginAnonymously();
    }

    Http http(HandServer server, Duration idle) {
        String scheme = this == TLS ? "https" : "http";
        return Http.at(scheme + "://127.0.0.1:" + server.port())
                .trust(Trust.of(TestCa.shared().trusting()))
                .idleTimeout(idle);
    }

    ImapSession imap(HandServer server) throws IOException {
        return client(Imap.at("127.0.0.1"), server, MINUTE).connect().login("alice", "secret-1");
    }
}
