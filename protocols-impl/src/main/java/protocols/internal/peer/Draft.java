package protocols.internal.peer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import protocols.Transcript;
import protocols.Transcript.Entry;
import protocols.Transcript.Side;
import protocols.internal.peer.Cue.Kind;
import protocols.spi.ScriptParts;

/** A scene in the making. */
final class Draft {

    private static final Set<String> ANSWERS = Set.of("OK", "NO", "BAD");

    private final int main;
    private final Variations variations;
    private final List<Cue> cues = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();
    private final Set<Integer> open = new HashSet<>();
    private final Set<String> tags;
    private boolean tagged;
    private boolean spoken;
    /** How much of a literal of IMAP is still to come in the recording, and whether the command goes on behind it. */
    private long literal;

    private boolean continued;
    private String command = "";
    /** The fields of a request that is being read. */
    private Optional<HeadDraft> head = Optional.empty();
    /** The line that told the address for the next data connection; the client's, if it listens itself. */
    private int announcement = -1;

    /** Whether the connection to that address has come about. */
    private boolean used;

    /**
     * @param tagged whether it is a dialogue of IMAP
     * @param tags what the server's answers begin with
     */
    Draft(int main, ScriptParts.Rules rules, boolean tagged, Set<String> tags) {
        this.main = main;
        this.variations = new Variations(rules);
        this.tagged = tagged;
        this.tags = tags;
        open.add(main);
    }

    /** The words that stand before OK, NO and BAD (RFC 9051 section 2.2.1). */
    static Set<String> tags(List<Entry> entries) {
        Set<String> tags = new HashSet<>();
        for (Entry entry : entries) {
            if (entry instanceof Transcript.Said said && said.by() == Transcript.Side.SERVER) {
                String[] words = said.text().split(" ", 3);
                if (words.length > 1 && !words[0].equals("*") && ANSWERS.contains(words[1])) {
                    tags.add(words[0]);
                }
            }
        }
        return tags;
    }

    private record HeadDraft(Cue cue, Pattern request, List<HeadPattern.Wanted> fields) {
        Cue done() {
            return cue.hearing(new HeadPattern(request, fields));
        }
    }

