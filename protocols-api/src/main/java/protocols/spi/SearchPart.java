package protocols.spi;

/**
 * A piece of a search of IMAP: words of the grammar, or text that is to be quoted or sent as a literal.
 *
 * @param text words in ASCII, ready to be sent; or what is sought
 * @param isSought which of the two
 */
public record SearchPart(String text, boolean isSought) {

    /** Words of the grammar. */
    public static SearchPart words(String words) {
        return new SearchPart(words, false);
    }

    /** Text to be found. */
    public static SearchPart sought(String text) {
        return new SearchPart(text, true);
    }
}
