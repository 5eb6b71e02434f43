package protocols.golden;

import java.util.function.Consumer;
import protocols.Transcript;
import protocols.Trust;
import protocols.net.Connector;

/** Where a client program goes: a peer or a recording of one, and who is given the transcript at the end. */
record OldPlace(String host, int port, Connector via, Trust trust, Consumer<Transcript> kept) {

    /** A client program: what the recording was made with, and what it is played to. It asserts what it learns. */
    interface Program {
        void run(OldPlace place) throws Exception;
    }
}
