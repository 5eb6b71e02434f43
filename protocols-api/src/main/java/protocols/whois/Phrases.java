package protocols.whois;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.StringTokenizer;
import protocols.whois.Registration.State;

/** The words by which servers say that there is no record to show, and why; in the languages that registries print. */
final class Phrases {

    private static final int READ = 300;

    /** A limit that was reached. */
    private static final List<String> LIMITED = List.of(
            "limit exceeded",
            "exceeded this limit",
            "exceeded the limit",
            "exceeded your",
            "limit reached",
            "limit has been reached",
            "limit has been exceeded",
            "quota exceeded",
            "quota has been exceeded",
            "try again later",
            "try again after",
            "please slow down",
            "slow down",
            " error 201 ",
            " error 202 ",
            " error 208 ",
            " error 209 ",
            "temporarily denied",
            "temporarily blocked",
            "temporarily unavailable",
            "throttled",
            "rate limited",
            "rate-limited",
            "interval is too short",
            "address has been blocked",
            "host has been blocked",
            "you have been blocked",
            "zu viele anfragen",
            "abfragen \u00fcberschritten",
            "limit \u00fcberschritten",
            "trop de requ\u00eates",
            "quota d\u00e9pass\u00e9",
            "limite d\u00e9pass\u00e9e",
            "limite excedido",
            "demasiadas consultas",
            "muitas consultas",
            "troppe richieste",
            "for mange foresp",
            "\u983b\u7e41",
            "\u30a2\u30af\u30bb\u30b9\u5236\u9650",
            "\u4e00\u6642\u7684\u306b");

    /** A limit that is spoken of. */
    private static final List<String> LIMITS = List.of(
            "exceeded the maximum",
            "exceeded allowed",
            "has been exceeded",
            "too many",
            "excessive querying",
            "queries per",
            "maximum daily",
            "query rate",
            "lookup quota",
            "banned",
            "blacklisted",
            "number of queries",
            "number of requests",
            "requests per",
            "limite de consultas",
            "l\u00edmite de consultas");

    private static final List<String> RESERVED = List.of(
            "reserved by",
            "in quarantine",
            "name is restricted",
            "domain is restricted",
            "registration is not possible",
            "is reserved",
            "name reserved",
            "reserved name",
            "reserved domain",
            "reserved for",
            "registry reserved",
            "has been reserved",
            "been reserved",
            "has been blocked",
            "is blocked",
            "blocked by",
            "premium name",
            "premium domain",
            "unavailable for registration",
            "unavailable for purchase",
            "not available for registration",
            "cannot be registered",
            "can not be registered",
            "may not be registered",
            "nicht registrierbar",
            "verboden",
            "er blokkeret",
            "gereserveerd",
            "zarezerwowan",
            "\u0437\u0430\u0440\u0435\u0437\u0435\u0440\u0432\u0438\u0440\u043e\u0432\u0430\u043d",
            "not available for purchase",
            "restricted name",
            "registration is prohibited",
            "prohibited name",
            "prohibited string",
            "not available for general use",
            "ist reserviert",
            "ist gesperrt",
            "est r\u00e9serv\u00e9",
            "nom r\u00e9serv\u00e9",
            "est\u00e1 reservado",
            "dominio reservado",
            "dom\u00ednio reservado",
            "riservato",
            "er reserveret",
            "er reservert",
            "\u4e88\u7d04\u30c9\u30e1\u30a4\u30f3",
            "\u4fdd\u7559");

    private static final List<String> REFUSED = List.of(
            "access denied",
            "denied",
            "not permitted",
            "not authorized",
            "not authorised",
            "unauthorized",
            "refused",
            "forbidden",
            "invalid query",
            "invalid request",
            "invalid domain",
            "malformed",
            "syntax error",
            "not supported",
            "unsupported",
            "no longer",
            "discontinued",
            "been retired",
            "been shut down",
            "service is not available",
            "no whois server",
            "unable to process",
            "internal error",
            " error 1",
            " error 2",
            "zugriff verweigert",
            "acc\u00e8s refus\u00e9",
            "acceso denegado",
            "acesso negado",
            "accesso negato",
            "toegang geweigerd",
            "adgang n\u00e6gtet",
            "decommissioned",
            "sunset",
            "\u30a2\u30af\u30bb\u30b9\u304c\u62d2\u5426");

    private static final Set<String> FREE =
            Set.of("not registered", "no object found", "not found", "not yet registered");

    /** Nobody holds it, and nobody gets it now. */
    private static final List<String> KEPT = List.of(
            "reserved",
            "unassignable",
            "quarantine",
            "withdrawn",
            "reservado",
            "reservada",
            "reserviert",
            "r\u00e9serv\u00e9",
            "reserveret",
            "gereserveerd",
            "riservato");

