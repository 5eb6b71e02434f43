package protocols.internal.imap;

/** A piece of a command on its way to the wire; the bytes are final. */
sealed interface CommandPart {

    /** Bytes that anyone may see. */
    record Plain(Octets octets) implements CommandPart {}

    /** Bytes that no transcript may show. */
    record Secret(Octets octets) implements CommandPart {}

    /** Bytes of a literal, announced before; they may hold anything but NUL. */
    record Literal(Octets octets) implements CommandPart {}

    /** The bytes of a literal that come from elsewhere: exactly so many. */
    record Streamed(long size) implements CommandPart {}

    /** What was said so far is to be sent, and a continuation waited for, before anything else. */
    record Await() implements CommandPart {}
}
