package protocols.reuse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.LinkedHashMap;
import java.util.Map;
import protocols.Peer;
import protocols.ftp.Ftp;
import protocols.ftp.FtpSession;
import protocols.http.Call;
import protocols.http.Http;
import protocols.http.HttpSession;
import protocols.http.Response;
import protocols.imap.Imap;
import protocols.imap.ImapSession;
import protocols.pop3.Maildrop;
import protocols.pop3.Pop3;
import protocols.smtp.Smtp;
import protocols.smtp.SmtpSession;
import protocols.telnet.Telnet;
import protocols.telnet.Terminal;

/** All clients that have a stream, each with a peer and with something that it asks next. */
final class ReusedClients {

    private static final String HOST = "127.0.0.1";
    private static final String GARBAGE = "S: \\x01\\xfe\\xffA garbage\n";

    private ReusedClients() {}

    static Map<String, Reused> all() {
        Map<String, Reused> all = new LinkedHashMap<>();
        all.put("SMTP", smtp());
        all.put("POP3", pop3());
        all.put("IMAP", imap());
        all.put("FTP", ftp());
        all.put("TELNET", telnet());
        all.put("HTTP GET", http("GET"));
        all.put("HTTP POST", http("POST"));
        all.put("DNS", new ReusedDns());
        all.put("WHOIS", new ReusedWhois());
        return all;
    }

    private static Reused smtp() {
        String opening = "S: 220 mx\nC: EHLO client.example\nS: 250 mx\n";
        Words words = new Words(
                Manner.COMMANDS,
                opening,
                opening,
                "C: RSET\n",
                "S: 250 reset\n",
                "S: 250 queued as 7\n",
                "S: 421 4.4.2 idle for too long\n",
                GARBAGE);
        return new ScriptedClient<SmtpSession>(
                words,
                "RSET",
                "reset",
                (cell, peer) -> cell.at(Smtp.at(HOST), peer.port(), peer.trust())
                        .helo("client.example")
                        .connect(),
                smtp -> smtp.reset().text());
    }

    private static Reused pop3() {
        String opening =
                """
                S: +OK ready
                C: CAPA
                S: -ERR what?
                C: USER alice
                S: +OK
                C: PASS ********
                S: +OK in
                """;
        Words words = new Words(
                Manner.COMMANDS,
                opening,
                opening,
                "C: DELE 1\n",
                "S: +OK marked\n",
                "S: +OK 9 999\n",
                "S: -ERR Disconnected for inactivity.\n",
                GARBAGE);
        return new ScriptedClient<Maildrop>(
                words,
                "DELE",
                "",
                (cell, peer) -> cell.at(Pop3.at(HOST), peer.port(), peer.trust())
                        .connect()
                        .login("alice", "secret-1"),
                drop -> {
                    drop.delete(1);
                    return "";
                });
    }

    private static Reused imap() {
        String opening =
                """
                S: * OK [CAPABILITY IMAP4rev1] ready
                C: A1 LOGIN alice "********"
                S: A1 OK [CAPABILITY IMAP4rev1] in
                """;
        Words words = new Words(
                Manner.COMMANDS,
                opening,
                opening,
                "C: A2 CREATE box\n",
                "S: A2 OK made\n",
                "S: A9 OK stray\n",
                "S: * BYE autologout\n",
                GARBAGE);
        return new ScriptedClient<ImapSession>(
                words,
                "CREATE",
                "",
                (cell, peer) -> cell.at(Imap.at(HOST), peer.port(), peer.trust())
                        .connect()
                        .login("alice", "secret-1"),
                imap -> {
                    imap.create("box");
                    return "";
                });
    }

    private static Reused ftp() {
        String login = "C: USER anonymous\nS: 230 in\n";
        String protect = "C: PBSZ 0\nS: 200 ok\nC: PROT P\nS: 200 ok\n";
        Words words = new Words(
                Manner.COMMANDS,
                "S: 220 ready\n" + login,
                "S: 220 ready\n" + protect + login,
                "C: DELE old\n",
                "S: 250 deleted\n",
                "S: 226 done\n",
                "S: 421 idle for too long\n",
                GARBAGE);
        return new ScriptedClient<FtpSession>(
                words,
                "DELE",
                "",
                (cell, peer) -> cell.at(Ftp.at(HOST), peer.port(), peer.trust())
                        .connect()
                        .loginAnonymously(),
                ftp -> {
                    ftp.delete("old");
                    return "";
                });
    }

    private static Reused telnet() {
        String opening = "S: $ \\\n";
        Words words = new Words(
                Manner.TEXT,
                opening,
                opening,
                "C: uptime\n",
                "S: up 42 days\nS: $ \\\n",
                "S: you have mail\n",
                "S: idle for too long\n",
                "S: \\x01\\x02\\x03 garbage\n");
        return new ScriptedClient<Terminal>(
                words, "", "up 42 days\r\n", ReusedClients::terminal, telnet -> telnet.sendLine("uptime")
                        .expect("$ "));
    }

    private static Terminal terminal(Cell cell, Peer peer) throws Exception {
        Terminal terminal = cell.at(Telnet.at(HOST), peer.port(), peer.trust())
                .charset(ISO_8859_1)
                .connect();
        terminal.expect("$ ");
        return terminal;
    }

    private static Reused http(String method) {
        boolean posts = method.equals("POST");
        String first = "C: GET / HTTP/1.1\nC: \nS: HTTP/1.1 200 OK\nS: Content-Length: 2\nS: \nS: ok\\\n";
        Words words = new Words(
                Manner.REQUESTS,
                first,
                first,
                posts ? "C: POST /orders HTTP/1.1\nC: \nC|\n" : "C: GET /orders HTTP/1.1\nC: \n",
                "S: HTTP/1.1 200 OK\nS: Content-Length: 4\nS: \nS: done\\\n",
                "S: HTTP/1.1 200 OK\nS: Content-Length: 5\nS: \nS: stray\\\n",
                "S: HTTP/1.1 408 Request Timeout\nS: Connection: close\nS: Content-Length: 0\nS: \n",
                GARBAGE);
        return new ScriptedClient<HttpSession>(
                words,
                method,
                "200 done",
                ReusedClients::web,
                http -> read(posts ? http.post("/orders").body("one") : http.get("/orders")));
    }

    private static HttpSession web(Cell cell, Peer peer) throws Exception {
        String scheme = cell.secure() ? "https" : "http";
        Http client = Http.at(scheme + "://" + HOST + ":" + peer.port());
        HttpSession http = cell.at(client, peer.port(), peer.trust()).connect();
        read(http.get("/"));
        return http;
    }

    private static String read(Call call) throws Exception {
        try (Response response = call.send()) {
            return (response.status() + " " + response.text()).strip();
        }
    }
}
