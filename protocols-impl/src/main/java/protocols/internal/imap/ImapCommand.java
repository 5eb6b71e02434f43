package protocols.internal.imap;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import protocols.Secret;
import protocols.imap.Fetch;
import protocols.imap.Flag;
import protocols.imap.MailboxName;
import protocols.imap.Search;
import protocols.imap.SequenceSet;
import protocols.imap.UidSet;
import protocols.internal.line.Command;
import protocols.spi.ImapFriend;
import protocols.spi.SearchPart;

/**
 * A command with its arguments (RFC 9051 section 6). Immutable; each call adds an argument, with a space before it.
 * Nothing that a caller gives can end the line: text is quoted or goes as a literal, words are checked.
 */
final class ImapCommand {

    private static final ImapFriend API = ImapFriend.get();

    private final String verb;
    private final List<Argument> arguments;

    private ImapCommand(String verb, List<Argument> arguments) {
        this.verb = verb;
        this.arguments = arguments;
    }

    /** A command by its name: {@code SELECT}, {@code UID FETCH}. */
    static ImapCommand of(String name) {
        return new ImapCommand(name, List.of()).word(name);
    }

    /**
     * A piece of the grammar as it is.
     *
     * @throws IllegalArgumentException if it has a character outside printable ASCII
     */
    ImapCommand word(String word) {
        return with(new Argument.Word(Argument.printable(word)));
    }

    /** Text, in the shortest form that holds it: atom, quoted string or literal. */
    ImapCommand astring(String text) {
        return with(new Argument.Text(Argument.utf8(text), true));
    }

    /** Text that is never an atom. */
    ImapCommand string(String text) {
        return with(new Argument.Text(Argument.utf8(text), false));
    }

    /**
     * Text that no transcript may show.
     *
     * @throws IllegalArgumentException if it has NUL
     */
    ImapCommand secret(Secret secret) {
        byte[] bytes = secret.utf8();
        boolean nul = false;
        for (byte b : bytes) {
            nul |= b == 0;
        }
        Arrays.fill(bytes, (byte) 0);
        if (nul) {
            throw new IllegalArgumentException("NUL in a secret");
        }
        return with(new Argument.Hidden(secret));
    }

    ImapCommand mailbox(MailboxName name) {
        return with(new Argument.Text(Argument.withoutNul(API.wire(name)), true));
    }

    /**
     * A pattern of LIST: a name in which {@code *} and {@code %} stand for others (RFC 9051 section 6.3.9).
     *
     * @throws IllegalArgumentException if it is not a mailbox name apart from them
     */
    ImapCommand pattern(String pattern) {
        byte[] wire = pattern.isEmpty() ? new byte[0] : API.wire(MailboxName.of(pattern));
        return with(new Argument.Text(new Octets(wire), false));
    }

    /**
     * A set of UIDs.
     *
     * @throws IllegalArgumentException if it is empty
     */
    ImapCommand set(UidSet uids) {
        return set(String.valueOf(uids));
    }

    /**
     * A set of message numbers.
     *
     * @throws IllegalArgumentException if it is empty
     */
    ImapCommand set(SequenceSet numbers) {
        return set(String.valueOf(numbers));
    }

    private ImapCommand set(String set) {
        if (set.isEmpty()) {
            throw new IllegalArgumentException("an empty set of messages");
        }
        return word(set);
    }

    ImapCommand flags(Collection<Flag> flags) {
        if (flags.contains(Flag.RECENT) || flags.contains(Flag.ANY_KEYWORD)) {
            throw new IllegalArgumentException("only a server says \\Recent and \\* (RFC 9051 section 9, flag)");
        }
        List<String> names = flags.stream().map(Flag::name).sorted().toList();
        return word("(" + String.join(" ", names) + ")");
    }

    ImapCommand fetch(Fetch fetch) {
        return word(String.valueOf(fetch));
    }

    /** The keys of a search, with CHARSET before them where it is needed. */
    ImapCommand search(Search search) {
        List<SearchPart> parts = API.parts(search);
        boolean ascii = parts.stream().allMatch(part -> part.text().chars().allMatch(c -> c < 0x7f));
        ImapCommand command = ascii ? this : word("CHARSET").word("UTF-8");
        List<Argument> more = new ArrayList<>(command.arguments);
        for (SearchPart part : parts) {
            more.add(
                    part.isSought()
                            ? new Argument.Text(Argument.utf8(part.text()), false)
                            : new Argument.Word(part.text()));
        }
        return new ImapCommand(verb, List.copyOf(more));
    }

    ImapCommand dateTime(OffsetDateTime moment) {
        return word(Argument.dateTime(moment));
    }

    /** A literal whose bytes come from elsewhere. */
    ImapCommand streamed(long size) {
        if (size < 0) {
            throw new IllegalArgumentException("a literal of " + size + " bytes");
        }
        return with(new Argument.Stream(size));
    }

    /** The whole command with its tag, for a server that takes literals in some mode. */
    Command command(String tag, LiteralMode mode) {
        CommandWriter out = new CommandWriter(verb, tag, mode);
        for (Argument argument : arguments) {
            out.argument(argument);
        }
        return out.command();
    }

    /** The name, for errors. */
    String verb() {
        return verb;
    }

    private ImapCommand with(Argument argument) {
        List<Argument> more = new ArrayList<>(arguments);
        more.add(argument);
        return new ImapCommand(verb, List.copyOf(more));
    }

    /** The command as it is written, literals that wait and secrets left out; for messages. */
    @Override
    public String toString() {
        return command("", LiteralMode.ALL).toString();
    }
}
