package protocols.internal.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import protocols.Credentials;
import protocols.Transcript.Side;
import protocols.http.Request;
import protocols.internal.line.Command;
import protocols.internal.sasl.Sasl;
import protocols.internal.wire.Link;
import protocols.internal.wire.Passwords;

/** Puts the head of a request into the link's buffer, line by line; lines with secrets in them as {@link Command}s. */
final class HeadWriter {

    private static final String USER_AGENT = "protocols";

    private final List<Request.Field> always;
    private final Optional<Credentials> credentials;
    private byte[] line = new byte[256];
    private int length;

    /**
     * @param always fields that go out with each request that does not have them itself
     */
    HeadWriter(List<Request.Field> always, Optional<Credentials> credentials) {
        this.always = always;
        this.credentials = credentials;
    }

    /**
     * @param content the length of the content, if it is known
     */
    void write(Link link, Request request, OptionalLong content) throws IOException {
        put(request.method())
                .put(" ")
                .put(request.url().target())
                .put(" HTTP/1.1")
                .end(link);
        put("Host: ").put(request.url().authority()).end(link);
        for (Request.Field field : request.fields()) {
            write(link, field);
        }
        for (Request.Field field : always) {
            if (!request.has(field.name())) {
                write(link, field);
            }
        }
        if (!request.has("User-Agent") && !alwaysHas("User-Agent")) {
            put("User-Agent: ").put(USER_AGENT).end(link);
        }
        if (credentials.isPresent() && !request.has("Authorization")) {
            writeBasic(link, credentials.get());
        }
        writeFraming(link, request, content);
        end(link);
    }

    private void write(Link link, Request.Field field) throws IOException {
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

    /** RFC 7617 section 2. */
    private static void writeBasic(Link link, Credentials given) throws IOException {
        Sasl.requireSafe(link);
        Credentials.Password who = Passwords.of(given);
        byte[] user = (who.user() + ":").getBytes(UTF_8);
        byte[] password = who.secret().utf8();
        byte[] both = Arrays.copyOf(user, user.length + password.length);
        System.arraycopy(password, 0, both, user.length, password.length);
        Arrays.fill(password, (byte) 0);
        Command.line("Authorization")
                .raw("Authorization: Basic ")
                .base64Secret(both, who.secret())
                .writeTo(link);
    }

    /** A method that usually has content says so also where there is none (RFC 9110 section 8.6). */
    private void writeFraming(Link link, Request request, OptionalLong content) throws IOException {
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

    private boolean alwaysHas(String name) {
        return always.stream().anyMatch(field -> field.name().equalsIgnoreCase(name));
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
        link.write(line, 0, length);
        length = 0;
    }

    private void reserve(int more) {
        if (length + more > line.length) {
            line = Arrays.copyOf(line, Math.max(2 * line.length, length + more));
        }
    }
}
