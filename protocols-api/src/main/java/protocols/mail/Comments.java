package protocols.mail;

/** Comments of structured fields (RFC 5322 section 3.2.2): nested, with quoted pairs. One that is not closed is none. */
final class Comments {

    private final String text;

    /** No comment that begins from here on is closed: so far a text of parentheses is looked through, and once. */
    private int closed;

    Comments(String text) {
        this.text = text;
        this.closed = text.length();
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
        if (at >= closed || text.charAt(at) != '(') {
            return -1;
        }
        int depth = 0;
        for (int i = at; i < text.length(); i++) {
            char c = text.charAt(i);
            i += c == '\\' ? 1 : 0;
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0) {
                return i + 1;
            }
        }
        closed = at;
        return -1;
    }
}
