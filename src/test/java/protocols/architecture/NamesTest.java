package protocols.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import protocols.Transcript;
import protocols.WireException;

/** The names and the shapes of the house hold for all that a user can name; each rule is shown to bite. */
class NamesTest {

    /** The public records, each with what fixes its components for ever: an RFC, or our own text form of a transcript. */
    private static final String RECORDS =
            """
            protocols.EnhancedStatus               RFC 3463 section 2
            protocols.Protocol.Port                RFC 6335 section 1: a number, its transport and service
            protocols.Reply                        RFC 959 section 4.2, RFC 5321 section 4.2: a status and its lines
            protocols.Transcript.Act               a line of a transcript
            protocols.Transcript.Closed            a line of a transcript
            protocols.Transcript.Dropped           a line of a transcript
            protocols.Transcript.Note              a line of a transcript
            protocols.Transcript.Omitted           a line of a transcript
            protocols.Transcript.Opened            a line of a transcript
            protocols.Transcript.Said              a line of a transcript
            protocols.Transcript.Secured           a line of a transcript
            protocols.dns.DnsRecord                RFC 1035 section 3.2.1
            protocols.dns.DnssecRdata.Cdnskey      RFC 7344 section 3.2
            protocols.dns.DnssecRdata.Cds          RFC 7344 section 3.1
            protocols.dns.DnssecRdata.Csync        RFC 7477 section 2.1
            protocols.dns.DnssecRdata.Dnskey       RFC 4034 section 2.1
            protocols.dns.DnssecRdata.Ds           RFC 4034 section 5.1
            protocols.dns.DnssecRdata.Nsec         RFC 4034 section 4.1
            protocols.dns.DnssecRdata.Nsec3        RFC 5155 section 3.2
            protocols.dns.DnssecRdata.Nsec3param   RFC 5155 section 4.2
            protocols.dns.DnssecRdata.Rrsig        RFC 4034 section 3.1
            protocols.dns.DnssecRdata.Zonemd       RFC 8976 section 2.2
            protocols.dns.Edns                     RFC 6891 section 6.1.3
            protocols.dns.EdnsOption.ClientSubnet  RFC 7871 section 6
            protocols.dns.EdnsOption.Cookie        RFC 7873 section 4
            protocols.dns.EdnsOption.ExtendedError RFC 8914 section 2
            protocols.dns.EdnsOption.KeepAlive     RFC 7828 section 3.1
            protocols.dns.EdnsOption.Nsid          RFC 5001 section 2.3
            protocols.dns.EdnsOption.Padding       RFC 7830 section 3
            protocols.dns.EdnsOption.Unknown       RFC 6891 section 6.1.2
            protocols.dns.KeyRdata.Cert            RFC 4398 section 2
            protocols.dns.KeyRdata.Openpgpkey      RFC 7929 section 2.1
            protocols.dns.KeyRdata.Smimea          RFC 8162 section 2
            protocols.dns.KeyRdata.Sshfp           RFC 4255 section 3.1
            protocols.dns.KeyRdata.Tlsa            RFC 6698 section 2.1
            protocols.dns.Opcode                   RFC 6895 section 2.2
            protocols.dns.Question                 RFC 1035 section 4.1.2
            protocols.dns.Rcode                    RFC 6895 section 2.3
            protocols.dns.Rdata.A                  RFC 1035 section 3.4.1
            protocols.dns.Rdata.Aaaa               RFC 3596 section 2.2
            protocols.dns.Rdata.Afsdb              RFC 1183 section 1
            protocols.dns.Rdata.Cname              RFC 1035 section 3.3.1
            protocols.dns.Rdata.Dname              RFC 6672 section 2.1
            protocols.dns.Rdata.Empty              RFC 2136 section 2.4: a type, and no data
            protocols.dns.Rdata.Hinfo              RFC 1035 section 3.3.2
            protocols.dns.Rdata.Loc                RFC 1876 section 2
            protocols.dns.Rdata.Mx                 RFC 1035 section 3.3.9
            protocols.dns.Rdata.Ns                 RFC 1035 section 3.3.11
            protocols.dns.Rdata.Ptr                RFC 1035 section 3.3.12
            protocols.dns.Rdata.Rp                 RFC 1183 section 2.2
            protocols.dns.Rdata.Soa                RFC 1035 section 3.3.13
            protocols.dns.Rdata.Srv                RFC 2782
            protocols.dns.Rdata.Txt                RFC 1035 section 3.3.14
            protocols.dns.Rdata.Unknown            RFC 3597 section 3
            protocols.dns.RecordClass              RFC 6895 section 3.2
            protocols.dns.RecordType               RFC 6895 section 3.1
            protocols.dns.ServiceRdata.Caa         RFC 8659 section 4.1
            protocols.dns.ServiceRdata.Https       RFC 9460 section 9
            protocols.dns.ServiceRdata.Naptr       RFC 3403 section 4.1
            protocols.dns.ServiceRdata.Svcb        RFC 9460 section 2.2
            protocols.dns.ServiceRdata.Uri         RFC 7553 section 4
            protocols.dns.SvcParams                RFC 9460 section 2.1
            protocols.dns.SvcParams.Param          RFC 9460 section 2.1
            protocols.ftp.FtpTime                  RFC 3659 section 2.3
            protocols.http.Headers.Field           RFC 9110 section 5.1
            protocols.mail.ContentType             RFC 2045 section 5.1
            protocols.mail.HeaderField             RFC 5322 section 2.2
            protocols.net.Endpoint                 RFC 6335 section 1: a host, and a port of a transport
            """;

