package protocols.internal.dns;

import java.util.Optional;
import protocols.dns.Edns;

/**
 * How one server is asked over one transport, by what it was found to take.
 *
 * @param edns what is said by way of EDNS, its cookie included; empty for a server that does not know EDNS
 * @param mixedCase whether the letters of the name go in a random case that the response has to repeat
 * @param padded whether the length of the name is hidden, where everything else is (RFC 8467)
 */
record Manner(Optional<Edns> edns, boolean mixedCase, boolean padded) {}
