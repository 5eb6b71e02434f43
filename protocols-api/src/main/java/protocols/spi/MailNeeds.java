package protocols.spi;

import java.util.OptionalLong;

/**
 * What a message asks of the way that it goes.
 *
 * @param size its length in bytes; empty if only writing would tell
 * @param utf8 whether its header holds UTF-8, so that only SMTPUTF8 and UTF8=ACCEPT can carry it (RFC 6531, RFC 6855)
 * @param eightBit whether there is an octet above 127 anywhere, so that it needs 8BITMIME (RFC 6152)
 */
public record MailNeeds(OptionalLong size, boolean utf8, boolean eightBit) {}
