/**
 * The FTP room: readers for what a server lists and answers, and the conversion of text. Uses the shared rooms below
 * the clients; no other client uses this one.
 */
package protocols.internal.ftp;
