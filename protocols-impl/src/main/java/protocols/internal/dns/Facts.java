package protocols.internal.dns;

/**
 * What one server was found to be like, by all that ask it. The sessions of one client share it, so that the next lookup
 * need not find out again; {@link Traits} makes of it how the server is asked.
 */
final class Facts {

    /** What is lost once may be a forger's guess; what is lost twice in a row is the server's way. */
    private static final int LOST = 2;

    /** So often one that fell silent is passed over before it is tried again. */
    private static final int AGAIN = 15;

    private boolean edns = true;
    private boolean datagrams = true;
    private boolean silent;
    private int passedOver;
    private int casesLost;
    private int cookiesLost;

    synchronized boolean usesEdns() {
        return edns;
    }

    /** Whether it is asked with EDNS from now on. */
    synchronized void edns(boolean use) {
        edns = use;
    }

    /** Whether datagrams lead to it. */
    synchronized boolean takesDatagrams() {
        return datagrams;
    }

    synchronized void takesNoDatagrams() {
        datagrams = false;
    }

    /** Whether it did not answer when it was asked last. */
    synchronized boolean isSilent() {
        return silent;
    }

    /** Whether anything came of asking it. */
    synchronized void wasSilent(boolean yes) {
        silent = yes;
        passedOver = 0;
    }

    /** It is silent, and others are asked before it; true if it is time to see whether it still is. */
    synchronized boolean passOver() {
        passedOver = (passedOver + 1) % AGAIN;
        return passedOver == 0;
    }

    /** Whether it repeats the letters of a name as they were sent. */
    synchronized boolean keepsCase() {
        return casesLost < LOST;
    }

    /** Whether it is not known to repeat cookies wrongly. */
    synchronized boolean keepsCookies() {
        return cookiesLost < LOST;
    }

    /** What a reply to a datagram tells. */
    synchronized void learn(Reply.Kind kind) {
        if (kind == Reply.Kind.CASE_LOST) {
            casesLost++;
        } else if (kind == Reply.Kind.COOKIE_LOST) {
            cookiesLost++;
        } else if (kind == Reply.Kind.ANSWERED) {
            casesLost = casesLost < LOST ? 0 : LOST;
            cookiesLost = cookiesLost < LOST ? 0 : LOST;
        }
    }

    /** That it did so was no forger's guess, as it says the same to who sends nothing to be lost. */
    synchronized void prove(Reply.Kind lost) {
        casesLost = lost == Reply.Kind.CASE_LOST ? LOST : casesLost;
        cookiesLost = lost == Reply.Kind.COOKIE_LOST ? LOST : cookiesLost;
    }
}
