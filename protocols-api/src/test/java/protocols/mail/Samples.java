package protocols.mail;

import java.util.Random;

/** Text to try things with. */
final class Samples {

    private static final String[] LETTERS = {
        "a",
        "b",
        "Z",
        "0",
        " ",
        "=",
        "?",
        "_",
        ".",
        ",",
        "\"",
        "\\",
        "<",
        "@",
        "(",
        "%",
        "*",
        "'",
        ";",
        "ä",
        "ß",
        "€",
        "語",
        "\ud83d\ude00",
        "=?",
        "?=",
        "\t",
        "word",
        "another"
    };

    private Samples() {}

    /** One line, no white space at either end, at least one letter long. */
    static String text(Random random, int letters) {
        StringBuilder text = new StringBuilder("x");
        for (int n = random.nextInt(letters); n > 0; n--) {
            text.append(LETTERS[random.nextInt(LETTERS.length)]);
        }
        return text.append("y").toString();
    }

    /** Several lines, LF between them and at the end. */
    static String lines(Random random) {
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(8); n > 0; n--) {
            int kind = random.nextInt(8);
            String line = kind == 0
                    ? "long ".repeat(random.nextInt(400))
                    : kind == 1 ? "" : kind == 2 ? "trailing \t " : kind == 3 ? "--=_x" : text(random, 200);
            text.append(kind == 4 ? ".dot" : kind == 5 ? "From me" : line).append('\n');
        }
        return text.toString();
    }
}
