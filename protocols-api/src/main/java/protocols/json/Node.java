package protocols.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A value and where it stands.
 *
 * @param value the value
 * @param pointer its place in the whole text, as a JSON Pointer (RFC 6901)
 */
public record Node(Json value, String pointer) {

    /** The whole text. */
    public static Node root(Json text) {
        return new Node(text, "");
    }

    /** As {@link Json#member}. */
    public Node member(String name) {
        return new Node(
                value.member(name), pointer + "/" + name.replace("~", "~0").replace("/", "~1"));
    }

    /** As {@link Json#element}. */
    public Node element(int index) {
        return new Node(value.element(index), pointer + "/" + index);
    }

    /** As {@link Json#elements}. */
    public List<Node> elements() {
        List<Json> values = value.elements();
        List<Node> nodes = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            nodes.add(element(i));
        }
        return nodes;
    }

    /** As {@link Json#text}, but of a text that is blank nothing. */
    public Optional<String> text() {
        return value.text().map(String::strip).filter(text -> !text.isEmpty());
    }
}