    /** The interfaces that users implement: these grow by default methods only. */
    private static final String IMPLEMENTED =
            """
            protocols.Content.Opener
            protocols.Observer
            protocols.Pool.Task
            protocols.Pool.Use
            protocols.Receiver
            protocols.ftp.FtpConnection.Prompt
            protocols.net.Connector
            protocols.net.Listener
            protocols.net.Resolver
            protocols.net.Wire
            protocols.telnet.TelnetListener
            protocols.whois.RegistrationService
            """;

    /** The interfaces that are implemented here alone: these grow freely. */
    private static final String PROVIDED =
            """
            protocols.Peer
            protocols.Pool
            protocols.Replay
            protocols.Session
            protocols.dns.DnsSession
            protocols.ftp.FtpBatches
            protocols.ftp.FtpConnection
            protocols.ftp.FtpPool
            protocols.ftp.FtpSession
            protocols.http.HttpSession
            protocols.http.Requests
            protocols.http.Response
            protocols.imap.ImapConnection
            protocols.imap.ImapSession
            protocols.imap.Mailbox
            protocols.pop3.Maildrop
            protocols.pop3.Pop3Connection
            protocols.smtp.SmtpSession
            protocols.telnet.Terminal
            """;

    /** The types that are put together from statics; every other has starts. */
    private static final String TOGETHER =
            """
            protocols.Content
            protocols.Fault
            protocols.Observer
            protocols.Sink
            protocols.Trust
            protocols.imap.Fetch
            protocols.imap.Search
            protocols.imap.SequenceSet
            protocols.imap.UidSet
            protocols.net.Connector
            protocols.net.Deadline
            """;

    private static List<Class<?>> api;

    @BeforeAll
    static void read() throws Exception {
        api = ApiSurface.types(Checkout.API);
        assertThat(api).contains(Transcript.class, Transcript.Said.class);
    }

    @Test
    void noStaticSharesItsNameWithAnInstanceMethod() {
        assertThat(Names.doubles(api)).isEmpty();
    }

    @Test
    void aStaticSaysNothingThatOneWouldSayToAnInstance() {
        assertThat(Names.starts(api, listed(TOGETHER)))
                .as("a class has starts and withers, or stands in TOGETHER")
                .isEmpty();
    }

    @Test
    void aRecordIsOnlyWhatAStandardFixed() {
        assertThat(RECORDS.lines()).allSatisfy(line -> assertThat(line.split(" +", 2))
                .as("a type and a reason")
                .hasSize(2));
        assertThat(Names.records(api, listed(RECORDS)))
                .as("what we put together is a final class with accessors")
                .isEmpty();
    }

    @Test
    void everyInterfaceIsForUsersToImplementOrIsNot() {
        Set<String> both = listed(IMPLEMENTED);
        assertThat(both).doesNotContainAnyElementsOf(listed(PROVIDED));
        both.addAll(listed(PROVIDED));
        assertThat(Names.interfaces(api, both))
                .as("IMPLEMENTED or PROVIDED wants a line for each")
                .isEmpty();
    }

    @Test
    void whatWaitsTakesNoFunctionThatCannotThrow() {
        assertThat(Names.functions(api)).isEmpty();
    }

    @Test
    void noParameterMayBeEmpty() {
        assertThat(Names.maybes(api)).isEmpty();
    }

    @Test
    void noOptionalNumberIsAnObject() {
        assertThat(Names.boxes(api)).isEmpty();
    }

    @Test
    void oneProgramCanImportAllTypes() {
        assertThat(Names.twins(api)).isEmpty();
    }

    @Test
    void noMethodIsNamedByAKeywordOfKotlin() {
        assertThat(Names.keywords(api)).isEmpty();
    }

