package protocols.internal.ftp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.stream.Stream;

/**
 * What stands behind the numbers of a date in Chinese, Japanese and Korean: year, month and day, in UTF-8 and in the
 * encodings that servers of these languages list in.
 */
enum EastAsianMarks {
    /** In GBK, EUC-JP, Shift JIS, Big5 and EUC-KR (twice). */
    YEAR("年 년", "C4EA C7AF 944E A67E B3E2 D2B4"),
    /** In the same. */
    MONTH("月 월", "D4C2 B7EE 8C8E A4EB BFF9 EAC5"),
    /** In the same. */
    DAY("日 일", "C8D5 C6FC 93FA A4E9 C0CF ECED");

    /** Each form with a character a byte. */
    private final String[] forms;

    EastAsianMarks(String unicode, String others) {
        Stream<String> utf8 =
                Stream.of(unicode.split(" ", -1)).map(mark -> new String(mark.getBytes(UTF_8), ISO_8859_1));
        Stream<String> bytes = Stream.of(others.split(" ", -1)).map(EastAsianMarks::bytes);
        forms = Stream.concat(utf8, bytes).toArray(String[]::new);
    }

    private static String bytes(String hex) {
        return "" + (char) Integer.parseInt(hex.substring(0, 2), 16) + (char) Integer.parseInt(hex.substring(2), 16);
    }

    /** Steps over the mark, if it is the next thing on the line. */
    boolean skip(Line line) {
        if (line.peek() < 0x80) {
            return false;
        }
        for (String form : forms) {
            if (stands(line, form)) {
                line.moveTo(line.at() + form.length());
                return true;
            }
        }
        return false;
    }

    private static boolean stands(Line line, String form) {
        for (int i = 0; i < form.length(); i++) {
            if (line.byteAt(line.at() + i) != form.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
