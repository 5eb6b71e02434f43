package protocols.internal.http;

import java.util.Optional;
import protocols.Credentials;
import protocols.Settings;
import protocols.Tls;
import protocols.WireException;
import protocols.http.Http;
import protocols.http.HttpSession;
import protocols.http.Request;
import protocols.http.Response;
import protocols.http.Url;
import protocols.internal.wire.Faults;
import protocols.internal.wire.Recorder;

/** The ways into this room: a session, and a single request with what it is redirected to. */
public final class HttpClient {

    private final Http http;
    private final Recorder recorder;
    private Settings settings;
    private Optional<Credentials> credentials;
    private HttpConnection connection;

    private HttpClient(Http http) {
        this.http = http;
        this.recorder = new Recorder(http.settings());
        this.settings = http.settings();
        this.credentials = http.credentials();
        this.connection = HttpConnection.to(settings, http.request(), recorder, credentials);
    }

    /** See {@link Http#connect()}. */
    public static HttpSession connect(Http http) throws WireException {
        HeadWriter writer = new HeadWriter(http.request().fields(), http.credentials());
        return new HttpConnection(http.settings(), http.request().url(), new Recorder(http.settings()), writer).open();
    }

    /** See {@link Http#send()}. */
    public static Response send(Http http) throws WireException {
        HttpClient client = new HttpClient(http);
        try {
            return client.follow();
        } catch (WireException | RuntimeException e) {
            client.connection.close();
            throw e;
        }
    }

    private Response follow() throws WireException {
        Request request = http.request();
        for (int hops = 0; ; hops++) {
            HttpResponse response = connection.send(request);
            Optional<Request> next = next(request, response);
            if (next.isEmpty()) {
                return connection.last(response);
            }
            if (hops == http.follow()) {
                throw Faults.at(new WireException.LimitExceeded("redirects", hops), response.where());
            }
            response.close();
            turn(request.url(), next.get());
            request = next.get();
        }
    }

    private Optional<Request> next(Request request, HttpResponse response) throws WireException {
        if (http.follow() == 0) {
            return Optional.empty();
        }
        try {
            return Redirect.of(request, response);
        } catch (WireException e) {
            throw Faults.at(e, response.where());
        }
    }

    /** Elsewhere nobody is to learn what was meant for the first peer. */
    private void turn(Url from, Request next) {
        Url to = next.url();
        if (!to.sameOrigin(from)) {
            connection.close();
            credentials = Optional.empty();
            settings = settings.to(to.host(), to.port(), to.isSecure() ? Tls.IMPLICIT : Tls.NONE);
            connection = HttpConnection.to(settings, next, recorder, credentials);
        }
    }
}
