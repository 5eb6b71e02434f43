package protocols.whois;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import protocols.whois.Sentences.Sentence;
import protocols.whois.WhoisText.Line;

/** Which paragraphs of an answer are terms of use: the long ones, and those that speak of conditions. */
final class Terms {

    /** More lines in a row than this are terms of use, not an answer, unless there is nothing else. */
    private static final int SHORT_PARAGRAPH = 4;

    private static final int SHORT_ANSWER = 12;

    private final Map<Integer, Integer> lengths = new HashMap<>();
    private final Set<Integer> conditional = new HashSet<>();
    private final boolean shortAnswer;

    Terms(List<Sentence> sentences, List<Line> lines) {
        for (Sentence sentence : sentences) {
            lengths.merge(sentence.paragraph(), sentence.to() - sentence.from() + 1, Integer::sum);
            if (Doubts.isConditional(sentence.words())) {
                conditional.add(sentence.paragraph());
            }
        }
        shortAnswer =
                lines.stream().filter(line -> !Sentences.isBlank(line.text())).count() <= SHORT_ANSWER;
    }

    boolean hold(Sentence sentence) {
        return conditional.contains(sentence.paragraph()) || areLong(sentence);
    }

    boolean areLong(Sentence sentence) {
        return lengths.getOrDefault(sentence.paragraph(), 0) > 2 * SHORT_PARAGRAPH;
    }

    /** Whether nothing but its brevity tells it from terms of use. */
    boolean isShort(Sentence sentence) {
        return shortAnswer || lengths.getOrDefault(sentence.paragraph(), 0) <= SHORT_PARAGRAPH;
    }
}
