package protocols.dns;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a message says by way of EDNS(0), the OPT pseudo-record (RFC 6891). The upper bits of the response code, which
 * stand there too, are part of {@link Message#rcode()}.
 *
 * @param udpSize the longest datagram that the sender can take, 0 to 65535 bytes
 * @param version 0 to 255, in practice 0
 * @param dnssecOk the DO bit: the sender wants signatures (RFC 3225)
 * @param options the options, in their order; one that cannot be read is {@link EdnsOption.Opaque}, and one
 *     that was cut by the end of OPT is left out
 */
public record Edns(int udpSize, int version, boolean dnssecOk, List<EdnsOption> options) {

    /** 1232 bytes, which pass every IPv6 path in one piece; version 0, no DO, no options. */
    public static final Edns DEFAULT = new Edns(1232, 0, false, List.of());

    public Edns {
        options = List.copyOf(options);
        if (udpSize < 0 || udpSize > 0xffff || version < 0 || version > 0xff) {
            throw new IllegalArgumentException("no EDNS: size " + udpSize + ", version " + version);
        }
    }

    /** The same with another size, 0 to 65535 bytes. */
    public Edns withUdpSize(int size) {
        return new Edns(size, version, dnssecOk, options);
    }

    /** The same with the DO bit set or not. */
    public Edns withDnssecOk(boolean on) {
        return new Edns(udpSize, version, on, options);
    }

    /** The same with options added at the end. */
    public Edns with(EdnsOption... more) {
        List<EdnsOption> all =
                Stream.concat(options.stream(), Arrays.stream(more)).toList();
        return new Edns(udpSize, version, dnssecOk, all);
    }

    /** The same without the options of a kind. */
    public Edns without(Class<? extends EdnsOption> kind) {
        List<EdnsOption> others =
                options.stream().filter(option -> !kind.isInstance(option)).toList();
        return new Edns(udpSize, version, dnssecOk, others);
    }

    /** The first option of a kind. */
    public <O extends EdnsOption> Optional<O> option(Class<O> kind) {
        return options.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }
}
