package protocols.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import protocols.WireException.Malformed;
import protocols.dns.Rdata.Cname;
import protocols.dns.Rdata.Dname;

/**
 * The way from a question through CNAME and DNAME records to its answer.
 *
 * @param records the CNAME and DNAME records on the way, each DNAME followed by the CNAME that it stands for, and then the records of the type asked for
 * @param end the name at which the chain ends
 * @param complete whether records of the type asked for stand at its end
 */
record AnswerChain(List<DnsRecord> records, Name end, boolean complete) {

    private static final int MAX_HOPS = 16;

    AnswerChain {
        records = List.copyOf(records);
    }

    static AnswerChain of(Question question, List<DnsRecord> section) {
        return isDirect(question, section)
                ? new AnswerChain(section, question.name(), !section.isEmpty())
                : follow(question, section);
    }

    /** The records alone. */
    static List<DnsRecord> records(Question question, List<DnsRecord> section) {
        return isDirect(question, section) ? section : follow(question, section).records();
    }

    /** Why a chain leads no further: it goes in a circle or too far, or the data of the alias at its end cannot be read. */
    Optional<Malformed> obstacle(List<DnsRecord> section) {
        if (!complete && records.size() > MAX_HOPS) {
            return Optional.of(new Malformed("aliases lead to a name within " + MAX_HOPS + " steps", end.toString()));
        }
        for (DnsRecord one : section) {
            boolean here = one.type().equals(RecordType.CNAME)
                    ? one.name().equals(end)
                    : one.type().equals(RecordType.DNAME) && end.isSubdomainOf(one.name());
            if (here && one.data() instanceof GenericRdata.Opaque) {
                return Optional.of(new Malformed("alias cannot be read", one.toString()));
            }
        }
        return Optional.empty();
    }

    /** Whether all records of the section answer the question, as in most messages. */
    private static boolean isDirect(Question question, List<DnsRecord> section) {
        // By index, for that makes no iterator.
        for (int i = 0; i < section.size(); i++) {
            if (!answers(question, question.name(), section.get(i))) {
                return false;
            }
        }
        return true;
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
            Optional<DnsRecord> moved = moved(question, name, section);
            moved.ifPresent(records::add);
            Optional<DnsRecord> alias =
                    moved.isPresent() ? rewritten(name, moved.get()) : alias(question, name, section);
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
        boolean asked = one.type().equals(question.type()) || question.type().equals(RecordType.ANY);
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

    /** The DNAME record above a name: nothing can stand below one, so it counts before a CNAME (RFC 6672 section 2.4). */
    private static Optional<DnsRecord> moved(Question question, Name name, List<DnsRecord> section) {
        for (DnsRecord one : section) {
            if (one.data() instanceof Dname
                    && isOfClass(question, one)
                    && !one.name().equals(name)
                    && name.isSubdomainOf(one.name())) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    /** The CNAME record that a DNAME stands for (RFC 6672 section 3.1); empty if the new name would be too long. */
    private static Optional<DnsRecord> rewritten(Name name, DnsRecord moved) {
        return name.moved(moved.name(), ((Dname) moved.data()).target())
                .map(target -> new DnsRecord(name, moved.recordClass(), moved.ttl(), new Cname(target)));
    }

    private static boolean isAt(Name name, Question question, DnsRecord one) {
        return isOfClass(question, one) && one.name().equals(name);
    }

    private static boolean isOfClass(Question question, DnsRecord one) {
        return one.recordClass().equals(question.recordClass())
                || question.recordClass().equals(RecordClass.ANY);
    }
}
