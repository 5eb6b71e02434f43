package protocols.internal.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import protocols.Transcript;
import protocols.Transcript.Entry;
import protocols.Transcript.Side;
import protocols.WireException;
import protocols.dns.DnsFlag;
import protocols.dns.Message;
import protocols.dns.Question;
import protocols.dns.Rcode;
import protocols.spi.CoreFriend;
import protocols.spi.ScriptParts;

/**
 * The questions of a DNS script and what is answered to each. Clients ask in any order, at once, over UDP and TCP, and
 * with ids, mixed case and cookies of their own; so a question is known by what it asks.
 */
final class Exchanges {

    private final List<Exchange> all;
    private final List<Exchange> due;
    private final boolean exact;
    private final boolean forever;
    private final boolean secure;
    private final List<Transcript.Mismatch> differences = new ArrayList<>();
    private final Deque<Opening> openings = new ArrayDeque<>();

    /**
     * One question and its answers.
     *
     * @param stream whether it was asked over TCP; empty if both will do
     * @param asked the question as bytes; empty if it stands there as text
     * @param answers what was said to it, an empty one for the end of the connection
     */
    private record Exchange(
            Optional<Boolean> stream,
            Optional<byte[]> asked,
            Optional<Question> question,
            List<Answer> answers,
            DigText text,
            Entry entry) {}

    /**
     * Something that is said to a question.
     *
     * @param message whether it is a whole message, whose length goes before it over TCP; else it is said as it is
     */
    record Answer(byte[] bytes, boolean message) {

        /** The peer ends the connection; nobody listens on the port of a datagram. */
        static final Answer END = new Answer(new byte[0], false);

        boolean isEnd() {
            return bytes.length == 0;
        }

        /** As it goes over a stream, or as a datagram. */
        byte[] said(boolean stream) {
            return stream && message ? ReplayedMessages.framed(bytes) : bytes;
        }
    }

    private Exchanges(List<Exchange> all, ScriptParts script) {
        this.all = all;
        this.due = new ArrayList<>(all);
        this.exact = script.rules().exact();
        this.forever = script.forever();
        script.scenes().forEach(scene -> openings.addAll(openings(scene)));
        this.secure = script.scenes().stream()
                .flatMap(scene -> scene.entries().stream())
                .anyMatch(entry -> entry instanceof Transcript.Secured);
    }

    /** What became of a connection when it was recorded. */
    enum Opening {
        FAILED,
        STREAM,
        ANY
    }

    private static List<Opening> openings(Transcript scene) {
        Map<Integer, Opening> channels = new LinkedHashMap<>();
        for (Entry entry : scene.entries()) {
            boolean stream =
                    entry instanceof Transcript.Opened opened && opened.target().endsWith(" tcp");
            Opening how = entry instanceof Transcript.Closed ? Opening.FAILED : stream ? Opening.STREAM : Opening.ANY;
            channels.putIfAbsent(entry.channel(), how);
        }
        return List.copyOf(channels.values());
    }

    /**
     * Opens the next connection.
     *
     * @throws WireException.Unreachable if it did not come about when it was recorded
     * @throws WireException.Unsupported if datagrams did not get through there
     */
    synchronized void open(boolean datagrams) throws WireException {
        Opening next = openings.isEmpty() ? Opening.ANY : openings.peek();
        if (datagrams && next == Opening.STREAM) {
            throw new WireException.Unsupported("datagrams: the recording goes on with a stream");
        }
        openings.poll();
        if (next == Opening.FAILED) {
            throw new WireException.Unreachable("no connection came about in the recording", List.of());
        }
    }

    /** Whether its streams begin with TLS. */
    boolean isSecure() {
        return secure;
    }

    /** Those of a script that is one of DNS. */
    static Optional<Exchanges> of(ScriptParts script) {
        List<Exchange> all = new ArrayList<>();
        boolean dns = script.scenes().stream().anyMatch(Exchanges::isDns);
        if (dns && !script.rules().dialogues().isEmpty()) {
            throw new IllegalStateException("whenever(..) is for lines, not for questions of DNS");
        }
        if (dns) {
            script.scenes().forEach(scene -> read(scene.entries(), all));
            all.stream().filter(one -> one.asked().isEmpty()).forEach(one -> one.text()
                    .requireShort(one.question().orElseThrow()));
        }
        return dns ? Optional.of(new Exchanges(all, script)) : Optional.empty();
    }

    /** The same script without scenes: nothing of it is said line by line. */
    static ScriptParts none(ScriptParts script) {
        return new ScriptParts(List.of(), true, script.rules(), script.server());
    }

    private static boolean isDns(Transcript scene) {
        for (Entry entry : scene.entries()) {
            if (entry instanceof Transcript.Opened opened) {
                String target = opened.target();
                if (target.equals("dns") || target.endsWith(" udp")) {
                    return true;
                }
            } else if (entry instanceof Transcript.Said said) {
                byte[] bytes = said.bytes();
                boolean message =
                        question(bytes).isPresent() || question(unframed(bytes)).isPresent();
                return said.by() == Side.CLIENT && (message || DigText.isQuestion(line(said)));
            }
        }
        return false;
    }

