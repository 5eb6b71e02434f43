/**
 * Internationalized names (UTS 46), between what people write and what the DNS keeps. Not for users: the package is not
 * exported; {@link protocols.net.Host} is its face. It uses the JDK's text and streams alone.
 *
 * <p>What Unicode says of each character lies in a table beside the classes, because the data of the JDK differ from
 * version to version and lack joining types. It is read when the first name beyond ASCII is met.
 */
@NullMarked
package protocols.net.idn;

import org.jspecify.annotations.NullMarked;
