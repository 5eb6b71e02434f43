package protocols.whois;

import java.util.Optional;
import protocols.net.Host;

/** Domain names and numbers in what people ask and servers answer. */
final class HostName {

    private HostName() {}

    /** Whether it is a name in A-labels, without the last dot. A hyphen stands at no edge: the text may come from a peer. */
    static boolean isHost(String name) {
        return !name.endsWith(".")
                && toAscii(name).filter(name::equalsIgnoreCase).isPresent();
    }

    /** The name in lower case, A-labels, and without the last dot; empty if it is no host name. */
    static Optional<String> toAscii(String name) {
        Host host;
        try {
            host = Host.parse(name);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        String ascii =
                host.text().endsWith(".") ? host.text().substring(0, host.text().length() - 1) : host.text();
        boolean edges = ascii.startsWith("-") || ascii.endsWith("-") || ascii.contains(".-") || ascii.contains("-.");
        return host.isLiteral() || edges ? Optional.empty() : Optional.of(ascii);
    }

    /** A decimal number from 0 to the given one; -1 if it is not one. */
    static int number(String digits, int most) {
        if (digits.isEmpty() || digits.length() > 9) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < digits.length(); i++) {
            if (!isDigit(digits.charAt(i))) {
                return -1;
            }
            value = value * 10 + digits.charAt(i) - '0';
        }
        return value <= most ? value : -1;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
