package protocols.internal.sasl;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import protocols.Credentials;
import protocols.WireException;
import protocols.internal.sasl.Sasl.Outcome;
import protocols.internal.sasl.Sasl.Way;
import protocols.internal.wire.Faults;
import protocols.internal.wire.Link;
import protocols.internal.wire.Passwords;

/**
 * The ways to log in that both sides know, the best first: those that show no password before those that do, and those
 * that are bound to the connection before those that are not.
 *
 * @param offered the names of the peer's mechanisms, in capitals
 */
record Ways(Sasl sasl, Link link, Collection<String> offered) {

    /** Bytes of a nonce. */
    private static final int NONCE = 18;

    /**
     * One way or more.
     *
     * @throws WireException.Unsupported if there is none
     */
    List<Way> of(Credentials who) throws WireException.Unsupported {
        List<Way> ways = who instanceof Credentials.Token token ? tokens(token) : passwords(Passwords.of(link, who));
        if (ways.isEmpty()) {
            throw Faults.at(
                    new WireException.Unsupported("the peer offers no way to log in with a " + who + ": "
                            + (offered.isEmpty() ? "it names none" : String.join(" ", offered))),
                    link.before("login"));
        }
        return ways;
    }

    private List<Way> tokens(Credentials.Token who) {
        return offered.contains("OAUTHBEARER") ? List.of(() -> sasl.by(who)) : List.of();
    }

    private List<Way> passwords(Credentials.Password who) {
        Optional<Way> showing = showing(who);
        List<Way> ways = new ArrayList<>();
        if (showing.isEmpty() || Scram.canSay(who)) {
            proving(who, ways, showing.isPresent());
        }
        showing.ifPresent(ways::add);
        return ways;
    }

    /** A second hash is of use to those alone who have no other way. */
    private void proving(Credentials.Password who, List<Way> ways, boolean others) {
        Optional<ChannelBinding> binding = ChannelBinding.of(link);
        boolean bound = false;
        for (ScramHash hash : ScramHash.values()) {
            if (!bound && binding.isPresent() && offered.contains(hash.plus())) {
                bound = true;
                ways.add(() -> scram(hash, binding.get(), who));
            }
        }
        ChannelBinding said = binding.isPresent() && !bound ? ChannelBinding.NOT_OFFERED : ChannelBinding.NONE;
        int before = ways.size();
        for (ScramHash hash : ScramHash.values()) {
            if (offered.contains(hash.mechanism()) && (ways.size() == before || !others)) {
                ways.add(() -> scram(hash, said, who));
            }
        }
    }

    /** A recording gives the nonce that it was made with. */
    private Outcome scram(ScramHash hash, ChannelBinding binding, Credentials.Password who) throws IOException {
        String nonce = Base64.getEncoder().withoutPadding().encodeToString(link.draw(NONCE));
        return sasl.by(new Scram(hash, binding, who, nonce));
    }

    private Optional<Way> showing(Credentials.Password who) {
        if (sasl.profile().own().isPresent()) {
            Profile.Own own = sasl.profile().own().get();
            return Optional.of(() -> new Outcome(own.login(who), true));
        }
        if (offered.contains("PLAIN")) {
            Mechanism plain = new Plain(who);
            return Optional.of(() -> sasl.by(plain));
        }
        if (offered.contains("LOGIN")) {
            Mechanism login = new Login(who);
            return Optional.of(() -> sasl.by(login));
        }
        return Optional.empty();
    }
}
