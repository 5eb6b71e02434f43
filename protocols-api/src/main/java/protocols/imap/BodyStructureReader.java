package protocols.imap;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import protocols.WireException.Malformed;
import protocols.imap.BodyStructure.Extension;
import protocols.imap.BodyStructure.Facts;
import protocols.imap.BodyStructure.Fields;
import protocols.imap.BodyStructure.Size;
import protocols.imap.BodyStructure.Typed;

/**
 * Reads BODYSTRUCTURE and BODY (RFC 9051 section 9, {@code body}). Tolerant of what servers do: fields missing at the
 * end, strings where lists belong, NIL where numbers belong, multiparts without parts, unknown data after the known.
 */
final class BodyStructureReader {

    private final byte[] bytes;
    private int parts;

    BodyStructureReader(byte[] bytes) {
        this.bytes = bytes;
    }

    BodyStructure read(int start, int end) throws Malformed {
        ListReader in = new ListReader(bytes, start, end);
        in.expect('(');
        BodyStructure root = body(in, "", 1);
        if (!in.atEnd()) {
            throw in.broken("nothing after a body structure");
        }
        return root;
    }

    /** One body after its opening parenthesis; {@code prefix} is the number of what it stands in. */
    private BodyStructure body(ListReader in, String section, int depth) throws Malformed {
        if (depth > BodyStructure.DEPTH) {
            throw in.broken("a body structure at most " + BodyStructure.DEPTH + " levels deep");
        }
        if (++parts > BodyStructure.PARTS) {
            throw in.broken("a body structure of at most " + BodyStructure.PARTS + " parts");
        }
        in.skipSpaces();
        if (in.peek() == ')') {
            throw in.broken("a body structure that is not empty");
        }
        return in.peek() == '(' ? multipart(in, section, depth) : single(in, section, depth);
    }

    private BodyStructure multipart(ListReader in, String section, int depth) throws Malformed {
        List<BodyStructure> children = new ArrayList<>();
        while (in.take('(')) {
            String number = Integer.toString(children.size() + 1);
            children.add(body(in, section.isEmpty() ? number : section + "." + number, depth + 1));
            in.skipSpaces();
        }
        String subtype = text(in).orElse("mixed").toLowerCase(Locale.ROOT);
        Map<String, String> parameters = parameters(in);
        Optional<Typed> disposition = disposition(in);
        Extension extension = new Extension(Optional.empty(), languages(in), text(in));
        close(in);
        Fields fields = new Fields(Optional.empty(), Optional.empty(), "7bit");
        Size size = new Size(OptionalLong.empty(), OptionalLong.empty());
        Facts facts = new Facts(fields, size, Optional.empty(), disposition, extension);
        return new BodyStructure(section, new Typed("multipart", subtype, parameters), facts, children);
    }

    private BodyStructure single(ListReader in, String outer, int depth) throws Malformed {
        // RFC 9051 section 6.4.5.1: the only part of a message that is not a multipart is number 1.
        String section = outer.isEmpty() ? "1" : outer;
        Typed type = new Typed(word(in, "text"), word(in, "plain"), parameters(in));
        if (type.type().equals("multipart")) {
            return emptyMultipart(in, outer, type);
        }
        Fields fields = new Fields(text(in), text(in), word(in, "7bit"));
        OptionalLong size = number(in);
        Optional<MessageEnvelope> envelope = Optional.empty();
        List<BodyStructure> inside = List.of();
        boolean message = type.type().equals("message") && (in.peek() == '(');
        if (message) {
            envelope = Optional.of(envelope(in));
            inside = inside(in, outer, depth);
        }
        OptionalLong lines = message || type.type().equals("text") ? number(in) : OptionalLong.empty();
        Optional<String> md5 = text(in);
        Optional<Typed> disposition = disposition(in);
        Extension extension = new Extension(md5, languages(in), text(in));
        close(in);
        Facts facts = new Facts(fields, new Size(size, lines), envelope, disposition, extension);
        return new BodyStructure(section, type, facts, inside);
    }

