package protocols.net.idn;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterDirection;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.Normalizer2;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import protocols.net.idn.IdnaTable.Direction;

/**
 * Writes the table of {@link IdnaTable} from the data of ICU4J. To renew it, take another version of ICU4J in the pom, run
 * this with {@code protocols-api/src/main/resources/protocols/net/idn/idna.bin} as its argument, and look at what the
 * tests beside it say.
 */
final class IdnaTableWriter {

    private static final Normalizer2 NFC = Normalizer2.getNFCInstance();
    private static final Normalizer2 UTS46 = Normalizer2.getInstance(null, "uts46", Normalizer2.Mode.COMPOSE);
    private static final int REPLACEMENT = 0xfffd;

    private static final Map<Integer, Direction> DIRECTIONS = Map.ofEntries(
            Map.entry(UCharacterDirection.LEFT_TO_RIGHT, Direction.L),
            Map.entry(UCharacterDirection.RIGHT_TO_LEFT, Direction.R),
            Map.entry(UCharacterDirection.RIGHT_TO_LEFT_ARABIC, Direction.AL),
            Map.entry(UCharacterDirection.ARABIC_NUMBER, Direction.AN),
            Map.entry(UCharacterDirection.EUROPEAN_NUMBER, Direction.EN),
            Map.entry(UCharacterDirection.EUROPEAN_NUMBER_SEPARATOR, Direction.ES),
            Map.entry(UCharacterDirection.COMMON_NUMBER_SEPARATOR, Direction.CS),
            Map.entry(UCharacterDirection.EUROPEAN_NUMBER_TERMINATOR, Direction.ET),
            Map.entry(UCharacterDirection.OTHER_NEUTRAL, Direction.ON),
            Map.entry(UCharacterDirection.BOUNDARY_NEUTRAL, Direction.BN),
            Map.entry(UCharacterDirection.DIR_NON_SPACING_MARK, Direction.NSM));

    private static final Map<Integer, Integer> JOININGS = Map.of(
            UCharacter.JoiningType.LEFT_JOINING, IdnaTable.JOINS_LEFT,
            UCharacter.JoiningType.DUAL_JOINING, IdnaTable.JOINS_BOTH,
            UCharacter.JoiningType.RIGHT_JOINING, IdnaTable.JOINS_RIGHT,
            UCharacter.JoiningType.TRANSPARENT, IdnaTable.TRANSPARENT);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private IdnaTableWriter() {}

    public static void main(String[] file) throws IOException {
        Files.write(Path.of(file[0]), table());
    }

    /** The bytes of the file. */
    static byte[] table() throws IOException {
        IdnaTableWriter writer = new IdnaTableWriter();
        new DataOutputStream(writer.bytes)
                .writeUTF(UCharacter.getUnicodeVersion().toString());
        writer.runs();
        writer.mappings();
        writer.compositions();
        return writer.bytes.toByteArray();
    }

    private void runs() {
        Map<List<Integer>, Integer> sets = new LinkedHashMap<>();
        List<int[]> runs = new ArrayList<>();
        for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
            int which = sets.computeIfAbsent(set(point), set -> sets.size());
            if (runs.isEmpty() || runs.get(runs.size() - 1)[1] != which) {
                runs.add(new int[] {0, which});
            }
            runs.get(runs.size() - 1)[0]++;
        }
        if (sets.size() > 256) {
            throw new IllegalStateException("over 256 sets of properties: " + sets.size());
        }
        number(sets.size());
        sets.keySet().forEach(set -> set.forEach(this::number));
        number(runs.size());
        for (int[] run : runs) {
            number(run[0]);
            number(run[1]);
        }
    }

    private static List<Integer> set(int point) {
        int status = status(point);
        if (status != IdnaTable.VALID) {
            return List.of(status, 0, 0, 0);
        }
        int mark =
                switch (UCharacter.getType(point)) {
                    case UCharacter.NON_SPACING_MARK, UCharacter.ENCLOSING_MARK, UCharacter.COMBINING_SPACING_MARK ->
                        IdnaTable.MARK;
                    default -> 0;
                };
        return List.of(
                status | mark,
                JOININGS.getOrDefault(UCharacter.getIntPropertyValue(point, UProperty.JOINING_TYPE), 0),
                DIRECTIONS
                        .getOrDefault(UCharacter.getDirection(point), Direction.OTHER)
                        .ordinal(),
                UCharacter.getCombiningClass(point));
    }

    private static int status(int point) {
        String to = UTS46.normalize(Character.toString(point));
        if (to.indexOf(REPLACEMENT) >= 0 || Character.getType(point) == Character.SURROGATE) {
            return IdnaTable.DISALLOWED;
        }
        if (to.equals(Character.toString(point))) {
            return IdnaTable.VALID;
        }
        return to.isEmpty() ? IdnaTable.IGNORED : IdnaTable.MAPPED;
    }

    private void mappings() {
        int[] mapped =
                points().filter(point -> status(point) == IdnaTable.MAPPED).toArray();
        number(mapped.length);
        int last = 0;
        int lastTarget = 0;
        for (int point : mapped) {
            int[] targets =
                    UTS46.normalize(Character.toString(point)).codePoints().toArray();
            number(point - last);
            number(targets.length);
            for (int target : targets) {
                signed(target - lastTarget);
                lastTarget = target;
            }
            last = point;
        }
    }

    private void compositions() {
        int[] composites = points().filter(IdnaTableWriter::isComposite).toArray();
        number(composites.length);
        int[] last = new int[3];
        for (int composite : composites) {
            int[] parts = NFC.getRawDecomposition(composite).codePoints().toArray();
            int[] triple = {composite, parts[0], parts[1]};
            for (int i = 0; i < 3; i++) {
                if (status(triple[i]) != IdnaTable.VALID) {
                    throw new IllegalStateException(String.format("U+%04X is made of what is not valid", composite));
                }
                signed(triple[i] - last[i]);
                last[i] = triple[i];
            }
        }
    }

    /** Whether it is valid and canonically made of two others; Hangul syllables are computed. */
    private static boolean isComposite(int point) {
        boolean decomposes = status(point) == IdnaTable.VALID
                && UCharacter.getIntPropertyValue(point, UProperty.HANGUL_SYLLABLE_TYPE) == 0
                && NFC.getRawDecomposition(point) != null;
        if (decomposes && NFC.getRawDecomposition(point).codePoints().count() != 2) {
            throw new IllegalStateException(String.format("U+%04X is valid and would be composed away", point));
        }
        return decomposes;
    }

    private static IntStream points() {
        return IntStream.rangeClosed(0, Character.MAX_CODE_POINT);
    }

    private void number(int value) {
        int rest = value;
        while (rest >= 0x80) {
            bytes.write(rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        bytes.write(rest);
    }

    private void signed(int value) {
        number(value << 1 ^ value >> 31);
    }
}
