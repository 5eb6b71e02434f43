package protocols.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rooms of the house and who may import whom.
 *
 * <p>A room is the part of a package name after {@code protocols} or {@code protocols.internal}: {@code protocols.imap}
 * and {@code protocols.internal.imap.search} are both in the room {@code imap}, one in the api, one in the
 * implementation. What stands directly in {@code protocols} is the api's own floor, what stands directly in
 * {@code protocols.internal} is the door that opens all rooms.
 */
final class Rooms {
    private static final String INTERNAL = "protocols.internal";

    /** Each shared room with the shared rooms below it. */
    private static final Map<String, Set<String>> BELOW = Map.of(
            "wire", Set.of(),
            "line", Set.of("wire"),
            "reply", Set.of("wire", "line"),
            "sasl", Set.of("wire", "line", "reply"),
            "peer", Set.of("wire", "line", "reply"));

    /** The shared room that stands beside the clients: the other side of what they say. */
    private static final String PEER = "peer";

    private static final Set<String> CLIENTS = Set.of("dns", "whois", "ftp", "smtp", "pop3", "imap", "telnet", "http");

    /** The exceptions: the api rooms besides its own that a client, or an api room, may use. */
    private static final Map<String, Set<String>> SHARED_API_ROOMS = Map.of(
            "smtp",
            Set.of("mail"),
            "pop3",
            Set.of("mail"),
            "imap",
            Set.of("mail"),
            "whois",
            Set.of("http", "json"),
            "dns",
            Set.of("http"),
            PEER,
            Set.of("dns"));

    private Rooms() {}

    /** One line for each import that goes the wrong way. */
    static List<String> violations(JavaClasses classes) {
        List<String> wrong = new ArrayList<>();
        for (JavaClass type : classes) {
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String from = type.getPackageName();
                String to = dependency.getTargetClass().getBaseComponentType().getPackageName();
                whyNot(from, to).ifPresent(why -> wrong.add(why + ": " + dependency.getDescription()));
            }
        }
        return wrong;
    }

    /** Why a class of one package must not use a class of the other; empty if it may. */
    static Optional<String> whyNot(String from, String to) {
        if (!isOurs(to) || to.equals(from)) {
            return Optional.empty();
        }
        if (isInternal(from)) {
            return isInternal(to) ? betweenInternal(room(from), room(to)) : internalToApi(room(from), room(to));
        }
        return isInternal(to) ? Optional.of("api needs no implementation") : betweenApi(room(from), room(to));
    }

    private static Optional<String> betweenInternal(String from, String to) {
        if (from.isEmpty() || from.equals(to)) {
            return Optional.empty();
        }
        if (to.isEmpty()) {
            return Optional.of("no room uses the door");
        }
        if (CLIENTS.contains(from)) {
            boolean below = BELOW.containsKey(to) && !to.equals(PEER);
            return below ? Optional.empty() : Optional.of("no client uses another's room, nor the other side");
        }
        boolean downwards = BELOW.containsKey(from) && BELOW.get(from).contains(to);
        return downwards ? Optional.empty() : Optional.of("imports run wire <- line <- reply <- sasl <- clients");
    }

    private static Optional<String> internalToApi(String from, String to) {
        boolean allowed = from.isEmpty() || isShared(to) || mayUseApiRoom(from, to);
        return allowed ? Optional.empty() : Optional.of("a room uses the api's room of its own protocol alone");
    }

    private static Optional<String> betweenApi(String from, String to) {
        boolean allowed = from.equals("spi") || isShared(to) || mayUseApiRoom(from, to);
        return allowed ? Optional.empty() : Optional.of("no client uses another's room");
    }

    private static boolean isShared(String apiRoom) {
        return apiRoom.isEmpty() || apiRoom.equals("net") || apiRoom.equals("spi");
    }

    private static boolean mayUseApiRoom(String from, String to) {
        return from.equals(to) || SHARED_API_ROOMS.getOrDefault(from, Set.of()).contains(to);
    }

    private static boolean isOurs(String packageName) {
        return packageName.equals("protocols") || packageName.startsWith("protocols.");
    }

    private static boolean isInternal(String packageName) {
        return packageName.equals(INTERNAL) || packageName.startsWith(INTERNAL + ".");
    }

    private static String room(String packageName) {
        String floor = isInternal(packageName) ? INTERNAL : "protocols";
        if (packageName.equals(floor)) {
            return "";
        }
        String rest = packageName.substring(floor.length() + 1);
        int dot = rest.indexOf('.');
        return dot < 0 ? rest : rest.substring(0, dot);
    }
}
