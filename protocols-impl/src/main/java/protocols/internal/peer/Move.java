package protocols.internal.peer;

/**
 * What a player wants to be done next.
 *
 * @param bytes what is to be said
 * @param text the line in its escaped form, or whatever else there is to know
 * @param place where it stands in the script
 */
record Move(Kind kind, int channel, byte[] bytes, String text, int place) {

    enum Kind {
        /** Say these bytes. */
        SAY,
        /** Give what the client says on that channel, or its end. */
        HEAR,
        /** Wait until the client closes the channel, or says what it should not. */
        LEAVE,
        /** Let the client connect to the port of that channel. */
        ACCEPT,
        /** Connect to the address in the text. */
        CONNECT,
        TLS,
        CLOSE,
        RESET,
        TEAR,
        STALL,
        GAP,
        PAUSE,
        /** All was played; the client may still say something that a rule answers, or too much. */
        OVER;

        /** Whether the client is told something by it, or begins TLS. */
        boolean isWord() {
            return this == SAY || this == TLS;
        }

        /** Whether it is the client's turn: the same comes again until the client has done something. */
        boolean isWaiting() {
            return this == HEAR || this == LEAVE || this == OVER;
        }

        /** Whether no other connection comes about by it. */
        boolean isOnOneChannel() {
            return this != ACCEPT && this != CONNECT;
        }
    }

    /** Whether the server speaks, or ends the connection. */
    boolean isServers() {
        return kind == Kind.SAY || kind == Kind.CLOSE || kind == Kind.RESET || kind == Kind.TEAR;
    }

    static Move of(Kind kind, int channel) {
        return new Move(kind, channel, new byte[0], "", 0);
    }

    /** What a cue asks for. */
    static Move of(Kind kind, Cue cue, String text) {
        return new Move(kind, cue.channel(), new byte[0], text, cue.place());
    }

    /** The same on a channel of another number. */
    Move on(int other) {
        return other == channel ? this : new Move(kind, other, bytes, text, place);
    }

    static Move say(Cue cue, byte[] bytes, String text) {
        return new Move(Kind.SAY, cue.channel(), bytes, text, cue.place());
    }
}
