package protocols.internal.telnet;

import protocols.Tls;
import protocols.WireException;
import protocols.internal.wire.Opening;
import protocols.telnet.Telnet;
import protocols.telnet.TelnetSession;

/** Opens sessions. */
public final class TelnetClient {

    private TelnetClient() {}

    /** See {@link Telnet#connect()}. */
    public static TelnetSession connect(Telnet telnet) throws WireException {
        if (telnet.settings().tls() == Tls.UPGRADE) {
            throw new IllegalArgumentException("TELNET has no upgrade to TLS: it is implicit, or there is none");
        }
        return Opening.begin(telnet.settings(), link -> {
            ExpectBuffer text = new ExpectBuffer(
                    telnet.charset(), telnet.settings().limits().reply());
            Nvt nvt = new Nvt(link, telnet, text::append);
            nvt.answer();
            return new NvtSession(link, nvt, text, telnet.charset());
        });
    }
}
