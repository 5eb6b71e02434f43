package protocols.internal.imap;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import protocols.internal.imap.Response.Kind;

/** Reads responses, one by one, out of the receive buffer (RFC 9051 section 9, {@code response}). */
final class ResponseParser {

    private static final List<Kind> KINDS = List.of(Kind.values());

    private final ResponseBuffer in;
    private final ValueReader values;
    private final FetchParser fetches;
    private final MailboxParser mailboxes;
    private final FlagCache flags = new FlagCache();

    ResponseParser(ResponseBuffer in, ImapLimits limits) {
        this.in = in;
        this.values = new ValueReader(in, limits);
        this.fetches = new FetchParser(in, values, flags);
        this.mailboxes = new MailboxParser(in, values);
    }

    /** The next response; sections of messages are kept in memory. */
    Response next() throws IOException {
        return next(Optional.empty());
    }

    /**
     * The next response.
     *
     * @throws protocols.WireException.Malformed if it breaks the grammar; nothing can be read after that
     * @throws protocols.WireException.LimitExceeded if it is too long
     * @throws protocols.WireException.Hangup if the server closes before its end
     */
    Response next(Optional<SectionTaker> sections) throws IOException {
        in.begin();
        Response response =
                switch (in.peek()) {
                    case '+' -> continuation();
                    case '*' -> untagged(sections);
                    default -> tagged();
                };
        in.endLine();
        return response;
    }

    private Response continuation() throws IOException {
        in.next();
        in.take(' ');
        return new Response.Continuation(rest());
    }

    private Response tagged() throws IOException {
        in.word();
        String tag = in.tokenText();
        in.expect(' ', "a space after the tag");
        in.word();
        return status(tag, kind().orElseThrow(() -> in.broken("OK, NO or BAD")));
    }

    private Optional<Kind> kind() {
        for (Kind kind : KINDS) {
            if (in.tokenIs(kind.name())) {
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
        in.next();
        in.expect(' ', "a space after *");
        int first = in.peek();
        if (first >= '0' && first <= '9') {
            return numbered(sections);
        }
        in.word();
        Optional<Kind> kind = kind();
        if (kind.isPresent()) {
            return status("", kind.get());
        }
        String name = in.tokenText().toUpperCase(Locale.ROOT);
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
        in.word();
        if (in.tokenIs("FETCH")) {
            return new Response.Fetched(fetches.message(number, sections));
        }
        if (in.tokenIs("EXISTS")) {
            return new Response.Exists(number);
        }
        if (in.tokenIs("RECENT")) {
            return new Response.Recent(number);
        }
        if (in.tokenIs("EXPUNGE")) {
            return new Response.Expunged(number);
        }
        return other(number + " " + in.tokenText());
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
        return new Response.Other(name, in.tokenText());
    }

    private String rest() throws IOException {
        in.mark();
        in.restOfLine();
        return StatusText.text(in.token());
    }
}
