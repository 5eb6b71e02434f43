package protocols.golden;

import java.time.Duration;
import java.util.List;
import protocols.WireException;
import protocols.net.Connector;
import protocols.whois.Registration;
import protocols.whois.Whois;
import protocols.whois.WhoisReferral;
import protocols.whois.WhoisStep;

/**
 * From the root by the registry to the registrar. Nothing in WHOIS tells a whole answer from one that was cut (RFC 3912):
 * the last line of each answer here does, and only because these three servers have one.
 */
public final class WhoisGolden implements Golden {

    private static final List<String> LAST_LINES = List.of("source:       IANA\r\n\r\n", "<<<\r\n", "<<<");

    @Override
    public String name() {
        return "whois";
    }

    @Override
    public Object run(Connector via, Duration timeout) throws WireException {
        Registration found = Whois.iana().timeout(timeout).via(via).lookup("example.com");
        List<WhoisStep> chain = found.chain();
        for (int i = 0; i < chain.size(); i++) {
            if (!chain.get(i).text().endsWith(LAST_LINES.get(i))) {
                throw new WireException.Hangup("the answer of " + chain.get(i).source() + " was cut");
            }
        }
        if (found.end() instanceof WhoisReferral.Unanswered end) {
            throw end.reason();
        }
        return List.of(found.lines(), chain);
    }
}
