package protocols.dns;

/**
 * Record data that is bytes of any value, names, and bytes again: what the commonest types have, and enough to check them
 * by.
 *
 * @param before how many bytes stand before the names
 * @param names how many names
 * @param after how many bytes stand after them
 */
record RdataShape(int before, int names, int after) {

    static RdataShape bytes(int length) {
        return new RdataShape(length, 0, 0);
    }

    static RdataShape name() {
        return new RdataShape(0, 1, 0);
    }

    /** A name after so many bytes. */
    static RdataShape nameAfter(int bytes) {
        return new RdataShape(bytes, 1, 0);
    }
}