    private static void read(List<Entry> entries, List<Exchange> all) {
        Map<Integer, List<Exchange>> open = new HashMap<>();
        for (Entry entry : entries) {
            List<Exchange> channel = open.computeIfAbsent(entry.channel(), number -> new ArrayList<>());
            if (entry instanceof Transcript.Said said && said.by() == Side.CLIENT) {
                Exchange asked = asked(said);
                all.add(asked);
                channel.add(asked);
            } else if (entry instanceof Transcript.Said said && !channel.isEmpty()) {
                answer(channel, said);
            } else if (entry instanceof Transcript.Closed closed && closed.by() == Side.SERVER && !channel.isEmpty()) {
                channel.get(channel.size() - 1).answers().add(Answer.END);
            }
        }
    }

    private static Exchange asked(Transcript.Said said) {
        List<Answer> answers = new ArrayList<>();
        if (DigText.isQuestion(line(said))) {
            Optional<Question> question = Optional.of(DigText.question(line(said)));
            return new Exchange(Optional.empty(), Optional.empty(), question, answers, new DigText(), said);
        }
        boolean stream = isFramed(said.bytes());
        byte[] bytes = stream ? unframed(said.bytes()) : said.bytes();
        return new Exchange(Optional.of(stream), Optional.of(bytes), question(bytes), answers, new DigText(), said);
    }

    /** A line as it stands on the wire, without its end: a backslash is that of a name or a string. */
    private static String line(Transcript.Said said) {
        String line = new String(said.bytes(), UTF_8);
        return line.endsWith("\r\n") ? line.substring(0, line.length() - 2) : line;
    }

    /** Whether the bytes are a message behind its length. */
    private static boolean isFramed(byte[] bytes) {
        return bytes.length > 14 && ReplayedMessages.length(bytes, 0) == bytes.length - 2;
    }

    private static byte[] unframed(byte[] bytes) {
        return isFramed(bytes) ? Arrays.copyOfRange(bytes, 2, bytes.length) : bytes;
    }

    private static Optional<Question> question(byte[] bytes) {
        try {
            return Message.decode(bytes).question();
        } catch (WireException noMessage) {
            return Optional.empty();
        }
    }

    /** To the question with its id; what has none is taken for an answer to the last. */
    private static void answer(List<Exchange> open, Transcript.Said said) {
        Exchange last = open.get(open.size() - 1);
        if (last.asked().isEmpty()) {
            last.text().add(line(said));
            return;
        }
        boolean stream = last.stream().orElse(false);
        byte[] bytes = stream ? unframed(said.bytes()) : said.bytes();
        Exchange to = last;
        for (Exchange one : open) {
            if (one.asked().filter(asked -> sameId(asked, bytes)).isPresent()) {
                to = one;
            }
        }
        to.answers().add(new Answer(bytes, !stream || isFramed(said.bytes())));
    }

    private static boolean sameId(byte[] one, byte[] other) {
        return one.length > 1 && other.length > 1 && one[0] == other[0] && one[1] == other[1];
    }

    /**
     * What is answered, in turn; nothing if the recorded server did not answer.
     *
     * @throws Transcript.Mismatch if the script has no such question
     */
    synchronized List<Answer> answers(byte[] asked, boolean stream) {
        Optional<Question> question = question(asked);
        if (question.isEmpty() && !exact) {
            // As a server that cannot read it.
            differs(question);
            return List.of();
        }
        Optional<Exchange> found =
                due.stream().filter(one -> fits(one, asked, question, stream)).findFirst();
        if (found.isPresent() && !forever) {
            due.remove(found.get());
        }
        Exchange exchange = found.or(() -> all.stream()
                        .filter(one -> fits(one, asked, question, stream))
                        .findFirst())
                .orElseThrow(() -> differs(question));
        if (exchange.asked().isEmpty()) {
            return List.of(new Answer(exchange.text().answer(asked, stream), true));
        }
        return exchange.answers().stream()
                .map(answer -> exact || !answer.message()
                        ? answer
                        : new Answer(Echo.of(answer.bytes(), exchange.asked().get(), asked), true))
                .toList();
    }

    private boolean fits(Exchange one, byte[] asked, Optional<Question> question, boolean stream) {
        boolean way = one.stream().isEmpty() || one.stream().get() == stream;
        if (exact && one.asked().isPresent()) {
            return way && Arrays.equals(one.asked().get(), asked);
        }
        return way && question.isPresent() && one.question().equals(question);
    }

    private Transcript.Mismatch differs(Optional<Question> question) {
        StringBuilder known = new StringBuilder();
        all.forEach(one -> known.append("\n  ")
                .append(one.question().map(Question::toString).orElse("?")));
        Transcript.Mismatch difference = CoreFriend.get()
                .mismatch(
                        "the client asks\n  " + question.map(Question::toString).orElse("what is no question")
                                + "\nbut the transcript has" + known);
        differences.add(difference);
        return difference;
    }

    /** Whether a client has asked all. */
    synchronized boolean isOver() {
        return forever || due.isEmpty() || !differences.isEmpty();
    }

    /** Fails if something else was asked, or not all. */
    synchronized void verify() {
        if (!differences.isEmpty()) {
            throw differences.get(0);
        }
        if (!forever && !due.isEmpty()) {
            throw CoreFriend.get()
                    .mismatch("nobody asked\n> " + due.get(0).entry().line());
        }
    }

    /** What is said to a question that is not in the script, so that its client does not wait in vain. */
    static Optional<byte[]> refusal(byte[] asked) {
        try {
            Message question = Message.decode(asked);
            return Optional.of(
                    question.reply().rcode(Rcode.REFUSED).set(DnsFlag.RA).encode());
        } catch (WireException noMessage) {
            return Optional.empty();
        }
    }
}
