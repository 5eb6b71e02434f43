package protocols.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import protocols.readme.Snippets;

/**
 * What only the engine calls is not in a user's completion list: it is behind a friend in {@code protocols.spi}, or it
 * stands here with a reason. Programs are the examples, and those in the README and in the Javadoc.
 */
class EngineOnlyTest {

    /** The most that may stay. */
    private static final int MOST = 66;

    private static final String KEPT =
            """
            protocols.Attempt#of(String, String, Duration, String)  who writes a connector tells what it tried; users' tests
            protocols.Attempt#target()  read by who reports an error
            protocols.Batch#empty()  users' tests: nothing was asked for
            protocols.Content#length()  who passes content on asks for it
            protocols.Credentials#password(String, Secret)  for whoever holds a secret in memory that can be overwritten
            protocols.Credentials.Token#token()  read in a switch over the kinds
            protocols.Credentials.Token#user()  read in a switch over the kinds
            protocols.Limits#fields()  what is in force can be read
            protocols.Limits#line()  what is in force can be read
            protocols.Limits#literal()  what is in force can be read
            protocols.Limits#listing()  what is in force can be read
            protocols.Limits#entries()  what is in force can be read
            protocols.Limits#reply()  what is in force can be read
            protocols.Observer.Connected#of(int, String, String, Duration)  users' tests of an observer
            protocols.Observer.Moved#of(String, Progress)  users' tests of an observer
            protocols.Secret#utf8()  a connector with a login of its own sends it
            protocols.Sink#stream(OutputStream)  progress for a stream of the user's
            protocols.Stats#of(long, long, long, Duration)  users' tests
            protocols.Transcript#new(List)  users' tests, and who filters entries
            protocols.Transfer#of(long, Duration, Reply)  users' tests
            protocols.WireException#getCause()  as every exception has it
            protocols.WireException.Cancelled#new(String, Throwable)  who writes a wire throws it
            protocols.WireException.Hangup#new(String, Throwable)  who writes a wire throws it
            protocols.WireException.Insecure#new(String, Throwable)  who writes a wire throws it
            protocols.WireException.Unreachable#new(String, List, Throwable)  who writes a connector throws it
            protocols.WireException.Where#bytes(long)  users' tests
            protocols.WireException.Where#of(String, String, Duration)  users' tests
            protocols.WireException.Where#transcript(Transcript)  users' tests
            protocols.dns.MessageBuilder#padTo(int)  RFC 7830: who sends messages over a TLS connection of his own
            protocols.dns.Name#length()  the codec by itself: octets on the wire (RFC 1035 section 3.1)
            protocols.dns.Name#toBytes()  the codec by itself: the name on the wire
            protocols.dns.Octets#length()  the codec by itself
            protocols.dns.Outcome#of(Question, Message, List)  users' tests: a resolver that fails on purpose
            protocols.dns.Outcome#of(Question, WireException, List)  users' tests: a resolver that fails on purpose
            protocols.dns.Outcome#question()  read where many outcomes come in any order
            protocols.dns.ResolvConf#read(String, Map)  a text by itself, with the environment that overrides it
            protocols.dns.ResolvConf#read(Path, Map)  a file by itself, with the environment that overrides it
            protocols.ftp.FtpName#encode(String)  names of servers of other charsets
            protocols.http.Call#body(byte[])  bytes at hand
            protocols.http.Headers#has(String, String)  an element of a list (RFC 9110 section 5.6.1)
            protocols.http.Http#at(Url)  a URL that was resolved against another
            protocols.http.Http#url()  what the client was made for can be read
            protocols.http.Requests#post()  POST to the very URL of the client
            protocols.imap.SearchResult#uids()  the messages that were found
            protocols.imap.Section#bytes()  the section as it comes
            protocols.imap.Section#size()  how long the section will be
            protocols.imap.UidSet#union(UidSet)  sets are put together
            protocols.mail.Address#isAscii()  whether SMTPUTF8 is needed (RFC 6531)
            protocols.mail.MailMessage#size()  what a user compares with SIZE (RFC 1870)
            protocols.mail.MailMessage#writeTo(OutputStream)  a message into a file
            protocols.net.Deadline#isNever()  who writes a wire asks it
            protocols.net.Deadline#nanoTime()  who writes a wire waits until then
            protocols.net.Host#address()  who writes a connector connects to it
            protocols.net.Host#isLoopback()  who writes a connector asks it
            protocols.net.Host#literal(String)  who writes a connector or a resolver asks it
            protocols.net.Host#octets()  the codec by itself: an address on the wire
            protocols.net.Host#of(InetAddress)  who writes a resolver or a connector names what it found
            protocols.net.Host#zone()  the codec by itself (RFC 4007 section 11)
            protocols.smtp.Mail#message()  read where a mail was refused
            protocols.smtp.Sent#of(Mail, Receipt)  users' tests
            protocols.telnet.Expectation#line()  a line that a script waits for
            protocols.telnet.TelnetCommand#endsPrompt()  asked by a listener, for GA and EOR alike
            protocols.telnet.TelnetOption#code()  the number that IANA gave it
            protocols.telnet.TelnetOption#of(int)  an option that has no constant here
            protocols.whois.WhoisReferral.To#line()  why a referral counts
            protocols.whois.WhoisReferral.To#server()  where a referral leads
            """;

    @TempDir
    Path work;

    @Test
    void whatOnlyTheEngineCallsIsNotPublicWithoutAReason() throws Exception {
        for (Snippets.Snippet snippet : Snippets.readme().values()) {
            snippet.compile(work);
        }
        for (Snippets.Snippet snippet : Snippets.pages().values()) {
            snippet.compile(work);
        }
        for (Snippets.Snippet snippet : Snippets.javadoc().values()) {
            snippet.compile(work);
        }
        Set<String> found = EngineOnly.methods(
                new ClassFileImporter().importPath(Checkout.classes(Checkout.IMPL)),
                new ClassFileImporter().importPaths(Checkout.classes(Checkout.EXAMPLES), work),
                NamesTest.fixed());
        assertThat(KEPT.lines()).allSatisfy(line -> assertThat(line.split(" {2,}", 2))
                .as("a method and a reason")
                .hasSize(2));
        assertThat(found)
                .containsExactlyInAnyOrderElementsOf(
                        KEPT.lines().map(line -> line.split(" {2,}", 2)[0]).collect(Collectors.toSet()));
        assertThat(found).hasSizeLessThanOrEqualTo(MOST);
    }

    @Test
    void aMethodThatTheEngineAloneCallsIsFound() throws Exception {
        JavaClasses engine = planted("Engine", "Deadline.NEVER.isNever();", "Reply.of(\"\", \"\");");
        JavaClasses program = planted("Program", "Reply.of(\"\", \"\");");
        assertThat(EngineOnly.methods(engine, program, Set.of())).containsExactly("protocols.net.Deadline#isNever()");
        assertThat(EngineOnly.methods(engine, program, Set.of("protocols.net.Deadline")))
                .isEmpty();
    }

    private JavaClasses planted(String name, String... lines) throws Exception {
        String source = "import protocols.Reply;\nimport protocols.net.Deadline;\nclass " + name
                + " {\n  void run() {\n" + String.join("\n", lines) + "\n  }\n}\n";
        Path folder = Files.createDirectory(work.resolve(name));
        return new ClassFileImporter()
                .importPath(Checkout.compile(
                        folder,
                        Map.of(name + ".java", source),
                        "--class-path",
                        Checkout.classes(Checkout.API).toString()));
    }
}
