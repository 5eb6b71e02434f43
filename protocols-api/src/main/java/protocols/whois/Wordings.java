package protocols.whois;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;

/**
 * Tells a sentence that says of the thing asked for, and of nothing else, that nobody holds it. Each of its words must be
 * one of a known wording or one that changes nothing of its meaning; so a negation, an error or another subject makes it
 * say nothing, in whatever words it comes.
 */
final class Wordings {

    /** Stands for the thing asked for. */
    static final String QUERY = "\ue000";

    /** There is no record of it. */
    private static final Map<String, List<List<String>>> ABSENT = phrases(
            """
            no match; no match found; no matches; no matches found; no matching record; no matching records
            no matching record found; no matching records found; no matching entries; no matching entries found
            no matching objects found; no entries found; no entry found; no data found; no data was found; no object found
            no objects found; no records; no records found; no record found; no record; no such domain; no such object
            no such record; no information; no information available; no information was found; no information found
            nothing found; no found; no domain found; no domains found; no whois record; no whois record found
            no results; no results found; no result found; not found; was not found; could not be found; not been found
            does not exist; doesn't exist; do not have an entry; don't have an entry; do not have any data
            does not have any data; not have any data; returned 0 objects; not in database; not registered
            not been registered; not yet registered; not yet been registered; not currently registered; unregistered
            unallocated; error 101 no entries found; error 103 domain is not registered
            nicht gefunden; nicht registriert; noch nicht registriert; kein eintrag; kein eintrag gefunden
            keine eintr\u00e4ge; keine eintr\u00e4ge gefunden; nichts gefunden; existiert nicht; keine daten gefunden
            non trouv\u00e9; non trouv\u00e9e; pas trouv\u00e9; pas trouv\u00e9e; n'a pas \u00e9t\u00e9 trouv\u00e9; introuvable
            aucune correspondance; aucun r\u00e9sultat; aucune entr\u00e9e; aucun objet trouv\u00e9; n'existe pas
            pas enregistr\u00e9; n'est pas enregistr\u00e9; non enregistr\u00e9
            no encontrado; no se encuentra registrado; no est\u00e1 registrado; no existe; no se encontr\u00f3
            no se encontro; no se encontraron; no se encontro el objeto; no registrado; no hay datos
            n\u00e3o encontrado; n\u00e3o existe; n\u00e3o registado; n\u00e3o registrado; n\u00e3o est\u00e1 registado
            inexistente; nenhum registro encontrado
            non trovato; non registrato; non esiste; nessun risultato; nessuna corrispondenza
            niet gevonden; niet geregistreerd; bestaat niet; geen resultaten
            ikke fundet; ikke registreret; findes ikke; ikke funnet; ikke registrert; finnes ikke; hittades inte
            finns inte; inte registrerad; ei l\u00f6ydy; ei l\u00f6ytynyt; nenalezen; nenalezena; nenalezeno
            nebyl nalezen; neexistuje; nie znaleziono; nie istnieje; nie jest zarejestrowana; nincs tal\u00e1lat
            nincs talalat; bulunamad\u0131; kay\u0131tl\u0131 de\u011fil; \u043d\u0435 \u043d\u0430\u0439\u0434\u0435\u043d
            \u043d\u0435 \u043d\u0430\u0439\u0434\u0435\u043d\u0430; \u043d\u0435 \u043d\u0430\u0439\u0434\u0435\u043d\u043e
            \u043d\u0435 \u043d\u0430\u0439\u0434\u0435\u043d\u044b
            \u043d\u0435 \u0437\u0430\u0440\u0435\u0433\u0438\u0441\u0442\u0440\u0438\u0440\u043e\u0432\u0430\u043d
            \u043d\u0435 \u0437\u0430\u0440\u0435\u0433\u0438\u0441\u0442\u0440\u0438\u0440\u043e\u0432\u0430\u043d\u043e
            \u043d\u0435 \u0441\u0443\u0449\u0435\u0441\u0442\u0432\u0443\u0435\u0442
            """);

    /** It can be had. */
    private static final Map<String, List<List<String>>> FREE = phrases(
            """
            available; is available; free; is free; is available for registration; is available for purchase
            available for registration; available for purchase; free for registration; is free for registration
            available to register; is available to register; available to be registered; can be registered; avail
            ist frei; frei; ist verf\u00fcgbar; verf\u00fcgbar; ist frei zur registrierung
            est libre; est disponible; disponible; libre; est\u00e1 disponible; est\u00e1 libre; disponible para registro
            dispon\u00edvel; est\u00e1 dispon\u00edvel; dispon\u00edvel para registro; \u00e8 disponibile; disponibile
            is vrij; vrij; is beschikbaar; beschikbaar; er ledig; er ledigt; \u00e4r ledig; ledig; vapaa; on vapaa
            voln\u00e1; je voln\u00e1; jest wolna; wolna
            \u0441\u0432\u043e\u0431\u043e\u0434\u0435\u043d; \u0441\u0432\u043e\u0431\u043e\u0434\u0435\u043d \u0434\u043b\u044f
            \u0441\u0432\u043e\u0431\u043e\u0434\u0435\u043d \u0434\u043b\u044f
            """);

