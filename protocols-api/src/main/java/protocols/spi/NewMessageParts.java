package protocols.spi;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import protocols.Content;
import protocols.imap.Flag;
import protocols.mail.MailMessage;

/**
 * What a message to be put into a mailbox is made of; it is either content or a mail.
 *
 * @param content its bytes
 * @param mail the mail that writes itself
 * @param flags the flags that it will have
 * @param date when it was received, if that is not the present
 */
public record NewMessageParts(
        Optional<Content> content, Optional<MailMessage> mail, List<Flag> flags, Optional<OffsetDateTime> date) {}
