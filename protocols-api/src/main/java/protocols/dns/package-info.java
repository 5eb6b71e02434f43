/**
 * DNS: names, records and messages, between their wire format (RFC 1035, RFC 6891), their presentation format (RFC 1035
 * section 5, RFC 3597) and values; and the outcome of a lookup.
 *
 * <p>Everything here is computed: nothing waits and nothing looks a name up. The decoder is total: whatever bytes come
 * in, it gives a {@link protocols.dns.Message} or throws {@link protocols.WireException.Malformed}, in time linear in
 * the length of the message.
 */
@NullMarked
package protocols.dns;

import org.jspecify.annotations.NullMarked;
