package protocols.whois;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringTokenizer;
import protocols.whois.Registration.State;

/** The words by which servers say that there is no record to show, and why; in the languages that registries print. */
final class Phrases {

    private static final int READ = 300;

    private static final List<String> RATE_LIMITED = List.of(
            "limit exceeded",
            "exceeded this limit",
            "exceeded the limit",
            "exceeded your",
            "exceeded the maximum",
            "limit reached",
            "limit has been reached",
            "limit has been exceeded",
            "quota exceeded",
            "quota has been exceeded",
            "exceeded allowed",
            "has been exceeded",
            "too many",
            "try again later",
            "try again after",
            "please slow down",
            "slow down",
            "error:201:",
            "error:202:",
            "error:208:",
            "error:209:",
            "excessive querying",
            "temporarily denied",
            "temporarily blocked",
            "temporarily unavailable",
            "throttled",
            "rate limited",
            "rate-limited",
            "queries per",
            "maximum daily",
            "query rate",
            "lookup quota",
            "banned",
            "blacklisted",
            "interval is too short",
            "number of queries",
            "number of requests",
            "address has been blocked",
            "host has been blocked",
            "you have been blocked",
            "requests per",
            "zu viele anfragen",
            "abfragen \u00fcberschritten",
            "limit \u00fcberschritten",
            "trop de requ\u00eates",
            "quota d\u00e9pass\u00e9",
            "limite d\u00e9pass\u00e9e",
            "limite de consultas",
            "limite excedido",
            "demasiadas consultas",
            "l\u00edmite de consultas",
            "muitas consultas",
            "troppe richieste",
            "for mange foresp",
            "\u983b\u7e41",
            "\u30a2\u30af\u30bb\u30b9\u5236\u9650",
            "\u4e00\u6642\u7684\u306b");

    private static final List<String> AVAILABLE = List.of(
            "no match",
            "not found",
            "no data found",
            "no data was found",
            "no entries found",
            "no object found",
            "no objects found",
            "nothing found",
            "no records",
            "no record found",
            "no such domain",
            "no information",
            "no matching record",
            "does not exist",
            "do not have an entry",
            "not registered",
            "not been registered",
            "is free",
            "is available",
            "available for registration",
            "available for purchase",
            "unallocated",
            "no found",
            "no domain",
            "not in database",
            "no whois record",
            "object_not_found",
            "error:101:",
            "returned 0 objects",
            "not have any data",
            "nicht gefunden",
            "nicht registriert",
            "ist frei",
            "kein eintrag",
            "keine eintr\u00e4ge",
            "non trouv\u00e9",
            "pas trouv\u00e9",
            "pas \u00e9t\u00e9 trouv\u00e9",
            "aucune correspondance",
            "aucun r\u00e9sultat",
            "n'existe pas",
            "n\u00e3o encontrado",
            "n\u00e3o existe",
            "n\u00e3o registado",
            "n\u00e3o registrado",
            "inexistente",
            "no se encuentra registrado",
            "no est\u00e1 registrado",
            "no encontrado",
            "no existe",
            "no se encontr",
            "non trovato",
            "non registrato",
            "niet gevonden",
            "niet geregistreerd",
            "ikke fundet",
            "ikke funnet",
            "ikke registreret",
            "hittades inte",
            "ei l\u00f6ydy",
            "nenalezen",
            "nie znaleziono",
            "nincs tal\u00e1lat",
            "nincs talalat",
            "bulunamad\u0131",
            "\u043d\u0435 \u043d\u0430\u0439\u0434\u0435\u043d",
            "\u8a72\u5f53\u3059\u308b\u30c7\u30fc\u30bf\u304c\u3042\u308a\u307e\u305b\u3093",
            "\u672a\u627e\u5230",
            "\u6ca1\u6709\u627e\u5230",
            "\u672a\u6ce8\u518c",
            "\ub4f1\ub85d\ub418\uc5b4 \uc788\uc9c0 \uc54a");

    private static final List<String> RESERVED = List.of(
            "reserved by",
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
            "not available for registration",
            "cannot be registered",
            "can not be registered",
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
            "error:1",
            "error:2",
            "% error",
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

    private static final List<String> FREE = List.of(
            "free",
            "available",
            "not registered",
            "no object found",
            "avail",
            "not found",
            "frei",
            "disponible",
            "disponibile",
            "dispon\u00edvel");

    private static final List<String> KEPT = List.of(
            "reserved",
            "blocked",
            "prohibited",
            "unavailable",
            "restricted",
            "invalid",
            "unassignable",
            "not allowed",
            "quarantine",
            "withdrawn",
            "reservado",
            "reserviert",
            "r\u00e9serv\u00e9",
            "riservato");

    private Phrases() {}

    /** What a line says outside of a record. What is narrower comes first: a limit also denies access. */
    static Optional<State> state(String line) {
        String start = line.substring(0, Math.min(READ, line.length())).toLowerCase(Locale.ROOT);
        if (has(RATE_LIMITED, start)) {
            return Optional.of(State.RATE_LIMITED);
        }
        if (has(RESERVED, start)) {
            return Optional.of(State.RESERVED);
        }
        if (has(AVAILABLE, start)) {
            return Optional.of(State.AVAILABLE);
        }
        return has(REFUSED, start) ? Optional.of(State.REFUSED) : Optional.empty();
    }

    /** What the value of a status field says, if it is not the status of something registered. */
    static Optional<State> status(String value) {
        String status = value.toLowerCase(Locale.ROOT).strip();
        if (FREE.contains(status)) {
            return Optional.of(State.AVAILABLE);
        }
        return KEPT.contains(status) || status.startsWith("reserved ") ? Optional.of(State.RESERVED) : Optional.empty();
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
