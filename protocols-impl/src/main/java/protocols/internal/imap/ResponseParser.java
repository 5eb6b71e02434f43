package protocols.internal.imap;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import protocols.WireException;
import protocols.WireException.LimitExceeded;
import protocols.WireException.Malformed;
import protocols.imap.UnreadableResponse;
import protocols.internal.imap.Response.Kind;

/** Reads responses, one by one, out of the receive buffer (RFC 9051 section 9, {@code response}). */
final class ResponseParser {

    private static final List<Kind> KINDS = List.of(Kind.values());
    private static final String FETCH = "FETCH";

    private final ResponseBuffer in;
    private final ValueReader values;
    private final FetchParser fetches;
    private final MailboxParser mailboxes;
    private final FlagCache flags = new FlagCache();
    private String reading = "";
    private boolean status;

    ResponseParser(ResponseBuffer in, ImapLimits limits) {
        this.in = in;
        this.values = new ValueReader(in, limits);
        this.fetches = new FetchParser(in, values, flags);
        this.mailboxes = new MailboxParser(in, values, limits.entries());
    }

    /** The next response; sections of messages are kept in memory. */
    Response next() throws IOException {
        return next(Optional.empty());
    }

    /** Who gets the numbers of the search with that tag piece by piece, without end. */
    void handOn(Optional<NumberTaker> numbers, String tag) {
        mailboxes.handOn(numbers, tag);
    }

    /**
     * The next response. Data that cannot be read or is too long is {@link Response.Unreadable}.
     *
     * @throws Malformed if it breaks the grammar in a status, or where its end cannot be told; nothing can be read after that
     * @throws LimitExceeded if such a response is too long, or has no end
     * @throws protocols.WireException.Hangup if the server closes before its end
     */
    Response next(Optional<SectionTaker> sections) throws IOException {
        in.begin();
        int first = in.peek();
        if (first == '*') {
            return untagged(sections);
        }
        Response response = first == '+' ? continuation() : tagged();
        in.endLine();
        return response;
    }

    private Response continuation() throws IOException {
        in.next();
        in.take(' ');
        return new Response.Continuation(rest());
    }

    private Response tagged() throws IOException {
        values.word();
        String tag = values.tokenText();
        in.expect(' ', "a space after the tag");
        values.word();
        return status(tag, kind().orElseThrow(() -> in.broken("OK, NO or BAD")));
    }

    private Optional<Kind> kind() {
        for (Kind kind : KINDS) {
            if (values.tokenIs(kind.name())) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    private Response.Status status(String tag, Kind kind) throws IOException {
        if (!tag.isEmpty() && (kind == Kind.BYE || kind == Kind.PREAUTH)) {
            throw in.broken("OK, NO or BAD after a tag");
        }
        in.take(' ');
        return StatusText.status(tag, kind, rest());
    }

    private Response untagged(Optional<SectionTaker> sections) throws IOException {
        reading = "";
        status = false;
        try {
            Response response = data(sections);
            in.endLine();
            return response;
        } catch (Malformed | LimitExceeded e) {
            if (status) {
                throw e;
            }
            return unreadable(e);
        }
    }

    private Response unreadable(WireException why) throws IOException {
        try {
            if (!in.skip()) {
                throw why;
            }
        } catch (WireException e) {
            if (e != why) {
                e.addSuppressed(why);
            }
            throw e;
        }
        UnreadableResponse told =
                UnreadableResponse.of(reading, why, in.skipped().raw());
        return new Response.Unreadable(
                told,
                reading.equals(FETCH)
                        ? Optional.of(fetches.unreadable(told, in.skipped().uid()))
                        : Optional.empty());
    }

    private Response data(Optional<SectionTaker> sections) throws IOException {
        in.next();
        in.expect(' ', "a space after *");
        int first = in.peek();
        if (first >= '0' && first <= '9') {
            return numbered(sections);
        }
        values.word();
        Optional<Kind> kind = kind();
        if (kind.isPresent()) {
            status = true;
            return status("", kind.get());
        }
        in.caps().allowData();
        String name = values.tokenText().toUpperCase(Locale.ROOT);
        reading = name;
        return switch (name) {
            case "CAPABILITY" -> new Response.Capable(capabilities());
            case "LIST", "XLIST" -> new Response.Listed(mailboxes.list(), false);
            case "LSUB" -> new Response.Listed(mailboxes.list(), true);
            case "STATUS" -> mailboxes.status();
            case "SEARCH" -> mailboxes.search();
            case "ESEARCH" -> mailboxes.extendedSearch();
            case "FLAGS" -> new Response.Flags(flags());
            default -> other(name);
        };
    }

    private Response numbered(Optional<SectionTaker> sections) throws IOException {
        long number = in.number("a message number");
        in.expect(' ', "a space after a message number");
        values.word();
        in.caps().allowData();
        if (values.tokenIs(FETCH)) {
            reading = FETCH;
            return fetches.message(number, sections);
        }
        reading = values.tokenText().toUpperCase(Locale.ROOT);
        if (values.tokenIs("EXISTS")) {
            return new Response.Exists(number);
        }
        if (values.tokenIs("RECENT")) {
            return new Response.Recent(number);
        }
        if (values.tokenIs("EXPUNGE")) {
            return new Response.Expunged(number);
        }
        return other(number + " " + values.tokenText());
    }

    private List<String> capabilities() throws IOException {
        return ResponseCode.words(rest());
    }

    private Set<protocols.imap.Flag> flags() throws IOException {
        in.skipSpaces();
        values.any();
        return flags.flags(in.bytes(), in.start(), in.tokenEnd());
    }

    private Response other(String name) throws IOException {
        in.take(' ');
        in.mark();
        while (in.peek() != '\r') {
            if (in.peek() == ' ' || in.peek() == ')') {
                in.next();
            } else {
                values.over();
            }
        }
        return new Response.Other(name, values.tokenText());
    }

    private String rest() throws IOException {
        in.mark();
        int b = in.peek();
        while (b != '\r' && b != '\n') {
            in.next();
            b = in.peek();
        }
        return StatusText.text(values.token());
    }
}
