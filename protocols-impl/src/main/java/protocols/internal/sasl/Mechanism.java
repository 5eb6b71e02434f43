package protocols.internal.sasl;

import java.util.Optional;
import protocols.Secret;
import protocols.WireException;

/**
 * One login by one SASL mechanism (RFC 4422), from the client's side: what it has still to say, and whether it has come to
 * its end. Used once, and closed.
 */
interface Mechanism extends AutoCloseable {

    /** Its registered name. */
    String name();

    /** Whether the client speaks first, so that its first response can go out with the command. */
    boolean isClientFirst();

    /** Whether it has an answer to one more challenge: a peer that asks on after that is told nothing a second time. */
    boolean hasMore();

    /**
     * The response to a challenge; to an empty one first, if the client speaks first. May be empty; the whole of it is a
     * secret, that the caller overwrites.
     *
     * @throws WireException if the challenge is none of this mechanism's, or not safe to answer
     */
    byte[] respond(byte[] challenge) throws WireException;

    /** Whether all has been said, and the peer has proven what it has to prove: before that its yes is none. */
    boolean isDone();

    /**
     * Whether a refusal is the last word. It is not before the peer could judge the secret: then it is of the mechanism,
     * or of what the peer holds of this user for it, and another mechanism may do.
     */
    boolean isLastWord();

    /** The secret that is in it, which a peer must not be recorded repeating. */
    Secret secret();

    /**
     * What the peer has to say to prove that it knows the secret too, once that is known here. Nobody is to find it in a
     * transcript: guesses at a password can be held against it.
     */
    default Optional<byte[]> proof() {
        return Optional.empty();
    }

    /** Overwrites what it holds. */
    @Override
    default void close() {}
}
