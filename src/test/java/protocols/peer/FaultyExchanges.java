package protocols.peer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import protocols.Content;
import protocols.dns.Dns;
import protocols.dns.RecordType;
import protocols.ftp.Ftp;
import protocols.ftp.FtpSession;
import protocols.http.Http;
import protocols.imap.Imap;
import protocols.imap.NewMessage;
import protocols.peer.Faulty.Place;
import protocols.pop3.Pop3;
import protocols.smtp.Smtp;
import protocols.telnet.Telnet;
import protocols.whois.Registration;
import protocols.whois.Registration.State;
import protocols.whois.Whois;

/** One exchange of each client that changes nothing at the peer, and one that does where the protocol has such. */
final class FaultyExchanges {

    private FaultyExchanges() {}

    /** An answer is on its way. */
    static Map<String, Faulty> asking() {
        Map<String, Faulty> all = new LinkedHashMap<>();
        all.put("SMTP", new Faulty(SMTP, "250 recipient", "250 recipient", "queued", FaultyExchanges::send));
        all.put("POP3", new Faulty(RETR, "+OK 10 octets", "two", "one\r\ntwo\r\n", FaultyExchanges::retrieve));
        all.put("IMAP", new Faulty(LIST, "* LIST*one", "* LIST*two", "[one, two]", FaultyExchanges::list));
        all.put(
                "FTP",
                new Faulty(STAT, "211-Status", " all is well", "Status\n all is well\nEnd", FaultyExchanges::status));
        all.put("FTP data", new Faulty(DOWN, "one", "two", "one\r\ntwo\r\n", FaultyExchanges::download));
        all.put("HTTP", new Faulty(GET, "HTTP/1.1 200 OK", "two", "one\r\ntwo\r\n", FaultyExchanges::get));
        all.put("TELNET", new Faulty(TELNET, "up 42 days", "$ \\", "up 42 days\r\n", FaultyExchanges::type));
        all.put(
                "WHOIS",
                new Faulty(
                        WHOIS,
                        "domain: *",
                        "nserver: *",
                        "domain: EXAMPLE.ORG\nregistrar: Example Registrar\nnserver: NS.EXAMPLE.NET",
                        FaultyExchanges::lookUp));
        all.put(
                "DNS, UDP",
                new Faulty(DNS, "*MX*", "*MX*", "[10 mx.example.org.]", place -> ask(Dns.at("127.0.0.1"), place)));
        all.put(
                "DNS, TCP",
                new Faulty(
                        DNS,
                        "*MX*",
                        "*MX*",
                        "[10 mx.example.org.]",
                        place -> ask(Dns.at("127.0.0.1").overTcp(), place)));
        return all;
    }

    /** The peer may have done what it was asked for. */
    static Map<String, Faulty> changing() {
        Map<String, Faulty> all = new LinkedHashMap<>();
        all.put("SMTP", new Faulty(SMTP, "250 queued", "250 queued", "queued", FaultyExchanges::send));
        all.put("POP3", new Faulty(DELE, "+OK bye", "+OK bye", "", FaultyExchanges::remove));
        all.put("IMAP", new Faulty(APPEND, "A2 OK appended", "A2 OK appended", "", FaultyExchanges::append));
        all.put("FTP", new Faulty(FTP_DELE, "250 deleted", "250 deleted", "", FaultyExchanges::delete));
        all.put("FTP data", new Faulty(STOR, "226 stored", "226 stored", "", FaultyExchanges::upload));
        all.put("HTTP", new Faulty(POST, "HTTP/1.1 201*", "HTTP/1.1 201*", "201", FaultyExchanges::post));
        return all;
    }

    private static final String SMTP =
            """
            S: 220 mx.example.org is ready for mail
            C: EHLO *
            S: 250-mx.example.org
            S: 250 ENHANCEDSTATUSCODES
            C: MAIL FROM:<alice@example.org>
            S: 250 sender
            C: RCPT TO:<bob@example.net>
            S: 250 recipient
            C: DATA
            S: 354 go on
            C|
            S: 250 queued
            C: QUIT
            S: 221 bye
            """;

    private static String send(Place place) throws Exception {
        try (var smtp = place.apply(Smtp.at("127.0.0.1")).connect()) {
            var receipt = smtp.from("alice@example.org")
                    .to("bob@example.net")
                    .send("Subject: hi\r\n\r\nHi.".getBytes(ISO_8859_1));
            smtp.quit();
            return receipt.reply().text();
        }
    }

    private static final String POP3 =
            """
            S: +OK the maildrop of example.org
            C: USER alice
            S: +OK
            C: PASS ********
            S: +OK
            """;

    private static final String RETR = POP3
            + """
            C: RETR 1
            S: +OK 10 octets
            S: one
            S: two
            S: .
            C: QUIT
            S: +OK bye
            """;

    private static final String DELE = POP3
            + """
            C: DELE 1
            S: +OK marked
            C: QUIT
            S: +OK bye
            """;

    private static String retrieve(Place place) throws Exception {
        try (var drop = place.apply(Pop3.at("127.0.0.1")).connect().login("alice", "secret")) {
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            drop.retrieve(1, message);
            drop.quit();
            return message.toString(ISO_8859_1);
        }
    }

    private static String remove(Place place) throws Exception {
        try (var drop = place.apply(Pop3.at("127.0.0.1")).connect().login("alice", "secret")) {
            drop.delete(1);
            drop.quit();
            return "";
        }
    }

    private static final String IMAP =
            """
            S: * OK [CAPABILITY IMAP4rev1] ready
            C: A1 LOGIN alice ********
            S: A1 OK [CAPABILITY IMAP4rev1] in
            """;

