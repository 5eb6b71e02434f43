package protocols.smtp;

import java.util.List;
import protocols.Client;
import protocols.Credentials;
import protocols.Protocol;
import protocols.WireException;
import protocols.spi.Engine;
import protocols.spi.Settings;
import protocols.spi.SmtpFriend;

/**
 * A client of SMTP (RFC 5321), as a value. By default it speaks to port 25 without TLS; port 587 is upgraded to TLS
 * (RFC 6409, RFC 3207) and on port 465 TLS begins at once (RFC 8314).
 *
 * <!-- run: smtp-attach -->
 * <pre>{@code
 * var message = MailMessage.from("alice@example.org")
 *         .to("bob@example.net", "eve@example.com")
 *         .subject("The report")
 *         .text("Here it is.")
 *         .attach(folder.resolve("report.pdf"));
 * try (var smtp = Smtp.at("mail.example.org").port(587).connect().login("alice", password)) {
 *     Receipt receipt = smtp.send(message);
 *     receipt.refused().forEach((who, why) -> err.println(who + ": " + why));
 *     smtp.quit();
 * }
 * }</pre>
 */
public final class Smtp extends Client<Smtp> {

    private static final String NOBODY_IN_PARTICULAR = "[127.0.0.1]";
    private static final int LONGEST_NAME = 255;

    private final String helo;
    private final boolean pipelining;

    private Smtp(Settings settings, String helo, boolean pipelining) {
        super(settings);
        this.helo = helo;
        this.pipelining = pipelining;
    }

    /**
     * The server to speak to.
     *
     * @param host a name or an address
     * @throws IllegalArgumentException if it cannot be one
     */
    public static Smtp at(String host) {
        return new Smtp(Settings.of(Protocol.SMTP, host), NOBODY_IN_PARTICULAR, true);
    }

    @Override
    protected Smtp with(Settings settings) {
        return new Smtp(settings, helo, pipelining);
    }

    @Override
    protected List<Object> ownSettings() {
        return List.of(helo, pipelining);
    }

    /**
     * The name that EHLO gives (RFC 5321 section 4.1.4): a domain, or an address literal such as
     * {@code [192.0.2.1]}. By default {@code [127.0.0.1]}, which submission servers take and which tells nothing about
     * this machine; who speaks to servers of other domains on port 25 gives the name that the own address resolves to.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public Smtp helo(String name) {
        if (name.isEmpty() || name.length() > LONGEST_NAME || !name.chars().allMatch(Smtp::belongsToName)) {
            throw new IllegalArgumentException("not a domain or address literal: " + protocols.Text.printable(name));
        }
        return new Smtp(settings(), name, pipelining);
    }

    String helo() {
        return helo;
    }

    /**
     * Waits for each reply even where the server offers PIPELINING (RFC 2920): for the ones that offer it and cannot do
     * it.
     */
    public Smtp withoutPipelining() {
        return new Smtp(settings(), helo, false);
    }

    boolean pipelining() {
        return pipelining;
    }

    /** Who logs in where {@link SmtpSession#login()} is called; nobody by default. They go to this host and port alone. */
    public Smtp credentials(Credentials who) {
        return with(settings().credentials(who));
    }

    /** For the implementation alone: the type is exported to nobody else. */
    @SuppressWarnings("exports")
    public static SmtpFriend friend() {
        return Friend.INSTANCE;
    }

    /**
     * Connects, waits for the greeting, says EHLO (HELO to a server that does not know it) and begins TLS where it is
     * due, all within one {@link #timeout}.
     *
     * @throws WireException.Refused if the server does not want to serve
     * @throws WireException.Insecure if TLS is due and the server does not offer it, or it fails: nothing else was said
     */
    public SmtpSession connect() throws WireException {
        return Engine.get().connect(this);
    }

    private static boolean belongsToName(int c) {
        return (c >= '0' && c <= '9')
                || (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || c == '-'
                || c == '.'
                || c == '_'
                || c == ':'
                || c == '['
                || c == ']';
    }
}
