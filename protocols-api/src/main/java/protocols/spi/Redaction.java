package protocols.spi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import protocols.Transcript;
import protocols.Transcript.Side;

/**
 * Hides the secrets of a conversation whose words are not ours: one that a person types, that a proxy hands on, that a
 * capture holds. It is told what either side says, in order and at most a line at a time, and tells it on as a transcript
 * may show it. A secret is
 *
 * <ul>
 *   <li>what the login commands of our protocols, and the steps of their mechanisms, are known to hold,
 *   <li>the line that answers a prompt for a password,
 *   <li>what a client sends while the server echoes (RFC 857), and the server does not repeat.
 * </ul>
 *
 * <p>The last is known only when the server goes on, so that what was sent, and all that comes after it, is told on no
 * sooner than it repeats it or ends a line without. What stays in doubt is a secret.
 */
public final class Redaction {

    /** Takes the conversation as it may be shown. */
    public interface Listener {
        /** Nothing in it is a secret, as far as the words go. */
        void said(Side by, byte[] bytes, int from, int to);

        /** The same with stars in the place of secrets, in the escaped form of {@link Transcript.Said}. */
        void redacted(Side by, String escaped);

        /** A secret as it was sent; the bytes are overwritten after the call. */
        void secret(byte[] value);
    }

    private static final byte[] NOTHING = {};

    /** More of a line is not looked at for a command or a prompt. */
    private static final int LONGEST = 2_048;

    private static final int SHORT_LINE = 256;

    private final Listener listener;
    private final LoginSteps steps = new LoginSteps();
    /** The line that the client has begun, with what is held back. */
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    /** What was sent under the server's echo and not yet told on. */
    private byte[] held = {};
    /** What has been said since then, in its order; it is told on after what is held. */
    private final List<Runnable> waiting = new ArrayList<>();
    /** The text of the server among it. */
    private final ByteArrayOutputStream since = new ByteArrayOutputStream();
    /** The end of what the server said last, as long as it is no whole line. */
    private byte[] tail = NOTHING;
    /** The last whole line before that, where it is so short that it may ask for something. */
    private final byte[] lastLine = new byte[SHORT_LINE];

    private int lastLength;
    /** The line that is a secret, as far as it has been sent, and how much of it the server has repeated key by key. */
    private final ByteArrayOutputStream keys = new ByteArrayOutputStream();

    private int parts;
    private int repeated;

    private boolean echoing;
    /** Whether the line that the client has begun is a secret from its first letter on. */
    private boolean hidden;

    private boolean starred;
    /** Whether a field of HTTP that is a secret may go on. */
    private boolean field;

    /**
     * @param listener is told in the order of the conversation
     */
    public Redaction(Listener listener) {
        this.listener = listener;
    }

    /** Whether the server has undertaken to repeat what the client sends. */
    public void echo(boolean on) {
        echoing = on;
    }

    /** See {@link #echo}. */
    public boolean isEchoing() {
        return echoing;
    }

    /** The client says this: a line, the end of one, or a part. */
    public void client(byte[] bytes, int from, int to) {
        if (from == to) {
            return;
        }
        if (line.size() == 0 && !isLineEnd(bytes[from])) {
            starred = false;
            forgetKeys();
            String begun = new String(bytes, from, to - from, ISO_8859_1);
            hidden = steps.isStep(begun)
                    || (field && begun.charAt(0) <= ' ')
                    || SecretGrammar.isPasswordPrompt(
                            new String(tail, UTF_8), new String(lastLine, 0, lastLength, UTF_8));
        }
        int before = line.size();
        int kept = Math.min(to - from, Math.max(0, LONGEST - before));
        line.write(bytes, from, kept);
        if (echoing && !hidden && !isCommand()) {
            hold(bytes, from, to);
        } else {
            settle();
            tell(bytes, from, to, before);
        }
        endLine(bytes, to);
    }

    /** The client said a line that was told on elsewhere, as a secret. */
    public void secretLine() {
        settle();
        line.reset();
        tail = NOTHING;
        lastLength = 0;
    }

    private void hold(byte[] bytes, int from, int to) {
        byte[] longer = Arrays.copyOf(held, held.length + to - from);
        System.arraycopy(bytes, from, longer, held.length, to - from);
        Arrays.fill(held, (byte) 0);
        held = longer;
        if (held.length > LONGEST) {
            settle();
        }
    }

