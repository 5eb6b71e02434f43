package protocols.internal.peer;

import java.util.List;
import java.util.Locale;
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

    private DigText() {}

    /** Whether a line of the client is a question: a name, perhaps the class, and a type. */
    static boolean isQuestion(String line) {
        String[] words = line.replaceFirst(";", "").strip().split(" +", -1);
        return words.length == 3 && words[1].matches("IN|CH|HS") && isType(words[2]);
    }

    private static boolean isType(String word) {
        try {
            RecordType.parse(word);
            return true;
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    static Question question(String line) {
        String[] words = line.replaceFirst(";", "").strip().split(" +", -1);
        return new Question(Name.of(words[0]), RecordType.parse(words[2]), RecordClass.parse(words[1]));
    }

    /** The answer in these lines to a question of this run. */
    static byte[] answer(byte[] asked, List<String> lines, boolean stream) {
        Message question;
        try {
            question = Message.decode(asked);
        } catch (WireException noQuestion) {
            throw new IllegalArgumentException(noQuestion);
        }
        MessageBuilder answer = question.reply().set(DnsFlag.RA);
        boolean truncated = false;
        DnsSection section = DnsSection.ANSWER;
        for (String line : lines) {
            if (!line.startsWith(";")) {
                add(answer, section, line);
                continue;
            }
            String upper = line.toUpperCase(Locale.ROOT);
            section = section(upper, section);
            if (upper.contains("STATUS:")) {
                answer.rcode(code(upper));
            }
            truncated |= flags(answer, upper);
        }
        if (!truncated || stream) {
            return answer.clear(DnsFlag.TC).encode();
        }
        return question.reply().set(DnsFlag.RA, DnsFlag.TC).encode();
    }

    private static DnsSection section(String line, DnsSection now) {
        for (DnsSection section : List.of(DnsSection.ANSWER, DnsSection.AUTHORITY, DnsSection.ADDITIONAL)) {
            if (line.contains(section.name() + " SECTION")) {
                return section;
            }
        }
        return now;
    }

    private static void add(MessageBuilder answer, DnsSection section, String line) {
        DnsRecord[] records = ZoneText.parse(line, Name.of(".")).toArray(DnsRecord[]::new);
        switch (section) {
            case AUTHORITY -> answer.authority(records);
            case ADDITIONAL -> answer.additional(records);
            default -> answer.answer(records);
        }
    }

    private static Rcode code(String line) {
        String word = line.substring(line.indexOf("STATUS:") + "STATUS:".length())
                .strip()
                .split("[, ]", -1)[0];
        for (int number = 0; number < CODES; number++) {
            if (new Rcode(number).toString().equals(word)) {
                return new Rcode(number);
            }
        }
        throw new IllegalArgumentException("no response code of DNS: " + word);
    }

    /** Whether the answer is truncated. */
    private static boolean flags(MessageBuilder answer, String line) {
        int at = line.indexOf("FLAGS:");
        if (at < 0 || !line.startsWith(";; FLAGS")) {
            return false;
        }
        boolean truncated = false;
        for (String word :
                line.substring(at + "FLAGS:".length()).split(";", -1)[0].strip().split(" ", -1)) {
            switch (word) {
                case "AA" -> answer.set(DnsFlag.AA);
                case "AD" -> answer.set(DnsFlag.AD);
                case "TC" -> truncated = true;
                default -> {
                    // The others are those of every answer.
                    continue;
                }
            }
        }
        return truncated;
    }
}
