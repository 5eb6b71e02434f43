package protocols.dns;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What is said about DNS alone; see the methods of {@link Dns} that set it. */
record DnsOptions(
        List<String> servers,
        Optional<Path> file,
        boolean tcp,
        Optional<Duration> retry,
        Optional<Integer> attempts,
        QueryForm form,
        StubOptions stub) {
    DnsOptions {
        servers = List.copyOf(servers);
    }

    static DnsOptions of(List<String> servers, Optional<Path> file) {
        return new DnsOptions(
                servers, file, false, Optional.empty(), Optional.empty(), QueryForm.DEFAULT, StubOptions.NONE);
    }

    DnsOptions servers(List<String> all) {
        return new DnsOptions(all, file, tcp, retry, attempts, form, stub);
    }

    DnsOptions named() {
        return new DnsOptions(servers, Optional.empty(), tcp, retry, attempts, form, stub);
    }

    DnsOptions tcp(boolean always) {
        return new DnsOptions(servers, file, always, retry, attempts, form, stub);
    }

    DnsOptions retry(Optional<Duration> first) {
        return new DnsOptions(servers, file, tcp, first, attempts, form, stub);
    }

    DnsOptions attempts(Optional<Integer> count) {
        return new DnsOptions(servers, file, tcp, retry, count, form, stub);
    }

    DnsOptions form(QueryForm changed) {
        return new DnsOptions(servers, file, tcp, retry, attempts, changed, stub);
    }

    DnsOptions stub(StubOptions changed) {
        return new DnsOptions(servers, file, tcp, retry, attempts, form, changed);
    }
}
