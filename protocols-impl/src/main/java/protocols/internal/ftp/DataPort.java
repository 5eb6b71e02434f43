package protocols.internal.ftp;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import protocols.Reply;
import protocols.WireException;
import protocols.net.Host;

/**
 * Where a data connection goes: what 227 and 229 replies say, and what PORT and EPRT ask for.
 *
 * @param port from 1 to 65535
 * @param advertised the address of a 227 reply. It is for diagnosis alone: the data connection goes to the peer of the
 *     control connection, or the server could send the client to any host (RFC 2577 section 3).
 */
record DataPort(int port, Optional<InetAddress> advertised) {

    private static final String PASV_RULE = "h1,h2,h3,h4,p1,p2 (RFC 959 4.1.2)";
    private static final String EPSV_RULE = "(|||port|) (RFC 2428 3)";

    /** The port in a reply to EPSV or PASV. Servers that answer EPSV with 227 are understood as well. */
    static DataPort of(Reply reply) throws WireException.Malformed {
        return reply.code() == 227 ? passive(reply) : extendedPassive(reply);
    }

    /**
     * The address in a 227 reply: six numbers with commas between them, wherever they stand (RFC 1123 section 4.1.2.6).
     */
    static DataPort passive(Reply reply) throws WireException.Malformed {
        Line line = Line.of(reply.text());
        while (!line.atEnd()) {
            if (Line.isDigit(line.peek())) {
                int from = line.at();
                int[] numbers = sixNumbers(line);
                if (numbers.length == 6) {
                    return passive(reply, numbers);
                }
                line.moveTo(from);
                while (Line.isDigit(line.peek())) {
                    line.skip(line.peek());
                }
            } else {
                line.skip(line.peek());
            }
        }
        throw new WireException.Malformed(PASV_RULE, reply.toString());
    }

    private static int[] sixNumbers(Line line) {
        int[] numbers = new int[6];
        for (int i = 0; i < 6; i++) {
            if (i > 0) {
                line.skipSpaces();
                if (!line.skip(',')) {
                    return new int[0];
                }
                line.skipSpaces();
            }
            numbers[i] = line.digits(1, 3);
            if (numbers[i] < 0 || numbers[i] > 255) {
                return new int[0];
            }
        }
        return numbers;
    }

    private static DataPort passive(Reply reply, int[] n) throws WireException.Malformed {
        int port = n[4] << 8 | n[5];
        byte[] address = {(byte) n[0], (byte) n[1], (byte) n[2], (byte) n[3]};
        if (port == 0) {
            throw new WireException.Malformed(PASV_RULE, reply.toString());
        }
        try {
            return new DataPort(port, Optional.of(InetAddress.getByAddress(address)));
        } catch (UnknownHostException e) {
            throw new AssertionError("four bytes are an address", e);
        }
    }

    /**
     * The port in a 229 reply: the third field between delimiters, whatever words stand around. Any delimiter will do, the
     * protocol and the address may be filled in, and a port alone between parentheses is understood. The numbers of a 227
     * reply are none.
     */
    static DataPort extendedPassive(Reply reply) throws WireException.Malformed {
        String text = reply.text();
        int port = -1;
        for (int i = 0; i < text.length() && port < 0; i++) {
            port = text.charAt(i) == '(' ? alone(text, i + 1) : isDelimiter(text, i) ? third(text, i) : -1;
        }
        if (port < 1 || port > 65535) {
            throw new WireException.Malformed(EPSV_RULE, reply.toString());
        }
        return new DataPort(port, Optional.empty());
    }

    /** {@code 6446)}. */
    private static int alone(String text, int from) {
        int to = digits(text, from);
        return to > from && to < text.length() && text.charAt(to) == ')' ? number(text, from) : -1;
    }

    /** Whether a field may begin here: with a mark that stands at the end of no word and no number. */
    private static boolean isDelimiter(String text, int at) {
        char c = text.charAt(at);
        boolean mark = c > ' ' && c < 0x7f && !Character.isLetterOrDigit(c) && c != '(' && c != ')';
        return mark && (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)));
    }

    /** {@code |||6446|}, {@code |2|::1|6446|}; the last delimiter may be missing. */
    private static int third(String text, int from) {
        char delimiter = text.charAt(from);
        int protocol = digits(text, from + 1);
        if (protocol > from + 3 || protocol >= text.length() || text.charAt(protocol) != delimiter) {
            return -1;
        }
        int address = protocol + 1;
        while (address < text.length() && text.charAt(address) != delimiter && isOfAddress(text.charAt(address))) {
            address++;
        }
        int to = digits(text, address + 1);
        if (address >= text.length() || text.charAt(address) != delimiter || to == address + 1) {
            return -1;
        }
        boolean ends = to == text.length() || text.charAt(to) == delimiter || " )".indexOf(text.charAt(to)) >= 0;
        return ends ? number(text, address + 1) : -1;
    }

    private static boolean isOfAddress(char c) {
        return Character.digit(c, 16) >= 0 || c == '.' || c == ':';
    }

    /** Where the digits end that begin here. */
    private static int digits(String text, int from) {
        int to = from;
        while (to < text.length() && Line.isDigit(text.charAt(to))) {
            to++;
        }
        return to;
    }

    private static int number(String text, int from) {
        int value = 0;
        int at = from;
        while (at < text.length() && Line.isDigit(text.charAt(at)) && value <= 65535) {
            value = value * 10 + text.charAt(at++) - '0';
        }
        return at == from ? -1 : value;
    }

    /**
     * The argument of PORT (RFC 959 section 4.1.2): {@code 132,235,1,2,24,131}.
     *
     * @throws IllegalArgumentException if the address is not IPv4
     */
    static String portArgument(InetSocketAddress local) {
        if (!(local.getAddress() instanceof Inet4Address address)) {
            throw new IllegalArgumentException("PORT takes an IPv4 address, not " + local);
        }
        int port = local.getPort();
        return address.getHostAddress().replace('.', ',') + "," + (port >> 8) + "," + (port & 255);
    }

    /** The argument of EPRT (RFC 2428 section 2): {@code |1|132.235.1.2|6275|}, without the zone, which is this machine's own. */
    static String eprtArgument(InetSocketAddress local) {
        InetAddress address = local.getAddress();
        String host = Host.of(address).text();
        int scope = host.indexOf('%');
        String bare = scope < 0 ? host : host.substring(0, scope);
        return "|" + (address instanceof Inet6Address ? 2 : 1) + "|" + bare + "|" + local.getPort() + "|";
    }
}
