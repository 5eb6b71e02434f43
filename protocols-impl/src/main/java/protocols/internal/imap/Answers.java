package protocols.internal.imap;

import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import protocols.imap.Fetch;
import protocols.imap.FetchedMessage;
import protocols.imap.Section;
import protocols.internal.line.Holding;
import protocols.spi.ImapFriend;

/**
 * The messages that one command asks for, each once, out of however many FETCH responses they come in. A response without a
 * UID may be about flags that nobody asked for, or a part of an answer: it waits for the UID of its number. What is not asked
 * for is news.
 */
final class Answers implements Data, SectionTaker {

    private static final ImapFriend API = ImapFriend.get();

    /** What a message costs while it waits, beside the bytes of its responses: itself, and its places in the tables. */
    private static final int WAITING = Holding.OVERHEAD + 200;

    /** What a command asks for. */
    record Plan(Wanted wanted, int items, List<String> sections) {

        static Plan of(Wanted wanted, Fetch what) {
            return new Plan(
                    wanted,
                    API.asked(what),
                    API.sections(what).stream().map(Plan::stem).toList());
        }

        /** Servers write the list of fields in their own way. */
        private static String stem(String section) {
            int list = section.indexOf(' ');
            return list < 0 ? section : section.substring(0, list);
        }

        boolean asks(String section) {
            return sections.contains(stem(section));
        }

        int asked(List<String> told) {
            int asked = 0;
            for (String section : told) {
                asked += asks(section) ? 1 : 0;
            }
            return asked;
        }

        boolean isWhole(Part part) {
            FetchedMessage message = part.message();
            int missing = Integer.bitCount(items & ~API.told(message)) + Math.max(0, sections.size() - part.sections());
            return missing == 0 || missing <= API.lost(message);
        }
    }

    /** Takes a message, and how many bytes the server told it in. */
    interface Out {
        void take(FetchedMessage message, long size) throws IOException;
    }

    /** What is known of a message so far. */
    private record Part(FetchedMessage message, int sections, long size, int responses) {

        Part with(Part later) {
            return new Part(
                    API.joined(message, later.message()),
                    sections + later.sections(),
                    size + later.size(),
                    responses + later.responses());
        }

        long cost() {
            return size + WAITING;
        }
    }

    private final ServerResponses responses;
    private final Plan plan;
    private final Out out;
    private final SectionTaker sections;
    private final Aside aside;
    private final long most;
    private final long entries;
    private final NumberSet given = new NumberSet();
    private final Map<Long, Part> pending = new LinkedHashMap<>();
    private final Map<Long, Long> keys = new HashMap<>();
    private final Map<Long, Part> nameless = new LinkedHashMap<>();
    private long waiting;
    private long waitingResponses;

    /** Sections go to a taker before their message does, where the parser streams them. */
    Answers(
            ImapConversation conversation,
            Plan plan,
            Out out,
            SectionTaker sections,
            Optional<Aside.Overflow> overflow) {
        this.responses = conversation.responses();
        this.plan = plan;
        this.out = out;
        this.sections = sections;
        this.most = conversation.link().settings().limits().body();
        this.entries = conversation.link().settings().limits().entries();
        this.aside = new Aside(Math.min(most, Integer.MAX_VALUE - 64), overflow);
    }

    @Override
    public boolean take(Response response) throws IOException {
        if (response instanceof Response.Fetched fetched) {
            return take(new Part(fetched.message(), plan.asked(fetched.sections()), responses.heldSize(), 1));
        }
        if (response instanceof Response.Unreadable unreadable
                && unreadable.message().isPresent()) {
            return take(new Part(unreadable.message().get(), 0, responses.heldSize(), 1));
        }
        if (response instanceof Response.Expunged && !keysAreNumbers()) {
            forgetNumbers();
        }
        return false;
    }

    private boolean keysAreNumbers() {
        return !plan.wanted().isByUid();
    }

