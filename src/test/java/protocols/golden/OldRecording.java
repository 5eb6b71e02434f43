package protocols.golden;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import protocols.golden.OldPlace.Program;

/** A file of {@code resources/recordings/2026-11}, and the program that it was made with. */
record OldRecording(String file, Program program) {

    String text() throws IOException {
        try (InputStream in = OldRecording.class.getResourceAsStream("/recordings/2026-11/" + file + ".txt")) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    @Override
    public String toString() {
        return file;
    }
}
