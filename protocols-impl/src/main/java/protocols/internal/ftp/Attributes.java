package protocols.internal.ftp;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import protocols.Reply;
import protocols.WireException;
import protocols.ftp.FtpTime;
import protocols.internal.line.Command;
import protocols.internal.reply.Conversation;
import protocols.internal.reply.Exchange;

/** Sets the access rights and times of files, none of which RFC 959 can do. */
final class Attributes {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");
    /** File systems keep times to two seconds at worst. */
    private static final Duration NEAR = Duration.ofSeconds(2);

    /** What says that the command is not known, or not in this form. */
    private static final List<String> OF_FORM = List.of("500", "501", "502", "504");

    private final Control control;
    private boolean mfmt = true;
    private boolean utime = true;

    Attributes(Control control) {
        this.control = control;
    }

    /** SITE CHMOD. */
    void mode(String path, String octal) throws WireException {
        requireMode(octal);
        Control.command("SITE CHMOD", path);
        control.carryOut(ofPath("SITE CHMOD " + octal, path));
    }

    static void requireMode(String octal) {
        boolean fits = octal.length() == 3 || octal.length() == 4;
        if (!fits || !octal.chars().allMatch(c -> c >= '0' && c <= '7')) {
            throw new IllegalArgumentException("a mode of three or four octal digits, such as 644, not " + octal);
        }
    }

    static Command ofPath(String words, String path) {
        return Control.named(Command.of(words), path);
    }

    /** RFC 959 section 4.2.2: 202 says that a command was taken and not done. */
    static boolean isSuperfluous(Reply reply) {
        return reply.code() == 202;
    }

    /** The first way that the server knows. */
    boolean modified(String path, Instant time) throws WireException {
        Control.command("MFMT", path);
        String value = written(time);
        return byMfmt(path, value) || byUtime(path, value) || byMdtm(path, value, time);
    }

    private static String written(Instant time) {
        if (time.isBefore(FIRST) || !time.isBefore(END)) {
            throw new IllegalArgumentException("a time of the years 0 to 9999, not " + time);
        }
        return TIME.format(time);
    }

    /** draft-somers-ftp-mfxx section 3. */
    private boolean byMfmt(String path, String value) throws WireException {
        if (!mfmt || !control.offers("MFMT")) {
            return false;
        }
        Optional<Reply> refused = refusal(ofPath("MFMT " + value, path), Control.UNKNOWN);
        refused.ifPresent(reply -> mfmt = false);
        return refused.isEmpty();
    }

    /** In the form that says which zone the times are of; of the shorter one some servers think that it is their own. */
    private boolean byUtime(String path, String value) throws WireException {
        if (!utime) {
            return false;
        }
        Command command = ofPath("SITE UTIME", path).raw(" " + value + " " + value + " " + value + " UTC");
        Optional<Reply> refused = refusal(command, OF_FORM);
        // 501 may be an answer to this name alone.
        refused.ifPresent(reply -> utime = reply.code() == 501);
        return refused.isEmpty();
    }

    /** An answer that says that the server cannot do this; empty if it has done it. */
    private Optional<Reply> refusal(Command command, List<String> codes) throws WireException {
        try {
            Reply reply = control.change(command);
            return isSuperfluous(reply) ? Optional.of(reply) : Optional.empty();
        } catch (WireException.Refused e) {
            if (!codes.contains(e.reply().status()) || !control.link().isAlive()) {
                throw e;
            }
            return Optional.of(e.reply());
        }
    }

    /**
     * A server that does not know this takes time and path for one name, of a file that may be there. So its yes is not
     * believed: the time is asked for.
     */
    private boolean byMdtm(String path, String value, Instant time) throws WireException {
        Command set = ofPath("MDTM " + value, path);
        Command ask = Control.command("MDTM", path);
        control.requireIdle();
        Optional<Instant> seen = control.conversation()
                .operation(
                        "MDTM",
                        () -> Conversation.known("MDTM", () -> {
                            Holder told = new Holder();
                            control.flight()
                                    .add(set, Flight.expecting("2"))
                                    .add(ask, told)
                                    .land();
                            return told.time;
                        }));
        if (seen.isEmpty() || Duration.between(time, seen.get()).abs().compareTo(NEAR) >= 0) {
            throw control.link()
                    .placed(new WireException.Unsupported("the server offers no MFMT, knows no SITE UTIME, and"
                            + " takes MDTM with a time for a question"));
        }
        return true;
    }

    /** The time that a question for it is answered with. */
    private static final class Holder implements Flight.Answer {
        private Optional<Instant> time = Optional.empty();

        @Override
        public Optional<WireException> take(Exchange exchange) {
            if (exchange.is("2")) {
                time = FactReplies.time(exchange.reply().text().strip()).flatMap(FtpTime::instant);
            }
            return Optional.empty();
        }
    }
}
