package protocols.whois;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringTokenizer;
import protocols.whois.Registration.State;

/** The words, in English, by which servers say that there is no record to show, and why. */
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
            "blacklisted");

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
            "not have any data");

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
            "prohibited",
            "not available for registration",
            "cannot be registered",
            "can not be registered",
            "not available for purchase",
            "restricted name");

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
            "% error");

    private static final List<String> FREE = List.of("free", "available", "not registered", "no object found", "avail");

    private static final List<String> KEPT = List.of("reserved", "blocked", "prohibited", "unavailable", "restricted");

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

    /** The time after which to ask again: {@code in 50 seconds}, {@code 2 hours}; at most 30 days. */
    static Optional<Duration> retry(String line) {
        StringTokenizer words = new StringTokenizer(line.substring(0, Math.min(READ, line.length())), " \t.,;()[]");
        int number = -1;
        while (words.hasMoreTokens()) {
            String word = words.nextToken().toLowerCase(Locale.ROOT);
            int unit = number < 0 ? 0 : seconds(word);
            if (unit > 0) {
                Duration wait = Duration.ofSeconds((long) number * unit);
                return wait.compareTo(Duration.ofDays(30)) <= 0 ? Optional.of(wait) : Optional.empty();
            }
            number = HostName.number(word, Integer.MAX_VALUE);
        }
        return Optional.empty();
    }

    private static int seconds(String unit) {
        return switch (unit) {
            case "s", "sec", "secs", "second", "seconds" -> 1;
            case "min", "mins", "minute", "minutes" -> 60;
            case "hour", "hours" -> 3600;
            case "day", "days" -> 86400;
            default -> 0;
        };
    }

    private static boolean has(List<String> phrases, String line) {
        return phrases.stream().anyMatch(line::contains);
    }
}
