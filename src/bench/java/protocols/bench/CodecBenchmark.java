package protocols.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Type;
import protocols.Transcript;
import protocols.dns.DnsRecord;
import protocols.dns.Message;
import protocols.dns.Name;
import protocols.dns.Outcome;
import protocols.dns.Question;
import protocols.dns.Rdata;
import protocols.dns.RecordType;
import protocols.imap.MessageEnvelope;
import protocols.mail.MailMessage;

/** What is computed without a peer: DNS messages beside dnsjava, mails, envelopes, transcripts. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodecBenchmark {

    private final Name name = Name.of("www.example.org");
    private final org.xbill.DNS.Name dnsjavaName = org.xbill.DNS.Name.fromConstantString("www.example.org.");
    private final byte[] answer = answer();
    private final byte[] envelope =
            ("(\"Fri, 2 Jan 2026 12:00:00 +0000\" \"A subject\" ((\"Alice\" NIL \"alice\" \"example.org\")) NIL NIL"
                            + " ((\"Bob\" NIL \"bob\" \"example.org\")) NIL NIL NIL \"<1234@example.org>\")")
                    .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    private final String transcript = "C: NOOP\nS: 250 2.0.0 Ok\n".repeat(100);

    private byte[] answer() {
        Duration hour = Duration.ofHours(1);
        return Message.query(name, RecordType.MX)
                .build()
                .reply()
                .answer(
                        DnsRecord.of(name, hour, new Rdata.Mx(10, Name.of("mx1.example.org"))),
                        DnsRecord.of(name, hour, new Rdata.Mx(20, Name.of("mx2.example.org"))))
                .encode();
    }

    /** A query with EDNS. */
    @Benchmark
    public byte[] dnsEncode() {
        return Message.query(name, RecordType.MX).id(4711).encode();
    }

    /** The same. */
    @Benchmark
    public byte[] dnsEncodeDnsjava() {
        var message = org.xbill.DNS.Message.newQuery(org.xbill.DNS.Record.newRecord(dnsjavaName, Type.MX, DClass.IN));
        message.addRecord(new org.xbill.DNS.OPTRecord(1232, 0, 0), org.xbill.DNS.Section.ADDITIONAL);
        return message.toWire();
    }

    /** An answer, checked; its records are made when they are asked for. */
    @Benchmark
    public Message dnsDecode() throws IOException {
        return Message.decode(answer);
    }

    /** The same answer, as the outcome that a user looks at, with both records made. */
    @Benchmark
    public Object dnsDecodeToRecords() throws IOException {
        return Outcome.of(Question.of(name, RecordType.MX), Message.decode(answer), java.util.List.of())
                .data(Rdata.Mx.class);
    }

    /** The same answer; dnsjava makes all records at once. */
    @Benchmark
    public org.xbill.DNS.Message dnsDecodeDnsjava() throws IOException {
        return new org.xbill.DNS.Message(answer);
    }

    /** A mail of two kilobytes, with its header fields and its text. */
    @Benchmark
    public String mailParse() throws IOException {
        return MailMessage.read(Mails.MESSAGE).text().orElse("");
    }

    /** An envelope as IMAP sends it, with its subject. */
    @Benchmark
    public Object imapEnvelope() throws IOException {
        return MessageEnvelope.parse(envelope).subject();
    }

    /** Two hundred lines. */
    @Benchmark
    public Transcript transcriptParse() {
        return Transcript.parse(transcript);
    }
}
