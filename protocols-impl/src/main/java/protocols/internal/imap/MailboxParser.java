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
    private final int entries;
    private Optional<NumberTaker> taker = Optional.empty();
    private String searchTag = "";

    /** Of a search at most so many ranges are kept. */
    MailboxParser(ResponseBuffer in, ValueReader values, int entries) {
        this.in = in;
        this.values = values;
        this.entries = entries;
    }

    /** Who gets the numbers of a search piece by piece, and the tag of that search. */
    void handOn(Optional<NumberTaker> numbers, String tag) {
        taker = numbers;
        searchTag = tag;
    }

    MailboxInfo list() throws IOException {
        in.skipSpaces();
        if (in.peek() != '(') {
            throw in.broken("the attributes of a mailbox");
        }
        values.any();
        var attributes = ResponseCode.words(values.tokenText());
        in.expect(' ', "a space after attributes");
        in.skipSpaces();
        boolean quoted = in.peek() == '"';
        String delimiter = StatusText.text(values.string());
        boolean nil = !quoted && delimiter.equalsIgnoreCase("NIL");
        in.expect(' ', "a space after the delimiter");
        in.skipSpaces();
        MailboxName name = API.mailboxName(values.string());
        extended();
        return API.info(name, nil ? Optional.empty() : Optional.of(delimiter), attributes);
    }

    /** Only lists may follow a name (RFC 9051 section 7.3.1): anything else is the rest of a name that wants quotes. */
    private void extended() throws IOException {
        in.skipSpaces();
        while (in.peek() == '(') {
            values.any();
            in.skipSpaces();
        }
    }

    Response.StatusOf status() throws IOException {
        in.skipSpaces();
        MailboxName name = API.mailboxName(values.string());
        in.skipSpaces();
        in.expect('(', "the list of STATUS");
        Map<String, Long> numbers = new LinkedHashMap<>();
        in.skipSpaces();
        while (!in.take(')')) {
            values.word();
            String item = values.tokenText().toUpperCase(Locale.ROOT);
            in.expect(' ', "a space after a STATUS item");
            in.skipSpaces();
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
        in.caps().allowNumbers(taker.isPresent());
        NumberCollector numbers = new NumberCollector(entries, taker);
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
        UidSet all = numbers.end();
        return new Response.Found(API.found(all, NONE, NONE, NONE), numbers.ranges(), false, Optional.empty());
    }

    private long messageNumber() throws IOException {
        long number = in.number("a message number");
        if (number < 1 || number > UidSet.MAX) {
            throw in.broken("a message number");
        }
        return number;
    }

    Response.Found extendedSearch() throws IOException {
        in.caps().allowNumbers(taker.isPresent());
        Optional<String> tag = Optional.empty();
        boolean uid = false;
        UidSet all = UidSet.EMPTY;
        NumberCollector numbers = new NumberCollector(entries);
        Map<String, Long> counts = new LinkedHashMap<>();
        in.skipSpaces();
        if (in.peek() == '(') {
            tag = correlator();
        }
        while (in.peek() != '\r') {
            values.word();
            String item = values.tokenText().toUpperCase(Locale.ROOT);
            in.skipSpaces();
            switch (item) {
                case "UID" -> uid = true;
                case "ALL" -> {
                    boolean ours = uid && tag.orElse(searchTag).equals(searchTag);
                    numbers = new NumberCollector(entries, ours ? taker : taker.map(t -> some -> {}));
                    all = set(numbers);
                }
                case "MIN", "MAX", "COUNT" -> counts.put(item, in.number("a number of ESEARCH"));
                default -> values.any();
            }
            in.skipSpaces();
        }
        SearchResult result = API.found(all, count(counts, "MIN"), count(counts, "MAX"), count(counts, "COUNT"));
        return new Response.Found(result, numbers.ranges(), uid, tag);
    }

    /** {@code (TAG "A282")}. */
    private Optional<String> correlator() throws IOException {
        in.expect('(', "a search correlator");
        values.word();
        in.expect(' ', "a space after TAG");
        String tag = new String(values.string(), StandardCharsets.ISO_8859_1);
        in.expect(')', "the end of a search correlator");
        in.skipSpaces();
        return Optional.of(tag);
    }

    private UidSet set(NumberCollector numbers) throws IOException {
        do {
            in.mark();
            long first = messageNumber();
            long last = in.take(':') ? messageNumber() : first;
            numbers.add(Math.min(first, last), Math.max(first, last));
        } while (in.take(','));
        return numbers.end();
    }

    private static OptionalLong count(Map<String, Long> counts, String item) {
        Long count = counts.get(item);
        return count == null ? OptionalLong.empty() : OptionalLong.of(count);
    }
}
