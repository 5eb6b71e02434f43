package protocols.internal.imap;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import protocols.WireException.Malformed;
import protocols.imap.FetchedMessage;
import protocols.imap.UidSet;
import protocols.imap.UnreadableResponse;
import protocols.spi.FetchedParts;
import protocols.spi.ImapFriend;

/**
 * Reads the list of a FETCH response (RFC 9051 section 7.5.2). A value that is whole but makes no sense is a problem
 * of its message; a list that does not hold together is malformed. Items that are not known are passed over.
 */
final class FetchParser {

    private static final ImapFriend API = ImapFriend.get();

    /** How many sections of one response are remembered: streamed ones have no end. */
    private static final int SEEN = 1_000;

    private final ResponseBuffer in;
    private final ValueReader values;
    private final FlagCache flags;
    private final FetchedParts parts = new FetchedParts();
    private List<String> sectionsSeen = List.of();

    FetchParser(ResponseBuffer in, ValueReader values, FlagCache flags) {
        this.in = in;
        this.values = values;
        this.flags = flags;
    }

    Response.Fetched message(long number, Optional<SectionTaker> sections) throws IOException {
        FetchedParts message = parts;
        message.begin(number);
        sectionsSeen = List.of();
        in.skipSpaces();
        in.expect('(', "the list of FETCH");
        in.skipSpaces();
        while (!in.take(')')) {
            values.word();
            if (in.peek() == '[') {
                bracketed(message, sections);
            } else {
                item(message, sections);
            }
            in.skipSpaces();
        }
        in.skipSpaces();
        return new Response.Fetched(API.message(message), sectionsSeen);
    }

    /**
     * What could be read of a message before its response could not be.
     *
     * @param uid as it was found behind that; 0 if it was not
     */
    FetchedMessage unreadable(UnreadableResponse told, long uid) {
        FetchedParts message = parts;
        if (message.uid() == 0 && uid != 0) {
            message.uid(uid);
        }
        message.problem(String.valueOf(told));
        message.unreadable(told);
        return API.message(message);
    }

    private void item(FetchedParts message, Optional<SectionTaker> sections) throws IOException {
        if (values.tokenIs("FLAGS")) {
            value();
            message.flags(flags.flags(in.bytes(), in.start(), in.tokenEnd()));
        } else if (values.tokenIs("UID")) {
            value();
            uid(message);
        } else if (values.tokenIs("RFC822.SIZE")) {
            value();
            size(message);
        } else if (values.tokenIs("ENVELOPE")) {
            value();
            envelope(message);
        } else if (values.tokenIs("BODYSTRUCTURE") || values.tokenIs("BODY")) {
            value();
            structure(message);
        } else if (values.tokenIs("INTERNALDATE")) {
            value();
            internalDate(message);
        } else if (values.tokenIs("RFC822")) {
            body(message, new Named("", OptionalLong.empty(), true), sections);
        } else if (values.tokenIs("RFC822.HEADER")) {
            body(message, new Named("HEADER", OptionalLong.empty(), true), sections);
        } else if (values.tokenIs("RFC822.TEXT")) {
            body(message, new Named("TEXT", OptionalLong.empty(), true), sections);
        } else {
            value();
        }
    }

    private void value() throws IOException {
        in.skipSpaces();
        values.any();
    }

    private void uid(FetchedParts message) {
        long uid = markedNumber();
        if (uid < 1 || uid > UidSet.MAX) {
            message.problem("UID: not a UID: " + shown());
        } else {
            message.uid(uid);
        }
    }

    private void size(FetchedParts message) {
        long size = markedNumber();
        if (size < 0) {
            message.problem("RFC822.SIZE: not a size: " + shown());
        } else {
            message.size(size);
        }
    }

    /** The marked bytes as a number; -1 if they are none. */
    private long markedNumber() {
        byte[] bytes = in.bytes();
        long number = 0;
        for (int i = in.start(); i < in.tokenEnd(); i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9 || i - in.start() >= 18) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    private void envelope(FetchedParts message) {
        try {
            API.envelope(message, in.bytes(), in.start(), in.tokenEnd());
        } catch (Malformed broken) {
            message.problem("ENVELOPE: " + broken.reason());
        }
    }

    private void structure(FetchedParts message) {
        try {
            message.structure(API.structure(in.bytes(), in.start(), in.tokenEnd()));
        } catch (Malformed broken) {
            message.problem("BODYSTRUCTURE: " + broken.reason());
        }
    }

    private void internalDate(FetchedParts message) {
        String text = values.tokenText();
        message.internalDate(text.startsWith("\"") ? text.substring(1, text.length() - 1) : text);
    }

    private String shown() {
        return protocols.Text.printable(values.tokenText());
    }

    /**
     * What a section of a message is called.
     *
     * @param whole whether it is all of it, undecoded: nothing else is ever asked for
     */
    private record Named(String name, OptionalLong origin, boolean whole) {}

    private void bracketed(FetchedParts message, Optional<SectionTaker> sections) throws IOException {
        boolean plain = values.tokenIs("BODY");
        boolean body = plain || values.tokenIs("BINARY");
        in.expect('[', "a section");
        in.mark();
        while (in.peek() != ']') {
            switch (in.peek()) {
                case ' ', '(', ')' -> in.next();
                case '"', '{' -> values.over();
                case '\r', '\n' -> throw in.broken("a section that ends");
                default -> in.next();
            }
        }
        String name = values.tokenText().toUpperCase(Locale.ROOT);
        in.next();
        Optional<Long> origin = origin();
        if (body) {
            OptionalLong first = origin.map(OptionalLong::of).orElse(OptionalLong.empty());
            body(message, new Named(name, first, plain && first.isEmpty()), sections);
        } else {
            value();
        }
    }

    private Optional<Long> origin() throws IOException {
        if (!in.take('<')) {
            return Optional.empty();
        }
        long origin = in.number("the origin of a section");
        in.expect('>', "the end of an origin");
        return Optional.of(origin);
    }

    private void body(FetchedParts message, Named section, Optional<SectionTaker> sections) throws IOException {
        seen(section);
        in.skipSpaces();
        in.take('~');
        if (in.peek() == '{') {
            long size = in.literalSize();
            if (sections.isPresent()) {
                stream(message, section, sections.get(), in.stream(size));
            } else {
                in.body(size);
                message.body(API.body(section.name(), section.origin(), values.token()));
            }
            return;
        }
        boolean quoted = in.peek() == '"';
        byte[] bytes = values.string();
        boolean nil = !quoted && new String(bytes, StandardCharsets.ISO_8859_1).equalsIgnoreCase("NIL");
        if (nil) {
            return;
        }
        if (sections.isPresent() && section.whole()) {
            FetchedMessage soFar = API.message(message);
            sections.get().take(API.section(soFar, section.name(), bytes.length, new ByteArrayInputStream(bytes)));
        } else if (sections.isEmpty()) {
            message.body(API.body(section.name(), section.origin(), bytes));
        }
    }

    private void seen(Named section) {
        if (section.whole() && sectionsSeen.size() < SEEN && !sectionsSeen.contains(section.name())) {
            sectionsSeen = sectionsSeen.isEmpty() ? new ArrayList<>(2) : sectionsSeen;
            sectionsSeen.add(section.name());
        }
    }

    private static void stream(FetchedParts message, Named section, SectionTaker taker, LiteralStream bytes)
            throws IOException {
        if (section.whole()) {
            taker.take(API.section(API.message(message), section.name(), bytes.left(), bytes));
        }
        taker.left(bytes.left());
        bytes.drain();
    }
}
