package protocols.golden;

import java.util.List;

/** The golden dialogues of all protocols. */
final class Goldens {

    private Goldens() {}

    static List<Golden> all() {
        return List.of(new Pop3Golden());
    }
}
