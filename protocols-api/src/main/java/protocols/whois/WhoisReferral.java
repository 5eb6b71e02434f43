package protocols.whois;

import protocols.WireException;
import protocols.http.Url;

/** Where an answer sends the asker next. */
public sealed interface WhoisReferral {

    /**
     * On to another server.
     *
     * @param server who to ask
     * @param line the line that says so, not escaped
     */
    record To(WhoisServer server, String line) implements WhoisReferral {}

    /**
     * On to another RDAP service, such as the registrar's, by a link of the answer (RFC 9083 section 4.2).
     *
     * @param url what to ask for
     * @param line the member of the answer that says so, not escaped
     */
    record Related(Url url, String line) implements WhoisReferral {}

    /**
     * The answer names a server that is not followed.
     *
     * @param line the line that names it, not escaped
     * @param reason why not, in a few words
     */
    record Ignored(String line, String reason) implements WhoisReferral {}

    /**
     * The answer names a server that gave no whole answer itself.
     *
     * @param server who was asked
     * @param line the line that names it, not escaped
     * @param reason how it failed
     */
    record Unanswered(WhoisServer server, String line, WireException reason) implements WhoisReferral {}

    /** The answer is the last. */
    record None() implements WhoisReferral {}
}
