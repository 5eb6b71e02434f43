package protocols.internal.imap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import protocols.imap.AppendUid;
import protocols.imap.CopyUid;
import protocols.imap.Flag;
import protocols.spi.ImapFriend;

/**
 * The response code of a status (RFC 9051 section 7.1), as it was sent: what it means is worked out when asked for,
 * and is empty where the code is another one or its argument cannot be read.
 *
 * @param name in capitals: {@code UIDNEXT}
 * @param argument what follows the name; may be empty
 */
record ResponseCode(String name, String argument) {

    private static final ImapFriend API = ImapFriend.get();

    boolean is(String code) {
        return name.equals(code);
    }

    /** The number of UIDVALIDITY, UIDNEXT, UNSEEN, HIGHESTMODSEQ. */
    OptionalLong number() {
        if (argument.isEmpty() || argument.length() > 18) {
            return OptionalLong.empty();
        }
        long number = 0;
        for (int i = 0; i < argument.length(); i++) {
            int digit = argument.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return OptionalLong.empty();
            }
            number = number * 10 + digit;
        }
        return OptionalLong.of(number);
    }

    /** The names of CAPABILITY. */
    List<String> capabilities() {
        return is("CAPABILITY") ? words(argument) : List.of();
    }

    /** The flags of PERMANENTFLAGS; those that cannot be read are left out. */
    Set<Flag> permanentFlags() {
        return is("PERMANENTFLAGS") ? FlagCache.flags(words(argument)) : Set.of();
    }

    /** The charsets of BADCHARSET. */
    List<String> charsets() {
        return is("BADCHARSET") ? words(argument) : List.of();
    }

    Optional<AppendUid> appendUid() {
        try {
            return is("APPENDUID") ? Optional.of(API.appendUid(argument)) : Optional.empty();
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    Optional<CopyUid> copyUid() {
        try {
            return is("COPYUID") ? Optional.of(API.copyUid(argument)) : Optional.empty();
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    /** Words between spaces, parentheses and quotes. */
    static List<String> words(String text) {
        List<String> out = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || " ()\"".indexOf(text.charAt(i)) >= 0) {
                if (i > start) {
                    out.add(text.substring(start, i));
                }
                start = i + 1;
            }
        }
        return out;
    }

    @Override
    public String toString() {
        return argument.isEmpty() ? name : name + " " + argument;
    }
}
