package protocols.internal.ftp;

/** What a login works with on one control connection: what was learnt of the server stands in it. */
record Desk(
        Control control,
        Transfers transfers,
        Listings listings,
        Files files,
        Replacement replacement,
        Entries entries,
        Attributes attributes) {

    /** A new one, of which nothing is known yet. */
    static Desk on(Control control) {
        Transfers transfers = new Transfers(control);
        Listings listings = new Listings(control, transfers);
        Entries entries = new Entries(control, listings);
        Files files = new Files(control, transfers, entries, false);
        return new Desk(
                control, transfers, listings, files, new Replacement(control, files), entries, new Attributes(control));
    }

    /** How files are transferred from now on. */
    void set(boolean isText, boolean isActive) {
        files.text(isText);
        transfers.active(isActive);
    }
}
