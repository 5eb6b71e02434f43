package protocols.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import protocols.WireException;
import protocols.spi.HttpFriend;
import protocols.spi.HttpRequest;
import protocols.spi.HttpSender;

/** Opens this room to the implementation. */
final class Friend implements HttpFriend {

    static final Friend INSTANCE = new Friend();

    private Friend() {}

    @Override
    public List<HttpRequest.Field> fields(Http http) {
        return http.fields();
    }

    @Override
    public int follow(Http http) {
        return http.redirects();
    }

    @Override
    public Call call(HttpSender sender, Url base, String method, String target) {
        return Call.of(sender, base, method, target);
    }

    @Override
    public Response send(Call call) throws WireException {
        try {
            return call.send();
        } catch (WireException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Headers headers(byte[] block, int from, int most) throws WireException {
        return Headers.parse(block, from, block.length, most);
    }
}
