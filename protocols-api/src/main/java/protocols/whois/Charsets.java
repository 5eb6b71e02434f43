package protocols.whois;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringTokenizer;

/**
 * What an answer may be written in, the most certain first. WHOIS has no word for it (RFC 3912 section 4), so what the
 * caller says counts before what the bytes show, that before what the answer says of itself, that before UTF-8, and that
 * before what a server is known to use.
 */
final class Charsets {

    private static final int READ = 4096;
    private static final byte ESCAPE = 0x1b;

    /** Families that contain ASCII; a name that comes from a server may choose no other. */
    private static final List<String> FAMILIES = List.of(
            "utf-8", "utf8", "iso-8859-", "iso8859-", "windows-125", "koi8-", "shift_jis", "euc-", "iso-2022-jp");

    /** Servers that still answer in an 8-bit charset of their country, as of {@link KnownServers#AS_OF}. */
    private static final Map<String, String> BY_SERVER = Map.of(
            "whois.tcinet.ru", "KOI8-R",
            "whois.ripn.net", "KOI8-R",
            "whois.kr", "EUC-KR",
            "whois.krnic.net", "EUC-KR",
            "whois.nic.hu", "ISO-8859-2");

    private Charsets() {}

    /** ISO-8859-1, the last, has a character for every byte. */
    static List<Charset> candidates(WhoisSource source, byte[] answer, Optional<Charset> expected) {
        List<Charset> candidates = new ArrayList<>();
        expected.ifPresent(candidates::add);
        if (hasDesignations(answer)) {
            named("ISO-2022-JP").ifPresent(candidates::add);
        }
        declared(answer).ifPresent(candidates::add);
        candidates.add(StandardCharsets.UTF_8);
        if (source instanceof WhoisServer server && BY_SERVER.containsKey(server.host())) {
            named(BY_SERVER.get(server.host())).ifPresent(candidates::add);
        }
        candidates.add(StandardCharsets.ISO_8859_1);
        return candidates;
    }

    /** The escape sequences {@code ESC $ B} and {@code ESC $ @} that begin kanji (RFC 1468), as JPRS uses them. */
    private static boolean hasDesignations(byte[] answer) {
        for (int i = 0; i + 2 < answer.length; i++) {
            if (answer[i] == ESCAPE && answer[i + 1] == '$' && (answer[i + 2] == 'B' || answer[i + 2] == '@')) {
                return true;
            }
        }
        return false;
    }

    /** {@code % Character set: ISO-8859-2}, {@code # charset=utf-8}, {@code %% Encoding: windows-1252}. */
    private static Optional<Charset> declared(byte[] answer) {
        String head = new String(answer, 0, Math.min(READ, answer.length), StandardCharsets.ISO_8859_1);
        return head.lines()
                .filter(line -> line.startsWith("%") || line.startsWith("#") || line.startsWith(";"))
                .map(line -> line.toLowerCase(Locale.ROOT))
                .filter(line -> line.contains("charset") || line.contains("character set") || line.contains("encoding"))
                .flatMap(line -> inLine(line).stream())
                .findFirst();
    }

    private static Optional<Charset> inLine(String line) {
        StringTokenizer words = new StringTokenizer(line, " \t:=,;'\"()%#.");
        while (words.hasMoreTokens()) {
            String word = words.nextToken();
            if (word.length() < 20 && FAMILIES.stream().anyMatch(word::startsWith)) {
                return named(word);
            }
        }
        return Optional.empty();
    }

    private static Optional<Charset> named(String name) {
        try {
            return Optional.of(Charset.forName(name));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }
}
