package protocols.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The split of api and implementation, and the one way in which imports run; each rule is shown to bite. */
class ArchitectureTest {
    private static final JavaClasses API = new ClassFileImporter().importPath(Checkout.classes(Checkout.API));
    private static final JavaClasses IMPL = new ClassFileImporter().importPath(Checkout.classes(Checkout.IMPL));

    /** What is left of java.net when nothing may be opened: names, addresses and their spelling. */
    private static final Set<String> COMPUTED = Set.of(
            "URI",
            "URISyntaxException",
            "URLEncoder",
            "URLDecoder",
            "InetAddress",
            "Inet4Address",
            "Inet6Address",
            "InetSocketAddress",
            "SocketAddress",
            "UnixDomainSocketAddress",
            "UnknownHostException");

    private static final Set<String> CONCURRENT = Set.of(
            "CompletableFuture",
            "CompletionStage",
            "Executor",
            "ExecutorService",
            "Executors",
            "ForkJoinPool",
            "ScheduledExecutorService",
            "ScheduledThreadPoolExecutor",
            "ThreadFactory",
            "ThreadPoolExecutor");

    /** One class of the JDK that it extends has sockets in its signatures. */
    private static final ArchRule OPENS_NOTHING = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("protocols.ExplainedTrust")
            .should()
            .dependOnClassesThat(DescribedPredicate.describe("wait", ArchitectureTest::waits))
            .because("what can be computed is api, what must wait is implementation");

    private static final ArchRule JDK_ALONE = classes()
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "java..",
                    "javax.net.ssl..",
                    "javax.crypto..",
                    "javax.naming..",
                    "javax.security.auth.x500..",
                    "protocols..",
                    "org.jspecify.annotations"))
            .because("nothing but the JDK is on a user's class path");

    private static final ArchRule NO_REFLECTION =
            noClasses().should().dependOnClassesThat(resideInAPackage("java.lang.reflect.."));

    @TempDir
    Path work;

    @Test
    void importsRunOneWay() {
        assertThat(Rooms.violations(API)).isEmpty();
        assertThat(Rooms.violations(IMPL)).isEmpty();
    }

    @Test
    void apiOpensNoSocketAndStartsNoThread() {
        OPENS_NOTHING.check(API);
    }

    @Test
    void nothingButTheJdkIsUsed() {
        JDK_ALONE.allowEmptyShould(true).check(API);
        JDK_ALONE.allowEmptyShould(true).check(IMPL);
    }

    @Test
    void nothingIsReflected() {
        NO_REFLECTION.check(API);
        NO_REFLECTION.allowEmptyShould(true).check(IMPL);
    }

    @ParameterizedTest
    @CsvSource({
        "protocols.internal.line,           protocols.internal.wire",
        "protocols.internal.sasl,           protocols.internal.reply",
        "protocols.internal.imap,           protocols.internal.sasl",
        "protocols.internal.imap.search,    protocols.internal.imap",
        "protocols.internal.imap,           protocols.imap",
        "protocols.internal.imap,           protocols.mail",
        "protocols.internal.wire,           protocols",
        "protocols.internal.wire,           protocols.spi",
        "protocols.internal,                protocols.internal.dns",
        "protocols.internal,                protocols.dns",
        "protocols.smtp,                    protocols.mail",
        "protocols.dns,                     protocols.http",
        "protocols.internal.dns,            protocols.http",
        "protocols.smtp,                    protocols",
        "protocols.spi,                     protocols.smtp",
        "protocols,                         protocols.spi",
        "protocols.dns,                     java.util",
    })
    void goesTheRightWay(String from, String to) {
        assertThat(Rooms.whyNot(from, to)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "protocols.internal.wire,   protocols.internal.line",
        "protocols.internal.line,   protocols.internal.reply",
        "protocols.internal.reply,  protocols.internal.sasl",
        "protocols.internal.sasl,   protocols.internal.imap",
        "protocols.internal.smtp,   protocols.internal.imap",
        "protocols.internal.smtp,   protocols.internal.mail",
        "protocols.internal.smtp,   protocols.internal",
        "protocols.internal.wire,   protocols.dns",
        "protocols.internal.dns,    protocols.mail",
        "protocols.internal.pop3,   protocols.imap",
        "protocols,                 protocols.internal",
        "protocols.dns,             protocols.internal.wire",
        "protocols.telnet,          protocols.http",
        "protocols.internal.dns,    protocols.internal.http",
        "protocols.mail,            protocols.smtp",
        "protocols,                 protocols.smtp",
    })
    void goesTheWrongWay(String from, String to) {
        assertThat(Rooms.whyNot(from, to)).isPresent();
    }

    @Test
    void anImportTheWrongWayIsFoundInTheClasses() throws IOException {
        JavaClasses planted = planted(Map.of(
                "protocols/internal/line/Lower.java",
                "package protocols.internal.line; public class Lower {}",
                "protocols/internal/wire/Upward.java",
                "package protocols.internal.wire; class Upward { protocols.internal.line.Lower up; }"));
        assertThat(Rooms.violations(planted)).singleElement().asString().contains("wire <- line", "Upward.up");
    }

    @Test
    void aSocketAThreadAForeignClassAndReflectionAreFoundInTheClasses() throws IOException {
        JavaClasses planted = planted(
                Map.of(
                        "protocols/Opens.java",
                        """
                package protocols;
                class Opens {
                    java.net.Socket socket;
                    java.nio.channels.SocketChannel channel;
                    Thread thread = new Thread();
                    java.util.concurrent.Executor executor;
                    java.net.URI fine;
                    java.lang.reflect.Method method;
                    javax.script.ScriptEngine foreign;
                }
                """));
        var waits = OPENS_NOTHING.evaluate(planted).getFailureReport().toString();
        assertThat(waits).contains("Opens.socket", "Opens.channel", "Opens.thread", "Opens.executor");
        assertThat(waits).doesNotContain("Opens.fine", "Opens.method");
        assertThat(JDK_ALONE.evaluate(planted).hasViolation()).isTrue();
        assertThat(NO_REFLECTION.evaluate(planted).hasViolation()).isTrue();
    }

    private JavaClasses planted(Map<String, String> sources) throws IOException {
        return new ClassFileImporter().importPath(Checkout.compile(work, sources));
    }

    private static boolean waits(JavaClass type) {
        String name = type.getBaseComponentType().getName();
        String packageName = type.getBaseComponentType().getPackageName();
        String simple = name.substring(name.lastIndexOf('.') + 1);
        return switch (packageName) {
            case "java.net" -> !COMPUTED.contains(simple);
            case "java.util.concurrent" -> CONCURRENT.contains(simple);
            case "java.lang" -> simple.equals("Thread") || simple.startsWith("Thread$");
            case "javax.net", "javax.net.ssl" -> simple.contains("Socket");
            default -> packageName.startsWith("java.nio.channels") || packageName.startsWith("java.net.http");
        };
    }
}
