package protocols.examples.tour;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

/** GreenMail: one mailbox behind SMTP, POP3 and IMAP. */
public final class MailPeer implements AutoCloseable {

    private final GreenMail mail = new GreenMail(new ServerSetup[] {
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_POP3),
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
    });

    /** Starts all three for one user. */
    public MailPeer(String address, String user, String password) {
        mail.start();
        mail.setUser(address, user, password);
    }

    /** Where SMTP listens. */
    public int smtpPort() {
        return mail.getSmtp().getPort();
    }

    /** Where POP3 listens. */
    public int pop3Port() {
        return mail.getPop3().getPort();
    }

    /** Where IMAP listens. */
    public int imapPort() {
        return mail.getImap().getPort();
    }

    @Override
    public void close() {
        mail.stop();
    }
}
