package protocols.spi;

import java.util.List;
import protocols.WireException;
import protocols.http.Call;
import protocols.http.Headers;
import protocols.http.Http;
import protocols.http.Response;
import protocols.http.Url;

/** What the engine may do with the values of the HTTP room and users may not. */
public interface HttpFriend {

    /** The only one. */
    static HttpFriend get() {
        return Http.friend();
    }

    /** The fields that go out with each request of the client, unless it has the same field itself. */
    List<HttpRequest.Field> fields(Http http);

    /** How many redirects the client follows. */
    int follow(Http http);

    /**
     * A call for a path, or for a URL at the same scheme, host and port.
     *
     * @throws IllegalArgumentException if the URL is elsewhere, or the method is none
     */
    Call call(HttpSender sender, Url base, String method, String target);

    /** Sends a call whose content, if it has any, is held in memory: nothing but the line can fail. */
    Response send(Call call) throws WireException;

    /**
     * Reads fields as RFC 9112 section 5 has them, and nothing else: no folded lines, no blank before the colon, no CR, LF
     * or NUL within a value, no line without a colon.
     *
     * @param block lines that each end with CR LF, without an empty one; it is kept and must not be changed any more
     * @param from where the first line begins; the last ends with the block
     * @param most how many fields there may be, as {@link protocols.Limits#fields()}
     */
    Headers headers(byte[] block, int from, int most) throws WireException;
}
