/**
 * WHOIS (RFC 3912) and RDAP (RFC 9082, RFC 9083), as far as they can be computed: what kind of thing is asked for, the
 * words each server wants, which server an answer refers to, and what an answer says.
 *
 * <p>WHOIS has no grammar. An answer is read by the few styles in use (key and value, indented block, RPSL, brackets),
 * never by a table for each server; what cannot be read is called unparsed, and every field keeps the line it came
 * from. The text is hostile until proven otherwise: reading it takes time linear in its length, and everything that
 * prints is escaped.
 */
@NullMarked
package protocols.whois;

import org.jspecify.annotations.NullMarked;
