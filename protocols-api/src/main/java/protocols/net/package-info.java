/**
 * The way to the peer, for those who write one: a {@link protocols.net.Connector} opens a {@link protocols.net.Wire} to an
 * {@link protocols.net.Endpoint} before a {@link protocols.net.Deadline}. Who only uses a client meets
 * {@link protocols.net.Connector} and its ready-made ways, and nothing else here.
 */
@NullMarked
package protocols.net;

import org.jspecify.annotations.NullMarked;