    private boolean isCommand() {
        return SecretGrammar.secret(line.toString(ISO_8859_1)) >= 0;
    }

    /** A part of a line of the client whose secrets its words tell; {@code before} is where it begins in that. */
    private void tell(byte[] bytes, int from, int to, int before) {
        int secret = hidden ? 0 : SecretGrammar.secret(line.toString(ISO_8859_1));
        int begin = secret < 0 ? to : Math.min(to, from + Math.max(0, secret - before));
        int end = to;
        while (end > begin && isLineEnd(bytes[end - 1])) {
            end--;
        }
        if (begin >= end && !(starred && begin < to)) {
            listener.said(Side.CLIENT, bytes, from, to);
            return;
        }
        StringBuilder shown = new StringBuilder(CoreFriend.get().escapePart(bytes, from, begin));
        if (begin < end) {
            byte[] value = Arrays.copyOfRange(bytes, begin, end);
            parts++;
            keys.write(value, 0, Math.min(value.length, Math.max(0, LONGEST - keys.size())));
            listener.secret(value);
            Arrays.fill(value, (byte) 0);
        }
        // The keys of a secret are not counted by its stars.
        if (begin < end && !starred) {
            shown.append(Transcript.REDACTED);
            starred = true;
        }
        if (shown.length() > 0 || end < to) {
            CoreFriend core = CoreFriend.get();
            shown.append(end < to ? core.escape(bytes, end, to) : "\\");
            listener.redacted(Side.CLIENT, shown.toString());
        }
    }

    private void endLine(byte[] bytes, int to) {
        if (!isLineEnd(bytes[to - 1])) {
            return;
        }
        byte[] whole = line.toByteArray();
        line.reset();
        if (whole.length > 0 && !isLineEnd(whole[0])) {
            steps.heard(whole);
            String said = new String(whole, ISO_8859_1);
            field = SecretGrammar.isField(said) || (field && said.charAt(0) <= ' ');
            if (parts > 1) {
                // What was typed key by key comes back as a whole, too.
                byte[] all = keys.toByteArray();
                listener.secret(all);
                Arrays.fill(all, (byte) 0);
            }
            tail = NOTHING;
            lastLength = 0;
        }
        Arrays.fill(whole, (byte) 0);
    }

    /** The server says this: a line, the end of one, or a part. */
    public void server(byte[] bytes, int from, int to) {
        if (from == to) {
            return;
        }
        if (held.length > 0) {
            since.write(bytes, from, to - from);
            decide(bytes, from, to);
        }
        int echo = repeatedKeys(bytes, from, to);
        if (echo > 0) {
            if (echo < to - from) {
                server(bytes, from + echo, to);
            }
            return;
        }
        boolean begun = tail.length > 0;
        byte[] said = held.length > 0 ? Arrays.copyOfRange(bytes, from, to) : bytes;
        other(() -> tellServer(said, said == bytes ? from : 0, said == bytes ? to : said.length, begun));
        heed(bytes, from, to);
    }

    /** How many of the keys of a secret the server repeats here, each for itself; they are told as one row of stars. */
    private int repeatedKeys(byte[] bytes, int from, int to) {
        if (keys.size() == repeated) {
            return 0;
        }
        byte[] all = keys.toByteArray();
        int end = from;
        while (end < to && repeated + end - from < all.length && bytes[end] == all[repeated + end - from]) {
            end++;
        }
        Arrays.fill(all, (byte) 0);
        int count = end - from;
        boolean ended = line.size() == 0;
        boolean whole = ended && count == keys.size();
        // What stands behind it and is no end of it makes it something else that begins alike; the whole of a secret is
        // known to the listener.
        if (count == 0 || whole || (end < to && bytes[end] >= ' ')) {
            if (ended) {
                // The server has gone on: what is like a key from here on is none.
                forgetKeys();
            }
            return 0;
        }
        if (repeated == 0) {
            other(() -> listener.redacted(Side.SERVER, Transcript.REDACTED + "\\"));
        }
        repeated += count;
        return count;
    }

    private void forgetKeys() {
        repeated = 0;
        parts = 0;
        keys.reset();
    }

    /** Something else happens, which is told in its order. */
    public void other(Runnable telling) {
        if (held.length > 0) {
            waiting.add(telling);
        } else {
            telling.run();
        }
    }

