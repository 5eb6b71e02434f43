package protocols.internal.telnet;

import java.util.Arrays;
import protocols.Transcript;
import protocols.Transcript.Side;
import protocols.internal.wire.Link;
import protocols.internal.wire.Recorder;
import protocols.spi.CoreFriend;
import protocols.spi.Redaction;
import protocols.telnet.TelnetMode;
import protocols.telnet.TelnetOption;

/**
 * Writes both streams down byte for byte: text in lines, each command by itself with a note that says it in words.
 * Nothing here judges the stream; that is the filter's part.
 */
final class TelnetTrace {

    /** A line or a sub-negotiation that is longer is written down in pieces. */
    private static final int PIECE = 4096;

    /** Where in a stream we are. */
    private enum Place {
        TEXT,
        AFTER_IAC,
        VERB,
        SUBNEGOTIATION,
        SUBNEGOTIATION_AFTER_IAC
    }

    private final Recorder recorder;
    private final int channel;
    private final Detection detection;
    private final Redaction redaction = new Redaction(new Shown());
    private final Speech peer = new Speech(Side.SERVER);
    private final Speech we = new Speech(Side.CLIENT);

    TelnetTrace(Link link, TelnetMode mode) {
        recorder = link.recorder();
        channel = link.channel();
        detection = new Detection(mode);
    }

