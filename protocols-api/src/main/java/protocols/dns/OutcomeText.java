package protocols.dns;

/** Outcomes as {@code dig} prints them, and what was tried. */
final class OutcomeText {

    private OutcomeText() {}

    static String print(Outcome outcome) {
        StringBuilder out = new StringBuilder(512);
        out.append(outcome.response().map(Message::toString).orElseGet(() -> ";; " + outcome.summary() + "\n"));
        if (!outcome.attempts().isEmpty()) {
            out.append('\n');
        }
        outcome.attempts().forEach(attempt -> out.append(";; ").append(attempt).append('\n'));
        return out.toString();
    }
}
