package protocols.internal.smtp;

import java.util.OptionalLong;
import protocols.WireException;
import protocols.internal.line.Command;
import protocols.mail.Address;
import protocols.smtp.Envelope;
import protocols.smtp.Extensions;

/** MAIL and RCPT with the parameters that the server offers (RFC 5321 section 4.1.1.2, RFC 1870, RFC 6152, RFC 6531). */
final class EnvelopeCommands {

    private final Extensions extensions;

    EnvelopeCommands(Extensions extensions) {
        this.extensions = extensions;
    }

    /**
     * @throws WireException.Unsupported if the server could not take the message
     */
    Command mail(Envelope envelope, Content content) throws WireException.Unsupported {
        Command mail = Command.of("MAIL")
                .raw(" FROM:<")
                .text(envelope.sender().map(Address::envelope).orElse(""))
                .raw(">");
        size(mail, content);
        eightBit(mail, content);
        if (envelope.needsUtf8() || content.needsUtf8()) {
            require("SMTPUTF8", "letters beyond ASCII in an address or a header");
            mail.raw(" SMTPUTF8");
        }
        return mail;
    }

    Command recipient(Address recipient) {
        return Command.of("RCPT").raw(" TO:<").text(recipient.envelope()).raw(">");
    }

    private void size(Command mail, Content content) throws WireException.Unsupported {
        if (!extensions.has("SIZE")) {
            return;
        }
        OptionalLong size = content.size();
        OptionalLong most = extensions.size();
        if (size.isEmpty()) {
            return;
        }
        if (most.isPresent() && size.getAsLong() > most.getAsLong()) {
            throw new WireException.Unsupported(
                    "a message of " + size.getAsLong() + " bytes; the peer takes at most " + most.getAsLong());
        }
        mail.raw(" SIZE=" + size.getAsLong());
    }

    private void eightBit(Command mail, Content content) throws WireException.Unsupported {
        if (content.is8bit()) {
            require("8BITMIME", "octets above 127 in the message");
        }
        if (content.mayBe8bit() && extensions.has("8BITMIME")) {
            mail.raw(" BODY=8BITMIME");
        }
    }

    private void require(String extension, String what) throws WireException.Unsupported {
        if (!extensions.has(extension)) {
            throw new WireException.Unsupported(what + ", and the peer does not offer " + extension);
        }
    }
}
