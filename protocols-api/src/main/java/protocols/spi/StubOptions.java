package protocols.spi;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import protocols.dns.Dns;
import protocols.dns.DnsCache;
import protocols.dns.ResolvConf;
import protocols.dns.ResolvConf.Option;
import protocols.dns.SearchList;

/**
 * What stands around a stub resolver on its machine; see the methods of {@link Dns} that set it.
 *
 * @param hosts the hosts file that is consulted before the servers
 * @param searchList the search list that was given; else it is that of resolv.conf, or none
 * @param cache where outcomes are kept
 * @param environment the variables that have a say in how resolv.conf is read
 * @param rotates whether each lookup begins with the next server
 * @param ipv4Only whether addresses are those of IPv4 alone
 * @param followsAliases whether an alias that comes alone is followed
 */
public record StubOptions(
        Optional<Path> hosts,
        Optional<SearchList> searchList,
        Optional<DnsCache> cache,
        Map<String, String> environment,
        boolean rotates,
        boolean ipv4Only,
        boolean followsAliases) {

    /** Nothing: servers alone. */
    public static final StubOptions NONE =
            new StubOptions(Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), false, false, true);

    public StubOptions {
        environment = Map.copyOf(environment);
    }

    /** With this hosts file or none. */
    public StubOptions hosts(Optional<Path> file) {
        return new StubOptions(file, searchList, cache, environment, rotates, ipv4Only, followsAliases);
    }

    /** With a search list. */
    public StubOptions searchList(SearchList list) {
        return new StubOptions(hosts, Optional.of(list), cache, environment, rotates, ipv4Only, followsAliases);
    }

    /** With a cache. */
    public StubOptions cache(DnsCache kept) {
        return new StubOptions(hosts, searchList, Optional.of(kept), environment, rotates, ipv4Only, followsAliases);
    }

    /** With variables. */
    public StubOptions environment(Map<String, String> variables) {
        return new StubOptions(hosts, searchList, cache, variables, rotates, ipv4Only, followsAliases);
    }

    /** With each lookup beginning with the next server. */
    public StubOptions rotate() {
        return new StubOptions(hosts, searchList, cache, environment, true, ipv4Only, followsAliases);
    }

    /** With addresses of IPv4 alone. */
    public StubOptions onlyIpv4() {
        return new StubOptions(hosts, searchList, cache, environment, rotates, true, followsAliases);
    }

    /** With aliases followed or not. */
    public StubOptions followAliases(boolean on) {
        return new StubOptions(hosts, searchList, cache, environment, rotates, ipv4Only, on);
    }

    /** With what a file says where nothing was said here. */
    public StubOptions configured(ResolvConf file) {
        return new StubOptions(
                hosts,
                searchList.or(() -> Optional.of(file.searchList())),
                cache,
                environment,
                rotates || file.has(Option.ROTATE),
                ipv4Only || file.has(Option.NO_AAAA),
                followsAliases);
    }
}
