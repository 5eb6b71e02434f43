package protocols.whois;

import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Sentences that tell of a limit that was reached, or of a service that does not answer, by the words in them. */
final class Faults {

    /** A limit that was exceeded is named within so many words. */
    private static final int NEAR = 8;

    /** A notice has no more words than this, however many lines follow it. */
    private static final int NOTICE = 16;

    private static final Set<String> LIMITS = Wordings.words(
            "limit limits quota rate maximum allowance allocation number queries requests lookups connections contingent"
                    + " kontingent abfragen anfragen limite l\u00edmite cuota cota consultas requ\u00eates richieste");

    private static final Set<String> REACHED = Wordings.words(
            "exceeded exceeds reached exhausted surpassed depleted overrun \u00fcberschritten ersch\u00f6pft d\u00e9pass\u00e9"
                    + " d\u00e9pass\u00e9e excedido excedida superado superato superada esgotado");

    private static final Set<String> AUXILIARIES = Wordings.words("is was are were has have been already now");

    private static final Set<String> ASKED =
            Wordings.words("queries requests connections lookups attempts hits query request");

    private static final Set<String> ASKER = Wordings.words("you your ip address host client network");

    private static final Set<String> SHUT_OUT = Wordings.words("blocked banned blacklisted throttled suspended");

    private static final Set<String> SERVICE =
            Wordings.words("whois service server system port registry database rdap");

    private static final Set<String> GONE = Wordings.words(
            "retired discontinued deprecated decommissioned sunset sunsetted ceased terminated obsolete shutdown shut"
                    + " closed disabled removed replaced superseded withdrawn off unavailable offline migrated moved down"
                    + " eingestellt abgeschaltet abandonn\u00e9 retirado descontinuado dismesso");

    private static final Set<String> INSTEAD = Wordings.words("use instead via through please only https visit");

    private static final Set<String> FAILURES = Wordings.words(
            "error failure failed fatal exception timeout fehler erreur fout errore erro refused denied forbidden"
                    + " unauthorized unauthorised malformed unsupported");

    private Faults() {}

    /** Whether a limit was reached, whatever may follow of it: no condition stands before that. */
    static boolean isReached(List<String> words) {
        List<String> lower = words.stream().map(Wordings::lower).toList();
        for (int i = 0; i < lower.size(); i++) {
            if (Doubts.areConditions(lower.subList(i, i + 1))) {
                return false;
            }
            if (!REACHED.contains(lower.get(i))) {
                continue;
            }
            int verb = i;
            while (verb > 0 && AUXILIARIES.contains(lower.get(verb - 1))) {
                verb--;
            }
            boolean passive = verb > 0 && LIMITS.contains(lower.get(verb - 1));
            if (passive || (verb < i && has(lower.subList(i, Math.min(i + NEAR, lower.size())), LIMITS))) {
                return true;
            }
        }
        return false;
    }

    /** Whether it tells how often one may ask, and of nothing that happened: {@code Rate limit: 10 queries per minute}. */
    static boolean isAllowance(List<String> words) {
        if (words.size() > NOTICE) {
            return false;
        }
        List<String> lower = words.stream().map(Wordings::lower).toList();
        boolean counted = lower.stream().anyMatch(w -> w.chars().allMatch(Character::isDigit));
        return counted
                && (has(lower, LIMITS) || lower.contains("remaining"))
                && lower.stream().allMatch(w -> w.equals("limit") || w.equals("quota") || !Doubts.isDoubt(w));
    }

    static boolean isLimit(List<String> words) {
        List<String> lower = words.stream().map(Wordings::lower).toList();
        int many = Collections.indexOfSubList(lower, List.of("too", "many"));
        int frequent = Collections.indexOfSubList(lower, List.of("too", "fast"));
        boolean tooMany = many >= 0 && (lower.size() == 2 || has(lower, ASKED));
        boolean shutOut = has(lower, SHUT_OUT) && has(lower, ASKER);
        return tooMany || frequent >= 0 || shutOut || (has(lower, LIMITS) && has(lower, REACHED));
    }

    static boolean isRefusal(List<String> words) {
        List<String> lower = words.stream().map(Wordings::lower).toList();
        boolean longer = Collections.indexOfSubList(lower, List.of("no", "longer")) >= 0;
        boolean gone = has(lower, SERVICE) && (has(lower, GONE) || longer);
        boolean elsewhere = lower.contains("rdap") && has(lower, INSTEAD) && lower.contains("whois");
        boolean fault = FAILURES.contains(lower.get(0)) || (lower.size() < 12 && has(lower, FAILURES));
        return gone || elsewhere || fault;
    }

    private static boolean has(List<String> words, Set<String> any) {
        return words.stream().anyMatch(any::contains);
    }
}
