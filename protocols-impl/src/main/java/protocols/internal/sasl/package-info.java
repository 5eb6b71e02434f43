/** The SASL mechanisms, once, for SMTP, POP3 and IMAP. Uses {@code reply}. */
package protocols.internal.sasl;
