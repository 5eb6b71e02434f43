/**
 * CLIENTS: HTTP/1.1. Heads are read from the link's buffer, bodies by {@code line}; it may touch {@code wire}, {@code line}
 * and {@code sasl}.
 */
package protocols.internal.http;
