package protocols.internal.telnet;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What we tell of the variables that the caller gave, when the peer asks (NEW-ENVIRON, RFC 1572). Not yet escaped for IAC. */
final class EnvironmentAnswer {

    static final int SEND = 1;

    private static final int IS = 0;
    private static final int VAR = 0;
    private static final int VALUE = 1;
    private static final int ESC = 2;
    private static final int USERVAR = 3;

    private static final Set<String> WELL_KNOWN = Set.of("USER", "JOB", "ACCT", "PRINTER", "SYSTEMTYPE", "DISPLAY");

    /** A name, as bytes would compare: those that a peer asks for may be anything, one character a byte. */
    private record Variable(int type, String name) {}

    private final Map<Variable, String> values = new LinkedHashMap<>();

    EnvironmentAnswer(Map<String, String> environment) {
        environment.forEach(
                (name, value) -> values.put(new Variable(WELL_KNOWN.contains(name) ? VAR : USERVAR, name), value));
    }

    /** IS, and each variable that is asked for, once; a name that we do not know goes back without a value. */
    byte[] to(ByteBuffer request) {
        Set<Variable> wanted = new LinkedHashSet<>();
        request.get();
        if (!request.hasRemaining()) {
            wanted.addAll(values.keySet());
        }
        while (request.hasRemaining()) {
            int type = request.get();
            String name = name(request);
            if (name.isEmpty()) {
                values.keySet().stream().filter(one -> one.type() == type).forEach(wanted::add);
            } else if (type == VAR || type == USERVAR) {
                wanted.add(new Variable(type, name));
            }
        }
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.write(IS);
        wanted.forEach(one -> tell(one, answer));
        return answer.toByteArray();
    }

    /** The bytes up to the next type; ESC takes away what the next one means. */
    private static String name(ByteBuffer request) {
        StringBuilder name = new StringBuilder();
        while (request.hasRemaining()) {
            int octet = request.get(request.position()) & 0xff;
            if (octet == VAR || octet == VALUE || octet == USERVAR) {
                break;
            }
            request.get();
            if (octet != ESC) {
                name.append((char) octet);
            } else if (request.hasRemaining()) {
                name.append((char) (request.get() & 0xff));
            }
        }
        return name.toString();
    }

    private void tell(Variable one, ByteArrayOutputStream answer) {
        answer.write(one.type());
        escape(one.name(), answer);
        String value = values.get(one);
        if (value != null) {
            answer.write(VALUE);
            answer.writeBytes(value.getBytes(US_ASCII));
        }
    }

    private static void escape(String name, ByteArrayOutputStream answer) {
        name.chars().forEach(octet -> {
            if (octet <= USERVAR) {
                answer.write(ESC);
            }
            answer.write(octet);
        });
    }
}
