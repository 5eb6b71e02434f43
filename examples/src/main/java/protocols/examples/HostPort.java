package protocols.examples;

import java.util.OptionalInt;

/**
 * A host and, if it is named, a port: {@code mx.example.org:25}, {@code [::1]:25}, {@code ::1}.
 *
 * @param host a name or an address, without brackets
 * @param port as it was named
 */
record HostPort(String host, OptionalInt port) {

    static HostPort of(String text) {
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            if (end < 0) {
                throw new Usage("no ] in " + text);
            }
            String rest = text.substring(end + 1);
            return new HostPort(text.substring(1, end), rest.isEmpty() ? OptionalInt.empty() : port(rest, text));
        }
        int colon = text.indexOf(':');
        if (colon < 0 || text.indexOf(':', colon + 1) >= 0) {
            return new HostPort(text, OptionalInt.empty());
        }
        return new HostPort(text.substring(0, colon), port(text.substring(colon), text));
    }

    private static OptionalInt port(String colonAndNumber, String text) {
        try {
            int number = Integer.parseInt(colonAndNumber.substring(1));
            if (colonAndNumber.charAt(0) == ':' && number > 0 && number < 65_536) {
                return OptionalInt.of(number);
            }
        } catch (NumberFormatException e) {
            throw new Usage("not a port in " + text, e);
        }
        throw new Usage("not a port in " + text);
    }
}
