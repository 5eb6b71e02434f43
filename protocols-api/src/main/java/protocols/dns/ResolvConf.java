package protocols.dns;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringTokenizer;
import protocols.WireException.Malformed;

/**
 * What a {@code resolv.conf} says about servers (resolv.conf(5)). Reading it never fails: a line that makes no sense is
 * passed over, as the C library does it. There is no default server: none named is none.
 *
 * @param servers the addresses in their order, an IPv6 one with its zone
 * @param timeout {@code timeout:n}, how long one server is given before the next; at most 30 seconds
 * @param attempts {@code attempts:n}, how often the servers are gone through; 1 to 5
 */
public record ResolvConf(List<String> servers, Optional<Duration> timeout, Optional<Integer> attempts) {

    /** Where the file stands. */
    public static final Path SYSTEM = Path.of("/etc/resolv.conf");

    private static final int MAX_TIMEOUT = 30;
    private static final int MAX_ATTEMPTS = 5;
    private static final String BLANKS = " \t\r\f";

    public ResolvConf {
        servers = List.copyOf(servers);
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read
     */
    public static ResolvConf read(Path file) throws IOException {
        return parse(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
    }

    /** Reads the text of a file. */
    public static ResolvConf parse(String text) {
        List<String> servers = new ArrayList<>();
        Optional<Duration> timeout = Optional.empty();
        Optional<Integer> attempts = Optional.empty();
        StringTokenizer lines = new StringTokenizer(text, "\n");
        while (lines.hasMoreTokens()) {
            StringTokenizer words = new StringTokenizer(lines.nextToken(), BLANKS);
            String keyword = words.hasMoreTokens() ? words.nextToken() : "";
            while (words.hasMoreTokens()) {
                String word = words.nextToken();
                if (keyword.equals("nameserver")) {
                    if (isAddress(word)) {
                        servers.add(word);
                    }
                    break;
                }
                if (keyword.equals("options")) {
                    timeout = number(word, "timeout:", MAX_TIMEOUT)
                            .map(Duration::ofSeconds)
                            .or(orElse(timeout));
                    attempts = number(word, "attempts:", MAX_ATTEMPTS).or(orElse(attempts));
                }
            }
        }
        return new ResolvConf(servers, timeout, attempts);
    }

    private static <T> java.util.function.Supplier<Optional<T>> orElse(Optional<T> before) {
        return () -> before;
    }

    private static Optional<Integer> number(String word, String option, int most) {
        if (!word.startsWith(option)) {
            return Optional.empty();
        }
        long number = Presentation.number(word.substring(option.length()), Integer.MAX_VALUE);
        return number < 1 ? Optional.empty() : Optional.of((int) Math.min(number, most));
    }

    private static boolean isAddress(String word) {
        int zone = word.indexOf('%');
        String address = zone < 0 ? word : word.substring(0, zone);
        try {
            if (address.indexOf(':') < 0) {
                return zone < 0 && Addresses.parseIpv4(address).length == 4;
            }
            return isZone(word, zone) && Addresses.parseIpv6(address).length == 16;
        } catch (Malformed e) {
            return false;
        }
    }

    /** The name or number of an interface (RFC 4007 section 11), or no zone at all. */
    private static boolean isZone(String word, int percent) {
        for (int i = percent < 0 ? word.length() : percent + 1; i < word.length(); i++) {
            char c = word.charAt(i);
            boolean plain = c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            if (!plain && "-._".indexOf(c) < 0) {
                return false;
            }
        }
        return percent < 0 || percent + 1 < word.length();
    }
}
