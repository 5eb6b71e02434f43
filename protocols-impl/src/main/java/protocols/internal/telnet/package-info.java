/**
 * TELNET without I/O: {@link protocols.internal.telnet.TelnetFilter} between the bytes of the wire and the user's, and
 * {@link protocols.internal.telnet.ExpectBuffer}, which finds what a caller waits for. Imports nothing but the api.
 */
package protocols.internal.telnet;
