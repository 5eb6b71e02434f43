package protocols;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * What a file of PEM (RFC 7468) or of plain DER holds: text around the blocks, a byte order mark and blanks beside a line
 * are passed over, a block that is cut or spoiled never is.
 */
final class Pem {

    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";

    private Pem() {}

    /**
     * The blocks with one of these labels, decoded; a file without any block is one of DER.
     *
     * @throws IllegalArgumentException if a block is cut or is no base64
     */
    static List<byte[]> read(Path file, List<String> labels) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.contains(BEGIN) ? blocks(text, labels, file) : List.of(bytes);
    }

    private static List<byte[]> blocks(String text, List<String> labels, Path file) {
        List<byte[]> found = new ArrayList<>();
        StringBuilder body = new StringBuilder();
        String label = "";
        for (String line : text.lines().map(String::strip).toList()) {
            if (label.isEmpty()) {
                label = label(line, BEGIN);
                body.setLength(0);
            } else if (!line.startsWith(DASHES)) {
                body.append(line);
            } else if (label(line, END).equals(label)) {
                if (labels.contains(label)) {
                    found.add(decoded(body.toString(), label, file));
                }
                label = "";
            } else {
                throw new IllegalArgumentException("a block " + Text.printable(label) + " has no end in " + file);
            }
        }
        if (!label.isEmpty()) {
            throw new IllegalArgumentException("a block " + Text.printable(label) + " has no end in " + file);
        }
        return found;
    }

    /** Of a line that is such a boundary, behind whatever a byte order mark is in Latin-1; else empty. */
    private static String label(String line, String boundary) {
        int begin = line.indexOf(boundary);
        int end = begin < 0 ? -1 : line.indexOf(DASHES, begin + boundary.length());
        return end < 0 ? "" : line.substring(begin + boundary.length(), end);
    }

    private static byte[] decoded(String body, String label, Path file) {
        try {
            return Base64.getDecoder().decode(body);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "a block " + Text.printable(label) + " is no base64 in " + file + ": " + e.getMessage(), e);
        }
    }
}
