package protocols.dns;

import java.util.ArrayList;
import java.util.List;
import protocols.WireException.Malformed;

/** Data that has no accessors of its own. */
public sealed interface GenericRdata extends Rdata {

    /**
     * Data of a type that is known by its fields alone, such as KX, APL, IPSECKEY, HIP or EUI48. It is made by
     * {@link Rdata#parse} and {@link Rdata#decode}. As with all data, the case of the letters of a name does not count
     * when two are compared.
     */
    final class Fields implements GenericRdata {

        private final RecordType type;
        private final GenericTypes.Copy layout;
        private final Octets data;

        private Fields(RecordType type, GenericTypes.Copy layout, Octets data) {
            this.type = type;
            this.layout = layout;
            this.data = data;
        }

        static Fields read(RecordType type, GenericTypes.Copy layout, FieldReader in) throws Malformed {
            WireWriter out = new WireWriter(64, false);
            try {
                layout.copy(in, out);
            } catch (IllegalStateException e) {
                throw new Malformed("data is over 65535 bytes", type.toString());
            }
            return new Fields(type, layout, Octets.ofOwned(out.toBytes()));
        }

        void writeTo(FieldWriter out) {
            try {
                layout.copy(WireFields.checked(data.owned(), 0, data.length()), out);
            } catch (Malformed e) {
                throw new IllegalStateException("data was checked before", e);
            }
        }

        @Override
        public RecordType type() {
            return type;
        }

        /** The fields in presentation format, in their order; strings in quotes. */
        public List<String> fields() {
            TextFields words = new TextFields(toPresentation());
            List<String> all = new ArrayList<>();
            try {
                while (words.hasMore()) {
                    all.add(words.any());
                }
            } catch (Malformed e) {
                throw new IllegalStateException("text was printed here", e);
            }
            return List.copyOf(all);
        }

        private String folded() {
            TextWriter out = TextWriter.folding();
            writeTo(out);
            return out.toString();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Fields that
                    && type.equals(that.type)
                    && (data.equals(that.data) || folded().equals(that.folded()));
        }

        @Override
        public int hashCode() {
            return 31 * type.hashCode() + folded().hashCode();
        }

        /** The type and the data in presentation format. */
        @Override
        public String toString() {
            return type + " " + toPresentation();
        }
    }

    /**
     * Data of a known type that breaks a rule of it, so that it has no fields: it costs nobody but itself, and is printed
     * in the generic form (RFC 3597 section 5).
     *
     * <p>Messages and zone transfers have it, and text in that form gives it; {@link Rdata#decode} throws instead. Two are
     * equal if their type and their bytes are.
     */
    final class Opaque implements GenericRdata {

        private final RecordType type;
        private final Octets data;
        private final String rule;

        Opaque(RecordType type, Octets data, String rule) {
            this.type = type;
            this.data = data;
            this.rule = data.length() == 0 ? "no data" : rule;
        }

        @Override
        public RecordType type() {
            return type;
        }

        /**
         * The bytes as they stood in the message, at most 65535. Names among them may be compressed, and then point to
         * nowhere now.
         */
        public Octets data() {
            return data;
        }

        /** The rule that was broken, in a few words. */
        public String rule() {
            return rule;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Opaque that && type.equals(that.type) && data.equals(that.data);
        }

        @Override
        public int hashCode() {
            return 31 * type.hashCode() + data.hashCode();
        }

        /** The type, the data in presentation format and the rule. */
        @Override
        public String toString() {
            return type + " " + toPresentation() + " (" + rule + ")";
        }
    }
}