    /** What a domain is called; all that may stand beside a wording that it can be had. */
    private static final Set<String> DOMAIN = words(
            """
            the this domain name domainname requested queried currently now sorry
            die der das diese dieser domainname domain dom\u00e4ne le la les nom de domaine ce el los dominio nombre este
            o a dom\u00ednio dominio nome do il het domein domeinnaam dom\u00e6net dom\u00e6nenavnet domenet dom\u00e4nen
            verkkotunnus dom\u00e9na domena alan ad\u0131 \u0434\u043e\u043c\u0435\u043d \u0438\u043c\u044f
            """);

    /** What a record is called, and the small words beside it. */
    private static final Set<String> RECORD = words(
            """
            domains object objects entry entries record records data match matches information result results
            your our we but for is was were are has have been of about matching resource
            eintrag objekt datensatz daten zu f\u00fcr ist wurde sind es l'objet objet notre est a \u00e9t\u00e9 pour du des
            objeto registro registros datos resultados un para se en su una hay blev er i \u00e4r verkkotunnusta
            domeny nazwa domenu dom\u00e9nu
            """);

    /** Where the record was looked for; not what was looked for. */
    private static final Set<String> PLACE = words(
            """
            in to from with within by a an and database db registry source sources criteria request search key
            string selected specified given following nic tld n r s zone query whois consulta
            im der datenbank unserer dans base donn\u00e9es donnees nuestra nuestro datos na no
            nel nostro database databasen databasen databaze v na\u0161\u00ed w bazie veritaban\u0131nda \u0432 \u0431\u0430\u0437\u0435
            \u0434\u0430\u043d\u043d\u044b\u0445 \u0434\u043b\u044f \u0440\u0435\u0433\u0438\u0441\u0442\u0440\u0430\u0446\u0438\u0438
            """);

    /** The same where words have no blanks between them, and what may stand around it. */
    private static final List<String> RUN_TOGETHER = List.of(
            "\u8a72\u5f53\u3059\u308b\u30c7\u30fc\u30bf\u304c\u3042\u308a\u307e\u305b\u3093",
            "\u672a\u627e\u5230",
            "\u6ca1\u6709\u627e\u5230",
            "\u672a\u6ce8\u518c",
            "\u5c1a\u672a\u6ce8\u518c",
            "\ub4f1\ub85d\ub418\uc5b4\uc788\uc9c0\uc54a\uc2b5\ub2c8\ub2e4");

    private static final List<String> AROUND = List.of(
            "\u60a8\u67e5\u8be2\u7684",
            "\u6240\u67e5\u8be2\u7684",
            "\u67e5\u8be2\u7684",
            "\u8be5",
            "\u57df\u540d",
            "\u76f8\u5173",
            "\u4fe1\u606f",
            "\u8bb0\u5f55",
            "\u7684",
            "\u30c9\u30e1\u30a4\u30f3\u540d",
            "\u30c9\u30e1\u30a4\u30f3",
            "\u306f",
            "\ub3c4\uba54\uc778\uc774\ub984",
            "\ub3c4\uba54\uc778",
            "\uc740",
            "\ub294",
            "\uc774",
            "\ud574\ub2f9");

    private static final Set<String> TAKEN = words("registered taken registriert vergeben enregistr\u00e9 registrado");

    private static final Set<String> TAKEN_BESIDE = words(
            "registered taken registriert vergeben enregistr\u00e9 registrado is already has been ist bereits est est\u00e1");

    /** After these stands the name of a registry or of its database: {@code in source RIPE}. */
    private static final Set<String> BEFORE_NAMES = words("in en source nic registry");

    private Wordings() {}

