package protocols.spi;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import protocols.telnet.TelnetListener;
import protocols.telnet.TelnetMode;

/**
 * What a TELNET client was told besides what all clients are.
 *
 * @param mode how much TELNET is spoken
 * @param charset how text becomes bytes
 * @param types the names of the terminal, the preferred one first, at least one
 * @param width of the window in characters, 0 to 65535
 * @param height of the window in lines, 0 to 65535
 * @param environment the variables that the peer may be told, in printable ASCII
 * @param compression whether the peer may compress
 * @param byCharacter whether keys are sent one by one
 * @param listener is told what happens
 */
public record TelnetSetup(
        TelnetMode mode,
        Charset charset,
        List<String> types,
        int width,
        int height,
        Map<String, String> environment,
        boolean compression,
        boolean byCharacter,
        TelnetListener listener) {

    public TelnetSetup {
        types = List.copyOf(types);
    }
}
