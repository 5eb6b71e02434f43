package protocols.whois;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import protocols.whois.Registration.State;
import protocols.whois.Sentences.Sentence;
import protocols.whois.WhoisText.Line;

/** What the sentences of an answer say: what has happened, that a name is free, and what speaks against that. */
final class Prose {

    private final List<Line> lines;
    private final List<Sentence> sentences;
    private final List<Sentence> free = new ArrayList<>();
    private final List<Sentence> rest = new ArrayList<>();
    private final Terms terms;

    Prose(WhoisQuery query, WhoisText text) {
        lines = text.lines();
        sentences = Sentences.of(query, text);
        for (int i = 0; i < sentences.size(); i++) {
            (isFree(i, sentences) ? free : rest).add(sentences.get(i));
        }
        terms = new Terms(sentences, lines);
    }

    /** What has happened first; what may happen, by terms of use, is read last. */
    Optional<Verdict> verdict() {
        return fault().or(this::free).or(this::spokenOf).or(this::taken);
    }

    /** What has happened, by the sentences that say it. */
    Optional<Verdict> fault() {
        return rest.stream()
                .filter(s -> !terms.hold(s) || (!terms.areLong(s) && Faults.isReached(s.words())))
                .flatMap(s -> said(s, Phrases.said(s.words())))
                .min(Comparator.comparing(Verdict::rank));
    }

    /** The first line that no free name has: what it says need not be understood. */
    Optional<String> objection() {
        return rest.stream()
                .filter(s -> !terms.hold(s) && Doubts.speakAgainst(s.words()))
                .findFirst()
                .map(s -> lines.get(s.from()).text().strip());
    }

    private Optional<Verdict> free() {
        return free.stream()
                .filter(s -> !Markup.isPage(lines))
                .flatMap(s -> said(s, Optional.of(State.AVAILABLE)))
                .findFirst();
    }

    private Optional<Verdict> spokenOf() {
        return sentences.stream()
                .filter(terms::isShort)
                .flatMap(s -> said(s, Phrases.spokenOf(s.words())))
                .findFirst();
    }

    private Optional<Verdict> taken() {
        return sentences.stream()
                .filter(s -> Wordings.sayTaken(s.words()))
                .flatMap(s -> said(s, Optional.of(State.REGISTERED)))
                .findFirst();
    }

    /** It says so, and what stands beside it on its lines raises no doubt. */
    private static boolean isFree(int at, List<Sentence> all) {
        Sentence sentence = all.get(at);
        if (!Wordings.sayFree(sentence.words())) {
            return false;
        }
        int from = at;
        while (from > 0 && all.get(from - 1).to() >= sentence.from()) {
            from--;
        }
        int to = at + 1;
        while (to < all.size() && all.get(to).from() <= sentence.to()) {
            to++;
        }
        return all.subList(from, to).stream()
                .allMatch(beside -> Wordings.sayFree(beside.words()) || Doubts.areNoneBeside(beside.words()));
    }

    private Stream<Verdict> said(Sentence sentence, Optional<State> state) {
        List<Line> from = lines.subList(sentence.from(), Math.min(sentence.from() + 3, lines.size()));
        return state.stream().map(said -> {
            Optional<Duration> retry = from.stream()
                    .flatMap(line -> Phrases.retry(line.text()).stream())
                    .findFirst()
                    .filter(wait -> said == State.RATE_LIMITED);
            return new Verdict(said, from.get(0).text().strip(), retry);
        });
    }
}
