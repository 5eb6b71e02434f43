package protocols.spi;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import protocols.dns.Dns;
import protocols.dns.ResolvConf;
import protocols.http.Url;

/**
 * What is said about DNS alone; see the methods of {@link Dns} that set it.
 *
 * @param servers those that were named
 * @param file the file that names them, if they are not named here
 * @param url what is asked over HTTPS instead of servers
 * @param tcp whether datagrams are not used
 * @param retry how long a datagram is waited for first, if that was said
 * @param attempts how often the servers are gone through, if that was said
 * @param form what queries are like
 * @param stub what stands around the servers
 * @param learnt what is known of the servers from lookups before
 */
public record DnsOptions(
        List<NameServer> servers,
        Optional<Path> file,
        Optional<Url> url,
        boolean tcp,
        Optional<Duration> retry,
        OptionalInt attempts,
        QueryForm form,
        StubOptions stub,
        Learnt learnt) {

    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final int ATTEMPTS = 3;

    public DnsOptions {
        servers = List.copyOf(servers);
    }

    private static DnsOptions of(List<NameServer> servers, Optional<Path> file, Optional<Url> url) {
        return new DnsOptions(
                servers,
                file,
                url,
                false,
                Optional.empty(),
                OptionalInt.empty(),
                QueryForm.DEFAULT,
                StubOptions.NONE,
                new Learnt());
    }

    /** A server that is named. */
    public static DnsOptions of(String server) {
        return of(List.of(NameServer.of(server)), Optional.empty(), Optional.empty());
    }

    /** Servers that a file names. */
    public static DnsOptions of(Path file) {
        return of(List.of(), Optional.of(file), Optional.empty());
    }

    /** A URL that is asked. */
    public static DnsOptions of(Url url) {
        return of(List.of(), Optional.empty(), Optional.of(url));
    }

    /** How long a datagram is waited for at first, 2 seconds if nothing was said. */
    public Duration patience() {
        return retry.orElse(RETRY);
    }

    /** How often the servers are gone through, 3 times if nothing was said. */
    public int rounds() {
        return attempts.orElse(ATTEMPTS);
    }

    /** With other servers. */
    public DnsOptions servers(List<NameServer> all) {
        return new DnsOptions(all, file, url, tcp, retry, attempts, form, stub, learnt);
    }

    /** Over TCP from the start. */
    public DnsOptions overTcp() {
        return new DnsOptions(servers, file, url, true, retry, attempts, form, stub, learnt);
    }

    /** With another time to wait. */
    public DnsOptions retry(Duration first) {
        return new DnsOptions(servers, file, url, tcp, Optional.of(first), attempts, form, stub, learnt);
    }

    /** With another number of rounds. */
    public DnsOptions attempts(int count) {
        return new DnsOptions(servers, file, url, tcp, retry, OptionalInt.of(count), form, stub, learnt);
    }

    /** With other queries. */
    public DnsOptions form(QueryForm changed) {
        return new DnsOptions(servers, file, url, tcp, retry, attempts, changed, stub, learnt);
    }

    /** For a way to the servers of which nothing is known yet. */
    public DnsOptions unlearnt() {
        return new DnsOptions(servers, file, url, tcp, retry, attempts, form, stub, new Learnt());
    }

    /** With something else around the servers. */
    public DnsOptions stub(StubOptions changed) {
        return new DnsOptions(servers, file, url, tcp, retry, attempts, form, changed, learnt);
    }

    /** The servers that a file names, and its times, options and search list where none were said here. */
    public DnsOptions configured(ResolvConf said) {
        return new DnsOptions(
                said.servers().stream().map(NameServer::of).toList(),
                Optional.empty(),
                url,
                tcp || said.has(ResolvConf.Option.USE_VC),
                retry.or(said::timeout),
                attempts.isPresent() ? attempts : said.attempts(),
                said.has(ResolvConf.Option.TRUST_AD) ? form.trustingAd() : form,
                stub.configured(said),
                learnt);
    }
}
