package protocols.whois;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.List;
import java.util.Optional;
import protocols.Text;

/**
 * One question to one server, and its whole answer.
 *
 * @param source who was asked
 * @param query the line that was sent, without CRLF; of RDAP the path
 * @param text the answer as it came, not escaped
 * @param charset what the answer was decoded with
 * @param referrals what became of each referral in the answer, up to the one that was followed: why the others were not
 */
public record WhoisStep(WhoisSource source, String query, String text, Charset charset, List<WhoisReferral> referrals) {

    /** Copies the list. */
    public WhoisStep {
        referrals = List.copyOf(referrals);
    }

    /** An answer whose referrals nobody has looked at. */
    public WhoisStep(WhoisSource source, String query, String text, Charset charset) {
        this(source, query, text, charset, List.of());
    }

    /** The same with what became of its referrals. */
    public WhoisStep withReferrals(List<WhoisReferral> judged) {
        return new WhoisStep(source, query, text, charset, judged);
    }

    /**
     * Decodes an answer, which never fails: with the first of these in which every byte is good: the given charset; the
     * one that its escape sequences or its own remarks name; UTF-8; the one that the server is known to use;
     * ISO-8859-1. WHOIS itself has no word for the charset (RFC 3912 section 4).
     */
    public static WhoisStep decode(WhoisSource source, String query, byte[] answer, Optional<Charset> expected) {
        for (Charset charset : Charsets.candidates(source, answer, expected)) {
            try {
                String text = charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)
                        .decode(ByteBuffer.wrap(answer))
                        .toString();
                return new WhoisStep(source, query, text.startsWith("\ufeff") ? text.substring(1) : text, charset);
            } catch (CharacterCodingException e) {
                // The next charset is tried; ISO-8859-1 has a character for every byte.
            }
        }
        throw new IllegalStateException("a byte that is not in ISO-8859-1");
    }

    /** Server, query, length and charset in one line. */
    @Override
    public String toString() {
        return source + ": " + Text.printable(query) + " (" + text.length() + " characters, " + charset + ")";
    }
}
