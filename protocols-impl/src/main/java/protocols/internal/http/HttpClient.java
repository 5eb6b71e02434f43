package protocols.internal.http;

import java.io.IOException;
import java.util.Optional;
import protocols.Credentials;
import protocols.Tls;
import protocols.WireException;
import protocols.http.Http;
import protocols.http.HttpSession;
import protocols.http.Response;
import protocols.http.Url;
import protocols.internal.wire.Faults;
import protocols.internal.wire.Recorder;
import protocols.spi.CoreFriend;
import protocols.spi.HttpFriend;
import protocols.spi.HttpRequest;
import protocols.spi.Settings;

/** The ways into this room: a session, and a single request with what it is redirected to. */
public final class HttpClient {

    private static final HttpFriend API = HttpFriend.get();

    private final int most;
    private final Recorder recorder;
    private Settings settings;
    private Optional<Credentials> credentials;
    private HttpConnection connection;

    private HttpClient(Http http) {
        this.most = API.follow(http);
        this.recorder = new Recorder(CoreFriend.get().settings(http));
        this.settings = CoreFriend.get().settings(http);
        this.credentials = CoreFriend.get().settings(http).credentials();
        this.connection = HttpConnection.to(settings, http.url(), recorder, credentials);
    }

    /** See {@link Http#connect()}. */
    public static HttpSession connect(Http http) throws WireException {
        HeadWriter writer =
                new HeadWriter(API.fields(http), CoreFriend.get().settings(http).credentials());
        return new HttpConnection(
                        CoreFriend.get().settings(http),
                        http.url(),
                        new Recorder(CoreFriend.get().settings(http)),
                        writer)
                .open();
    }

    /** See {@link protocols.http.Call#send()}: on a connection of its own. */
    public static Response send(Http http, HttpRequest request) throws IOException {
        HttpClient client = new HttpClient(http);
        try {
            return client.recorder.during(
                    request.method(), () -> client.follow(request.withDefaults(API.fields(http))));
        } catch (IOException | RuntimeException | Error e) {
            client.connection.close();
            throw e;
        }
    }

    private Response follow(HttpRequest first) throws IOException {
        HttpRequest request = first;
        for (int hops = 0; ; hops++) {
            HttpResponse response = connection.send(request);
            Optional<HttpRequest> next = next(request, response);
            if (next.isEmpty()) {
                return connection.last(response);
            }
            if (hops == most) {
                throw Faults.at(new WireException.LimitExceeded("redirects", hops), response.where());
            }
            response.close();
            turn(request.url(), next.get());
            request = next.get();
        }
    }

    private Optional<HttpRequest> next(HttpRequest request, HttpResponse response) throws WireException {
        if (most == 0) {
            return Optional.empty();
        }
        try {
            return Redirect.of(request, response);
        } catch (WireException e) {
            throw response.placed(e);
        }
    }

    /** Elsewhere nobody is to learn what was meant for the first peer. */
    private void turn(Url from, HttpRequest next) {
        Url to = next.url();
        if (!to.sameOrigin(from)) {
            connection.leave();
            credentials = Optional.empty();
            settings = settings.to(to.host(), to.port(), to.isSecure() ? Tls.IMPLICIT : Tls.NONE);
            connection = HttpConnection.to(settings, to, recorder, credentials);
        }
    }
}
