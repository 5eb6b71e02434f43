package protocols.whois;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A text in the style of one registry, and what it says: a head of {@code key: value} lines, {@code ----}, the text. All
 * texts are our own; the names in them are examples.
 *
 * @param name of the file, without its end
 * @param head query, state, created, updated, expires, registrar, ns (empty for none), retry, server
 * @param text as the server would send it
 */
record RegistryText(String name, Map<String, String> head, String text) {

    static Stream<RegistryText> all() throws IOException {
        List<RegistryText> all = new ArrayList<>();
        for (String name : resource("index").lines().toList()) {
            all.add(read(name));
        }
        return all.stream();
    }

    private static RegistryText read(String name) throws IOException {
        String file = resource(name + ".txt");
        int end = file.indexOf("----\n");
        Map<String, String> head = new LinkedHashMap<>();
        file.substring(0, end).lines().forEach(line -> {
            int colon = line.indexOf(':');
            head.put(line.substring(0, colon), line.substring(colon + 1).strip());
        });
        return new RegistryText(name, head, file.substring(end + 5));
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = RegistryText.class.getResourceAsStream("/whois/" + name)) {
            if (in == null) {
                throw new IOException("no such text: " + name);
            }
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    Registration.State state() {
        return Registration.State.valueOf(head.get("state"));
    }

    /** What a client makes of a text that is this one or a change of it. */
    Registration found(String changed) {
        WhoisStep step = Answers.step(head.getOrDefault("server", "whois.test.example"), changed);
        return Registration.of(WhoisQuery.of(head.get("query")), List.of(step));
    }

    @Override
    public String toString() {
        return name;
    }
}