    /** The peer sent this. What does not end a line or a command waits for the rest of it. */
    void received(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && detection.isOpen()) {
            first(bytes[at++]);
        }
        while (at < to) {
            at = peer.putText(bytes, at, to);
            if (at < to) {
                peer.put(bytes[at++]);
            }
        }
    }

    /** The same decision as the filter's: until it is made, nothing is known of what this byte is. */
    private void first(byte octet) {
        boolean held = detection.holdsIac();
        detection.hear(octet);
        if (held) {
            peer.put((byte) Codes.IAC);
        }
        if (!detection.holdsIac()) {
            peer.put(octet);
        }
    }

    /** The peer has said all: also what began a command and did not end it. */
    void end() {
        boolean held = detection.holdsIac();
        detection.end();
        if (held) {
            peer.put((byte) Codes.IAC);
        }
        peer.end();
    }

    /** We send this, after all that was received so far. */
    void sent(byte[] bytes) {
        if (bytes.length > 0) {
            settle();
            for (byte octet : bytes) {
                we.put(octet);
            }
            we.settle();
        }
    }

    /** We send a line that is not to be seen, not even if the peer repeats it. */
    void sentSecretLine(byte[] plain, byte[] escaped, byte[] end) {
        settle();
        redaction.secretLine();
        recorder.secret(plain);
        if (!Arrays.equals(plain, escaped)) {
            recorder.secret(escaped);
        }
        recorder.redacted(channel, Transcript.REDACTED + CoreFriend.get().escape(end, 0, end.length));
    }

    /** What was received waits no longer; only what may be the beginning of a secret does. */
    void settle() {
        peer.settle();
    }

    /** What was sent and waits for the peer to repeat it is shown no sooner than that; here it is held to be a secret. */
    void settleAll() {
        settle();
        redaction.settle();
    }

    /** Writes down what the words of both sides let be shown. */
    private final class Shown implements Redaction.Listener {
        @Override
        public void said(Side by, byte[] bytes, int from, int to) {
            recorder.scrubbed(channel, by, bytes, from, to);
        }

        @Override
        public void redacted(Side by, String escaped) {
            if (by == Side.CLIENT) {
                recorder.redacted(channel, escaped);
            } else {
                recorder.redactedAnswer(channel, escaped);
            }
        }

        @Override
        public void secret(byte[] value) {
            recorder.secret(value);
        }
    }

    /** What one side says. */
    private final class Speech {
        private final Side side;
        private final byte[] waiting = new byte[PIECE];
        private int size;
        private Place place = Place.TEXT;
        private boolean cut;

        Speech(Side side) {
            this.side = side;
        }

        void put(byte octet) {
            waiting[size++] = octet;
            switch (place) {
                case TEXT -> text(octet);
                case AFTER_IAC -> afterIac(octet);
                case VERB -> finish();
                case SUBNEGOTIATION ->
                    place = octet == (byte) Codes.IAC ? Place.SUBNEGOTIATION_AFTER_IAC : Place.SUBNEGOTIATION;
                case SUBNEGOTIATION_AFTER_IAC -> afterIacInSubnegotiation(octet);
            }
            if (size == PIECE && place == Place.TEXT) {
                tell(Math.max(1, size - recorder.withheld(waiting, 0, size)));
            } else if (size == PIECE) {
                cut = true;
                write(Math.max(1, size - recorder.withheld(waiting, 0, size)));
            }
        }

        /** Text up to the end of its line, as far as it needs no look at each byte; gives how far that is. */
        int putText(byte[] bytes, int from, int to) {
            if (place != Place.TEXT) {
                return from;
            }
            // The last place is left to put(), which empties them all.
            int end = Math.min(to, from + PIECE - 1 - size);
            int at = from;
            while (at < end && bytes[at] != '\n' && bytes[at] != (byte) Codes.IAC) {
                at++;
            }
            System.arraycopy(bytes, from, waiting, size, at - from);
            size += at - from;
            return at;
        }

        private void text(byte octet) {
            if (octet == '\n') {
                tell(size);
            } else if (octet == (byte) Codes.IAC && detection.isTelnet()) {
                place = Place.AFTER_IAC;
            }
        }

        private void afterIac(byte octet) {
            int code = octet & 0xff;
            if (code == Codes.IAC) {
                place = Place.TEXT;
                return;
            }
            tell(size - 2);
            if (code == Codes.SB) {
                place = Place.SUBNEGOTIATION;
            } else if (code >= Codes.WILL && code <= Codes.DONT) {
                place = Place.VERB;
            } else {
                finish();
            }
        }

        private void afterIacInSubnegotiation(byte octet) {
            if (octet == (byte) Codes.SE) {
                finish();
            } else if (octet == (byte) Codes.IAC) {
                place = Place.SUBNEGOTIATION;
            } else {
                // The sub-negotiation was broken off by another command.
                afterIac(octet);
            }
        }

        private void finish() {
            place = Place.TEXT;
            String words = cut ? "a long sub-negotiation" : CommandWords.of(waiting, size);
            cut = false;
            heedEcho();
            write(size);
            redaction.other(() -> recorder.note(channel, (side == Side.SERVER ? "peer: " : "we: ") + words));
        }

        /** RFC 857. A peer that was told DONT says WONT; until then it may go on. */
        private void heedEcho() {
            if (side == Side.SERVER && size == 3 && waiting[2] == TelnetOption.ECHO.code()) {
                Verb verb = Verb.of(waiting[1] & 0xff);
                redaction.echo(verb == Verb.WILL || (verb != Verb.WONT && redaction.isEchoing()));
            }
        }

        void settle() {
            if (place == Place.TEXT) {
                tell(side == Side.SERVER ? size - recorder.withheld(waiting, 0, size) : size);
            }
        }

        void end() {
            settle();
            if (place != Place.TEXT) {
                write(size);
            }
        }

        /** Text, which may hold secrets. */
        private void tell(int count) {
            if (count > 0) {
                if (side == Side.CLIENT) {
                    redaction.client(waiting, 0, count);
                } else {
                    redaction.server(waiting, 0, count);
                }
                drop(count);
            }
        }

        private void drop(int count) {
            System.arraycopy(waiting, count, waiting, 0, size - count);
            size -= count;
        }

        private void write(int count) {
            if (count > 0) {
                byte[] command = Arrays.copyOf(waiting, count);
                redaction.other(() -> recorder.said(channel, side, command, 0, count));
                drop(count);
            }
        }
    }
}
