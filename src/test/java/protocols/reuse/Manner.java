package protocols.reuse;

/** How a client goes on after an event. */
enum Manner {
    /** By commands, each of which has its answer: the session ends with its connection. */
    COMMANDS,
    /** By text, which is the peer's to say at any time. */
    TEXT,
    /** By requests, which are independent of each other: the session goes on on another connection. */
    REQUESTS
}
