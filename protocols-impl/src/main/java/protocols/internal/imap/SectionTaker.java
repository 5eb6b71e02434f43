package protocols.internal.imap;

import java.io.IOException;
import protocols.imap.Section;

/** Takes sections of messages as they come, straight from the connection. */
@FunctionalInterface
interface SectionTaker {

    /** Takes one section. */
    void take(Section section) throws IOException;

    /** So many bytes of the section were left unread and are going to be read over, unless this throws. */
    default void left(long bytes) throws IOException {}
}
