package protocols.golden;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import protocols.Content;
import protocols.Credentials;
import protocols.WireException;
import protocols.http.Call;
import protocols.http.Http;
import protocols.http.HttpSession;
import protocols.http.Response;
import protocols.net.Connector;
import protocols.net.Deadline;
import protocols.net.Endpoint;
import protocols.net.Wire;

/** A session of every kind of request and of every kind of body that does not end its connection. */
public final class HttpGolden implements Golden {

    @Override
    public String name() {
        return "http";
    }

    @Override
    public Object run(Connector via, Duration timeout) throws IOException {
        Http client = Http.at("http://localhost/")
                .credentials(Credentials.password("alice", "correct horse"))
                .header("Accept", "text/html")
                .timeout(timeout)
                .idleTimeout(timeout)
                .via(new Once(via));
        List<String> learned = new ArrayList<>();
        try (HttpSession http = client.connect()) {
            learn(learned, http.get("index.html"));
            learn(learned, http.get("/report?from=1&to=%20"));
            learn(
                    learned,
                    http.post("/form").header("Content-Type", "text/plain").body("name=value\r\nx"));
            learn(learned, http.head("/large"));
            Content unknown = Content.of(() -> new ByteArrayInputStream(new byte[] {'h', 'e', 'l', 'l', 'o'}));
            learn(learned, http.put("/stream").body(unknown));
            learn(learned, http.get("/none"));
        }
        return learned;
    }

    private static void learn(List<String> learned, Call call) throws IOException {
        try (Response response = call.send()) {
            String text = response.text();
            learned.add(response + text + response.trailers());
        }
    }

    /**
     * The dialogue holds one connection. A client that opens another, to repeat a request that found the first one closed,
     * finds nobody.
     */
    private static final class Once implements Connector {
        private final Connector first;
        private boolean opened;

        Once(Connector first) {
            this.first = first;
        }

        @Override
        public Wire open(Endpoint endpoint, Deadline deadline) throws IOException {
            if (opened) {
                throw new WireException.Unreachable("nobody is there any more", List.of());
            }
            opened = true;
            return first.open(endpoint, deadline);
        }
    }
}
