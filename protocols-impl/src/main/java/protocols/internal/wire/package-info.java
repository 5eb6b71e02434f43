/**
 * BYTES: how a connection comes about (TCP, proxies, unix sockets, recordings), TLS over it, its deadlines, its counts
 * and the log of what crosses it. Touches the network; knows no protocol. Uses no other room.
 *
 * <p>{@code Opening} makes a {@code Link}: an operation that runs, until when, and whose fault its end is. Under it lie
 * {@code Incoming} and {@code Outgoing} (buffers, looks, long sends), {@code Remote} (what is known of the peer) and the
 * wires: {@code ChannelWire} at the bottom, {@code MeteredWire} over it, then {@code TlsWire} or a room's filter.
 * {@code Recorder} keeps what was said, {@code Costs} what it cost.
 */
package protocols.internal.wire;
