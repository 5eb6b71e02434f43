package protocols.ftp.suite;

import static protocols.ftp.suite.Served.APACHE;
import static protocols.ftp.suite.Served.PROFTPD;
import static protocols.ftp.suite.Served.PURE_FTPD;
import static protocols.ftp.suite.Served.PYFTPDLIB;
import static protocols.ftp.suite.Served.VSFTPD;

import java.util.List;
import java.util.Optional;

/**
 * What a server cannot. The suite fails also if it suddenly can.
 *
 * @param why as the page says it
 * @param shows what the failure says
 */
record Shortfall(Served server, String call, String why, String shows, When when) {

    /** When it cannot. */
    private enum When {
        ALWAYS("no: "),
        ACTIVE("not if active: "),
        SOMETIMES("not always: ");

        private final String begin;

        When(String begin) {
            this.begin = begin;
        }
    }

    private static final String NOT_THROWN = "Expecting code to raise a throwable";
    private static final String NOT_THERE = "Expecting Optional to contain a value but it was empty";
    private static final String OTHER_CONTENT = "does not have expected binary content";
    private static final String OTHER_NAME = "to exist";

    private static final List<Shortfall> ALL = List.of(
            new Shortfall(VSFTPD, "list, a name that begins with a dot", "hides it by default", NOT_THERE),
            new Shortfall(VSFTPD, "list of what is not there is refused", "lists nothing", NOT_THROWN),
            new Shortfall(VSFTPD, "names of what is not there are refused", "lists nothing", NOT_THROWN),
            new Shortfall(
                    VSFTPD, "put, whose content breaks off, leaves the old file", "writes into it", OTHER_CONTENT),
            new Shortfall(
                    PROFTPD,
                    "put, whose content breaks off, leaves the old file",
                    "only with HiddenStores",
                    OTHER_CONTENT),
            new Shortfall(
                    PROFTPD, "a file's name with a tilde in front", "a user's home", "550 ~x: Not a regular file"),
            new Shortfall(PROFTPD, "a directory's name with a tilde in front", "a user's home", "550 ~x: File exists"),
            new Shortfall(PROFTPD, "a directory's name with a star", "makes none", "550 all*: Invalid directory name"),
            new Shortfall(
                    PURE_FTPD, "pwd in a directory with double quotes in its name", "does not double them", "best"),
            new Shortfall(
                    PURE_FTPD, "put, whose content breaks off, leaves the old file", "writes into it", OTHER_CONTENT),
            new Shortfall(PURE_FTPD, "a file's name with a space in front", "drops it", OTHER_NAME),
            new Shortfall(PURE_FTPD, "a file's name with a space at the end", "drops it", OTHER_NAME),
            new Shortfall(PURE_FTPD, "a directory's name with a space in front", "drops it", OTHER_NAME),
            new Shortfall(PURE_FTPD, "a directory's name with a space at the end", "drops it", OTHER_NAME),
            new Shortfall(PURE_FTPD, "a file's name with a backslash", "allows none", "553 Prohibited file name"),
            new Shortfall(
                    PURE_FTPD, "a directory's name with a backslash", "allows none", "553 Prohibited directory name"),
            new Shortfall(APACHE, "list, a symbolic link in it", "follows it", "Expecting value to be true"),
            new Shortfall(APACHE, "list, a name that begins with a dot", "hides it", NOT_THERE),
            new Shortfall(APACHE, "list of what is not there is refused", "lists nothing", NOT_THROWN),
            new Shortfall(APACHE, "names of what is not there are refused", "lists nothing", NOT_THROWN),
            new Shortfall(
                    APACHE, "put, whose content breaks off, leaves the old file", "writes into it", OTHER_CONTENT),
            new Shortfall(APACHE, "rename onto a file replaces it", "refuses it", "553 Can't rename file"),
            new Shortfall(APACHE, "replace of a file", "renames over none", "553 Can't rename file"),
            new Shortfall(APACHE, "chmod", "does not know it", "502 Command SITE not implemented for CHMOD"),
            new Shortfall(APACHE, "pwd in a directory with double quotes in its name", "does not double them", "best"),
            new Shortfall(APACHE, "a file's name with a space at the end", "drops it", OTHER_NAME),
            new Shortfall(APACHE, "a directory's name with a space at the end", "drops it", OTHER_NAME),
            new Shortfall(APACHE, "a file's name with a backslash", "takes it for a slash", "551 "),
            new Shortfall(APACHE, "a directory's name with a backslash", "takes it for a slash", "550 "),
            new Shortfall(
                    APACHE, "a file's name with bytes that are no UTF-8", "knows no such", "501 Invalid character"),
            new Shortfall(
                    APACHE,
                    "a directory's name with bytes that are no UTF-8",
                    "knows no such",
                    "501 Invalid character"),
            new Shortfall(APACHE, "a file's name with the byte FF", "knows no such", "501 Invalid character"),
            new Shortfall(APACHE, "a directory's name with the byte FF", "knows no such", "501 Invalid character"),
            new Shortfall(PYFTPDLIB, "list, a symbolic link in it", "follows it", "Expecting value to be true"),
            new Shortfall(PYFTPDLIB, "two sessions at once", "forgets one", "timed out", When.ACTIVE),
            new Shortfall(
                    PYFTPDLIB, "put, whose content breaks off, leaves the old file", "writes into it", OTHER_CONTENT),
            new Shortfall(PYFTPDLIB, "a file's name with bytes that are no UTF-8", "replaces them", OTHER_NAME),
            new Shortfall(PYFTPDLIB, "a directory's name with bytes that are no UTF-8", "replaces them", OTHER_NAME),
            new Shortfall(PYFTPDLIB, "a file's name with the byte FF", "replaces it", OTHER_NAME),
            new Shortfall(PYFTPDLIB, "a directory's name with the byte FF", "replaces it", OTHER_NAME));

    private Shortfall(Served server, String call, String why, String shows) {
        this(server, call, why, shows, When.ALWAYS);
    }

    /** The calls that there are any of. */
    static List<String> calls() {
        return ALL.stream().map(Shortfall::call).toList();
    }

    static Optional<Shortfall> of(Served server, Call call) {
        return ALL.stream()
                .filter(each -> each.server == server && each.call.equals(call.name()))
                .findFirst();
    }

    /** Whether it is as this has it that a call ended so in a mode. */
    boolean explains(Mode mode, String outcome) {
        return outcome.equals(Course.DONE) ? !isCertain(mode) : outcome.contains(shows) && !isBeyond(mode);
    }

    /** Whether it is none in that mode. */
    private boolean isBeyond(Mode mode) {
        return when == When.ACTIVE && !mode.active();
    }

    /** Whether the call is sure to fail in a mode. */
    boolean isCertain(Mode mode) {
        return when == When.ALWAYS || when == When.ACTIVE && mode.active();
    }

    /** What the page says of the call. */
    String cell() {
        return when.begin + why;
    }
}
