package protocols.internal.reply;

import protocols.Client;
import protocols.Limits;
import protocols.Protocol;
import protocols.Tls;
import protocols.Transcript;
import protocols.spi.Settings;

/** Settings of a client that talks to a dialogue in memory. */
public final class TestSettings extends Client<TestSettings> {

    private TestSettings(Settings settings) {
        super(settings);
    }

    @Override
    protected TestSettings with(Settings settings) {
        return new TestSettings(settings);
    }

    public static Settings over(Protocol protocol, Transcript dialogue) {
        return over(protocol, dialogue, Limits.DEFAULT);
    }

    public static Settings over(Protocol protocol, Transcript dialogue, Limits limits) {
        return new TestSettings(Settings.of(protocol, "localhost"))
                .tls(Tls.NONE)
                .limits(limits)
                .via(dialogue.replay())
                .settings();
    }
}
