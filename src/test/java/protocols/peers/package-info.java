/**
 * The peers that the clients are tested against: the public one, which says what a dialogue says and has a test of its
 * own with a client that knows no protocol; proxies that break a line, servers that are played by hand, and real servers
 * started on loopback. All of ours use the JDK alone, so that a fault of the library cannot hide in them.
 */
package protocols.peers;
