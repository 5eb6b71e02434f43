package protocols.internal.ftp;

import protocols.Reply;
import protocols.WireException;
import protocols.internal.line.Command;

/**
 * The working directory.
 *
 * @param path what is read out of the reply
 * @param reply what the server has said of it
 */
record Directory(String path, Reply reply) {

    /** Asks for it (PWD). */
    static Directory ask(Control control) throws WireException {
        Reply reply = control.send(Command.of("PWD")).expect("2");
        return new Directory(control.read(reply, FactReplies::path), reply);
    }

    /** Whether the reply can be read in one way alone. */
    boolean isCertain() {
        return FactReplies.isPlain(reply);
    }
}
