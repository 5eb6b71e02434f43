/**
 * The DNS client: sockets to servers, one lookup over them, and the session that keeps them. Uses {@code wire} alone; the
 * messages are those of {@code protocols.dns}.
 *
 * <p>Datagrams leave in two ways. One question at a time goes over a {@code Link} ({@code UdpChannel}): its caller's thread
 * waits in it, and whatever a link can do, proxies, recordings and an exact transcript included, holds there. Many at once
 * go over bare sockets ({@code BulkSockets}, {@code UdpPort}, {@code wire.DatagramPort}) that one selector watches, so that
 * a thousand questions need one thread and a few ports; their order is that of the network, so that a recording, or a
 * connector of the user's, sends even these one by one over links. Both make their questions and judge their answers by
 * {@code Query} alone. A message of the caller's making ({@code HandMade}) goes over a link too, but is judged by its own id,
 * question and signature, as nothing of it is ours.
 */
package protocols.internal.dns;