    private BodyStructure emptyMultipart(ListReader in, String section, Typed type) throws Malformed {
        close(in);
        Fields fields = new Fields(Optional.empty(), Optional.empty(), "7bit");
        Size size = new Size(OptionalLong.empty(), OptionalLong.empty());
        Facts facts = new Facts(fields, size, Optional.empty(), Optional.empty(), Extension.NONE);
        return new BodyStructure(section, type, facts, List.of());
    }

    private MessageEnvelope envelope(ListReader in) throws Malformed {
        int start = in.at();
        skip(in);
        MessageEnvelope envelope = MessageEnvelope.parse(bytes, start, in.at());
        in.skipSpaces();
        return envelope;
    }

    /** The body of an enclosed message: a multipart there has the number of the message itself (RFC 9051 6.4.5.1). */
    private List<BodyStructure> inside(ListReader in, String outer, int depth) throws Malformed {
        if (!in.take('(')) {
            skipIfAny(in);
            return List.of();
        }
        in.skipSpaces();
        String message = outer.isEmpty() ? "1" : outer;
        boolean multipart = in.peek() == '(';
        BodyStructure body = body(in, multipart ? message : message + ".1", depth + 1);
        in.skipSpaces();
        return List.of(body);
    }

    private static String word(ListReader in, String fallback) throws Malformed {
        return text(in).orElse(fallback).toLowerCase(Locale.ROOT);
    }

    /** The next value as text; empty for NIL, for a list, and where nothing is left. */
    private static Optional<String> text(ListReader in) throws Malformed {
        in.skipSpaces();
        if (in.peek() == ')' || in.peek() == '(') {
            skipIfAny(in);
            return Optional.empty();
        }
        in.string();
        Optional<String> value = in.value();
        in.skipSpaces();
        return value;
    }

    private static OptionalLong number(ListReader in) throws Malformed {
        String digits = text(in).orElse("");
        long number = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c < '0' || c > '9' || i > 17) {
                return OptionalLong.empty();
            }
            number = number * 10 + (c - '0');
        }
        return digits.isEmpty() ? OptionalLong.empty() : OptionalLong.of(number);
    }

    private static Map<String, String> parameters(ListReader in) throws Malformed {
        in.skipSpaces();
        if (!in.take('(')) {
            skipIfAny(in);
            return Map.of();
        }
        Map<String, String> out = new LinkedHashMap<>();
        in.skipSpaces();
        while (!in.take(')')) {
            String name = word(in, "");
            out.putIfAbsent(name, in.peek() == ')' ? "" : text(in).orElse(""));
            in.skipSpaces();
        }
        in.skipSpaces();
        return Collections.unmodifiableMap(out);
    }

    private static Optional<Typed> disposition(ListReader in) throws Malformed {
        in.skipSpaces();
        if (!in.take('(')) {
            return text(in).map(type -> new Typed(type.toLowerCase(Locale.ROOT), "", Map.of()));
        }
        String type = word(in, "attachment");
        Map<String, String> parameters = in.peek() == ')' ? Map.of() : parameters(in);
        close(in);
        in.skipSpaces();
        return Optional.of(new Typed(type, "", parameters));
    }

    private static List<String> languages(ListReader in) throws Malformed {
        in.skipSpaces();
        if (!in.take('(')) {
            return text(in).map(List::of).orElse(List.of());
        }
        List<String> out = new ArrayList<>();
        in.skipSpaces();
        while (!in.take(')')) {
            text(in).ifPresent(out::add);
        }
        in.skipSpaces();
        return List.copyOf(out);
    }

    /** Passes over what a list has beyond the known, and its closing parenthesis. */
    private static void close(ListReader in) throws Malformed {
        in.skipSpaces();
        while (!in.take(')')) {
            skip(in);
            in.skipSpaces();
        }
    }

    private static void skipIfAny(ListReader in) throws Malformed {
        if (in.peek() != ')') {
            skip(in);
            in.skipSpaces();
        }
    }

    /** Passes over one value, lists in lists included, without a stack. */
    private static void skip(ListReader in) throws Malformed {
        int depth = 0;
        do {
            in.skipSpaces();
            if (in.take('(')) {
                depth++;
            } else if (depth > 0 && in.take(')')) {
                depth--;
            } else {
                in.string();
            }
        } while (depth > 0);
    }
}
