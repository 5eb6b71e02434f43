package protocols.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A value (RFC 8259 section 3). It can be walked without asking for its kind first: where a member is missing, or a value
 * is not of the kind that was asked for, the walk goes on with {@link Literal#NULL} and ends with nothing.
 */
public sealed interface Json {

    /** The three literal names. */
    enum Literal implements Json {
        /** Nothing; also what stands for a member that is not there. */
        NULL,
        /** The boolean. */
        TRUE,
        /** The boolean. */
        FALSE
    }

    /**
     * A string (section 7).
     *
     * @param value its characters, not escaped; no half of a surrogate pair is alone in it
     */
    record Text(String value) implements Json {}

    /**
     * A number (section 6), as it was written: nothing is computed of it, whatever its exponent claims.
     *
     * @param written its digits, sign, point and exponent
     */
    record Numeral(String written) implements Json {}

    /**
     * An array (section 5).
     *
     * @param values its elements, in order
     */
    record Array(List<Json> values) implements Json {
        /** Copies the list. */
        public Array {
            values = Collections.unmodifiableList(new ArrayList<>(values));
        }
    }

    /**
     * An object (section 4).
     *
     * @param values its members in their order; of several with the same name the last one counts, as in most programs
     */
    record Members(Map<String, Json> values) implements Json {
        /** Copies the map. */
        public Members {
            // Not Map.copyOf: names that collide on purpose make its lookups slow, and a tree of LinkedHashMap does
            // not.
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    /** The member of that name; {@link Literal#NULL} if there is none, or if this is no object. */
    default Json member(String name) {
        return this instanceof Members members ? members.values.getOrDefault(name, Literal.NULL) : Literal.NULL;
    }

    /** The element at that place, from 0 on; {@link Literal#NULL} if there is none, or if this is no array. */
    default Json element(int index) {
        return index < elements().size() ? elements().get(index) : Literal.NULL;
    }

    /** The elements; none if this is no array. */
    default List<Json> elements() {
        return this instanceof Array array ? array.values : List.of();
    }

    /** The characters; empty if this is no string. */
    default Optional<String> text() {
        return this instanceof Text text ? Optional.of(text.value) : Optional.empty();
    }

    /** The number, if this is one without point and exponent that fits. */
    default OptionalLong integer() {
        if (!(this instanceof Numeral number) || number.written.length() > 20) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(number.written));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** The truth; empty if this is neither true nor false. */
    default Optional<Boolean> truth() {
        return this == Literal.TRUE || this == Literal.FALSE ? Optional.of(this == Literal.TRUE) : Optional.empty();
    }

    /** Whether it is an object. */
    default boolean isObject() {
        return this instanceof Members;
    }
}
