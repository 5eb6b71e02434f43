/**
 * The DNS client: sockets to servers, one lookup over them, and the session that keeps them. Uses {@code wire} alone; the
 * messages are those of {@code protocols.dns}.
 */
package protocols.internal.dns;
