package protocols.imap;

import java.io.IOException;
import java.io.InputStream;

/** Takes sections of messages as they come, straight from the connection. */
@FunctionalInterface
public interface Sections {

    /**
     * Takes one section. What is left unread of it on return is read over. An exception ends the session, since the rest of
     * the section would be taken for something else.
     *
     * @param message what is known of the message so far: servers send the UID before its sections
     * @param section the specification in capitals; empty for the whole message
     * @param bytes the section, good until this returns
     */
    void section(FetchedMessage message, String section, InputStream bytes) throws IOException;
}
