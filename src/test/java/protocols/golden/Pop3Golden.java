package protocols.golden;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import protocols.WireException;
import protocols.net.Connector;
import protocols.pop3.Maildrop;
import protocols.pop3.Pop3;

/** All commands of a maildrop, two messages of a batch refused, and two messages deleted. */
public final class Pop3Golden implements Golden {

    @Override
    public String name() {
        return "pop3";
    }

    @Override
    public Object run(Connector via, Duration timeout) throws Exception {
        List<Object> learned = new ArrayList<>();
        Pop3 pop3 = Pop3.at("localhost").via(via).timeout(timeout).idleTimeout(timeout);
        try (Maildrop drop = pop3.connect().login("mrose", "tanstaaf")) {
            learned.add(drop.capabilities());
            learned.add(drop.stat());
            learned.add(drop.list());
            learned.add(drop.list(2));
            learned.add(refusal(drop));
            learned.add(drop.uidl());
            learned.add(drop.uidl(2));
            learned.add(drop.messages());
            learned.add(drop.command("LAST"));
            learned.add(new String(drop.top(1, 1), ISO_8859_1));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            drop.retrieve(1, out);
            learned.add(out.toString(ISO_8859_1));
            var fetched = drop.retrieveAll(
                    List.of(1, 4, 3),
                    message -> learned.add(
                            message.number() + new String(message.bytes().readAllBytes(), ISO_8859_1)));
            learned.add(fetched.done().keySet());
            learned.add(fetched.refused().keySet());
            drop.delete(1);
            drop.noop();
            drop.reset();
            var deleted = drop.deleteAll(List.of(2, 2, 3));
            learned.add(deleted.done());
            learned.add(deleted.refused().keySet());
            drop.quit();
        }
        return learned;
    }

    private static Object refusal(Maildrop drop) throws WireException {
        try {
            return drop.list(4);
        } catch (WireException.Refused e) {
            return e.reply();
        }
    }
}
