package protocols.internal.pop3;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import protocols.WireException;
import protocols.internal.line.Command;
import protocols.internal.reply.Conversation;
import protocols.internal.reply.Exchange;
import protocols.pop3.DropMessage;
import protocols.pop3.DropMessages;
import protocols.pop3.Maildrop;
import protocols.spi.Pop3Friend;

/** What is in the maildrop, as LIST and UIDL say it (RFC 1939 sections 5 and 7). */
final class Listings {

    private static final Pop3Friend API = Pop3Friend.get();

    private final Conversation conversation;
    private final MultiLine lines;
    private final boolean pipelining;

    Listings(Conversation conversation, MultiLine lines, boolean pipelining) {
        this.conversation = conversation;
        this.lines = lines;
        this.pipelining = pipelining;
    }

    /** See {@link Maildrop#list()}. */
    DropMessages list() throws WireException {
        return conversation.operation("LIST", () -> {
            conversation.write(Command.of("LIST"));
            conversation.receive().expect("+OK");
            return API.messages(sizes());
        });
    }

    /** See {@link Maildrop#uidl()}. */
    Map<Integer, String> uidl() throws WireException {
        return conversation.operation("UIDL", () -> {
            conversation.write(Command.of("UIDL"));
            conversation.receive().expect("+OK");
            return Collections.unmodifiableMap(ids());
        });
    }

    /** See {@link Maildrop#messages()}. That UIDL is refused is no fault: it is optional. */
    DropMessages messages() throws WireException {
        return conversation.operation("LIST", () -> {
            conversation.write(Command.of("LIST"));
            if (pipelining) {
                conversation.write(Command.of("UIDL"));
            }
            Exchange listed = conversation.receive();
            Optional<WireException> over = Optional.empty();
            List<DropMessage> sizes = List.of();
            try {
                sizes = isRefused(listed) ? List.of() : sizes();
            } catch (WireException.LimitExceeded e) {
                over = Optional.of(e);
            }
            conversation.link().renew();
            if (!pipelining) {
                listed.expect("+OK");
                requireWithin(over);
                conversation.write(Command.of("UIDL"));
            }
            Map<Integer, String> ids = isRefused(conversation.receive()) ? Map.of() : ids();
            listed.expect("+OK");
            requireWithin(over);
            return API.messages(named(sizes, ids));
        });
    }

    private static void requireWithin(Optional<WireException> over) throws WireException {
        if (over.isPresent()) {
            throw over.get();
        }
    }

    private static boolean isRefused(Exchange exchange) throws WireException {
        if (!exchange.is("-ERR")) {
            exchange.expect("+OK");
            return false;
        }
        return true;
    }

    private List<DropMessage> sizes() throws IOException {
        List<DropMessage> sizes = lines.listing(ListingLine::scan);
        Set<Integer> seen = new HashSet<>();
        for (DropMessage message : sizes) {
            if (!seen.add(message.number())) {
                throw twice(message.number());
            }
        }
        return sizes;
    }

    private Map<Integer, String> ids() throws IOException {
        Map<Integer, String> ids = new LinkedHashMap<>();
        for (UniqueId line : lines.listing(ListingLine::uniqueId)) {
            if (ids.putIfAbsent(line.number(), line.id()) != null) {
                throw twice(line.number());
            }
        }
        return ids;
    }

    private static List<DropMessage> named(List<DropMessage> sizes, Map<Integer, String> ids) {
        List<DropMessage> messages = new ArrayList<>(sizes.size());
        for (DropMessage message : sizes) {
            String id = ids.getOrDefault(message.number(), "");
            messages.add(id.isEmpty() ? message : API.named(message, id));
        }
        return messages;
    }

    private static WireException twice(int number) {
        return new WireException.Malformed("a message stands once in a listing", "" + number);
    }
}
