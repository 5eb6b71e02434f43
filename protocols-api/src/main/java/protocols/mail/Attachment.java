package protocols.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A file of a message being written.
 *
 * @param name the file name; may be empty for what is shown inline
 * @param contentId the content id without brackets; empty for what is not shown inline
 */
record Attachment(String name, ContentType type, String contentId, Body body) {

    Attachment {
        Lines.one("file name", name);
        for (int i = 0; i < contentId.length(); i++) {
            char c = contentId.charAt(i);
            if (c <= 0x20 || c > 0x7e || "<>()\\\"".indexOf(c) >= 0) {
                throw new IllegalArgumentException("not a content id: " + protocols.Text.printable(contentId));
            }
        }
        if (contentId.length() > Body.LINE / 2) {
            throw new IllegalArgumentException("content id longer than " + Body.LINE / 2);
        }
        boolean composite = type.matches("multipart/*") || type.matches("message/*");
        if (composite && !(body instanceof Body.Nested)) {
            throw new IllegalArgumentException("a message or multipart must not be encoded, attach a MailMessage");
        }
    }

    Entity entity() {
        HeaderWriter head = new HeaderWriter();
        head.tokens("Content-Type", typeTokens());
        head.tokens("Content-Transfer-Encoding", List.of(body.encoding().token()));
        Map<String, String> fileName = name.isEmpty() ? Map.of() : Map.of("filename", name);
        head.tokens(
                "Content-Disposition", HeaderWriter.tokens(contentId.isEmpty() ? "attachment" : "inline", fileName));
        if (!contentId.isEmpty()) {
            head.tokens("Content-ID", List.of("<" + contentId + ">"));
        }
        return new Entity.Leaf(head.bytes(), body);
    }

    /**
     * The name once more, in encoded words within quotes: not by the book (RFC 2047 section 5 (3)), but the only form
     * that old readers know; those that follow RFC 2231 take {@code filename*}.
     */
    private List<String> typeTokens() {
        List<String> tokens = new ArrayList<>(type.tokens());
        if (name.isEmpty() || type.parameter("name").isPresent()) {
            return tokens;
        }
        int last = tokens.size() - 1;
        tokens.set(last, tokens.get(last) + ";");
        if (Lines.isPrintable(name) && name.length() <= 60 && !name.contains("=?")) {
            tokens.addAll(Parameters.encode("name", name));
        } else {
            List<String> words = EncodedWord.encode(name, 60);
            for (int i = 0; i < words.size(); i++) {
                String end = i + 1 == words.size() ? "\"" : "";
                tokens.add((i == 0 ? "name=\"" : "") + words.get(i) + end);
            }
        }
        return tokens;
    }
}
