package protocols.mail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import protocols.Text;

/** Lays a draft out in the smallest tree that holds it: mixed, alternative, related, or no multipart at all. */
final class Composer {

    private final DraftFields fields;
    private final Set<String> marks = new HashSet<>();
    private int boundaries;

    Composer(DraftFields fields) {
        this.fields = fields;
        fields.text.ifPresent(text -> marks.addAll(text.marks()));
        fields.html.ifPresent(html -> marks.addAll(html.marks()));
        fields.alternatives.forEach(other -> marks.addAll(other.marks()));
        fields.attachments.forEach(file -> marks.addAll(file.body().marks()));
    }

    Entity compose() {
        List<Attachment> files = new ArrayList<>(fields.attachments);
        Optional<Entity> html = fields.html;
        if (html.isPresent() && !fields.inlines.isEmpty()) {
            List<Entity> related = entities(fields.inlines);
            related.add(0, html.get());
            html = Optional.of(multipart("related", related));
        } else {
            files.addAll(0, fields.inlines);
        }
        List<Entity> shown = new ArrayList<>();
        fields.text.ifPresent(shown::add);
        html.ifPresent(shown::add);
        shown.addAll(fields.alternatives);
        List<Entity> all = entities(files);
        if (shown.size() > 1) {
            all.add(0, multipart("alternative", shown));
        } else {
            all.addAll(0, shown);
        }
        if (all.isEmpty()) {
            return text("plain", "");
        }
        return all.size() == 1 && files.isEmpty() ? all.get(0) : multipart("mixed", all);
    }

    private static List<Entity> entities(List<Attachment> files) {
        List<Entity> entities = new ArrayList<>();
        files.forEach(file -> entities.add(file.entity()));
        return entities;
    }

    /** Text in UTF-8, or in US-ASCII where that is enough. */
    static Entity text(String subtype, String text) {
        String charset = Lines.isAscii(text) ? "us-ascii" : "utf-8";
        return text(new ContentType("text", subtype, Map.of("charset", charset)), text);
    }

    static Entity text(ContentType type, String text) {
        return leaf(type, Body.Text.of(canonical(text)));
    }

    private static Entity leaf(ContentType type, Body body) {
        HeaderWriter head = new HeaderWriter();
        head.tokens("Content-Type", type.tokens());
        head.tokens("Content-Transfer-Encoding", List.of(body.encoding().token()));
        return new Entity.Leaf(head.bytes(), body);
    }

    /** The text with every line ended by CRLF, the last one too (RFC 2046 section 4.1.1). */
    static byte[] canonical(String text) {
        Text.whole("a text", text);
        StringBuilder out = new StringBuilder(text.length() + text.length() / 16 + 2);
        char before = '\n';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r' || (c == '\n' && before != '\r')) {
                out.append("\r\n");
            } else if (c != '\n') {
                out.append(c);
            }
            before = c;
        }
        if (before != '\n' && before != '\r') {
            out.append("\r\n");
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private Entity multipart(String subtype, List<Entity> parts) {
        String boundary = boundary();
        HeaderWriter head = new HeaderWriter();
        head.tokens("Content-Type", new ContentType("multipart", subtype, Map.of("boundary", boundary)).tokens());
        if (parts.stream().anyMatch(Entity::is8bit)) {
            head.tokens("Content-Transfer-Encoding", List.of(TransferEncoding.EIGHT_BIT.token()));
        }
        return new Entity.Multipart(head.bytes(), boundary, List.copyOf(parts));
    }

    /** One that begins no line of any part: some readers look at the beginning of a line alone. */
    private String boundary() {
        while (true) {
            String boundary = Marks.BEGIN + fields.stamp().boundary() + "_" + boundaries++;
            if (marks.stream().noneMatch(line -> line.startsWith("--" + boundary))) {
                return boundary;
            }
        }
    }
}
