/**
 * JSON texts (RFC 8259), read and never written: what the answers of RDAP are made of. Not for users: the package is not
 * exported. It uses the api's own floor alone.
 *
 * <p>The grammar is kept to the letter, because whoever sends the text is not to be trusted: there is no comment, no comma
 * too many, no byte that is not UTF-8. Reading takes time and memory linear in the text, and ends at limits of depth and
 * number of values.
 */
@NullMarked
package protocols.json;

import org.jspecify.annotations.NullMarked;
