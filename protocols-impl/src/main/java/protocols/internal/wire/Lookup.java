package protocols.internal.wire;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import protocols.Attempt;
import protocols.WireException;
import protocols.net.Deadline;
import protocols.net.Host;
import protocols.net.Resolver;
import protocols.spi.CoreFriend;

/** The addresses of a host, in the order in which they shall be tried. */
final class Lookup {

    private Lookup() {}

    /** The addresses of a name as the resolver knows them, or the address itself. */
    static List<InetAddress> addresses(String host, Resolver resolver, Deadline deadline) throws IOException {
        Optional<Host> literal = Host.literal(host);
        if (literal.isPresent()) {
            return List.of(address(literal.get()));
        }
        long began = System.nanoTime();
        try {
            List<InetAddress> found = resolver.addresses(host, deadline);
            if (found.isEmpty()) {
                throw new WireException.Unreachable("no address of " + host, List.of());
            }
            return interleaved(found);
        } catch (WireException e) {
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            throw CoreFriend.get().with(e, List.of(Attempt.of(host, "resolver", took, e.reason())));
        }
    }

    /** An address, with the number that this machine has for its zone. Nothing is looked up. */
    static InetAddress address(Host literal) throws WireException {
        try {
            // With a zone it is an IPv6 address, whose text the JDK never takes to a resolver.
            return literal.zone().isPresent()
                    ? InetAddress.getByName(literal.text())
                    : InetAddress.getByAddress(literal.octets());
        } catch (UnknownHostException e) {
            throw new WireException.Unreachable("no such zone on this machine: " + literal, List.of(), e);
        }
    }

    /** The addresses of a name as the system's resolver knows them. */
    static List<InetAddress> bySystem(String host, Deadline deadline) throws WireException {
        try {
            return List.of(resolver(host).get(deadline.remainingNanos(), TimeUnit.NANOSECONDS));
        } catch (ExecutionException e) {
            throw new WireException.Unreachable(
                    "no such host: " + host, List.of(), Objects.requireNonNullElse(e.getCause(), e));
        } catch (TimeoutException e) {
            throw new WireException.TimedOut(deadline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Faults.interrupted(e);
        }
    }

    /**
     * The system's resolver can be neither interrupted nor given a deadline, so it runs on a short-lived thread that the
     * caller can leave behind.
     */
    private static CompletableFuture<InetAddress[]> resolver(String host) {
        CompletableFuture<InetAddress[]> found = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        found.complete(InetAddress.getAllByName(host));
                    } catch (UnknownHostException | RuntimeException e) {
                        found.completeExceptionally(e);
                    }
                },
                "protocols-lookup-" + host);
        thread.setDaemon(true);
        thread.start();
        return found;
    }

    /** The families in turn, beginning with the one that the system prefers (RFC 8305 section 4). */
    static List<InetAddress> interleaved(List<InetAddress> sorted) {
        Deque<InetAddress> first = new ArrayDeque<>();
        Deque<InetAddress> second = new ArrayDeque<>();
        boolean sixFirst = sorted.get(0) instanceof Inet6Address;
        for (InetAddress address : sorted) {
            (address instanceof Inet6Address == sixFirst ? first : second).add(address);
        }
        List<InetAddress> order = new ArrayList<>(sorted.size());
        while (!first.isEmpty() || !second.isEmpty()) {
            if (!first.isEmpty()) {
                order.add(first.poll());
            }
            if (!second.isEmpty()) {
                order.add(second.poll());
            }
        }
        return order;
    }
}
