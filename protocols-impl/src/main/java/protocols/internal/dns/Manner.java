package protocols.internal.dns;

import java.util.Optional;
import java.util.Set;
import protocols.dns.DnsFlag;
import protocols.dns.Edns;

/**
 * How one server is asked over one transport, by what it was found to take.
 *
 * @param edns what is said by way of EDNS, its cookie included; empty for a server that does not know EDNS
 * @param mixedCase whether the letters of the name go in a random case that the response has to repeat
 * @param padded whether the length of the name is hidden, where everything else is (RFC 8467)
 * @param flags those of the header that are set
 */
record Manner(Optional<Edns> edns, boolean mixedCase, boolean padded, Set<DnsFlag> flags) {}
