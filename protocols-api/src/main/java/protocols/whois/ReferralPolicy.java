package protocols.whois;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import protocols.Text;
import protocols.spi.WhoisFriend;
import protocols.whois.WhoisText.Entry;

/**
 * Which referrals are followed. Whoever writes an answer chooses who is asked next, so what is followed is narrow: a
 * host name with a dot or an address, never the same server twice, and an address that anyone on the Internet could
 * reach.
 *
 * @param maxHops how many referrals one lookup follows; from 0 on
 * @param anyPort whether a port other than 43 is followed
 * @param privateAddresses whether loopback, link-local, private, shared, benchmark and multicast addresses are, and
 *     names without a dot; a server that itself has such an address may refer to its neighbours
 */
record ReferralPolicy(int maxHops, boolean anyPort, boolean privateAddresses) implements WhoisFriend.Rules {

    /** At most 3 hops, port 43 alone, public addresses alone. */
    static final ReferralPolicy DEFAULT = new ReferralPolicy(3, false, false);

    /** @throws IllegalArgumentException for a negative number of hops */
    ReferralPolicy {
        if (maxHops < 0) {
            throw new IllegalArgumentException("hops: " + maxHops);
        }
    }

    /** The same with another number of hops. */
    ReferralPolicy withMaxHops(int hops) {
        return new ReferralPolicy(hops, anyPort, privateAddresses);
    }

    /** The same, but every port is followed. */
    ReferralPolicy withAnyPort() {
        return new ReferralPolicy(maxHops, true, privateAddresses);
    }

    /** The same, but private addresses are followed. */
    ReferralPolicy withPrivateAddresses() {
        return new ReferralPolicy(maxHops, anyPort, true);
    }

    /**
     * The next server after a chain of answers.
     *
     * @throws IllegalArgumentException if the chain is empty
     */
    WhoisReferral next(WhoisQuery query, List<WhoisStep> chain) {
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("no answer");
        }
        if (query.kind() == WhoisQuery.Kind.TOP_LEVEL_DOMAIN) {
            // IANA names the server of the domains below, which knows less of the domain itself.
            return new WhoisReferral.None();
        }
        List<WhoisReferral> judged = judge(chain);
        return judged.stream()
                .filter(WhoisReferral.To.class::isInstance)
                .findFirst()
                .orElseGet(() -> judged.isEmpty() ? new WhoisReferral.None() : judged.get(0));
    }

    /**
     * What becomes of each referral in the last answer of a chain, the most certain first and up to the one that is
     * followed.
     *
     * @throws IllegalArgumentException if the chain is empty
     */
    List<WhoisReferral> judge(List<WhoisStep> chain) {
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("no answer");
        }
        List<WhoisReferral> judged = new ArrayList<>();
        for (Entry entry : candidates(chain.get(chain.size() - 1).text())) {
            WhoisReferral referral = judge(entry, chain);
            judged.add(referral);
            if (referral instanceof WhoisReferral.To) {
                break;
            }
        }
        return judged;
    }

    @Override
    public boolean allows(InetAddress address) {
        return privateAddresses || isPublic(address);
    }

    /** From the most certain label to the least; of several {@code ReferralServer} lines the last is the closest. */
    private static List<Entry> candidates(String text) {
        List<List<Entry>> ranks =
                List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (Entry entry : WhoisText.read(text).entries()) {
            int rank =
                    switch (entry.key()) {
                        case "refer" -> 0;
                        case "referralserver" -> 1;
                        case "registrarwhoisserver", "whoisserver", "registrarwhois" -> 2;
                        case "whois" -> 3;
                        case "descr", "remarks" ->
                            QueryForms.transferredTo(entry.value()).isPresent() ? 4 : -1;
                        default -> -1;
                    };
            if (rank >= 0 && !entry.value().isEmpty()) {
                ranks.get(rank).add(rank == 1 ? 0 : ranks.get(rank).size(), entry);
            }
        }
        return ranks.stream().flatMap(List::stream).limit(16).toList();
    }

    private WhoisReferral judge(Entry entry, List<WhoisStep> chain) {
        String line = entry.line().text();
        String value =
                QueryForms.transferredTo(entry.value()).orElse(entry.value()).toLowerCase(Locale.ROOT);
        int scheme = value.indexOf("://");
        if (scheme >= 0 && !value.startsWith("whois://")) {
            return new WhoisReferral.Ignored(line, "not WHOIS but " + Text.printable(value.substring(0, scheme)));
        }
        String place = value.substring(scheme < 0 ? 0 : scheme + 3);
        int slash = place.indexOf('/');
        return WhoisServer.read(slash < 0 ? place : place.substring(0, slash))
                .map(server -> judge(server, line, chain))
                .orElseGet(() -> new WhoisReferral.Ignored(line, "not a host"));
    }

    private WhoisReferral judge(WhoisServer server, String line, List<WhoisStep> chain) {
        if (chain.stream().anyMatch(step -> step.source().equals(server))) {
            return new WhoisReferral.Ignored(line, "already asked");
        }
        if (chain.size() > maxHops) {
            return new WhoisReferral.Ignored(line, "more than " + maxHops + " hops");
        }
        if (server.port() != WhoisServer.PORT && !anyPort) {
            return new WhoisReferral.Ignored(line, "port " + server.port());
        }
        boolean local = server.host().indexOf('.') < 0 && server.host().indexOf(':') < 0;
        if (local && !privateAddresses) {
            return new WhoisReferral.Ignored(line, "a name without a dot");
        }
        return new WhoisReferral.To(server, line);
    }

    private static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean special = address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress();
        int first = bytes[0] & 0xff;
        if (bytes.length == 4) {
            return !special && !isSetAside(first, bytes[1] & 0xff, bytes[2]) && first != 0 && first < 240;
        }
        // Only 2000::/3 is global unicast (RFC 4291 section 2.4); 2002::/16, 2001::/32 and 64:ff9b::/96 carry IPv4
        // addresses.
        boolean sixToFour = first == 0x20 && bytes[1] == 2;
        boolean teredo = first == 0x20 && bytes[1] == 1 && bytes[2] == 0 && bytes[3] == 0;
        return !special && (first & 0xe0) == 0x20 && !sixToFour && !teredo;
    }

    /** Between provider and customer, of protocols, of benchmarks: within one network (RFC 6890 section 2.2.2). */
    private static boolean isSetAside(int first, int second, int third) {
        boolean shared = first == 100 && (second & 0xc0) == 0x40;
        boolean protocols = first == 192 && second == 0 && third == 0;
        return shared || protocols || first == 198 && (second & 0xfe) == 18;
    }
}
