/**
 * BYTES: how a connection comes about (TCP, proxies, unix sockets, recordings), TLS over it, its deadlines, its counts
 * and the log of what crosses it. Touches the network; knows no protocol. Uses no other room.
 */
package protocols.internal.wire;
