package protocols.spi;

import java.io.IOException;
import protocols.http.Response;

/** Sends what a {@link protocols.http.Call} holds. */
public interface HttpSender {

    /**
     * Sends it and waits for the head of the response.
     *
     * @throws IOException what the source of the content threw, as it is
     */
    Response send(HttpRequest request) throws IOException;
}
