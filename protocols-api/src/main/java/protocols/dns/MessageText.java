package protocols.dns;

import java.util.List;

/** Messages as {@code dig} prints them. */
final class MessageText {

    private MessageText() {}

    static String print(Message message) {
        StringBuilder out = new StringBuilder(512);
        header(message, out);
        message.edns().ifPresent(edns -> edns(edns, out));
        if (!message.questions().isEmpty()) {
            out.append(";; ").append(isUpdate(message) ? "ZONE" : "QUESTION").append(" SECTION:\n");
            message.questions().forEach(question -> question(question, out));
        }
        for (DnsSection section : DnsSection.values()) {
            List<DnsRecord> records = message.section(section);
            if (!records.isEmpty()) {
                out.append("\n;; ").append(name(message, section)).append(" SECTION:\n");
                records.forEach(one -> out.append(one).append('\n'));
            }
        }
        if (message.trailingBytes() > 0) {
            out.append("\n;; WARNING: ").append(message.trailingBytes()).append(" bytes after the last record\n");
        }
        return out.toString();
    }

    private static void header(Message message, StringBuilder out) {
        out.append(";; ->>HEADER<<- opcode: ").append(message.opcode());
        out.append(", status: ").append(message.rcode());
        out.append(", id: ").append(message.id()).append("\n;; flags:");
        for (DnsFlag flag : DnsFlag.values()) {
            if (message.has(flag)) {
                out.append(' ').append(flag);
            }
        }
        out.append(isUpdate(message) ? "; ZONE: " : "; QUERY: ")
                .append(message.questions().size());
        for (DnsSection section : DnsSection.values()) {
            // As dig counts it, OPT is an additional record.
            int opt = section == DnsSection.ADDITIONAL && message.edns().isPresent() ? 1 : 0;
            out.append(", ").append(name(message, section)).append(": ");
            out.append(message.section(section).size() + opt);
        }
        out.append("\n\n");
    }

    private static boolean isUpdate(Message message) {
        return message.opcode().equals(Opcode.UPDATE);
    }

    /** The sections of an update have names of their own (RFC 2136 section 2). */
    private static String name(Message message, DnsSection section) {
        if (!isUpdate(message) || section == DnsSection.ADDITIONAL) {
            return section.toString();
        }
        return section == DnsSection.ANSWER ? "PREREQUISITE" : "UPDATE";
    }

    private static void edns(Edns edns, StringBuilder out) {
        out.append(";; OPT PSEUDOSECTION:\n; EDNS: version: ").append(edns.version());
        out.append(", flags:").append(edns.dnssecOk() ? " do" : "");
        out.append("; udp: ").append(edns.udpSize()).append('\n');
        edns.options().forEach(option -> out.append("; ").append(option).append('\n'));
    }

    private static void question(Question question, StringBuilder out) {
        String name = ";" + question.name();
        String rclass = question.recordClass().toString();
        out.append(name);
        int column = DnsRecord.indent(out, name.length(), 32);
        out.append(rclass);
        DnsRecord.indent(out, column + rclass.length(), 40);
        out.append(question.type()).append('\n');
    }
}
