package protocols.internal.http;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import protocols.Credentials;
import protocols.Secret;
import protocols.Transcript.Side;
import protocols.internal.line.Command;
import protocols.internal.sasl.Sasl;
import protocols.internal.wire.Link;
import protocols.internal.wire.Passwords;
import protocols.internal.wire.Tokens;
import protocols.spi.HttpRequest;

/** Puts the head of a request into the link's buffer, line by line; lines with secrets in them as {@link Command}s. */
final class HeadWriter {

    private static final String USER_AGENT = "protocols";

    private final List<HttpRequest.Field> always;
    private final Optional<Credentials> credentials;
    private Optional<Secret> shown = Optional.empty();
    private Optional<Secret> fresh = Optional.empty();
    private byte[] line = new byte[256];
    private int length;

    /**
     * @param always fields that go out with each request that does not have them itself
     */
    HeadWriter(List<HttpRequest.Field> always, Optional<Credentials> credentials) {
        this.always = always;
        this.credentials = credentials;
    }

    /**
     * @param content the length of the content, if it is known
     */
    void write(Link link, HttpRequest request, OptionalLong content) throws IOException {
        // Before anything is written, as a token is the caller's to give.
        Optional<Command> login = login(link, request);
        put(request.method()).put(" ").put(request.target()).put(" HTTP/1.1").end(link);
        put("Host: ").put(request.authority()).end(link);
        for (HttpRequest.Field field : request.fields()) {
            write(link, field);
        }
        if (request.isTyped()) {
            put("Content-Type: ").put(request.body().type().get()).end(link);
        }
        for (HttpRequest.Field field : always) {
            if (!request.has(field.name())) {
                write(link, field);
            }
        }
        if (!request.has("User-Agent") && !HttpRequest.has(always, "User-Agent")) {
            put("User-Agent: ").put(USER_AGENT).end(link);
        }
        if (login.isPresent()) {
            login.get().writeTo(link);
        }
        writeFraming(link, request, content);
        end(link);
    }

    private Optional<Command> login(Link link, HttpRequest request) throws IOException {
        shown = Optional.empty();
        if (credentials.isEmpty() || request.has("Authorization") || HttpRequest.has(always, "Authorization")) {
            return Optional.empty();
        }
        Sasl.requireSafe(link);
        if (credentials.get() instanceof Credentials.Token token) {
            shown = Optional.of(fresh.orElseGet(token::token));
            fresh = Optional.empty();
            return Optional.of(Authorization.bearer(shown.get()));
        }
        return Optional.of(Authorization.basic(Passwords.of(link, credentials.get())));
    }

    /**
     * Asks for another token, which goes with the next request, after the one that went with the last was refused.
     *
     * @return false if none did, or there is no other
     */
    boolean renew() {
        if (shown.isPresent() && credentials.get() instanceof Credentials.Token token) {
            fresh = Optional.of(token.token()).filter(another -> !Tokens.same(another, shown.get()));
        }
        return fresh.isPresent();
    }

    private void write(Link link, HttpRequest.Field field) throws IOException {
        if (field.secret().isEmpty()) {
            put(field.name()).put(": ").put(field.value()).end(link);
            return;
        }
        if (field.name().equalsIgnoreCase("Authorization")) {
            Sasl.requireSafe(link);
        }
        Command.line(field.name())
                .raw(field.name())
                .raw(": ")
                .raw(field.value())
                .secret(field.secret().get())
                .writeTo(link);
    }

    /** A method that usually has content says so also where there is none (RFC 9110 section 8.6). */
    private void writeFraming(Link link, HttpRequest request, OptionalLong content) throws IOException {
        if (content.isEmpty()) {
            put("Transfer-Encoding: chunked").end(link);
            return;
        }
        long bytes = content.getAsLong();
        String method = request.method();
        if (bytes > 0 || method.equals("POST") || method.equals("PUT") || method.equals("PATCH")) {
            put("Content-Length: ").put(Long.toString(bytes)).end(link);
        }
    }

    /** Text that was checked when the request was built: one character a byte. */
    @SuppressWarnings("deprecation")
    private HeadWriter put(String text) {
        int more = text.length();
        reserve(more);
        // The only way from a string's Latin-1 bytes into an array without a copy in between.
        text.getBytes(0, more, line, length);
        length += more;
        return this;
    }

    private void end(Link link) throws IOException {
        reserve(2);
        line[length++] = '\r';
        line[length++] = '\n';
        link.recorder().said(link.channel(), Side.CLIENT, line, 0, length);
        link.out().write(line, 0, length);
        length = 0;
    }

    private void reserve(int more) {
        if (length + more > line.length) {
            line = Arrays.copyOf(line, Math.max(2 * line.length, length + more));
        }
    }
}
