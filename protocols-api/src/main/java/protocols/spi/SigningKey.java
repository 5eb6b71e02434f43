package protocols.spi;

import java.util.function.Supplier;
import javax.crypto.Mac;
import protocols.dns.Name;
import protocols.dns.TsigKey;

/**
 * What signs with a {@link TsigKey}.
 *
 * @param name the name of the key
 * @param algorithm the name of the algorithm
 * @param fudge by how many seconds the clocks may differ
 * @param macLength how many octets a MAC has at least
 * @param macs what computes MACs, of all octets; each for one thread
 */
public record SigningKey(Name name, Name algorithm, int fudge, int macLength, Supplier<Mac> macs) {}
