/**
 * TELNET (RFC 854), and any conversation in lines or prompts. {@link protocols.telnet.Telnet} leads to
 * {@link protocols.telnet.Terminal}, where text is sent and an {@link protocols.telnet.Expectation} is waited for; besides
 * them stand the options, the commands, and the type of terminal that the client says it is.
 */
@NullMarked
package protocols.telnet;

import org.jspecify.annotations.NullMarked;
