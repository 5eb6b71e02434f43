package protocols.internal.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import protocols.Transcript;
import protocols.spi.CoreFriend;

/**
 * The secrets that a session has sent, so that a peer that repeats one (an echo, an error text) is not recorded so, in
 * whatever form it was sent.
 */
final class Secrets {

    /** Shorter ones would hide half of every line, and hide nothing: see {@link protocols.Secret}. */
    private static final int SHORTEST = 4;

    /** What is shown on each side of the place where a line is broken. */
    private static final int AROUND = 30;

    private static final SecretForm[] NO_FORMS = {};

    /**
     * What to look for.
     *
     * @param forms each secret in each of its forms
     * @param first those that begin with each byte: most bytes are done with after one look here
     * @param wiped whether there were some, of which nobody knows any more
     */
    private record Sought(List<SecretForm> forms, SecretForm[][] first, boolean wiped) {
        static Sought none(boolean wiped) {
            SecretForm[][] first = new SecretForm[256][];
            Arrays.fill(first, NO_FORMS);
            return new Sought(List.of(), first, wiped);
        }

        Sought and(List<SecretForm> more) {
            List<SecretForm> all = new ArrayList<>(forms);
            SecretForm[][] firsts = first.clone();
            for (SecretForm form : more) {
                all.add(form);
                int b = form.bytes()[0] & 0xff;
                firsts[b] = Arrays.copyOf(firsts[b], firsts[b].length + 1);
                firsts[b][firsts[b].length - 1] = form;
            }
            return new Sought(List.copyOf(all), firsts, wiped);
        }

        boolean isEmpty() {
            return forms.isEmpty();
        }
    }

    /** Where a secret stands in bytes. */
    private record Range(int from, int to) {}

    private volatile Sought sought = Sought.none(false);

    /** One that goes out with each request of a long session is looked for once. */
    synchronized void add(byte[] secret) {
        if (secret.length >= SHORTEST && sought.forms().stream().noneMatch(form -> form.is(secret))) {
            sought = sought.and(SecretForm.of(secret));
            addLines(secret);
        }
    }

    /** A secret of several lines (a literal) may come back line by line. */
    private void addLines(byte[] secret) {
        int from = 0;
        for (int i = 0; i < secret.length; i++) {
            if (secret[i] == '\r' || secret[i] == '\n') {
                addLine(secret, from, i);
                from = i + 1;
            }
        }
        if (from > 0) {
            addLine(secret, from, secret.length);
        }
    }

    private void addLine(byte[] secret, int from, int to) {
        byte[] line = Arrays.copyOfRange(secret, from, to);
        add(line);
        Arrays.fill(line, (byte) 0);
    }

    /** Overwrites all of them. What a peer says after that could hold any, and is not shown at all. */
    synchronized void wipe() {
        Sought past = sought;
        sought = Sought.none(past.wiped() || !past.isEmpty());
        past.forms().forEach(SecretForm::wipe);
    }

    /** The escaped form with every secret replaced; empty if there is none in it. */
    Optional<String> scrub(byte[] bytes, int from, int to) {
        Sought now = sought;
        if (now.wiped()) {
            return Optional.of(endsLine(bytes, from, to) ? Transcript.REDACTED : Transcript.REDACTED + "\\");
        }
        List<Range> found = find(now, bytes, from, to);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder out = new StringBuilder();
        int done = from;
        for (Range range : found) {
            out.append(CoreFriend.get().escapePart(bytes, done, range.from())).append(Transcript.REDACTED);
            done = range.to();
        }
        return Optional.of(out.append(CoreFriend.get().escape(bytes, done, to)).toString());
    }

    private static boolean endsLine(byte[] bytes, int from, int to) {
        return to - from >= 2 && bytes[to - 2] == '\r' && bytes[to - 1] == '\n';
    }

    /** A text that came from the peer, with every secret in it replaced. */
    String scrub(String text) {
        Sought now = sought;
        if (now.wiped()) {
            return text.isEmpty() ? text : Transcript.REDACTED;
        }
        return now.isEmpty() ? text : scrub(now, scrub(now, text, UTF_8), ISO_8859_1);
    }

    private static String scrub(Sought now, String text, Charset charset) {
        byte[] bytes = text.getBytes(charset);
        List<Range> found = find(now, bytes, 0, bytes.length);
        if (found.isEmpty()) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        int done = 0;
        for (Range range : found) {
            out.append(new String(bytes, done, range.from() - done, charset)).append(Transcript.REDACTED);
            done = range.to();
        }
        return out.append(new String(bytes, done, bytes.length - done, charset)).toString();
    }

    /**
     * Some bytes on both sides of a place, without a secret that stands there in part or as a whole, nor one that is still
     * to come in full.
     */
    String around(byte[] bytes, int from, int to, int at) {
        Sought now = sought;
        if (now.wiped()) {
            return Transcript.REDACTED;
        }
        List<Range> found = new ArrayList<>(find(now, bytes, from, to));
        int begun = begunAt(bytes, from, to);
        if (begun >= SHORTEST) {
            found.add(new Range(to - begun, to));
        }
        int done = Math.max(from, at - AROUND);
        int end = Math.min(to, at + AROUND);
        StringBuilder out = new StringBuilder();
        for (Range range : found) {
            if (range.to() > done && range.from() < end) {
                out.append(new String(bytes, done, Math.max(done, range.from()) - done, ISO_8859_1))
                        .append(Transcript.REDACTED);
                done = range.to();
            }
        }
        return done < end
                ? out.append(new String(bytes, done, end - done, ISO_8859_1)).toString()
                : out.toString();
    }

    private static List<Range> find(Sought now, byte[] bytes, int from, int to) {
        List<Range> found = List.of();
        if (now.isEmpty()) {
            return found;
        }
        SecretForm[][] first = now.first();
        for (int i = from; i < to; i++) {
            for (SecretForm form : first[bytes[i] & 0xff]) {
                if (form.isAt(bytes, i, to)) {
                    found = found.isEmpty() ? new ArrayList<>() : found;
                    join(found, new Range(form.begin(bytes, i, from), form.end(bytes, i, to)));
                }
            }
        }
        return found;
    }

    /** Those that overlap are one. */
    private static void join(List<Range> found, Range next) {
        Range joined = next;
        while (!found.isEmpty() && found.get(found.size() - 1).to() >= joined.from()) {
            Range last = found.remove(found.size() - 1);
            joined = new Range(Math.min(last.from(), joined.from()), Math.max(last.to(), joined.to()));
        }
        found.add(joined);
    }

    /** The length of the longest end of these bytes with which a secret begins that does not end there. */
    int begunAt(byte[] bytes, int from, int to) {
        int longest = 0;
        for (SecretForm form : sought.forms()) {
            byte[] sent = form.bytes();
            for (int n = Math.min(sent.length - 1, to - from); n > longest; n--) {
                if (bytes[to - n] == sent[0] && Arrays.equals(bytes, to - n, to, sent, 0, n)) {
                    longest = n;
                }
            }
        }
        return longest;
    }
}
