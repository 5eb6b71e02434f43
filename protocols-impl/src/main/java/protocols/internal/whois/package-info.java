/**
 * Asks one WHOIS server after the other. What an answer means is computed in {@code protocols.whois}; this room waits, and
 * needs {@code wire} and {@code line} alone.
 */
package protocols.internal.whois;
