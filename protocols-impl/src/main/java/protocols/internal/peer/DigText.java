package protocols.internal.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.function.Consumer;
import protocols.Text;
import protocols.WireException;
import protocols.dns.DnsFlag;
import protocols.dns.DnsRecord;
import protocols.dns.DnsSection;
import protocols.dns.Message;
import protocols.dns.MessageBuilder;
import protocols.dns.Name;
import protocols.dns.Question;
import protocols.dns.Rcode;
import protocols.dns.RecordClass;
import protocols.dns.RecordType;
import protocols.dns.ZoneText;

/**
 * Questions and answers of DNS as {@code dig} prints them: records, {@code ;; AUTHORITY SECTION:} before those of that
 * section, {@code ;; ->>HEADER<<- opcode: QUERY, status: NXDOMAIN}, {@code ;; flags: aa tc}. With tc an answer over UDP
 * has no records; over TCP it has them.
 */
final class DigText {

    private static final int CODES = 24;
    private static final Set<String> CLASSES = Set.of("IN", "CH", "HS");

    private final List<Consumer<MessageBuilder>> parts = new ArrayList<>();
    private DnsSection section = DnsSection.ANSWER;
    private boolean truncated;

    /** Whether a line of the client is a question: a name, the class, and a type. */
    static boolean isQuestion(String line) {
        List<String> words = words(line);
        return words.size() == 3 && CLASSES.contains(words.get(1)) && isType(words.get(2));
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        StringTokenizer tokens = new StringTokenizer(line.startsWith(";") ? line.substring(1) : line, " \t");
        while (tokens.hasMoreTokens()) {
            words.add(tokens.nextToken());
        }
        return words;
    }

    private static boolean isType(String word) {
        try {
            RecordType.parse(word);
            return true;
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    /**
     * The question in such a line.
     *
     * @throws IllegalArgumentException naming the line
     */
    static Question question(String line) {
        List<String> words = words(line);
        try {
            Name name = Name.of(words.get(0));
            return new Question(name, RecordType.parse(words.get(2)), RecordClass.parse(words.get(1)));
        } catch (IllegalArgumentException noName) {
            throw new IllegalArgumentException("no question of DNS: " + Text.printable(line), noName);
        }
    }

    /**
     * Another line of the answer.
     *
     * @throws IllegalArgumentException naming the line, if it says nothing of DNS
     */
    void add(String line) {
        try {
            if (line.startsWith(";")) {
                remark(line.toUpperCase(Locale.ROOT));
            } else {
                record(line);
            }
        } catch (IllegalArgumentException none) {
            throw new IllegalArgumentException("no answer of DNS: " + Text.printable(line), none);
        }
    }

    private void remark(String line) {
        section = section(line, section);
        if (line.contains("STATUS:")) {
            Rcode code = code(line);
            parts.add(answer -> answer.rcode(code));
        }
        if (line.startsWith(";; FLAGS:")) {
            flags(line.substring(";; FLAGS:".length()));
        }
    }

    /**
     * Finds out whether it can be said at all.
     *
     * @throws IllegalArgumentException naming the question, if it is too long
     */
    void requireShort(Question question) {
        try {
            answer(Message.query(question).encode(), true);
        } catch (IllegalStateException tooLong) {
            throw new IllegalArgumentException("no answer of DNS to " + question, tooLong);
        }
    }

    /** The answer to a question of this run. */
    byte[] answer(byte[] asked, boolean stream) {
        Message question;
        try {
            question = Message.decode(asked);
        } catch (WireException noQuestion) {
            throw new IllegalArgumentException(noQuestion);
        }
        MessageBuilder answer = question.reply().set(DnsFlag.RA);
        if (truncated && !stream) {
            return answer.set(DnsFlag.TC).encode();
        }
        parts.forEach(part -> part.accept(answer));
        return answer.clear(DnsFlag.TC).encode();
    }

    private static DnsSection section(String line, DnsSection now) {
        for (DnsSection section : List.of(DnsSection.ANSWER, DnsSection.AUTHORITY, DnsSection.ADDITIONAL)) {
            if (line.contains(section.name() + " SECTION")) {
                return section;
            }
        }
        return now;
    }

    private void record(String line) {
        DnsRecord[] records = ZoneText.parse(line, Name.ROOT).toArray(DnsRecord[]::new);
        if (records.length == 0) {
            throw new IllegalArgumentException("no record");
        }
        if (section == DnsSection.AUTHORITY) {
            parts.add(answer -> answer.authority(records));
        } else if (section == DnsSection.ADDITIONAL) {
            parts.add(answer -> answer.additional(records));
        } else {
            parts.add(answer -> answer.answer(records));
        }
    }

    private static Rcode code(String line) {
        String word = new StringTokenizer(line.substring(line.indexOf("STATUS:") + "STATUS:".length()) + " ?", " ,")
                .nextToken();
        for (int number = 0; number < CODES; number++) {
            if (new Rcode(number).toString().equals(word)) {
                return new Rcode(number);
            }
        }
        throw new IllegalArgumentException("no response code of DNS: " + word);
    }

    /** The flags up to what {@code dig} prints behind them. */
    private void flags(String list) {
        int end = list.indexOf(';');
        for (String word : words(end < 0 ? list : list.substring(0, end))) {
            switch (word) {
                case "AA" -> parts.add(answer -> answer.set(DnsFlag.AA));
                case "AD" -> parts.add(answer -> answer.set(DnsFlag.AD));
                case "TC" -> truncated = true;
                default -> {
                    // The others are those of every answer.
                    continue;
                }
            }
        }
    }
}
