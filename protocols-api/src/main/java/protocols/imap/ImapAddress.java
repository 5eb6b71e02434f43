package protocols.imap;

/**
 * An address in an envelope (RFC 9051 section 7.5.2). The parts are as the server sent them; any may be empty.
 *
 * @param name the display name
 * @param mailbox the part before the {@code @}
 * @param host the part after it
 */
public record ImapAddress(String name, String mailbox, String host) {

    /** {@code mailbox@host}; the mailbox alone where there is no host. */
    public String address() {
        return host.isEmpty() ? mailbox : mailbox + "@" + host;
    }

    /** {@code name <mailbox@host>}, escaped for a terminal. */
    @Override
    public String toString() {
        return protocols.Text.escaped(name.isEmpty() ? address() : name + " <" + address() + ">");
    }
}
