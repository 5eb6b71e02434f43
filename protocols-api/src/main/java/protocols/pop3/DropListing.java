package protocols.pop3;

/**
 * What is in a maildrop: the answer to STAT (RFC 1939 section 5).
 *
 * @param messages how many
 * @param octets their size together, as the server claims
 */
public record DropListing(int messages, long octets) {}
