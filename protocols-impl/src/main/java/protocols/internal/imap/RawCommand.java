package protocols.internal.imap;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import protocols.Reply;
import protocols.Text;
import protocols.WireException;
import protocols.imap.ImapResponses;
import protocols.internal.line.Holding;
import protocols.spi.ImapFriend;

/** A command of the caller's own: words as they are, and all that the server says to it. */
final class RawCommand implements Data {

    /** What the state of a session stands on, and what goes on after its first line. */
    private static final Set<String> OURS = Set.of(
            "LOGIN",
            "AUTHENTICATE",
            "UNAUTHENTICATE",
            "STARTTLS",
            "COMPRESS",
            "LOGOUT",
            "SELECT",
            "EXAMINE",
            "CLOSE",
            "UNSELECT",
            "IDLE",
            "DONE",
            "APPEND",
            "REPLACE",
            "ENABLE",
            "NOTIFY");

    private final ImapConversation conversation;
    private final List<String> lines = new ArrayList<>();
    private final Holding holding;

    RawCommand(ImapConversation conversation) {
        this.conversation = conversation;
        holding = Holding.bodies(conversation.link().settings().limits());
    }

    /** The command, if it may be sent so. */
    static ImapCommand command(String verb, String... arguments) {
        if (verb.isEmpty() || !verb.chars().allMatch(RawCommand::isOfVerb)) {
            throw new IllegalArgumentException("not a command: " + Text.printable(verb));
        }
        if (OURS.contains(verb.toUpperCase(Locale.ROOT))) {
            throw new IllegalArgumentException(verb + " is not to be sent so: the state of the session stands on it");
        }
        ImapCommand command = ImapCommand.of(verb);
        for (String argument : arguments) {
            if (argument.isEmpty()) {
                throw new IllegalArgumentException("an empty argument");
            }
            command = command.word(argument);
        }
        if (endsQuoted(String.join(" ", arguments))) {
            throw new IllegalArgumentException("a quotation mark that is not closed");
        }
        if (arguments.length > 0 && announcesLiteral(arguments[arguments.length - 1])) {
            throw new IllegalArgumentException("a literal cannot be sent so");
        }
        return command;
    }

    private static boolean isOfVerb(int c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
    }

    /** Whether the server would wait for the end of a quoted string (RFC 9051 section 9, {@code quoted}). */
    private static boolean endsQuoted(String text) {
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '\\' && quoted) {
                i++;
            }
        }
        return quoted;
    }

    /** Whether the server would take what comes next for a literal: {@code {5}}, {@code {5+}}. */
    private static boolean announcesLiteral(String last) {
        int open = last.lastIndexOf('{');
        if (open < 0 || !last.endsWith("}")) {
            return false;
        }
        String size = last.substring(open + 1, last.length() - 1);
        String digits = size.endsWith("+") || size.endsWith("-") ? size.substring(0, size.length() - 1) : size;
        return !digits.isEmpty() && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    ImapResponses run(ImapCommand command) throws WireException {
        Reply reply = conversation.held(
                holding,
                () -> conversation.within(command.verb(), this, () -> {
                    conversation.responses().text().keep(true);
                    try {
                        conversation.conversation().write(conversation.next(command));
                        return conversation.conversation().receive().expect("OK");
                    } finally {
                        conversation.responses().text().keep(false);
                    }
                }));
        return ImapFriend.get().responses(lines, reply);
    }

    @Override
    public boolean take(Response response) {
        if (response instanceof Response.Status status && status.isTagged()) {
            return false;
        }
        byte[] text = conversation.responses().text().bytes();
        if (holding.takes(text.length)) {
            String line = StatusText.text(text);
            lines.add(line.substring(line.startsWith("* ") ? 2 : 1, line.length() - "\r\n".length()));
        }
        return false;
    }
}
