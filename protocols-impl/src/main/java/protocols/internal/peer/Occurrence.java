package protocols.internal.peer;

/** Where a word stands in a text, in a time that grows with their lengths alone, whatever stands in them. */
final class Occurrence {

    /** Up to this length it does not pay to prepare anything. */
    private static final int SHORT = 32;

    private Occurrence() {}

    /** The first place from there on; -1 if there is none. */
    static int of(String word, String text, int from) {
        return word.length() <= SHORT ? text.indexOf(word, from) : search(word, text, from);
    }

    /** Knuth, Morris and Pratt: no character of the text is looked at again after one of the word has fitted. */
    private static int search(String word, String text, int from) {
        int[] borders = borders(word);
        int fits = 0;
        for (int i = from; i < text.length(); i++) {
            while (fits > 0 && word.charAt(fits) != text.charAt(i)) {
                fits = borders[fits - 1];
            }
            fits += word.charAt(fits) == text.charAt(i) ? 1 : 0;
            if (fits == word.length()) {
                return i + 1 - fits;
            }
        }
        return -1;
    }

    /** For each beginning of the word how long an end of it is its beginning, too. */
    private static int[] borders(String word) {
        int[] borders = new int[word.length()];
        int length = 0;
        for (int i = 1; i < borders.length; i++) {
            while (length > 0 && word.charAt(length) != word.charAt(i)) {
                length = borders[length - 1];
            }
            length += word.charAt(length) == word.charAt(i) ? 1 : 0;
            borders[i] = length;
        }
        return borders;
    }
}
