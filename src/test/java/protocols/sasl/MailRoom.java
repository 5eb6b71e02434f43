package protocols.sasl;

import java.util.Arrays;
import java.util.stream.Collectors;
import protocols.Client;
import protocols.Credentials;
import protocols.Session;
import protocols.WireException;
import protocols.imap.Imap;
import protocols.pop3.Pop3;
import protocols.smtp.Smtp;

/**
 * A protocol that carries a login, and how it says its steps: in a dialogue, {@code {auth}} begins one, and {@code {more}},
 * {@code {yes}}, {@code {no}}, {@code {cancelled}} and {@code {later}} are the peer's answers.
 */
enum MailRoom {
    SMTP("S: 220 mx\nC: EHLO client\nS: 250-mx\nS: 250 AUTH %s\n", "AUTH", "334 ", ""),
    POP3("S: +OK hi\nC: CAPA\nS: +OK\nS: SASL %s\nS: .\n", "AUTH", "+ ", ""),
    IMAP("S: * OK [CAPABILITY IMAP4rev1 LOGINDISABLED SASL-IR %s] hi\n", "AUTHENTICATE", "+ ", "A");

    private final String opening;
    private final String auth;
    private final String more;
    private final String tag;

    MailRoom(String opening, String auth, String more, String tag) {
        this.opening = opening;
        this.auth = auth;
        this.more = more;
        this.tag = tag;
    }

    /** A dialogue from the greeting on, with a peer that offers these mechanisms. */
    String dialogue(String mechanisms, String steps) {
        StringBuilder out = new StringBuilder(opening.formatted(offer(mechanisms)));
        int tags = 0;
        for (String line : steps.lines().toList()) {
            tags += line.contains("{auth}") ? 1 : 0;
            String tagged = tag.isEmpty() ? "" : tag + tags + " ";
            out.append(line.replace("{auth}", tagged + auth)
                            .replace("{more}", more)
                            .replace("{yes}", answer("yes", tagged))
                            .replace("{no}", answer("no", tagged))
                            .replace("{cancelled}", answer("cancelled", tagged))
                            .replace("{later}", answer("later", tagged)))
                    .append('\n');
        }
        return out.toString();
    }

    /** What the peer says to a step. */
    String answer(String how, String tagged) {
        return switch (this) {
            case SMTP ->
                switch (how) {
                    case "yes" -> "235 in";
                    case "no" -> "535 no";
                    case "cancelled" -> "501 cancelled";
                    default -> "454 later";
                };
            case POP3 ->
                switch (how) {
                    case "yes" -> "+OK in";
                    case "later" -> "-ERR [SYS/TEMP] later";
                    default -> "-ERR " + how;
                };
            case IMAP ->
                switch (how) {
                    case "yes" -> tagged + "OK [CAPABILITY IMAP4rev1] in";
                    case "no" -> tagged + "NO [AUTHENTICATIONFAILED] no";
                    case "cancelled" -> tagged + "BAD cancelled";
                    default -> tagged + "NO [UNAVAILABLE] later";
                };
        };
    }

    private String offer(String mechanisms) {
        return this == IMAP
                ? Arrays.stream(mechanisms.split(" "))
                        .map(name -> "AUTH=" + name)
                        .collect(Collectors.joining(" "))
                : mechanisms;
    }

    String more() {
        return more;
    }

    String opening(String mechanisms) {
        return opening.formatted(offer(mechanisms));
    }

    Client<?> at(int port) {
        return switch (this) {
            case SMTP -> Smtp.at("127.0.0.1").port(port).helo("client");
            case POP3 -> Pop3.at("127.0.0.1").port(port);
            case IMAP -> Imap.at("127.0.0.1").port(port);
        };
    }

    /** Connects and logs in. */
    static Session login(Client<?> client, Credentials who) throws WireException {
        if (client instanceof Smtp smtp) {
            return smtp.connect().login(who);
        }
        return client instanceof Pop3 pop3
                ? pop3.connect().login(who)
                : ((Imap) client).connect().login(who);
    }

    /** Connects, logs in, and closes at once. */
    static void visit(Client<?> client, Credentials who) throws WireException {
        login(client, who).close();
    }
}
