package protocols.whois;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import protocols.Text;
import protocols.whois.Registration.State;

/** What one server of the chain said: the text, taken apart, and what it means for the query. */
public final class Answer {

    private final Step step;
    private final WhoisText text;
    private final List<Field> fields;
    private final List<Field> withheld;
    private final Verdict verdict;

    private Answer(WhoisQuery query, Step step) {
        this.step = step;
        this.text = WhoisText.read(step.text());
        FieldReader reader = new FieldReader(query, step.server(), text);
        this.fields = reader.fields();
        this.withheld = reader.withheld();
        this.verdict = Verdict.of(query, text, fields);
    }

    /** Reads an answer to a query; any text is accepted, in time linear in its length. */
    public static Answer read(WhoisQuery query, Step step) {
        return new Answer(query, step);
    }

    /** Who was asked, how, and the answer as it came. */
    public Step step() {
        return step;
    }

    /** The labels and values of the answer. */
    public WhoisText text() {
        return text;
    }

    /** What this answer alone says. */
    public State state() {
        return verdict.state();
    }

    /** What decided that state: a line of the answer, or words that say what is missing; escaped and cut. */
    public String reason() {
        return Text.printable(verdict.reason());
    }

    /** The time after which the server wants to be asked again; empty unless it is rate limited and says so. */
    public Optional<Duration> retryAfter() {
        return verdict.retryAfter();
    }

    /** What it says of the thing asked for, in the order of {@link Field.Key}. */
    public List<Field> fields() {
        return fields;
    }

    /** The lines about people whose value is said to be withheld. */
    public List<Field> withheld() {
        return withheld;
    }

    /** Server and state in one line. */
    @Override
    public String toString() {
        return step.server() + ": " + state() + " (" + reason() + ")";
    }
}
