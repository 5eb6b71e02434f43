package protocols.whois;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import protocols.whois.Registration.State;

/** That a name is free is never said of a sentence that says something else beside it. */
class DoubtPropertyTest {

    private static final String[] FREE = {
        "no match",
        "not found",
        "no entries found",
        "no data found",
        "is available",
        "is free",
        "not registered",
        "does not exist",
        "available for registration",
        "no matching record",
        "domain not found",
        "nothing found",
        "nicht gefunden",
        "est disponible",
        "no existe",
        "n\u00e3o encontrado",
        "free",
        "AVAILABLE",
        "no such domain"
    };

    private static final String[] DOUBT = {
        "error",
        "Error 500",
        "not",
        "never",
        "cannot",
        "denied",
        "refused",
        "because your quota is exceeded",
        "internal error",
        "limit exceeded",
        "too many requests",
        "timeout",
        "RDAP only",
        "retired",
        "on request",
        "if you pay",
        "unless reserved",
        "reserved",
        "database failure",
        "blocked",
        "no longer",
        "by auction",
        "nicht",
        "erreur",
        "unavailable",
        "invalid",
        "temporarily"
    };

    /** What is not there may be something else than the domain. */
    private static final String[] SUBJECT = {
        "server",
        "the registrar",
        "contact",
        "page",
        "404",
        "host",
        "name server",
        "user",
        "file",
        "database",
        "table",
        "registry"
    };

    private static final String[] GLUE = {" ", ": ", ", ", " - ", "\n", " (", ". ", ": \n", "; "};

    @Property(tries = 4000)
    void doubtBeforeIt(@ForAll("free") String free, @ForAll("doubt") String doubt, @ForAll("glue") String glue) {
        mustNotBeFree(doubt + glue + free + "\n");
    }

    @Property(tries = 4000)
    void doubtAfterIt(@ForAll("free") String free, @ForAll("doubt") String doubt, @ForAll("glue") String glue) {
        mustNotBeFree(free + glue + doubt + "\n");
    }

    @Property(tries = 2000)
    void doubtAroundTheName(@ForAll("free") String free, @ForAll("doubt") String doubt, @ForAll("doubt") String more) {
        mustNotBeFree(doubt + " example.test " + free + " " + more + "\n");
    }

    @Property(tries = 1000)
    void anotherSubject(@ForAll("free") String free, @ForAll("subject") String subject) {
        mustNotBeFree(subject + " " + free + "\n");
        mustNotBeFree("The " + subject + " of example.test " + free + ".\n");
    }

    @Property(tries = 1000)
    void anotherName(@ForAll("free") String free) {
        mustNotBeFree("other.test " + free + "\n");
        mustNotBeFree(free + ": www.example.test\n");
    }

    private static void mustNotBeFree(String text) {
        assertThat(Answers.read("example.test", text).state()).as(text).isNotEqualTo(State.AVAILABLE);
    }

    @Provide
    Arbitrary<String> free() {
        return Arbitraries.of(FREE);
    }

    @Provide
    Arbitrary<String> doubt() {
        return Arbitraries.of(DOUBT);
    }

    @Provide
    Arbitrary<String> subject() {
        return Arbitraries.of(SUBJECT);
    }

    @Provide
    Arbitrary<String> glue() {
        return Arbitraries.of(GLUE);
    }
}
