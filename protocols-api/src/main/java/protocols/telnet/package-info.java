/**
 * The values of TELNET (RFC 854): commands, options, the terminal that the client says it is, and what a caller waits
 * for in the peer's text.
 *
 * <p>{@link protocols.telnet.Expectation} and {@link protocols.telnet.Match} hold no TELNET: they serve any
 * conversation in lines or prompts.
 */
@NullMarked
package protocols.telnet;

import org.jspecify.annotations.NullMarked;