    private static final String LIST = IMAP
            + """
            C: A2 LIST "" *
            S: * LIST () "/" one
            S: * LIST () "/" two
            S: A2 OK listed
            C: A3 LOGOUT
            S: * BYE
            S: A3 OK bye
            """;

    private static final String APPEND = IMAP
            + """
            C: A2 APPEND INBOX {5}
            S: + go on
            C|
            C:
            S: A2 OK appended
            C: A3 LOGOUT
            S: * BYE
            S: A3 OK bye
            """;

    private static String list(Place place) throws Exception {
        try (var imap = place.apply(Imap.at("127.0.0.1")).connect().login("alice", "secret")) {
            String names = imap.list().stream()
                    .map(one -> one.name().toString())
                    .toList()
                    .toString();
            imap.logout();
            return names;
        }
    }

    private static String append(Place place) throws Exception {
        try (var imap = place.apply(Imap.at("127.0.0.1")).connect().login("alice", "secret")) {
            imap.append("INBOX", NewMessage.of("Subject: hi\r\n\r\nHi.\r\n".getBytes(ISO_8859_1)));
            imap.logout();
            return "";
        }
    }

    private static final String FTP =
            """
            S: 220 the files of example.org
            C: USER anonymous
            S: 230 in
            """;

    private static final String QUIT = """
            C: QUIT
            S: 221 bye
            """;

    private static final String STAT = FTP
            + """
            C: STAT
            S: 211-Status
            S:  all is well
            S: 211 End
            """
            + QUIT;

    private static final String FTP_DELE = FTP + "C: DELE old\nS: 250 deleted\n" + QUIT;

    private static final String DOWN = FTP
            + """
            C: TYPE I
            S: 200 ok
            C: EPSV
            S: 229 ok (|||2|)
            *2 connected
            C: RETR a.txt
            S: 150 go
            S2: one
            S2: two
            *2 closed by peer
            S: 226 done
            """
            + QUIT;

    private static final String STOR = FTP
            + """
            C: TYPE I
            S: 200 ok
            C: EPSV
            S: 229 ok (|||2|)
            *2 connected
            C: STOR a.txt
            S: 150 go
            C2|
            S: 226 stored
            """
            + QUIT;

    private static FtpSession ftp(Place place) throws Exception {
        return place.apply(Ftp.at("127.0.0.1")).connect().loginAnonymously();
    }

    private static String status(Place place) throws Exception {
        try (var ftp = ftp(place)) {
            String status = String.join("\n", ftp.status().lines());
            ftp.quit();
            return status;
        }
    }

    private static String delete(Place place) throws Exception {
        try (var ftp = ftp(place)) {
            ftp.delete("old");
            ftp.quit();
            return "";
        }
    }

    private static String download(Place place) throws Exception {
        try (var ftp = ftp(place)) {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            ftp.get("a.txt", file);
            ftp.quit();
            return file.toString(ISO_8859_1);
        }
    }

    private static String upload(Place place) throws Exception {
        try (var ftp = ftp(place)) {
            ftp.put(Content.text("a file"), "a.txt");
            ftp.quit();
            return "";
        }
    }

    private static final String GET =
            """
            C: GET /a HTTP/1.1
            C:
            S: HTTP/1.1 200 OK
            S: Content-Length: 10
            S:
            S: one
            S: two
            """;

    private static final String POST =
            """
            C: POST /a HTTP/1.1
            C:
            C|
            S: HTTP/1.1 201 Created
            S: Content-Length: 0
            S:
            """;

    private static Http web(Place place) throws Exception {
        String url = (place.secure() ? "https" : "http") + "://127.0.0.1:"
                + place.peer().port() + "/";
        return Http.at(url).trust(place.peer().trust()).timeout(place.timeout()).idleTimeout(place.timeout());
    }

    private static String get(Place place) throws Exception {
        try (var response = web(place).get("/a").send()) {
            return response.text();
        }
    }

    private static String post(Place place) throws Exception {
        try (var response = web(place).post("/a").body("an order").send()) {
            return Integer.toString(response.status());
        }
    }

    private static final String TELNET =
            """
            S: $ \\
            C: uptime
            S: up 42 days
            S: $ \\
            """;

    private static String type(Place place) throws Exception {
        try (var telnet =
                place.apply(Telnet.at("127.0.0.1")).charset(ISO_8859_1).connect()) {
            String before = telnet.expect("$ ");
            return before + telnet.sendLine("uptime").expect("$ ");
        }
    }

    private static final String WHOIS =
            """
            C: example.org
            S: domain: EXAMPLE.ORG
            S: registrar: Example Registrar
            S: nserver: NS.EXAMPLE.NET
            * closed by peer
            """;

    private static String lookUp(Place place) throws Exception {
        Registration found = place.apply(Whois.at("127.0.0.1")).follow(0).lookup("example.org");
        String text = found.text().strip().replace("\r", "");
        // Nothing says nothing about the domain.
        assertThat(found.state()).isEqualTo(text.isEmpty() ? State.UNPARSED : State.REGISTERED);
        return text;
    }

    private static final String DNS =
            """
            * connected dns
            C: example.org. IN MX
            S: example.org. 300 IN MX 10 mx.example.org.
            """;

    private static String ask(Dns client, Place place) throws Exception {
        return place.apply(client).lookup("example.org", RecordType.MX).orThrow().records().stream()
                .map(record -> record.data().toPresentation())
                .toList()
                .toString();
    }
}
