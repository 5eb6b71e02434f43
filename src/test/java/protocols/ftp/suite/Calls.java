package protocols.ftp.suite;

import java.util.List;

/**
 * The calls, as the page groups them.
 *
 * @param title what the page calls the group, and its table
 */
record Calls(String title, List<Call> list) {

    static final List<Calls> ALL = List.of(
            new Calls("directories", Directories.calls()),
            new Calls("listings", Listings.calls()),
            new Calls("downloads", Downloads.calls()),
            new Calls("uploads", Uploads.calls()),
            new Calls("changes", Changes.calls()),
            new Calls("questions", Questions.calls()),
            new Calls("sessions", Sessions.calls()),
            new Calls("names", Names.calls()));

    /** Those that are made in a mode. */
    static List<Call> in(Mode mode) {
        return ALL.stream()
                .flatMap(group -> group.list().stream())
                .filter(call -> mode.first() || !call.once())
                .toList();
    }
}
