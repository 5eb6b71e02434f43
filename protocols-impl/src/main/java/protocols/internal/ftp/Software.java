package protocols.internal.ftp;

/**
 * What is known of a server by the name that it gives itself, where no command asks for it. Each of this was seen of that
 * server; one that does not say its name is asked in the way that all understand.
 *
 * @param greeting what it said first
 */
record Software(String greeting) {

    /**
     * Whether what is asked during a transfer is answered after it. vsftpd reads nothing before that; others refuse
     * whatever comes (450), or take it for the end of the transfer.
     */
    boolean servesInTurn() {
        return isNamed("vsFTPd");
    }

    /**
     * Whether RNTO is refused (503) but right behind an RNFR that was not. pyftpdlib keeps the file of an RNFR until one of
     * its renames comes about, and takes it for that of a later RNTO.
     */
    boolean refusesStrayRnto() {
        return isNamed("vsFTPd") || isNamed("ProFTPD") || isNamed("Pure-FTPd");
    }

    private boolean isNamed(String name) {
        return greeting.contains(name);
    }
}
