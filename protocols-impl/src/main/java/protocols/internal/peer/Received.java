package protocols.internal.peer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import protocols.Transcript;
import protocols.Transcript.Entry;
import protocols.Transcript.Side;
import protocols.spi.CoreFriend;

/** What was really said to a served peer and by it, over all connections. */
final class Received {

    private final List<Entry> entries = new ArrayList<>();
    private final long began = System.nanoTime();
    private int channels;

    /** A number for another connection, from 1. */
    synchronized int channel(String target) {
        int channel = ++channels;
        entries.add(new Transcript.Opened(channel, at(), target));
        return channel;
    }

    synchronized void secured(int channel, String session) {
        entries.add(new Transcript.Secured(channel, at(), session));
    }

    synchronized void said(int channel, Side by, String text) {
        entries.add(new Transcript.Said(channel, at(), by, text));
    }

    /** What the peer says, of which no more than so many bytes go out. */
    void said(int channel, Move move, int most) {
        if (most >= move.bytes().length) {
            said(channel, Side.SERVER, move.text());
        } else if (most > 0) {
            said(channel, Side.SERVER, CoreFriend.get().escape(move.bytes(), 0, most));
        }
    }

    /** A body of the client that is too long to be shown. */
    synchronized void omitted(int channel, long bytes) {
        entries.add(new Transcript.Omitted(channel, at(), Side.CLIENT, bytes));
    }

    synchronized void closed(int channel, Side by) {
        entries.add(new Transcript.Closed(channel, at(), by));
    }

    synchronized Transcript transcript() {
        return new Transcript(entries);
    }

    private Duration at() {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
