package protocols.internal.imap;

import java.io.IOException;

/** Takes the data of one command as it comes. */
@FunctionalInterface
interface Data {

    /** Whether the response is what the command asked for; what nobody asked for is news. */
    boolean take(Response response) throws IOException;
}
