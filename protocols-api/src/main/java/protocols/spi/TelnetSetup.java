package protocols.spi;

import java.nio.charset.Charset;
import java.util.List;
import protocols.telnet.TelnetMode;

/**
 * What a TELNET client was told besides what all clients are.
 *
 * @param mode how much TELNET is spoken
 * @param charset how text becomes bytes
 * @param types the names of the terminal, the preferred one first, at least one
 * @param width of the window in characters, 0 to 65535
 * @param height of the window in lines, 0 to 65535
 */
public record TelnetSetup(TelnetMode mode, Charset charset, List<String> types, int width, int height) {

    public TelnetSetup {
        types = List.copyOf(types);
    }
}
