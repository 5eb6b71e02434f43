/**
 * The POP3 room: the states of a session (RFC 1939 section 3) and the reader of its listings. Uses the shared rooms below
 * the clients; no other client uses this one.
 */
package protocols.internal.pop3;
