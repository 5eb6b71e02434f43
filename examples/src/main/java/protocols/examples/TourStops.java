package protocols.examples;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import protocols.Secret;
import protocols.Trust;
import protocols.WireException;
import protocols.dns.Dns;
import protocols.dns.Rdata;
import protocols.dns.RecordType;
import protocols.examples.Tour.Visit;
import protocols.ftp.Ftp;
import protocols.http.Http;
import protocols.imap.Fetch;
import protocols.imap.Imap;
import protocols.imap.UidSet;
import protocols.mail.MailMessage;
import protocols.pop3.Pop3;
import protocols.smtp.Smtp;
import protocols.telnet.Telnet;
import protocols.telnet.TelnetMode;
import protocols.whois.Whois;

/** The main job of each client, as short as a user would write it. */
final class TourStops {

    static final String HOST = "localhost";
    static final String USER = "alice";
    static final String ADDRESS = "alice@example.org";
    static final String PASSWORD = "correct horse";

    private TourStops() {}

    static Visit dns(int port) throws WireException {
        try (var dns = Dns.at("127.0.0.1").port(port).connect()) {
            String exchangers = dns.lookup("example.org", RecordType.MX).orThrow().data(Rdata.Mx.class).stream()
                    .map(mx -> mx.exchange() + " (" + mx.preference() + ")")
                    .collect(Collectors.joining(", "));
            return new Visit("MX: " + exchangers, dns.transcript(), dns.stats());
        }
    }

    static Visit whois(int port) throws WireException {
        var registration =
                Whois.at(HOST).port(port).followAnyPort().followPrivate().lookup("example.org");
        return new Visit(
                registration.domain().orElseThrow() + " expires "
                        + registration.expires().orElseThrow().date().orElseThrow(),
                registration.transcript(),
                registration.stats());
    }

    static Visit ftp(int port) throws IOException {
        try (var ftp = Ftp.at(HOST).port(port).connect().loginAnonymously()) {
            var listing = ftp.list();
            var file = new ByteArrayOutputStream();
            ftp.get("README", file);
            ftp.quit();
            return new Visit(
                    listing.size() + " file listed, " + file.size() + " bytes fetched", ftp.transcript(), ftp.stats());
        }
    }

    static Visit smtp(int port) throws IOException {
        var message = MailMessage.from("bob@example.net")
                .to(ADDRESS)
                .subject("Gr\u00fc\u00dfe")
                .text("It works.\n");
        try (var smtp = Smtp.at(HOST).port(port).connect()) {
            var receipt = smtp.send(message);
            smtp.quit();
            return new Visit(
                    "mail accepted for " + receipt.accepted().size() + " recipient", smtp.transcript(), smtp.stats());
        }
    }

    static Visit pop3(int port) throws IOException {
        try (var maildrop = Pop3.at(HOST).port(port).connect().login(USER, PASSWORD)) {
            int messages = maildrop.stat().messages();
            byte[] message = maildrop.retrieve(1).readAllBytes();
            maildrop.quit();
            return new Visit(
                    messages + " message, the first has " + message.length + " bytes",
                    maildrop.transcript(),
                    maildrop.stats());
        }
    }

    static Visit imap(int port) throws WireException {
        try (var imap = Imap.at(HOST).port(port).connect().login(USER, PASSWORD)) {
            var inbox = imap.select("INBOX");
            var message = inbox.fetch(UidSet.ALL, Fetch.flags().and(Fetch.envelope()))
                    .list()
                    .get(0);
            String subject = message.envelope().orElseThrow().subject().orElse("");
            imap.logout();
            return new Visit(
                    "message " + message.uid().orElseThrow() + ": " + subject, imap.transcript(), imap.stats());
        }
    }

    static Visit telnet(int port) throws WireException {
        try (var telnet = Telnet.at(HOST).port(port).mode(TelnetMode.ACTIVE).connect()) {
            telnet.expect("login: ");
            telnet.sendLine(USER);
            telnet.expect("Password: ");
            telnet.sendLine(Secret.of(PASSWORD));
            telnet.expect("$ ");
            telnet.sendLine("uptime");
            String answer = telnet.expect("$ ");
            return new Visit("uptime: " + answer.strip(), telnet.transcript(), telnet.stats());
        }
    }

    static Visit http(int port) throws IOException {
        return get(Http.at("http://" + HOST + ":" + port + "/"));
    }

    static Visit https(int port, Path certificate) throws IOException {
        return get(Http.at("https://" + HOST + ":" + port + "/").trust(Trust.pem(certificate)));
    }

    private static Visit get(Http http) throws IOException {
        try (var response = http.get().send()) {
            String body = response.text();
            return new Visit(response.status() + " " + body.strip(), response.transcript(), response.stats());
        }
    }
}
