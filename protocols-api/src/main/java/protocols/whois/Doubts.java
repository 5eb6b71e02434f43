package protocols.whois;

import java.util.List;
import java.util.Set;

/** The words that take a sentence its certainty. */
final class Doubts {

    /** Beside a sentence that says a name is free they make it say something else. */
    private static final Set<String> WORDS = Wordings.words(
            """
            not no never none neither nor cannot can't isn't aren't without unless except although however but only
            because since due if when while until once later again
            error errors err exception fault failed failure fails fail failing timeout timed unable unavailable invalid
            malformed internal fatal broken down offline maintenance overload overloaded busy temporarily temporary
            denied deny refused refuse rejected forbidden unauthorized prohibited disallowed blocked banned blacklisted
            throttled suspended disabled quota limit limits limited exceeded exceed exceeds reached exhausted too many
            retired retire rdap discontinued deprecated decommissioned sunset ceased terminated obsolete shutdown closed
            reserved restricted premium auction quarantine redemption unknown unsupported request registered taken
            nicht kein keine nie fehler ung\u00fcltig \u00fcberschritten gesperrt verweigert reserviert
            pas jamais erreur refus\u00e9 d\u00e9pass\u00e9 r\u00e9serv\u00e9 nunca denegado excedido reservado fout geen niet
            errore negato riservato
            """);

    /** What terms of use say would happen, and to whom. */
    private static final Set<String> CONDITIONS = Wordings.words(
            """
            if when whenever once may might can could should shall must would unless any anyone those who whoever
            which that agree agrees terms conditions purpose purposes reserves reserve rights guarantee guaranteed
            warranty lawful unlawful marketing submitting subject policy policies abusive abuse abusers
            lead leads cause causes whose whether trigger triggers copyright provided solely automated harvesting
            wenn falls kann k\u00f6nnen darf d\u00fcrfen wird werden soll sollte zweck zwecke nutzung
            si peut peuvent pourra doit sera seront conditions usage puede pueden debe ser\u00e1 condiciones uso
            pode podem deve condi\u00e7\u00f5es se pu\u00f2 condizioni als kan kunnen moet voorwaarden hvis kan vil
            """);

    /** Doubts beside the sentence that notices about the service hold, too. */
    private static final Set<String> OF_NOTICES = Wordings.words("only request rdap limit limits limited quota");

    /** What is said of the thing asked for, in sentences with or without a verb. */
    private static final Set<String> SUBJECTS = Wordings.words(Wordings.QUERY + " domain name object registration");

    private static final Set<String> VERBS = Wordings.words("is are was were has belongs");

    private static final Set<String> PENDING = Wordings.words(
            "pending pendingdelete pendingcreate redemptionperiod held locked protected partial incomplete unreliable"
                    + " clienthold serverhold");

    /** On the line of the sentence they send on to another place, or make it an example. */
    private static final Set<String> ELSEWHERE = Wordings.words("see try visit ask refer e.g i.e eg");

    private Doubts() {}

    static boolean isDoubt(String word) {
        return WORDS.contains(word);
    }

    /** Whether none of them stands in it. */
    static boolean areNoneIn(List<String> words) {
        return words.stream().map(Wordings::lower).noneMatch(WORDS::contains);
    }

    /** Whether a sentence on the same line takes nothing of what the other says. */
    static boolean areNoneBeside(List<String> words) {
        return areNoneIn(words) && words.stream().map(Wordings::lower).noneMatch(ELSEWHERE::contains);
    }

    /** Whether it says anything of the thing asked for, or holds a doubt, and is no notice about the service. */
    static boolean speakAgainst(List<String> words) {
        List<String> lower = words.stream().map(Wordings::lower).toList();
        for (int i = 0; i < lower.size(); i++) {
            String word = lower.get(i);
            boolean said = SUBJECTS.contains(word) && i + 1 < lower.size() && VERBS.contains(lower.get(i + 1));
            if (said || PENDING.contains(word) || (WORDS.contains(word) && !OF_NOTICES.contains(word))) {
                return true;
            }
        }
        return false;
    }

    /** Whether one of the words says what must be before something happens. */
    static boolean areConditions(List<String> words) {
        return words.stream().anyMatch(CONDITIONS::contains);
    }

    /** Whether it says what happens under conditions, and not what happened. */
    static boolean isConditional(List<String> words) {
        List<String> lower = words.stream().map(Wordings::lower).toList();
        int will = lower.indexOf("will");
        boolean foretold =
                will >= 0 && lower.subList(0, will).stream().noneMatch(w -> w.equals("has") || w.equals("have"));
        int result = Math.max(lower.indexOf("results"), lower.indexOf("result"));
        boolean follows = result >= 0
                && result + 1 < lower.size()
                && lower.get(result + 1).equals("in");
        return foretold || follows || areConditions(lower);
    }
}
