package protocols;

import java.io.IOException;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import protocols.spi.CoreFriend;
import protocols.spi.Delivery;
import protocols.spi.Settings;

/** Opens to the engine what users need not see. */
final class Friend implements CoreFriend {

    static final Friend INSTANCE = new Friend();

    private Friend() {}

    @Override
    public <E extends WireException> E at(E fault, WireException.Where place) {
        fault.at(place);
        return fault;
    }

    @Override
    public WireException.Where doing(WireException.Where place, String doing) {
        return place.doing(doing);
    }

    @Override
    public <E extends WireException> E show(E fault, UnaryOperator<String> form) {
        fault.show(form);
        return fault;
    }

    @Override
    public <E extends WireException> E with(E fault, Transcript whole) {
        fault.with(whole);
        return fault;
    }

    @Override
    public <E extends WireException> E with(E fault, List<Attempt> tries) {
        fault.with(tries);
        return fault;
    }

    @Override
    public <E extends WireException> E tried(E fault, List<Attempt> all) {
        fault.tried(all);
        return fault;
    }

    @Override
    public <E extends WireException> E with(E fault, Batch<?, ?> soFar) {
        fault.with(soFar);
        return fault;
    }

    @Override
    public void check(Sink sink) throws IOException {
        sink.check();
    }

    @Override
    public Delivery open(Sink sink, OptionalLong expected) throws IOException {
        return sink.open(expected);
    }

    @Override
    public String escape(byte[] bytes, int from, int to) {
        return TranscriptText.escape(bytes, from, to);
    }

    @Override
    public String escapePart(byte[] bytes, int from, int to) {
        return TranscriptText.escapePart(bytes, from, to);
    }

    @Override
    public List<String> versions(Trust trust) {
        return trust.versions();
    }

    @Override
    public List<String> alpn(Trust trust) {
        return trust.alpn();
    }

    @Override
    public void requireValid(SSLSession session, String host) throws CertificateException {
        Certificates.requireValid(session, host);
    }

    @Override
    public SSLContext context(Trust trust) {
        return trust.context();
    }

    @Override
    public Stats connections(Stats of, long count) {
        return of.connections(count);
    }

    @Override
    public Transcript.Mismatch mismatch(String message) {
        return new Transcript.Mismatch(message);
    }

    @Override
    public Optional<Secret> account(Credentials.Password who) {
        return who.account();
    }

    @Override
    public Settings settings(Client<?> client) {
        return client.settings();
    }
}
