package protocols.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import protocols.Secret;
import protocols.spi.HttpRequest.Field;

/** The header fields of requests: checked when they are set, so that what cannot be sent is found before a byte is sent. */
final class Fields {

    /** What follows from the URL and the content. */
    private static final Set<String> OWNED =
            Set.of("host", "content-length", "transfer-encoding", "expect", "upgrade", "trailer");

    private static final Set<String> SECRET = Set.of("authorization", "proxy-authorization", "cookie");

    private Fields() {}

    static List<Field> with(List<Field> fields, String name, String value) {
        requireSettable(name);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7f || c > 0xff) {
                throw new IllegalArgumentException("a character that cannot be sent, in the value of " + name);
            }
        }
        if (!SECRET.contains(name.toLowerCase(Locale.ROOT))) {
            return with(fields, new Field(name, value.strip(), Optional.empty()));
        }
        int blank = name.equalsIgnoreCase("Cookie") ? 0 : value.indexOf(' ') + 1;
        return with(fields, new Field(name, value.substring(0, blank), Optional.of(Secret.of(value.substring(blank)))));
    }

    static List<Field> with(List<Field> fields, String name, Secret value) {
        requireSettable(name);
        byte[] bytes = value.utf8();
        for (byte b : bytes) {
            if (b >= 0 && (b < ' ' || b == 0x7f)) {
                throw new IllegalArgumentException("a character that cannot be sent, in the value of " + name);
            }
        }
        Arrays.fill(bytes, (byte) 0);
        return with(fields, new Field(name, "", Optional.of(value)));
    }

    private static List<Field> with(List<Field> fields, Field field) {
        if (fields.isEmpty()) {
            return List.of(field);
        }
        List<Field> more = new ArrayList<>(fields);
        more.add(field);
        return List.copyOf(more);
    }

    private static void requireSettable(String name) {
        Token.require(name, "header field name");
        if (OWNED.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(name + " follows from the rest of the request and cannot be set");
        }
    }
}
