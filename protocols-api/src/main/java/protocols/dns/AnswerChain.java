package protocols.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import protocols.dns.Rdata.Cname;

/**
 * The way from a question through CNAME records to its answer.
 *
 * @param records the CNAME records on the way and then the records of the type asked for
 * @param end the name at which the chain ends
 * @param complete whether records of the type asked for stand at its end
 */
record AnswerChain(List<DnsRecord> records, Name end, boolean complete) {

    private static final int MAX_HOPS = 16;

    AnswerChain {
        records = List.copyOf(records);
    }

    static AnswerChain of(Question question, List<DnsRecord> section) {
        Name name = question.name();
        // In most messages all records answer the question. By index, for that makes no iterator.
        for (int i = 0; i < section.size(); i++) {
            if (!answers(question, name, section.get(i))) {
                return follow(question, section);
            }
        }
        return new AnswerChain(section, name, !section.isEmpty());
    }

    private static AnswerChain follow(Question question, List<DnsRecord> section) {
        List<DnsRecord> records = new ArrayList<>();
        Name name = question.name();
        for (int hop = 0; hop <= MAX_HOPS; hop++) {
            List<DnsRecord> found = matching(question, name, section);
            records.addAll(found);
            if (!found.isEmpty()) {
                return new AnswerChain(records, name, true);
            }
            Optional<DnsRecord> alias = alias(question, name, section);
            if (alias.isEmpty()) {
                break;
            }
            records.add(alias.get());
            name = ((Cname) alias.get().data()).target();
        }
        return new AnswerChain(records, name, false);
    }

    private static List<DnsRecord> matching(Question question, Name name, List<DnsRecord> section) {
        List<DnsRecord> found = new ArrayList<>();
        for (DnsRecord one : section) {
            if (answers(question, name, one)) {
                found.add(one);
            }
        }
        return found;
    }

    private static boolean answers(Question question, Name name, DnsRecord one) {
        boolean asked = question.type().equals(RecordType.ANY) || one.type().equals(question.type());
        return asked && isAt(name, question, one);
    }

    private static Optional<DnsRecord> alias(Question question, Name name, List<DnsRecord> section) {
        for (DnsRecord one : section) {
            if (one.data() instanceof Cname && isAt(name, question, one)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    private static boolean isAt(Name name, Question question, DnsRecord one) {
        boolean sameClass = question.recordClass().equals(RecordClass.ANY)
                || one.recordClass().equals(question.recordClass());
        return sameClass && one.name().equals(name);
    }
}