    /** The types whose members are public for what the type is: records that a standard fixed, and what users implement. */
    static Set<String> fixed() {
        Set<String> both = listed(RECORDS);
        both.addAll(listed(IMPLEMENTED));
        return both;
    }

    private static Set<String> listed(String table) {
        return table.lines().map(line -> line.split(" ", 2)[0]).collect(Collectors.toSet());
    }

    /** What breaks every rule but that of the interfaces. */
    public static class Planted {
        /** In a box. */
        public final Optional<Long> size = Optional.empty();

        /** A static. */
        public static Planted get(String url) {
            return new Planted();
        }

        /** An instance method of the same name. */
        public Planted get() {
            return this;
        }

        /** Waits, and takes a function. */
        public void each(Consumer<String> taker) throws WireException {
            taker.accept("");
        }

        /** Takes a function, and does not wait. */
        public void all(Consumer<String> taker) {
            taker.accept("");
        }

        /** Waits, and takes what can throw. */
        public void each(AutoCloseable taker) throws IOException {}

        /** Takes what may be empty. */
        public void limit(OptionalInt most) {}

        /** An optional number, and a box deep in a result. */
        public List<? extends Supplier<Optional<Integer>>> sizes(int most) {
            return List.of();
        }

        /** No box. */
        public OptionalLong length() {
            return OptionalLong.empty();
        }

        /** A keyword. */
        public boolean in(String name) {
            return name.isEmpty();
        }
    }

    /** A record may hold what may be empty. */
    public record Point(Optional<String> name) {}

    /** Inherits the static, and has the instance method from a type that nobody can name. */
    public static final class Heir extends Hidden {
        /** A static. */
        public static void open() {}
    }

    private abstract static class Hidden {
        public void open(String name) {}

        public void is(String name) {}
    }

    private static final String HERE = NamesTest.class.getName();
    private static final List<Class<?>> PLANTED = List.of(Planted.class, Point.class, Heir.class);

    @Test
    void aStaticWithTheNameOfAnInstanceMethodIsFound() {
        assertThat(Names.doubles(PLANTED))
                .containsExactly(
                        HERE + ".Heir: open is a static and an instance method",
                        HERE + ".Planted: get is a static and an instance method");
    }

    @Test
    void aStaticThatIsNoStartIsFoundUnlessTheTypeIsListed() {
        assertThat(Names.starts(PLANTED, Set.of())).containsExactly(HERE + ".Planted: get is no name of a start");
        assertThat(Names.starts(PLANTED, Set.of(HERE + ".Planted"))).isEmpty();
    }

    @Test
    void aRecordThatIsNotListedIsFoundAndAListedOneThatIsNone() {
        assertThat(Names.records(PLANTED, Set.of(HERE + ".Planted")))
                .containsExactly(
                        HERE + ".Planted: is listed, but is no public record",
                        HERE + ".Point: is not listed as record");
        assertThat(Names.records(PLANTED, Set.of(HERE + ".Point"))).isEmpty();
    }

    @Test
    void anInterfaceThatIsNotListedIsFoundUnlessItIsSealed() {
        assertThat(Names.interfaces(List.of(Runnable.class, Transcript.Entry.class, Override.class), Set.of()))
                .containsExactly("java.lang.Runnable: is not listed as interface");
    }

    @Test
    void aFunctionInWhatWaitsIsFound() {
        assertThat(Names.functions(PLANTED))
                .containsExactly(HERE + ".Planted: each(Consumer) waits and takes a Consumer");
    }

    @Test
    void anOptionalParameterIsFoundButInARecord() {
        assertThat(Names.maybes(PLANTED)).containsExactly(HERE + ".Planted: limit(OptionalInt) takes an Optional");
    }

    @Test
    void anOptionalNumberInABoxIsFoundHoweverDeep() {
        assertThat(Names.boxes(PLANTED))
                .containsExactly(
                        HERE + ".Planted: size has an optional number in a box",
                        HERE + ".Planted: sizes(int) has an optional number in a box");
    }

    @Test
    void aSimpleNameThatStandsTwiceIsFound() {
        assertThat(Names.twins(List.of(java.util.List.class, java.awt.List.class, Planted.class, Set.class)))
                .containsExactly("List stands in java.awt and in java.util");
    }

    @Test
    void aKeywordOfKotlinIsFound() {
        assertThat(Names.keywords(PLANTED))
                .containsExactly(
                        HERE + ".Hidden: is(String) is a word of Kotlin",
                        HERE + ".Planted: in(String) is a word of Kotlin");
    }
}
