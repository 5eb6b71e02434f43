/**
 * What all clients share: the settings of a client, the errors, the limits and the transcript.
 *
 * <p>Nothing in this module opens a socket or starts a thread: what can be computed is here, what must wait is in the
 * implementation, which is found at run time.
 */
@NullMarked
package protocols;

import org.jspecify.annotations.NullMarked;
