package protocols.internal.imap;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import protocols.Reply;
import protocols.imap.FetchedMessage;
import protocols.imap.Flag;
import protocols.imap.MailboxInfo;
import protocols.imap.MailboxName;
import protocols.imap.MailboxStatus;
import protocols.imap.SearchResult;
import protocols.imap.UnreadableResponse;

/** One response of a server (RFC 9051 section 7). */
sealed interface Response {

    /** {@code + text}: the server waits for more of a command. */
    record Continuation(String text) implements Response {}

    /**
     * OK, NO, BAD, BYE or PREAUTH.
     *
     * @param tag the command that it answers; empty if it is untagged
     */
    record Status(String tag, Kind kind, Optional<ResponseCode> code, String text) implements Response {

        boolean isTagged() {
            return !tag.isEmpty();
        }

        /** The same as all protocols say it: the status, and the text with its code. */
        Reply reply() {
            return Reply.of(kind.name(), code.map(c -> "[" + c + "] ").orElse("") + text);
        }
    }

    enum Kind {
        OK,
        NO,
        BAD,
        BYE,
        PREAUTH
    }

    record Capable(List<String> names) implements Response {}

    record Listed(MailboxInfo mailbox, boolean isSubscription) implements Response {}

    record StatusOf(MailboxName name, MailboxStatus status) implements Response {}

    /**
     * SEARCH or ESEARCH.
     *
     * @param ranges how many ranges of numbers it was
     * @param tag the command that ESEARCH answers; empty of SEARCH
     */
    record Found(SearchResult result, int ranges, boolean isUid, Optional<String> tag) implements Response {}

    record Flags(Set<Flag> flags) implements Response {}

    record Exists(long count) implements Response {}

    record Recent(long count) implements Response {}

    record Expunged(long number) implements Response {}

    /**
     * FETCH.
     *
     * @param sections the whole sections that were in it, each once, kept, streamed or NIL
     */
    record Fetched(FetchedMessage message, List<String> sections) implements Response {}

    /**
     * Data that cannot be read, or is too long; it was read over.
     *
     * @param message what could be read of it, if it is FETCH
     */
    record Unreadable(UnreadableResponse told, Optional<FetchedMessage> message) implements Response {

        /** What a response costs in memory beside its bytes: itself, its texts, the message and what stands around it. */
        private static final int OVERHEAD = 700;

        /** How many bytes of memory it costs at most. */
        static long cost(UnreadableResponse told) {
            return OVERHEAD + 2L * told.raw().length();
        }

        boolean is(String name) {
            return told.name().equals(name);
        }
    }

    /** A response of an extension that is not known here, as it was sent. */
    record Other(String name, String rest) implements Response {}
}
