package protocols.whois;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import protocols.Text;

/** One question to one server, and its whole answer. */
public final class WhoisStep {

    private final WhoisSource source;
    private final String query;
    private final String text;
    private final Charset charset;
    private final List<WhoisReferral> referrals;

    private WhoisStep(WhoisSource source, String query, String text, Charset charset, List<WhoisReferral> referrals) {
        this.source = source;
        this.query = query;
        this.text = text;
        this.charset = charset;
        this.referrals = List.copyOf(referrals);
    }

    /** A question and its answer, such as a test makes it up; nobody has looked at the referrals in it. */
    public static WhoisStep of(WhoisSource source, String query, String text, Charset charset) {
        return new WhoisStep(source, query, text, charset, List.of());
    }

    /** Who was asked. */
    public WhoisSource source() {
        return source;
    }

    /** The line that was sent, without CRLF; of RDAP the path. */
    public String query() {
        return query;
    }

    /** The answer as it came, not escaped. */
    public String text() {
        return text;
    }

    /** What the answer was decoded with. */
    public Charset charset() {
        return charset;
    }

    /** What became of each referral in the answer, up to the one that was followed: why the others were not. */
    public List<WhoisReferral> referrals() {
        return referrals;
    }

    /** The same with what became of its referrals. */
    WhoisStep withReferrals(List<WhoisReferral> judged) {
        return new WhoisStep(source, query, text, charset, judged);
    }

    /**
     * Decodes an answer, which never fails: with the first of these in which every byte is good: the given charset; the
     * one that its escape sequences or its own remarks name; UTF-8; the one that the server is known to use;
     * ISO-8859-1. WHOIS itself has no word for the charset (RFC 3912 section 4).
     */
    static WhoisStep decode(WhoisSource source, String query, byte[] answer, Optional<Charset> expected) {
        for (Charset charset : Charsets.candidates(source, answer, expected)) {
            try {
                String text = charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)
                        .decode(ByteBuffer.wrap(answer))
                        .toString();
                return of(source, query, text.startsWith("\ufeff") ? text.substring(1) : text, charset);
            } catch (CharacterCodingException e) {
                // The next charset is tried; ISO-8859-1 has a character for every byte.
            }
        }
        throw new IllegalStateException("a byte that is not in ISO-8859-1");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WhoisStep that
                && source.equals(that.source)
                && query.equals(that.query)
                && text.equals(that.text)
                && charset.equals(that.charset)
                && referrals.equals(that.referrals);
    }

    @Override
    public int hashCode() {
        return Objects.hash(source, query, text);
    }

    /** Server, query, length and charset in one line. */
    @Override
    public String toString() {
        return source + ": " + Text.printable(query) + " (" + text.length() + " characters, " + charset + ")";
    }
}
