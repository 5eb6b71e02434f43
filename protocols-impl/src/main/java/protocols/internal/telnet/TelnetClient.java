package protocols.internal.telnet;

import protocols.Tls;
import protocols.WireException;
import protocols.internal.wire.Opening;
import protocols.spi.CoreFriend;
import protocols.spi.TelnetFriend;
import protocols.spi.TelnetSetup;
import protocols.spi.TelnetWaits;
import protocols.telnet.Telnet;
import protocols.telnet.Terminal;

/** Opens sessions. */
public final class TelnetClient {

    private TelnetClient() {}

    /** See {@link Telnet#connect()}. */
    public static Terminal connect(Telnet telnet) throws WireException {
        if (telnet.tls() == Tls.UPGRADE) {
            throw new IllegalArgumentException("TELNET has no upgrade to TLS: it is implicit, or there is none");
        }
        return Opening.begin(CoreFriend.get().settings(telnet), link -> {
            TelnetSetup setup = TelnetFriend.get().setup(telnet);
            TelnetWaits waits = TelnetFriend.get().waits(telnet);
            Intake intake = new Intake(new ExpectBuffer(
                    setup.charset(), CoreFriend.get().settings(telnet).limits().reply(), waits.patternWindow()));
            Nvt nvt = new Nvt(link, setup, intake);
            nvt.answer();
            Patience patience = new Patience(new Prompt(waits.quiet()), waits.quiet(), waits.answersPagers());
            return new NvtSession(link, nvt, intake, new Typing(nvt, setup.charset()), patience);
        });
    }
}