    /**
     * Whether it says so.
     *
     * @param words as they were written, {@link #QUERY} for what was asked for
     */
    static boolean sayFree(List<String> words) {
        if (words.stream().anyMatch(Wordings::isAsian)) {
            return sayFreeRunTogether(words);
        }
        if (isQuestion(words) || isOfData(words)) {
            return false;
        }
        boolean absent = false;
        boolean free = false;
        List<String> rest = new ArrayList<>();
        int i = 0;
        while (i < words.size()) {
            int known = longest(ABSENT, words, i);
            int had = longest(FREE, words, i);
            String word = lower(words.get(i));
            absent |= known > 0 && known >= had;
            free |= had > known;
            if (Math.max(known, had) > 0) {
                i += Math.max(known, had);
                continue;
            }
            boolean name = absent && !free && i > 0 && isName(words, i);
            boolean neutral = word.equals(QUERY) || DOMAIN.contains(word);
            if (!neutral && !name && !RECORD.contains(word) && !(absent && PLACE.contains(word))) {
                return false;
            }
            if (!neutral) {
                rest.add(word);
            }
            i++;
        }
        return absent || (free && (rest.isEmpty() || isOnly(rest)));
    }

    /** Whether it says of the domain that somebody holds it. */
    static boolean sayTaken(List<String> words) {
        List<String> lower = words.stream().map(Wordings::lower).toList();
        boolean named = lower.contains(QUERY) || lower.contains("domain");
        return named
                && lower.stream().anyMatch(TAKEN::contains)
                && lower.stream().allMatch(w -> w.equals(QUERY) || DOMAIN.contains(w) || TAKEN_BESIDE.contains(w));
    }

    /** {@code Is example.com available}. */
    private static boolean isQuestion(List<String> words) {
        return words.size() > 2
                && lower(words.get(0)).equals("is")
                && (words.get(1).equals(QUERY) || DOMAIN.contains(lower(words.get(1))));
    }

    /** There may be a domain without data: {@code No information available}, {@code Domain data not found}. */
    private static boolean isOfData(List<String> words) {
        List<String> lower = words.stream().map(Wordings::lower).toList();
        boolean data = Collections.indexOfSubList(lower, List.of("domain", "data")) >= 0
                || Collections.indexOfSubList(lower, List.of("domain", "information")) >= 0
                || lower.equals(List.of("no", "information"))
                || lower.equals(List.of("no", "information", "available"));
        return data && !lower.contains(QUERY);
    }

    private static boolean isAsian(String word) {
        return word.chars().anyMatch(c -> c >= 0x3000 && c < 0xe000);
    }

    private static boolean sayFreeRunTogether(List<String> words) {
        String rest = String.join("", words).replace(QUERY, "");
        for (String phrase : RUN_TOGETHER) {
            int at = rest.indexOf(phrase);
            if (at >= 0) {
                rest = rest.substring(0, at) + rest.substring(at + phrase.length());
                for (String around : AROUND) {
                    rest = rest.replace(around, "");
                }
                return rest.isEmpty();
            }
        }
        return false;
    }

    /** What may stand before "can be had" beside the domain: {@code is now available}. */
    private static boolean isOnly(List<String> rest) {
        return rest.stream().allMatch(word -> word.equals("is") || word.equals("ist") || word.equals("est"));
    }

    /** Written large in a line that is not, and no word that a fault would be told in. */
    private static boolean isName(List<String> words, int at) {
        String word = words.get(at);
        boolean mixed = words.stream().anyMatch(w -> !w.equals(QUERY) && !w.equals(w.toUpperCase(Locale.ROOT)));
        return mixed
                && Character.isUpperCase(word.charAt(0))
                && BEFORE_NAMES.contains(lower(words.get(at - 1)))
                && !Doubts.isDoubt(lower(word));
    }

    private static int longest(Map<String, List<List<String>>> phrases, List<String> words, int at) {
        for (List<String> phrase : phrases.getOrDefault(lower(words.get(at)), List.of())) {
            int end = at + phrase.size();
            if (end <= words.size()
                    && words.subList(at, end).stream()
                            .map(Wordings::lower)
                            .toList()
                            .equals(phrase)) {
                return phrase.size();
            }
        }
        return 0;
    }

    static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }

    private static Map<String, List<List<String>>> phrases(String text) {
        Map<String, List<List<String>>> byFirst = new HashMap<>();
        StringTokenizer each = new StringTokenizer(text, ";\n");
        while (each.hasMoreTokens()) {
            List<String> phrase = list(each.nextToken());
            if (!phrase.isEmpty()) {
                byFirst.computeIfAbsent(phrase.get(0), k -> new ArrayList<>()).add(phrase);
            }
        }
        byFirst.values()
                .forEach(list -> list.sort(Comparator.comparing((List<String> phrase) -> phrase.size())
                        .reversed()));
        return byFirst;
    }

    private static List<String> list(String text) {
        List<String> list = new ArrayList<>();
        StringTokenizer words = new StringTokenizer(text);
        while (words.hasMoreTokens()) {
            list.add(words.nextToken());
        }
        return list;
    }

    static Set<String> words(String text) {
        return Set.copyOf(new HashSet<>(list(text)));
    }
}
