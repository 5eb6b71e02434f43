package protocols.internal.imap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import protocols.imap.MailboxInfo;
import protocols.imap.MailboxName;
import protocols.imap.SearchResult;
import protocols.imap.UidSet;
import protocols.spi.ImapFriend;

/** Reads what servers say of mailboxes: LIST, STATUS, SEARCH and ESEARCH (RFC 9051 section 7.3). */
final class MailboxParser {

    private static final ImapFriend API = ImapFriend.get();
    private static final OptionalLong NONE = OptionalLong.empty();

    private final ResponseBuffer in;
    private final ValueReader values;

    MailboxParser(ResponseBuffer in, ValueReader values) {
        this.in = in;
        this.values = values;
    }

    MailboxInfo list() throws IOException {
        in.skipSpaces();
        if (in.peek() != '(') {
            throw in.broken("the attributes of a mailbox");
        }
        values.any();
        var attributes = ResponseCode.words(in.tokenText());
        in.expect(' ', "a space after attributes");
        boolean quoted = in.peek() == '"';
        String delimiter = StatusText.text(values.string());
        boolean nil = !quoted && delimiter.equalsIgnoreCase("NIL");
        in.expect(' ', "a space after the delimiter");
        MailboxName name = API.mailboxName(values.string());
        while (in.take(' ')) {
            if (in.peek() != '\r') {
                values.any();
            }
        }
        return API.info(name, nil ? Optional.empty() : Optional.of(delimiter), attributes);
    }

    Response.StatusOf status() throws IOException {
        in.skipSpaces();
        MailboxName name = API.mailboxName(values.string());
        in.skipSpaces();
        in.expect('(', "the list of STATUS");
        Map<String, Long> numbers = new LinkedHashMap<>();
        in.skipSpaces();
        while (!in.take(')')) {
            in.word();
            String item = in.tokenText().toUpperCase(Locale.ROOT);
            in.expect(' ', "a space after a STATUS item");
            if (in.peek() >= '0' && in.peek() <= '9') {
                numbers.put(item, in.number("a STATUS number"));
            } else {
                values.any();
            }
            in.skipSpaces();
        }
        in.skipSpaces();
        return new Response.StatusOf(name, API.status(name, numbers));
    }

    Response.Found search() throws IOException {
        in.allowNumbers();
        NumberCollector numbers = new NumberCollector();
        in.skipSpaces();
        while (in.peek() != '\r') {
            if (in.peek() == '(') {
                values.any();
            } else {
                in.mark();
                numbers.add(messageNumber());
            }
            in.skipSpaces();
        }
        return new Response.Found(API.found(numbers.set(), NONE, NONE, NONE), false, Optional.empty());
    }

    private long messageNumber() throws IOException {
        long number = in.number("a message number");
        if (number < 1 || number > UidSet.MAX) {
            throw in.broken("a message number");
        }
        return number;
    }

    Response.Found extendedSearch() throws IOException {
        in.allowNumbers();
        Optional<String> tag = Optional.empty();
        boolean uid = false;
        UidSet all = UidSet.EMPTY;
        Map<String, Long> counts = new LinkedHashMap<>();
        in.skipSpaces();
        if (in.peek() == '(') {
            tag = correlator();
        }
        while (in.peek() != '\r') {
            in.word();
            String item = in.tokenText().toUpperCase(Locale.ROOT);
            in.skipSpaces();
            switch (item) {
                case "UID" -> uid = true;
                case "ALL" -> all = set();
                case "MIN", "MAX", "COUNT" -> counts.put(item, in.number("a number of ESEARCH"));
                default -> values.any();
            }
            in.skipSpaces();
        }
        SearchResult result = API.found(all, count(counts, "MIN"), count(counts, "MAX"), count(counts, "COUNT"));
        return new Response.Found(result, uid, tag);
    }

    /** {@code (TAG "A282")}. */
    private Optional<String> correlator() throws IOException {
        in.expect('(', "a search correlator");
        in.word();
        in.expect(' ', "a space after TAG");
        String tag = new String(values.string(), StandardCharsets.ISO_8859_1);
        in.expect(')', "the end of a search correlator");
        in.skipSpaces();
        return Optional.of(tag);
    }

    private UidSet set() throws IOException {
        in.word();
        try {
            return API.uids(in.tokenText());
        } catch (IllegalArgumentException notSet) {
            throw in.broken("a set of message numbers");
        }
    }

    private static OptionalLong count(Map<String, Long> counts, String item) {
        Long count = counts.get(item);
        return count == null ? OptionalLong.empty() : OptionalLong.of(count);
    }
}
