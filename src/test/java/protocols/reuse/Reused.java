package protocols.reuse;

/** A client whose connection is kept, or whose answer is long in coming, and that meets an {@link Event}. */
interface Reused {

    /**
     * Lets an event happen after one exchange, a gap pass, and the client ask again.
     *
     * @return what became of that
     */
    String between(Cell cell) throws Exception;

    /** Lets the client ask again, and the event happen instead of the answer, a gap after the question was heard. */
    String within(Cell cell) throws Exception;
}