    /** Said of names that have a holder, too. */
    private static final List<String> KEPT_OR_HELD = List.of(
            "blocked",
            "unavailable",
            "not available",
            "restricted",
            "premium",
            "gesperrt",
            "prohibited",
            "invalid",
            "not allowed",
            "not assigned");

    private Phrases() {}

    /** What a sentence outside of a record says has happened; what is narrower comes first: a limit also denies access. */
    static Optional<State> said(List<String> words) {
        if (Faults.isReached(words)) {
            return Optional.of(State.RATE_LIMITED);
        }
        if (Doubts.isConditional(words)) {
            return Optional.empty();
        }
        String sentence = " " + Wordings.lower(String.join(" ", words)) + " ";
        if (has(LIMITED, sentence) || Faults.isLimit(words)) {
            return Optional.of(State.RATE_LIMITED);
        }
        if (has(RESERVED, sentence)) {
            return Optional.of(State.RESERVED);
        }
        return Faults.isRefusal(words) ? Optional.of(State.REFUSED) : Optional.empty();
    }

    /** What a sentence speaks of, which may be what would happen to others. */
    static Optional<State> spokenOf(List<String> words) {
        String sentence = " " + Wordings.lower(String.join(" ", words)) + " ";
        if (has(LIMITED, sentence) || has(LIMITS, sentence) || Faults.isLimit(words)) {
            return Optional.of(State.RATE_LIMITED);
        }
        if (has(RESERVED, sentence) && !sentence.contains(" rights ")) {
            return Optional.of(State.RESERVED);
        }
        return has(REFUSED, sentence) || Faults.isRefusal(words) ? Optional.of(State.REFUSED) : Optional.empty();
    }

    /**
     * What the value of a status field says, if it is not the status of something registered.
     *
     * @param isHeld whether the record names a holder, a registrar or servers
     * @param isDated whether it has a date
     */
    static Optional<State> status(String value, boolean isHeld, boolean isDated) {
        // Some number their states: "220 Available".
        List<String> words = Sentences.words(value).stream()
                .dropWhile(word -> word.chars().allMatch(Character::isDigit))
                .toList();
        String status = Wordings.lower(String.join(" ", words));
        if (FREE.contains(status) || (!words.isEmpty() && Wordings.sayFree(words))) {
            return isHeld ? Optional.empty() : Optional.of(State.AVAILABLE);
        }
        boolean kept = words.stream().map(Wordings::lower).anyMatch(KEPT::contains) && !status.contains("not reserved");
        if (kept || (!isHeld && !isDated && KEPT_OR_HELD.contains(status))) {
            return Optional.of(State.RESERVED);
        }
        Optional<State> fault = isHeld || words.isEmpty() ? Optional.empty() : said(words);
        return fault.filter(state -> state != State.RESERVED);
    }

    /** The time after which to ask again: {@code in 50 seconds}, {@code 2 hours}, {@code 60s}; at most 30 days. */
    static Optional<Duration> retry(String line) {
        StringTokenizer words = new StringTokenizer(line.substring(0, Math.min(READ, line.length())), " \t.,;:()[]");
        int number = -1;
        while (words.hasMoreTokens()) {
            String word = words.nextToken().toLowerCase(Locale.ROOT);
            int digits = digits(word);
            int unit = digits > 0 ? seconds(word.substring(digits)) : number < 0 ? 0 : seconds(word);
            number = digits > 0 ? HostName.number(word.substring(0, digits), Integer.MAX_VALUE) : number;
            if (unit > 0 && number >= 0) {
                Duration wait = Duration.ofSeconds((long) number * unit);
                return wait.compareTo(Duration.ofDays(30)) <= 0 ? Optional.of(wait) : Optional.empty();
            }
            number = digits == word.length() ? number : -1;
        }
        return Optional.empty();
    }

    private static int digits(String word) {
        int end = 0;
        while (end < word.length() && HostName.isDigit(word.charAt(end))) {
            end++;
        }
        return end;
    }

    private static int seconds(String unit) {
        return switch (unit) {
            case "s", "sec", "secs", "second", "seconds", "sekunden", "secondes", "segundos", "secondi", "\u79d2" -> 1;
            case "min", "mins", "minute", "minutes", "minuten", "minutos", "minuti", "\u5206" -> 60;
            case "h", "hour", "hours", "stunden", "heures", "horas", "ore", "\u6642\u9593" -> 3600;
            case "day", "days", "tage", "tagen", "jours", "dias", "d\u00edas", "giorni", "\u65e5" -> 86400;
            default -> 0;
        };
    }

    private static boolean has(List<String> phrases, String line) {
        return phrases.stream().anyMatch(line::contains);
    }
}
