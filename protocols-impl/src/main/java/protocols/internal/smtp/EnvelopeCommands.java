package protocols.internal.smtp;

import java.util.List;
import java.util.OptionalLong;
import protocols.Capabilities;
import protocols.WireException;
import protocols.internal.line.Command;
import protocols.mail.Address;
import protocols.smtp.Envelope;

/** MAIL and RCPT with the parameters that the server offers (RFC 5321 section 4.1.1.2, RFC 1870, RFC 6152, RFC 6531). */
final class EnvelopeCommands {

    private final Capabilities extensions;

    EnvelopeCommands(Capabilities extensions) {
        this.extensions = extensions;
    }

    /**
     * @throws WireException.Unsupported if the server could not take the message
     */
    Command mail(Envelope envelope, Payload payload) throws WireException.Unsupported {
        Command mail = Command.of("MAIL")
                .raw(" FROM:<")
                .text(envelope.sender().map(Address::mailbox).orElse(""))
                .raw(">");
        size(mail, payload);
        eightBit(mail, payload);
        if (payload.needs().utf8() || !isAscii(envelope)) {
            require("SMTPUTF8", "letters beyond ASCII in an address or a header");
            mail.raw(" SMTPUTF8");
        }
        return mail;
    }

    Command recipient(Address recipient) {
        return Command.of("RCPT").raw(" TO:<").text(recipient.mailbox()).raw(">");
    }

    private void size(Command mail, Payload payload) throws WireException.Unsupported {
        if (!extensions.has("SIZE")) {
            return;
        }
        OptionalLong size = payload.needs().size();
        OptionalLong most = most();
        if (size.isEmpty()) {
            return;
        }
        if (most.isPresent() && size.getAsLong() > most.getAsLong()) {
            throw new WireException.Unsupported(
                    "a message of " + size.getAsLong() + " bytes; the peer takes at most " + most.getAsLong());
        }
        mail.raw(" SIZE=" + size.getAsLong());
    }

    /** The largest message that the peer takes; empty if it does not say (RFC 1870 section 3, where 0 says nothing). */
    private OptionalLong most() {
        List<String> values = extensions.arguments("SIZE");
        if (values.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            long bytes = Long.parseLong(values.get(0));
            return bytes > 0 ? OptionalLong.of(bytes) : OptionalLong.empty();
        } catch (NumberFormatException noNumber) {
            return OptionalLong.empty();
        }
    }

    private void eightBit(Command mail, Payload payload) throws WireException.Unsupported {
        if (payload.needs().eightBit()) {
            require("8BITMIME", "octets above 127 in the message");
        }
        if (payload.mayBe8bit() && extensions.has("8BITMIME")) {
            mail.raw(" BODY=8BITMIME");
        }
    }

    private static boolean isAscii(Envelope envelope) {
        return envelope.sender().map(Address::isAscii).orElse(true)
                && envelope.recipients().stream().allMatch(Address::isAscii);
    }

    private void require(String extension, String what) throws WireException.Unsupported {
        if (!extensions.has(extension)) {
            throw new WireException.Unsupported(what + ", and the peer does not offer " + extension);
        }
    }
}
