package protocols.internal.imap;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import protocols.WireException.LimitExceeded;
import protocols.imap.FetchedMessage;
import protocols.imap.Section;
import protocols.spi.FetchedParts;
import protocols.spi.ImapFriend;

/** Sections that came before it was known whose they are, by the number of their message. */
final class Aside {

    private static final ImapFriend API = ImapFriend.get();

    /** Takes a section that is too long to be held. */
    interface Overflow {
        void begin(Section section) throws IOException;

        /** Whose it was. */
        void end(FetchedMessage message, boolean wanted);
    }

    /** A section; one that was too long has no bytes. */
    private record Held(String name, long size, Optional<byte[]> bytes) {

        boolean isTooLong(String section) {
            return bytes.isEmpty() && name.equals(section);
        }
    }

    /** What a section costs beside its bytes. */
    private static final int OVERHEAD = 200;

    private final long most;
    private final Optional<Overflow> overflow;
    private final Map<Long, List<Held>> held = new HashMap<>();
    private long bytes;

    Aside(long most, Optional<Overflow> overflow) {
        this.most = most;
        this.overflow = overflow;
    }

    boolean isEmpty() {
        return held.isEmpty();
    }

    void hold(long number, Section section) throws IOException {
        Optional<byte[]> kept = Optional.empty();
        if (section.size() <= most - bytes) {
            kept = Optional.of(section.bytes().readNBytes((int) section.size()));
            bytes += section.size() + OVERHEAD;
        } else if (overflow.isPresent()) {
            overflow.get().begin(section);
        }
        List<Held> sections = held.computeIfAbsent(number, n -> new ArrayList<>());
        if (kept.isPresent() || sections.stream().noneMatch(known -> known.isTooLong(section.name()))) {
            sections.add(new Held(section.name(), section.size(), kept));
        }
    }

    /** Gives the sections of a message; gives the message with those that were too long as its problems. */
    FetchedMessage give(FetchedMessage message, SectionTaker taker) throws IOException {
        FetchedMessage whole = message;
        for (Held section : take(message)) {
            if (section.bytes().isPresent()) {
                taker.take(API.section(
                        message,
                        section.name(),
                        section.size(),
                        new ByteArrayInputStream(section.bytes().get())));
            } else if (overflow.isPresent()) {
                overflow.get().end(message, true);
            } else {
                whole = API.joined(whole, tooLong(message, section));
            }
        }
        return whole;
    }

    private FetchedMessage tooLong(FetchedMessage message, Held section) {
        FetchedParts parts = new FetchedParts();
        parts.begin(API.number(message));
        parts.problem(
                "BODY[" + section.name() + "]: its UID came after it: " + new LimitExceeded("body", most).reason());
        return API.message(parts);
    }

    /** The message was not asked for. */
    void drop(FetchedMessage message) {
        for (Held section : take(message)) {
            if (section.bytes().isEmpty()) {
                overflow.ifPresent(begun -> begun.end(message, false));
            }
        }
    }

    private List<Held> take(FetchedMessage message) {
        List<Held> sections = held.remove(API.number(message));
        if (sections == null) {
            return List.of();
        }
        for (Held section : sections) {
            bytes -= section.bytes().isPresent() ? section.size() + OVERHEAD : 0;
        }
        return sections;
    }

    /** Numbers mean other messages from here on. */
    void clear() {
        held.clear();
        bytes = 0;
    }
}
