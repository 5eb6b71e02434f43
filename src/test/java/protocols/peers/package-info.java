/**
 * The peers that the clients are tested against: scripted ones that say what a dialogue says, proxies that break a
 * line, and real servers started on loopback. They use the JDK alone, so that a fault of the library cannot hide in
 * them.
 */
package protocols.peers;
