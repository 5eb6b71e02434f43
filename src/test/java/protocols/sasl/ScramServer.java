package protocols.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import protocols.peers.HandServer;

/** A mail server that knows one user's password, and can be told to spoil what it says. */
final class ScramServer implements AutoCloseable {

    /** What a server is, and what it does wrong. */
    static final class Ways {
        final MailRoom room;
        String mechanisms = "SCRAM-SHA-256";
        String password = "wonderland";
        int iterations = 4096;
        byte[] binding = {};
        UnaryOperator<String> first = said -> said;
        UnaryOperator<String> last = said -> said;
        boolean refusesBinding;

        Ways(MailRoom room) {
            this.room = room;
        }
    }

    private final Ways ways;
    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
    private final HandServer server;

    private ScramServer(Ways ways, boolean tls) throws IOException {
        this.ways = ways;
        server = tls ? HandServer.startTls(0, this::serve) : HandServer.start(this::serve);
    }

    static ScramServer start(Ways ways) throws IOException {
        return new ScramServer(ways, false);
    }

    /** As {@link protocols.peers.TestCa#sharedServer}. */
    static ScramServer startTls(Ways ways) throws IOException {
        return new ScramServer(ways, true);
    }

    int port() {
        return server.port();
    }

    /** The steps of the client: each mechanism, and each message that is no proof. */
    List<String> heard() {
        return List.copyOf(heard);
    }

    private void serve(HandServer.Hand hand) throws IOException {
        for (String line : ways.room.opening(ways.mechanisms).lines().toList()) {
            if (line.startsWith("S: ")) {
                hand.say(line.substring(3));
            } else {
                hand.line();
            }
        }
        while (true) {
            String[] words = hand.line().split(" ", -1);
            String tag = ways.room == MailRoom.IMAP ? words[0] + " " : "";
            int name = tag.isEmpty() ? 1 : 2;
            heard.add(words[name]);
            boolean yes = words[name].startsWith("SCRAM") && login(hand, words[name], words[name + 1]);
            hand.say(ways.room.answer(yes ? "yes" : heard.get(heard.size() - 1).equals("*") ? "cancelled" : "no", tag));
        }
    }

    private boolean login(HandServer.Hand hand, String mechanism, String response) throws IOException {
        ScramPeer peer = new ScramPeer(mechanism.contains("256") ? "SHA-256" : "SHA-1", ways.password, ways.binding);
        String first = peer.first(decoded(response), ways.iterations);
        heard.add(peer.header() + " " + peer.user());
        if (ways.refusesBinding && peer.header().startsWith("p=")) {
            return false;
        }
        String proof = ask(hand, ways.first.apply(first));
        if (proof.equals("*")) {
            return false;
        }
        String last = peer.last(decoded(proof));
        return ask(hand, ways.last.apply(last)).isEmpty() && last.startsWith("v=");
    }

    private String ask(HandServer.Hand hand, String challenge) throws IOException {
        hand.say(ways.room.more() + Base64.getEncoder().encodeToString(challenge.getBytes(UTF_8)));
        String answer = hand.line();
        if (answer.equals("*") || answer.isEmpty()) {
            heard.add(answer);
        }
        return answer;
    }

    private static String decoded(String text) {
        return new String(Base64.getDecoder().decode(text), UTF_8);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
