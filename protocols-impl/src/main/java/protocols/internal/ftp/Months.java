package protocols.internal.ftp;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The months by their names in the languages that servers list in: whole, or cut to three letters or more as long as that
 * is one month alone in that language. Where two languages mean different months the one further up counts.
 */
final class Months {

    private static final int FEWEST_LETTERS = 3;

    /** Without accents; in brackets what is short for a month without being its beginning. */
    private static final Map<String, Integer> BY_NAME = named(
            "january february march april may june july august september october november december",
            // German, Dutch, Danish, Norwegian, Swedish
            "januar februar marz(mrz) april mai juni juli august september oktober november dezember",
            "januari februari maart(mrt) april mei juni juli augustus september oktober november december",
            "januar februar marts april maj juni juli august september oktober november desember",
            "januari februari mars april maj juni juli augusti september oktober november december",
            // French, Spanish, Italian, Portuguese, Catalan, Romanian
            "janvier fevrier mars avril mai juin juillet(jul) aout septembre octobre novembre decembre",
            "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
            "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
            "janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro",
            "gener febrer marc abril maig juny juliol agost setembre octubre novembre desembre",
            "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
            // Polish, Czech, Hungarian, Finnish, Turkish
            "styczen luty marzec kwiecien maj czerwiec lipiec sierpien wrzesien pazdziernik listopad grudzien",
            "leden unor brezen duben kveten cerven(cen) cervenec(cec) srpen zari rijen listopad prosinec",
            "januar februar marcius aprilis majus junius julius augusztus szeptember oktober november december",
            "tammikuu helmikuu maaliskuu huhtikuu toukokuu kesakuu heinakuu elokuu syyskuu lokakuu marraskuu joulukuu",
            "ocak subat mart nisan mayis haziran temmuz agustos eylul ekim kasim aralik",
            // Russian, Ukrainian, Greek
            "январь февраль март апрель май(мая) июнь июль август сентябрь октябрь ноябрь декабрь",
            "січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень",
            "ιανουαριοσ φεβρουαριοσ μαρτιοσ απριλιοσ μαιοσ ιουνιοσ ιουλιοσ αυγουστοσ σεπτεμβριοσ οκτωβριοσ νοεμβριοσ"
                    + " δεκεμβριοσ");

    private static final String ACCENTED = "àáâãäåèéêëìíîïòóôõöùúûüýçñčďěňřšťůžąćęłńśźżăâîșşțţğıőűάέήίόύώϊϋΐς";
    private static final String PLAIN = "aaaaaaeeeeiiiiooooouuuuycncdenrstuzacelnszzaaissttgiouαεηιουωιυισ";

    private Months() {}

    /** The number of a month; -1 if this is no month's name in any of the languages. */
    static int of(String name) {
        StringBuilder plain = new StringBuilder(name.length());
        for (char c : name.toLowerCase(Locale.ROOT).toCharArray()) {
            int accented = ACCENTED.indexOf(c);
            plain.append(accented < 0 ? c : PLAIN.charAt(accented));
        }
        return BY_NAME.getOrDefault(plain.toString(), -1);
    }

    private static Map<String, Integer> named(String... languages) {
        Map<String, Integer> all = new HashMap<>();
        for (String language : languages) {
            Map<String, Integer> own = new HashMap<>();
            Map<String, Integer> whole = new HashMap<>();
            Set<String> twice = new HashSet<>();
            String[] months = language.split(" ", -1);
            for (int i = 0; i < months.length; i++) {
                int bracket = months[i].indexOf('(');
                String name = bracket < 0 ? months[i] : months[i].substring(0, bracket);
                for (int length = FEWEST_LETTERS; length < name.length(); length++) {
                    if (own.put(name.substring(0, length), i + 1) != null) {
                        twice.add(name.substring(0, length));
                    }
                }
                whole.put(name, i + 1);
                if (bracket >= 0) {
                    whole.put(months[i].substring(bracket + 1, months[i].length() - 1), i + 1);
                }
            }
            own.keySet().removeAll(twice);
            // A whole name counts though another goes on from there, as the Czech June does into July.
            own.putAll(whole);
            own.forEach(all::putIfAbsent);
        }
        return Map.copyOf(all);
    }
}
