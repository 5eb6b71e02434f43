package protocols.examples;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import protocols.Stats;
import protocols.Transcript;
import protocols.examples.tour.DnsPeer;
import protocols.examples.tour.FtpPeer;
import protocols.examples.tour.MailPeer;
import protocols.examples.tour.TelnetPeer;
import protocols.examples.tour.WebPeer;
import protocols.examples.tour.WhoisPeer;

/**
 * Starts small peers on loopback, has every client do its main job with one of them, and shows each conversation. Needs
 * nothing installed and no network. Exit status 1 if any row is not OK.
 */
public final class Tour {

    private static final String USAGE =
            """
            usage: Tour
            Starts peers on loopback, has all clients do their main job, shows each conversation and a table of them.
            """;

    /**
     * What came of one stop of the tour.
     *
     * @param done what was done and learned
     * @param said the conversation
     * @param cost bytes, round trips, time
     */
    record Visit(String done, Transcript said, Stats cost) {}

    /** One client at its main job. */
    interface Stop {
        Visit visit() throws IOException;
    }

    private record Row(String protocol, String transport, int port, Visit visit, boolean ok) {}

    private final PrintStream out;
    private final List<Row> rows = new ArrayList<>();

    private Tour(PrintStream out) {
        this.out = out;
    }

    /** Runs the tour. */
    public static void main(String[] args) {
        Program program = Program.standard();
        if (args.length > 0) {
            (args[0].equals("--help") ? program.out() : program.err()).print(USAGE);
            program.out().flush();
            System.exit(args[0].equals("--help") ? 0 : 2);
        }
        int status = run(program.out());
        program.out().flush();
        System.exit(status);
    }

    /** Runs the tour; gives the exit status. */
    static int run(PrintStream out) {
        try {
            return new Tour(out).run();
        } catch (IOException | GeneralSecurityException e) {
            out.println("The tour's own peers cannot be started: " + e);
            return 1;
        }
    }

    private int run() throws IOException, GeneralSecurityException {
        Path folder = Files.createTempDirectory("protocols-tour");
        try (DnsPeer dns = new DnsPeer();
                WhoisPeer whois = new WhoisPeer();
                FtpPeer ftp = new FtpPeer();
                MailPeer mail = new MailPeer(TourStops.ADDRESS, TourStops.USER, TourStops.PASSWORD);
                TelnetPeer telnet = new TelnetPeer();
                WebPeer web = new WebPeer(folder)) {
            stop("DNS", "UDP", dns.port(), () -> TourStops.dns(dns.port()));
            stop("WHOIS", "TCP", whois.port(), () -> TourStops.whois(whois.port()));
            stop("FTP", "TCP", ftp.port(), () -> TourStops.ftp(ftp.port()));
            stop("SMTP", "TCP", mail.smtpPort(), () -> TourStops.smtp(mail.smtpPort()));
            stop("POP3", "TCP", mail.pop3Port(), () -> TourStops.pop3(mail.pop3Port()));
            stop("IMAP", "TCP", mail.imapPort(), () -> TourStops.imap(mail.imapPort()));
            stop("TELNET", "TCP", telnet.port(), () -> TourStops.telnet(telnet.port()));
            stop("HTTP", "TCP", web.port(), () -> TourStops.http(web.port()));
            stop("HTTPS", "TCP", web.tlsPort(), () -> TourStops.https(web.tlsPort(), web.certificate()));
        } finally {
            delete(folder);
        }
        table();
        return rows.stream().allMatch(Row::ok) ? 0 : 1;
    }

    private void stop(String protocol, String transport, int port, Stop stop) {
        out.println("== " + protocol + " on port " + port + " " + "=".repeat(60 - protocol.length()));
        Row row;
        try {
            row = new Row(protocol, transport, port, stop.visit(), true);
        } catch (IOException | RuntimeException e) {
            Transcript said = e instanceof protocols.WireException failure ? failure.transcript() : Transcript.EMPTY;
            Stats none = Stats.NONE;
            row = new Row(protocol, transport, port, new Visit(String.valueOf(e.getMessage()), said, none), false);
        }
        rows.add(row);
        out.println(row.visit().said());
        out.println(row.visit().done());
        out.println();
    }

    private void table() {
        String format = "%-8s  %-9s  %5s  %-52s  %11s  %7s  %5s  %s%n";
        out.printf(format, "protocol", "transport", "port", "what was done", "round trips", "bytes", "ms", "");
        for (Row row : rows) {
            Stats cost = row.visit().cost();
            out.printf(
                    Locale.ROOT,
                    format,
                    row.protocol(),
                    row.transport(),
                    row.port(),
                    row.visit().done(),
                    cost.roundTrips(),
                    cost.sent() + cost.received(),
                    cost.elapsed().toMillis(),
                    row.ok() ? "OK" : "FAILED");
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