    int main() {
        return main;
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Where the address for a data connection was told last; -1 if it was not, or if one has come about since. */
    int awaitsData() {
        return announcement >= 0 && !used ? cues.get(announcement).place() : -1;
    }

    /** Whether an address for a data connection was told. */
    boolean announces() {
        return announcement >= 0;
    }

    Optional<String> target() {
        return entries.stream()
                .filter(entry -> entry instanceof Transcript.Opened && entry.channel() == main)
                .map(entry -> ((Transcript.Opened) entry).target())
                .findFirst();
    }

    Scene scene() {
        endHead();
        if (!variations.isExact()) {
            leaveData();
        }
        List<Cue> ordered = variations.isExact() ? cues : Batches.apart(cues, main);
        return new Scene(main, ordered, entries, tagged);
    }

    /** What a client sends on a data connection ends with it, whether that was noted or not. */
    private void leaveData() {
        Set<Integer> later = new HashSet<>();
        for (int i = cues.size() - 1; i >= 0; i--) {
            Cue cue = cues.get(i);
            if (later.add(cue.channel()) && cue.channel() != main && cue.isHeard()) {
                cues.add(i + 1, Cue.of(Kind.LEAVE, cue.place(), cue.entry()));
            }
        }
    }

    void add(Entry entry, int place) {
        entries.add(entry);
        if (entry instanceof Transcript.Said said && said.by() == Side.CLIENT) {
            connect(entry, place);
            heard(said, place);
            return;
        }
        endHead();
        if (entry instanceof Transcript.Said) {
            connect(entry, place);
            say((Transcript.Said) entry, place);
        } else if (entry instanceof Transcript.Omitted omitted) {
            connect(entry, place);
            cues.add(Cue.of(body(omitted), place, entry));
        } else if (entry instanceof Transcript.Opened) {
            open.remove(entry.channel() == main ? -1 : entry.channel());
            connect(entry, place);
        } else if (entry instanceof Transcript.Secured) {
            connect(entry, place);
            cues.add(Cue.of(Kind.TLS, place, entry));
        } else if (entry instanceof Transcript.Closed closed) {
            cues.add(Cue.of(closed.by() == Side.SERVER ? Kind.CLOSE : Kind.LEAVE, place, entry));
            open.remove(entry.channel());
        } else if (entry instanceof Transcript.Act act) {
            act(act, place);
        }
    }

    private void act(Transcript.Act act, int place) {
        Kind kind =
                switch (act.what()) {
                    case "reset by peer" -> Kind.RESET;
                    case "torn by peer" -> Kind.TEAR;
                    case "stall" -> Kind.STALL;
                    case "gap" -> Kind.GAP;
                    default -> Kind.PAUSE;
                };
        cues.add(Cue.of(kind, place, act));
        if (kind == Kind.RESET || kind == Kind.TEAR) {
            open.remove(act.channel());
        }
    }

    /** A data connection comes about where it is first used, if the transcript does not say where. */
    private void connect(Entry entry, int place) {
        int channel = entry.channel();
        if (channel == main || !open.add(channel)) {
            return;
        }
        used = true;
        boolean ours = announcement < 0 || cues.get(announcement).kind() == Kind.SAY;
        cues.add(Cue.of(ours ? Kind.ACCEPT : Kind.CONNECT, place, entry));
        if (ours && announcement >= 0 && cues.get(announcement).listens() == 0 && !variations.isExact()) {
            cues.set(announcement, cues.get(announcement).telling(channel));
        }
    }

    private void say(Transcript.Said said, int place) {
        String text = said.text();
        if (said.channel() == main) {
            tagged |= !spoken && (text.startsWith("* OK") || text.startsWith("* PREAUTH"));
            spoken = true;
            if (text.startsWith("227 ") || text.startsWith("229 ") || text.contains("${p")) {
                announcement = cues.size();
                used = false;
            }
        }
        cues.add(Cue.of(Kind.SAY, place, said));
    }

    private void heard(Transcript.Said said, int place) {
        String text = said.text();
        if (head.isPresent() && !text.isEmpty()) {
            int colon = text.indexOf(':');
            String name = colon < 0 ? text : text.substring(0, colon);
            head.get()
                    .fields()
                    .add(new HeadPattern.Wanted(
                            name, text, variations.of(HeadPattern.field(text), false), variations.varies(name)));
            return;
        }
        if (head.isPresent()) {
            endHead();
            return;
        }
        Pattern pattern = variations.of(text, isTagged(text));
        if (!variations.isExact() && HeadPattern.isRequest(text)) {
            head = Optional.of(new HeadDraft(Cue.of(Kind.HEAD, place, said), pattern, new ArrayList<>()));
            return;
        }
        if (isEndOfBody(text)) {
            return;
        }
        if (text.startsWith("PORT ") || text.startsWith("EPRT ")) {
            announcement = cues.size();
            used = false;
        }
        cues.add(Cue.of(Kind.HEAR, place, said).hearing(pattern));
        if (said.channel() == main) {
            follow(said);
        }
    }

    private void endHead() {
        head.ifPresent(one -> cues.add(one.done()));
        head = Optional.empty();
    }

    /** The dot that ends a body was taken with it. */
    private boolean isEndOfBody(String text) {
        return text.equals(".") && !cues.isEmpty() && cues.get(cues.size() - 1).kind() == Kind.DOT_BODY;
    }

    /** Tags stand before commands, not before what continues one. */
    private boolean isTagged(String text) {
        int space = text.indexOf(' ');
        boolean tag = space > 0
                && (tags.contains(text.substring(0, space))
                        || (Character.isDigit(text.charAt(space - 1))
                                && text.substring(0, space).chars().allMatch(Character::isLetterOrDigit)));
        return tagged && tag && literal == 0 && !continued;
    }

    private void follow(Transcript.Said said) {
        byte[] bytes = said.bytes();
        if (literal > 0) {
            literal = Math.max(0, literal - bytes.length);
            continued = true;
            return;
        }
        command = said.text();
        literal = tagged ? literal(command) : 0;
        continued = false;
    }

    private static long literal(String line) {
        int open = line.lastIndexOf('{');
        String digits = line.endsWith("}") && open >= 0
                ? line.substring(open + 1, line.length() - 1).replace("+", "")
                : "";
        boolean number =
                !digits.isEmpty() && digits.length() < 19 && digits.chars().allMatch(Character::isDigit);
        return number ? Long.parseLong(digits) : 0;
    }

    private Kind body(Transcript.Omitted omitted) {
        if (omitted.channel() != main) {
            return Kind.WHOLE_BODY;
        }
        if (variations.isExact() && omitted.bytes() >= 0) {
            return Kind.COUNTED_BODY;
        }
        boolean afterHead = !cues.isEmpty() && cues.get(cues.size() - 1).kind() == Kind.HEAD;
        if (afterHead || literal > 0) {
            literal = 0;
            continued = tagged;
            return Kind.SIZED_BODY;
        }
        if (command.toUpperCase(Locale.ROOT).equals("DATA")) {
            return Kind.DOT_BODY;
        }
        return omitted.bytes() >= 0 ? Kind.COUNTED_BODY : Kind.WHOLE_BODY;
    }
}
