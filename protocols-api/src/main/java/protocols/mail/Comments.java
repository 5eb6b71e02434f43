package protocols.mail;

/** Comments of structured fields (RFC 5322 section 3.2.2): nested, with quoted pairs. One that is not closed is none. */
final class Comments {

    private static final int[] NONE = new int[0];

    private final String text;

    /** Behind each parenthesis that opens a comment where that ends, else 0; found in one pass, so that no text costs more. */
    private final int[] ends;

    Comments(String text) {
        this.text = text;
        this.ends = text.indexOf('(') < 0 ? NONE : ends(text);
    }

    private static int[] ends(String text) {
        int[] ends = new int[text.length()];
        int[] open = new int[text.length()];
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '(') {
                open[depth++] = i;
            } else if (c == ')' && depth > 0) {
                ends[open[--depth]] = i + 1;
            }
        }
        return ends;
    }

    /** The text of a comment-free token: a comment is a space. */
    static String removed(String text) {
        if (text.indexOf('(') < 0) {
            return text;
        }
        Comments comments = new Comments(text);
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int end = comments.end(i);
            out.append(end < 0 ? text.charAt(i) : ' ');
            i = end < 0 ? i + 1 : end;
        }
        return out.toString();
    }

    /** Where this character is for the first time outside of comments; -1 if nowhere. */
    int indexOf(char c, int from) {
        for (int i = from; i < text.length(); ) {
            if (text.charAt(i) == c) {
                return i;
            }
            int end = end(i);
            i = end < 0 ? i + 1 : end;
        }
        return -1;
    }

    /** Where the comment ends that begins here; -1 if none does. */
    int end(int at) {
        return at < ends.length && ends[at] > 0 ? ends[at] : -1;
    }
}
