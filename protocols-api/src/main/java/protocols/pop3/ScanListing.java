package protocols.pop3;

/**
 * One message of a maildrop: a line of the answer to LIST (RFC 1939 section 5).
 *
 * @param number from 1
 * @param octets its size as the server claims; what really comes may differ
 */
public record ScanListing(int number, long octets) {}
