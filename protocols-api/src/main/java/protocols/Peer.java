package protocols;

import java.nio.file.Path;

/**
 * The other side of a conversation, played on loopback: {@link Transcript#serve()} and {@link Script#serve()}. It listens
 * until it is closed, for any client in any language. It waits for a client's next word no longer than
 * {@link Script#patience}; a connection whose script has come to its end stays open until the client or the peer closes.
 * Its threads end with {@link #close()}. Not for users to implement; methods may be added.
 */
public interface Peer extends AutoCloseable {

    /** Where it listens: {@code 127.0.0.1}. */
    String host();

    /** A free port, unless one was asked for. DNS is answered over UDP and TCP there. */
    int port();

    /** What trusts this peer's certificate and nothing else: for a client of this library. */
    Trust trust();

    /** The same as a PEM file, for any other client; it is removed with {@link #close()}. */
    Path pem();

    /**
     * What clients have really said so far and what they were told: one connection each, in the order in which they came.
     * A secret stands in it as {@link Transcript#REDACTED} wherever the script has it so, and where the script admits any
     * text, or none, and a command is known to hold one. All of it is kept until {@link #close()}, but of a body that the script
     * has as {@code C|} and that is longer than 64 KiB only its length.
     */
    Transcript received();

    /** Lets the script go on after its next {@code * gap}; returns when all is said that comes before the client's turn. */
    void goOn();

    /**
     * Waits until the script has been played to its end, and fails if it was not.
     *
     * @throws AssertionError if a client said something else, too little or too much: what was expected, what was said,
     *     and three lines around them
     */
    void verify();

    /** Stops listening, ends all connections, and waits for its threads. */
    @Override
    void close();
}