    private boolean take(Part part) throws IOException {
        long key = key(part.message());
        if (key == 0) {
            wait(nameless, API.number(part.message()), part);
            return part.message().unreadable().isPresent();
        }
        if (!isWanted(key, part.message())) {
            aside.drop(part.message());
            return false;
        }
        Part whole = joined(key, part);
        if (plan.isWhole(whole)) {
            give(key, whole);
        } else {
            keys.put(API.number(part.message()), key);
            wait(pending, key, whole);
        }
        return true;
    }

    /** The UID, or what it is for its number since another response. */
    private long key(FetchedMessage message) {
        long key = plan.wanted().key(message);
        return key != 0 || keys.isEmpty() ? key : keys.getOrDefault(API.number(message), 0L);
    }

    private boolean isWanted(long key, FetchedMessage message) {
        return plan.wanted().has(key, message) && !given.contains(key);
    }

    private Part joined(long key, Part part) throws IOException {
        if (pending.isEmpty() && nameless.isEmpty() && aside.isEmpty()) {
            return part;
        }
        Part whole = part;
        for (Optional<Part> earlier : List.of(taken(nameless, API.number(part.message())), taken(pending, key))) {
            whole = earlier.isPresent() ? earlier.get().with(whole) : whole;
        }
        return new Part(aside.give(whole.message(), sections), whole.sections(), whole.size(), whole.responses());
    }

    private Optional<Part> taken(Map<Long, Part> from, long place) {
        Optional<Part> part = Optional.ofNullable(from.remove(place));
        if (part.isPresent()) {
            waiting -= part.get().cost();
            waitingResponses -= part.get().responses();
        }
        return part;
    }

    private void give(long key, Part part) throws IOException {
        if (!keys.isEmpty()) {
            keys.remove(API.number(part.message()));
        }
        given.add(key);
        out.take(part.message(), part.size());
    }

    /** What waits longest is given as it is where all that waits would be too much. */
    private void wait(Map<Long, Part> where, long place, Part part) throws IOException {
        Optional<Part> earlier = taken(where, place);
        Part whole = earlier.isPresent() ? earlier.get().with(part) : part;
        where.put(place, whole);
        waiting += whole.cost();
        waitingResponses += whole.responses();
        while ((waiting > most || waitingResponses > entries) && (!nameless.isEmpty() || !pending.isEmpty())) {
            Map<Long, Part> full = nameless.isEmpty() ? pending : nameless;
            Map.Entry<Long, Part> oldest = full.entrySet().iterator().next();
            if (full == nameless) {
                aside.drop(oldest.getValue().message());
            }
            giveUp(full, oldest.getKey());
        }
    }

    private void giveUp(Map<Long, Part> from, long place) throws IOException {
        Part part = taken(from, place).orElseThrow();
        if (from == pending) {
            give(place, part);
        } else if (part.message().unreadable().isPresent()) {
            out.take(part.message(), part.size());
        }
    }

    private void forgetNumbers() throws IOException {
        keys.clear();
        aside.clear();
        giveAll(nameless);
    }

    private void giveAll(Map<Long, Part> from) throws IOException {
        for (Iterator<Long> places = List.copyOf(from.keySet()).iterator(); places.hasNext(); ) {
            giveUp(from, places.next());
        }
    }

    /** The server has said that this was all. */
    void end() throws IOException {
        giveAll(pending);
        giveAll(nameless);
    }

    @Override
    public void take(Section section) throws IOException {
        if (!plan.asks(section.name())) {
            return;
        }
        FetchedMessage message = section.message();
        long key = key(message);
        if (key == 0) {
            aside.hold(API.number(message), section);
        } else if (isWanted(key, message)) {
            sections.take(named(key, section));
        }
    }

    private Section named(long key, Section section) {
        FetchedMessage message = section.message();
        if (plan.wanted().key(message) != 0 || !pending.containsKey(key)) {
            return section;
        }
        FetchedMessage known = API.joined(pending.get(key).message(), message);
        return API.section(known, section.name(), section.size(), section.bytes());
    }
}
