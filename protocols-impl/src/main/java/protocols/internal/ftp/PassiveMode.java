package protocols.internal.ftp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import protocols.Attempt;
import protocols.Reply;
import protocols.WireException;
import protocols.internal.line.Command;
import protocols.internal.reply.Exchange;
import protocols.internal.wire.Link;
import protocols.internal.wire.Opening;
import protocols.spi.CoreFriend;

/**
 * The client connects: EPSV, and PASV where the server refuses that or its port does not answer. It connects to the peer
 * of the control connection; an address that a 227 reply names is not looked at (RFC 2577 section 3, CVE-2021-37533).
 *
 * <p>EPSV is not asked for again where the server refused it for good (5yz), or its port did not answer or could not be
 * read, and PASV led to a connection instead; anything else is a matter of this time alone.
 */
final class PassiveMode implements DataMode {

    private final Link control;
    private boolean extended = true;
    private boolean proven;
    private boolean thisTimeOlder;
    private boolean useless;
    private int port;
    /** What the older way was taken for, which counts for more than a no to that. */
    private Optional<WireException> trouble = Optional.empty();

    private Optional<Link> connected = Optional.empty();

    PassiveMode(Link control) {
        this.control = control;
    }

    @Override
    public boolean isProven() {
        return proven;
    }

    @Override
    public boolean standsAlone() {
        return false;
    }

    @Override
    public Command ask() {
        return Command.of(isExtended() ? "EPSV" : "PASV");
    }

    private boolean isExtended() {
        return extended && !thisTimeOlder;
    }

    @Override
    public boolean agree(Exchange answer) throws WireException {
        boolean older = isExtended() && !proven;
        if (older && Exchange.isRefusal(answer.reply()) && !answer.is("421")) {
            thisTimeOlder = true;
            useless = answer.is("5");
            trouble = Optional.of(control.placed(new WireException.Refused(answer.reply())));
            return false;
        }
        try {
            port = port(answer.expect("2"));
            return true;
        } catch (WireException.Malformed e) {
            if (!older) {
                throw instead(answer.is("227", "229") ? e : notAnswered(answer, e));
            }
            dropExtended(e);
            return false;
        } catch (WireException.Refused e) {
            throw answer.is("421") ? e : instead(e);
        }
    }

    private void dropExtended(WireException why) {
        thisTimeOlder = true;
        useless = true;
        trouble = Optional.of(control.placed(why));
    }

    /** The older way failed as well: a port that did not answer, or was none, is what the caller can mend. */
    private WireException instead(WireException later) {
        if (trouble.isEmpty() || trouble.get() instanceof WireException.Refused) {
            trouble.ifPresent(later::addSuppressed);
            return later;
        }
        trouble.get().addSuppressed(control.placed(later));
        return trouble.get();
    }

    private int port(Reply reply) throws WireException.Malformed {
        boolean asExtended = reply.code() == 229 || (isExtended() && reply.code() != 227);
        return (asExtended ? DataPort.extendedPassive(reply) : DataPort.passive(reply)).port();
    }

    /** A yes in other digits is one to this question only if it says where. */
    private static WireException notAnswered(Exchange answer, WireException.Malformed unread) {
        try {
            answer.expect("227", "229");
            return unread;
        } catch (WireException e) {
            return e;
        }
    }

    @Override
    public boolean prepare() throws WireException {
        try {
            connected = Optional.of(control.ties()
                    .open(() -> Opening.open(
                            control.settings(),
                            control.recorder(),
                            control.remote().sibling(port),
                            control.deadline())));
            extended &= !useless;
            proven = !extended || !thisTimeOlder;
            return true;
        } catch (WireException.Unreachable e) {
            if (!isExtended() || proven) {
                throw withFirst(e);
            }
            dropExtended(e);
            return false;
        }
    }

    /** With the tries of both ways. */
    private WireException.Unreachable withFirst(WireException.Unreachable later) {
        if (trouble.isEmpty()) {
            return later;
        }
        List<Attempt> all = new ArrayList<>(trouble.get().attempts());
        all.addAll(later.attempts());
        later.addSuppressed(trouble.get());
        return CoreFriend.get().tried(later, all);
    }

    @Override
    public Optional<Link> connection() {
        Optional<Link> link = connected;
        connected = Optional.empty();
        return link;
    }

    @Override
    public void abandon() {
        connected.ifPresent(control.ties()::release);
        connected = Optional.empty();
        thisTimeOlder = false;
        useless = false;
        trouble = Optional.empty();
    }
}
