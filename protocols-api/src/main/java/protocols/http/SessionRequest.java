package protocols.http;

import protocols.WireException;

/** A request for a session's connection. */
public final class SessionRequest implements Outgoing<SessionRequest> {

    private final HttpSession session;
    private final Request request;

    SessionRequest(HttpSession session, Request request) {
        this.session = session;
        this.request = request;
    }

    @Override
    public Request request() {
        return request;
    }

    @Override
    public SessionRequest with(Request other) {
        return new SessionRequest(session, other);
    }

    @Override
    public Response send() throws WireException {
        return session.send(request);
    }

    @Override
    public String toString() {
        return request.toString();
    }
}
