package protocols.ftp.suite;

/**
 * One thing that is asked of every server, and that it did.
 *
 * @param name what the page calls it
 * @param once whether one mode is enough: it is large or slow
 */
record Call(String name, boolean once, Doing doing) {

    /** Does it on a stage of its own; throws what goes wrong, an assertion that does not hold included. */
    interface Doing {
        void on(Stage at) throws Exception;
    }

    /** In every mode. */
    static Call of(String name, Doing doing) {
        return new Call(name, false, doing);
    }

    /** In the first mode of a server alone. */
    static Call once(String name, Doing doing) {
        return new Call(name, true, doing);
    }
}
