package protocols.reuse;

/**
 * What a client and its peer say, as dialogues.
 *
 * @param opening all up to and with the first exchange
 * @param secured the same over TLS
 * @param next what the client says next
 * @param answer what it is answered
 * @param stray what is an answer, but not to that
 * @param farewell how the peer takes leave
 * @param garbage what is no answer to anything
 */
record Words(
        Manner manner,
        String opening,
        String secured,
        String next,
        String answer,
        String stray,
        String farewell,
        String garbage) {

    private static final String GAP = "* gap\n";
    private static final String CLOSED = "* closed\n";

    private String opening(Cell cell) {
        return cell.secure() ? secured : opening;
    }

    private String exchange() {
        return next + answer;
    }

    /** What the peer does in an event, and nothing of what comes after it. */
    private String of(Event event) {
        return switch (event) {
            case FIN, HALF_CLOSE -> "* closed by peer\n";
            case RESET -> "* reset by peer\n";
            case CUT -> "* torn by peer\n";
            case STRAY -> stray;
            case FAREWELL -> farewell + "* closed by peer\n";
            case GARBAGE -> garbage;
            case INTERRUPT -> "";
        };
    }

    /** The event in a gap before the next exchange. */
    String between(Cell cell) {
        Event event = cell.event();
        return opening(cell) + (event == Event.INTERRUPT ? "" : GAP + of(event)) + afterGap(event);
    }

    /** A command does not leave any more; a request does, on another connection; a terminal speaks as long as it can. */
    private String afterGap(Event event) {
        boolean gone = event == Event.FIN || event == Event.RESET;
        return switch (manner) {
            case REQUESTS -> "* connected\n" + exchange();
            case COMMANDS -> gone ? "" : CLOSED;
            case TEXT ->
                switch (event) {
                    case STRAY, GARBAGE, INTERRUPT -> exchange();
                    case FIN, RESET -> "";
                    case CUT, FAREWELL, HALF_CLOSE -> next + CLOSED;
                };
        };
    }

    /** Whether a session goes on after an event in a gap: one of text, as long as some is there that was not read. */
    boolean isOpenAfter(Event event) {
        boolean text = event == Event.STRAY || event == Event.GARBAGE || event == Event.FAREWELL;
        return manner == Manner.REQUESTS || (manner == Manner.TEXT && text);
    }

    /** The event in the next exchange: a gap after the client was heard, a stray reply together with the answer. */
    String within(Cell cell) {
        Event event = cell.event();
        String heard = opening(cell) + next + GAP;
        String happens = event == Event.INTERRUPT ? "" : GAP + of(event);
        return switch (manner) {
            case REQUESTS ->
                heard + (event == Event.STRAY ? GAP + answer + stray : happens) + "* connected\n" + exchange();
            case COMMANDS ->
                heard + (event == Event.STRAY ? GAP + answer + stray : happens) + (event == Event.RESET ? "" : CLOSED);
            case TEXT ->
                heard
                        + happens
                        + switch (event) {
                            case STRAY, GARBAGE -> answer;
                            case RESET -> "";
                            default -> CLOSED;
                        };
        };
    }
}
