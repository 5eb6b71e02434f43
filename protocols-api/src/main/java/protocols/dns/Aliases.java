package protocols.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import protocols.Attempt;
import protocols.WireException.Malformed;
import protocols.dns.Outcome.NoData;
import protocols.net.Deadline;

/** What a server leaves to be asked: where an alias leads that it gives alone, and whom it names instead of an answer. */
final class Aliases {

    private Aliases() {}

    /** Whether a server names others instead of an answer, be it that it passes on what it was told (RFC 2308 section 2.2). */
    static boolean isReferral(Message response) {
        List<DnsRecord> authority = response.section(DnsSection.AUTHORITY);
        return response.section(DnsSection.ANSWER).isEmpty()
                && has(authority, RecordType.NS)
                && !has(authority, RecordType.SOA);
    }

    private static boolean has(List<DnsRecord> records, RecordType type) {
        return records.stream().anyMatch(one -> one.type().equals(type));
    }

    /** What an alias leaves open: it stands alone, and nobody says that there is nothing at its end (RFC 1034 section 5.3.3). */
    static Optional<Question> open(Outcome outcome) {
        if (!(outcome instanceof NoData none) || has(none.message().section(DnsSection.AUTHORITY), RecordType.SOA)) {
            return Optional.empty();
        }
        Question asked = outcome.question();
        AnswerChain chain = AnswerChain.of(asked, none.message().section(DnsSection.ANSWER));
        return chain.records().isEmpty()
                ? Optional.empty()
                : Optional.of(new Question(chain.end(), asked.type(), asked.recordClass()));
    }

    /** That they lead in a circle, or too far. */
    static Outcome endless(List<Outcome> steps) {
        Malformed why = new Malformed(
                "aliases lead to a name", steps.get(steps.size() - 1).question().toString());
        return Outcome.of(steps.get(0).question(), why, attempts(steps));
    }

    private static List<Attempt> attempts(List<Outcome> steps) {
        return steps.stream().flatMap(one -> one.attempts().stream()).toList();
    }

    /** What all steps say to the question that the first one is of. */
    static Outcome joined(List<Outcome> steps) {
        Question asked = steps.get(0).question();
        Outcome last = steps.get(steps.size() - 1);
        List<Attempt> attempts = attempts(steps);
        if (last instanceof Outcome.TimedOut late) {
            return new Outcome.TimedOut(asked, Deadline.after(late.limit(), late.length()), attempts);
        }
        if (last instanceof Outcome.Malformed malformed) {
            return Outcome.of(asked, malformed.error(), attempts);
        }
        if (last instanceof Outcome.Failed failed) {
            return Outcome.of(asked, failed.error(), attempts);
        }
        Message said = last.response().orElseThrow();
        return last instanceof Outcome.Lame
                ? new Outcome.Lame(asked, said, attempts)
                : Outcome.of(asked, joined(asked, steps, said), attempts);
    }

    private static Message joined(Question asked, List<Outcome> steps, Message last) {
        List<DnsRecord> answer = new ArrayList<>();
        for (Outcome step : steps) {
            answer.addAll(step.response().orElseThrow().answers());
        }
        MessageBuilder message = Message.query(asked)
                .id(last.id())
                .clear(DnsFlag.RD)
                .set(flags(last))
                .rcode(last.rcode())
                .answer(answer.toArray(DnsRecord[]::new))
                .authority(last.section(DnsSection.AUTHORITY).toArray(DnsRecord[]::new));
        if (!steps.stream().allMatch(step -> step.response().orElseThrow().has(DnsFlag.AD))) {
            message.clear(DnsFlag.AD);
        }
        return last.edns().map(message::edns).orElseGet(message::withoutEdns).build();
    }

    private static DnsFlag[] flags(Message message) {
        List<DnsFlag> set = new ArrayList<>();
        for (DnsFlag flag : DnsFlag.values()) {
            if (message.has(flag)) {
                set.add(flag);
            }
        }
        return set.toArray(DnsFlag[]::new);
    }
}
