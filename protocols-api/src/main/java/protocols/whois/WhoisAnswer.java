package protocols.whois;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import protocols.Text;
import protocols.whois.Registration.State;

/** What one server of the chain said: the text, taken apart, and what it means for the query. */
public final class WhoisAnswer {

    private final WhoisStep step;
    private final WhoisText text;
    private final Verdict verdict;
    private final List<WhoisField> fields;
    private final List<WhoisContact> contacts;

    private WhoisAnswer(
            WhoisStep step, WhoisText text, Verdict verdict, List<WhoisField> fields, List<WhoisContact> contacts) {
        this.step = step;
        this.text = text;
        this.verdict = verdict;
        this.fields = List.copyOf(fields);
        this.contacts = List.copyOf(contacts);
    }

    /** Reads the text of a WHOIS server; any text is accepted, in time linear in its length. */
    public static WhoisAnswer read(WhoisQuery query, WhoisStep step) {
        WhoisText text = WhoisText.read(step.text());
        List<WhoisContact> contacts = new ContactReader(query, step.source(), text).contacts();
        List<WhoisField> fields = new FieldReader(query, step.source(), text).fields(contacts);
        return new WhoisAnswer(step, text, Verdict.of(query, step.source(), text, fields), fields, contacts);
    }

    /** An answer that was not text but was read otherwise: the fields in the order of {@link WhoisField.Key}. */
    static WhoisAnswer of(WhoisStep step, Verdict verdict, List<WhoisField> fields, List<WhoisContact> contacts) {
        return new WhoisAnswer(step, WhoisText.read(""), verdict, fields, contacts);
    }

    /** Who was asked, how, and the answer as it came. */
    public WhoisStep step() {
        return step;
    }

    /** The labels and values of the answer; none if it is not of WHOIS but of RDAP. */
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

    /** What it says of the thing asked for, in the order of {@link WhoisField.Key}. */
    public List<WhoisField> fields() {
        return fields;
    }

    /** The persons and offices that it names or keeps back, in the order of {@link WhoisContact.Role}. */
    public List<WhoisContact> contacts() {
        return contacts;
    }

    /** Server and state in one line. */
    @Override
    public String toString() {
        return step.source() + ": " + state() + " (" + reason() + ")";
    }
}
