/**
 * The SMTP room: the session, and the mails that go out on it in groups of commands (RFC 5321, RFC 2920). Uses the shared
 * rooms below the clients; no other client uses this one.
 */
package protocols.internal.smtp;
