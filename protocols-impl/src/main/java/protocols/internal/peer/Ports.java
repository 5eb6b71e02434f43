package protocols.internal.peer;

/** Puts real addresses into what a script says, where it leads its client to another connection. */
interface Ports {

    /** As it was recorded: nothing is listened on. */
    Ports AS_RECORDED = (text, listens) -> text;

    /**
     * The text with the ports that are really there.
     *
     * @param text in the escaped form
     * @param listens the channel whose port it tells; 0 if none
     */
    String fill(String text, int listens);
}