    private void heed(byte[] bytes, int from, int to) {
        boolean whole = bytes[to - 1] == '\n';
        byte[] said = NOTHING;
        // Most lines of a long output ask for nothing, and are not copied to find that out.
        if (!whole || tail.length > 0 || steps.isOpen() || mayAsk(bytes[from])) {
            said = Arrays.copyOf(tail, tail.length + to - from);
            System.arraycopy(bytes, from, said, tail.length, to - from);
        }
        if (whole) {
            keep(said.length > 0 ? said : bytes, said.length > 0 ? 0 : from, said.length > 0 ? said.length : to);
            steps.said(new String(said, ISO_8859_1).strip());
            tail = NOTHING;
        } else {
            tail = Arrays.copyOfRange(said, Math.max(0, said.length - LONGEST), said.length);
        }
    }

    private void keep(byte[] bytes, int from, int to) {
        lastLength = to - from > SHORT_LINE ? 0 : to - from;
        System.arraycopy(bytes, from, lastLine, 0, lastLength);
    }

    /** Whether a line that begins so may ask for a step of a login. */
    private static boolean mayAsk(byte first) {
        return first == '3' || first == '+' || first <= ' ';
    }

    private void tellServer(byte[] bytes, int from, int to, boolean begun) {
        int cookie = begun || (bytes[from] | 0x20) != 's'
                ? -1
                : SecretGrammar.cookie(new String(bytes, from, to - from, ISO_8859_1));
        if (cookie < 0) {
            listener.said(Side.SERVER, bytes, from, to);
            return;
        }
        int end = from + cookie;
        while (end < to && bytes[end] != ';' && !isLineEnd(bytes[end])) {
            end++;
        }
        CoreFriend core = CoreFriend.get();
        listener.redacted(
                Side.SERVER,
                core.escapePart(bytes, from, from + cookie) + Transcript.REDACTED + core.escape(bytes, end, to));
    }

    /** Nothing more follows, or something else stands between: what is held back is told on. */
    public void settle() {
        while (held.length > 0) {
            release(false);
        }
    }

    private void decide(byte[] bytes, int from, int to) {
        boolean repeated = isRepeated(bytes, from, to);
        if (repeated || bytes[to - 1] == '\n' || since.size() > LONGEST) {
            release(repeated);
        }
    }

    /**
     * Whether what the server says begins with the line that was sent, as far as either goes; or ends with it, where it had
     * begun to speak before it heard of it.
     */
    private boolean isRepeated(byte[] bytes, int from, int to) {
        int sent = endOfText(held);
        int length = Math.min(to - from, sent);
        if (length > 0 && Arrays.equals(bytes, from, from + length, held, 0, length)) {
            return true;
        }
        byte[] all = since.toByteArray();
        int end = all.length;
        while (end > 0 && isLineEnd(all[end - 1])) {
            end--;
        }
        return sent > 1 && end >= sent && Arrays.equals(all, end - sent, end, held, 0, sent);
    }

    /** Where the first line ends, without its end. */
    private static int endOfText(byte[] sent) {
        int end = 0;
        while (end < sent.length && !isLineEnd(sent[end])) {
            end++;
        }
        return end;
    }

    /** Tells on the first line of what is held back. */
    private void release(boolean repeated) {
        byte[] sent = held;
        int text = endOfText(sent);
        int end = text;
        while (end < sent.length && isLineEnd(sent[end])) {
            end++;
        }
        held = Arrays.copyOfRange(sent, end, sent.length);
        if (repeated || text == 0) {
            listener.said(Side.CLIENT, sent, 0, end);
        } else {
            byte[] value = Arrays.copyOf(sent, text);
            listener.secret(value);
            Arrays.fill(value, (byte) 0);
            String rest = text < end ? CoreFriend.get().escape(sent, text, end) : "\\";
            listener.redacted(Side.CLIENT, Transcript.REDACTED + rest);
        }
        Arrays.fill(sent, (byte) 0);
        since.reset();
        if (held.length == 0) {
            List<Runnable> next = List.copyOf(waiting);
            waiting.clear();
            next.forEach(Runnable::run);
        }
    }

    /** A NUL is the rest of a CR that stands alone (RFC 854). */
    private static boolean isLineEnd(byte octet) {
        return octet == '\r' || octet == '\n' || octet == 0;
    }
}
