package protocols.imap;

import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a server told of the selected mailbox unasked (RFC 9051 section 7.3 and 7.5). Events stand in the order in which
 * they were told, and sequence numbers mean what they meant then. More kinds may come: a switch wants a default.
 */
public sealed interface MailboxEvent {

    /**
     * How many events are kept for who does not ask for them. Of more, the oldest are thrown away, and {@link Missed} stands
     * in their place.
     */
    int KEPT = 1_000;

    /** The number of messages changed (EXISTS), mostly because some arrived. */
    final class Exists implements MailboxEvent {
        private final long before;
        private final long exists;

        private Exists(long before, long exists) {
            this.before = before;
            this.exists = exists;
        }

        /**
         * An event.
         *
         * @param before how many messages there were
         * @param exists how many there are now
         */
        public static Exists of(long before, long exists) {
            return new Exists(before, exists);
        }

        /** How many messages there are now. */
        public long exists() {
            return exists;
        }

        /** How many more there are than before; 0 if there are fewer. */
        public long arrived() {
            return Math.max(0, exists - before);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Exists event && event.before == before && event.exists == exists;
        }

        @Override
        public int hashCode() {
            return Objects.hash(before, exists);
        }

        @Override
        public String toString() {
            return exists + " exist, " + arrived() + " arrived";
        }
    }

    /** A message went, by whoever removed it; all after it have moved up by one. */
    final class Expunged implements MailboxEvent {
        private final long number;
        private final long uid;

        private Expunged(long number, long uid) {
            this.number = number;
            this.uid = uid;
        }

        /** An event of which the UID is not known. */
        public static Expunged of(long number) {
            return new Expunged(number, 0);
        }

        /** An event. */
        public static Expunged of(long number, long uid) {
            return new Expunged(number, uid);
        }

        /** The sequence number that the message had. */
        public long number() {
            return number;
        }

        /** Its UID, if the server told of it as {@link Flag#DELETED} before. */
        public OptionalLong uid() {
            return uid == 0 ? OptionalLong.empty() : OptionalLong.of(uid);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Expunged event && event.number == number && event.uid == uid;
        }

        @Override
        public int hashCode() {
            return Objects.hash(number, uid);
        }

        @Override
        public String toString() {
            return number + " expunged" + (uid == 0 ? "" : ", UID " + uid);
        }
    }

    /** The flags of a message are others now (FETCH). */
    final class FlagsChanged implements MailboxEvent {
        private final long number;
        private final OptionalLong uid;
        private final Set<Flag> flags;

        private FlagsChanged(long number, OptionalLong uid, Set<Flag> flags) {
            this.number = number;
            this.uid = uid;
            this.flags = flags;
        }

        /** An event about this message with its flags. */
        public static FlagsChanged of(FetchedMessage message) {
            return new FlagsChanged(message.number(), message.uid(), message.flags());
        }

        /** The sequence number of the message. */
        public long number() {
            return number;
        }

        /** Its UID, if the server told it. */
        public OptionalLong uid() {
            return uid;
        }

        /** All flags that it has now. */
        public Set<Flag> flags() {
            return flags;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof FlagsChanged event
                    && event.number == number
                    && event.uid.equals(uid)
                    && event.flags.equals(flags);
        }

        @Override
        public int hashCode() {
            return Objects.hash(number, uid, flags);
        }

        @Override
        public String toString() {
            return number + (uid.isEmpty() ? "" : ", UID " + uid.getAsLong()) + ": " + flags;
        }
    }

    /** A response that nobody asked for and that cannot be read: what it tells is not known. */
    final class Unreadable implements MailboxEvent {
        private final UnreadableResponse response;

        private Unreadable(UnreadableResponse response) {
            this.response = response;
        }

        /** An event. */
        public static Unreadable of(UnreadableResponse response) {
            return new Unreadable(response);
        }

        /** The response. */
        public UnreadableResponse response() {
            return response;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Unreadable event && event.response.equals(response);
        }

        @Override
        public int hashCode() {
            return response.hashCode();
        }

        @Override
        public String toString() {
            return response.toString();
        }
    }

    /** Events were thrown away, because more than {@link #KEPT} were waiting: ask for what you need to know. */
    final class Missed implements MailboxEvent {
        private final long count;

        private Missed(long count) {
            this.count = count;
        }

        /** An event. */
        public static Missed of(long count) {
            return new Missed(count);
        }

        /** How many events are lost. */
        public long count() {
            return count;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Missed event && event.count == count;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(count);
        }

        @Override
        public String toString() {
            return count + " events missed";
        }
    }
}
