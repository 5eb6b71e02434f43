package protocols.internal.ftp;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import protocols.Reply;
import protocols.Secret;
import protocols.WireException;
import protocols.ftp.Ftp;
import protocols.ftp.FtpName;
import protocols.internal.line.Command;
import protocols.internal.reply.Conversation;
import protocols.internal.reply.Exchange;
import protocols.internal.wire.Link;
import protocols.spi.FtpFriend;

/** The control connection, and what is remembered of the server: its features, and the type that was set last. */
final class Control {

    static final List<String> UNKNOWN = List.of("500", "502", "504");

    private static final byte IAC = (byte) 0xff;
    private static final int FIRST_TELNET_COMMAND = 0xf0;

    private final Ftp ftp;
    private final Conversation conversation;
    private final Reply greeting;
    private Account account = new Account(this, Optional.empty());
    private Optional<Features> features = Optional.empty();
    private Optional<Boolean> text = Optional.empty();
    private Optional<String> transfer = Optional.empty();
    private Optional<Link> data = Optional.empty();
    private boolean takesNewSessions;
    private boolean oneByOne;

    Control(Ftp ftp, Conversation conversation, Reply greeting) {
        this.ftp = ftp;
        this.conversation = conversation;
        this.greeting = greeting;
    }

    Ftp ftp() {
        return ftp;
    }

    /** What the server said first. */
    Reply greeting() {
        return greeting;
    }

    Conversation conversation() {
        return conversation;
    }

    Link link() {
        return conversation.link();
    }

    /** What is given to a server that asks for it. */
    Account account() {
        return account;
    }

    /** Whoever logs in has this one, if any. */
    Account account(Optional<Secret> held) {
        account = new Account(this, held);
        return account;
    }

    /** A command with a path: any bytes but CR, LF and NUL, and at least one. */
    static Command command(String verb, String path) {
        if (Objects.requireNonNull(path, "path").isEmpty()) {
            throw new IllegalArgumentException(verb + " of an empty path");
        }
        return named(Command.of(verb), path);
    }

    /**
     * Puts a path behind a command that may have other words before it. The byte FF is the IAC of TELNET, which RFC 959
     * section 4.1 lays under FTP: some servers read a command of TELNET out of it and what follows, others take both as
     * they are, so that no way of writing it means the same name everywhere.
     */
    static Command named(Command command, String path) {
        byte[] name = FtpName.encode(path);
        for (int i = 0; i < name.length; i++) {
            if (name[i] == IAC && (i + 1 == name.length || (name[i + 1] & 0xff) >= FIRST_TELNET_COMMAND)) {
                throw new IllegalArgumentException(command.verb() + ": the byte FF in a name is a command of TELNET"
                        + " to some servers, at its end or before a byte from F0 on");
            }
        }
        return command.raw(" ").subject(name, path);
    }

    /** Sends a command and waits for its answer. */
    Exchange send(Command command) throws WireException {
        requireIdle();
        return conversation.send(command);
    }

    /** Sends a command that changes something: once it is sent, and until it is answered, nobody knows whether it did. */
    Reply change(Command command) throws WireException {
        requireIdle();
        return conversation.operation(command.verb(), () -> {
            conversation.write(command);
            return Conversation.known(
                    command.verb(), () -> conversation.receive().expect("2"));
        });
    }

    /** As {@link #change}, of one that 202 answers by not doing it, as the server holds it to be superfluous. */
    Reply carryOut(Command command) throws WireException {
        Reply reply = change(command);
        if (Attributes.isSuperfluous(reply)) {
            throw link().placed(new WireException.Refused(reply));
        }
        return reply;
    }

    Flight flight() {
        return new Flight(conversation, mayPipeline());
    }

    /**
     * Whether several commands may go out in one packet: over TLS no gateway can read along, on loopback there is none.
     */
    boolean mayPipeline() {
        return !oneByOne
                && FtpFriend.get().pipelining(ftp)
                && (link().isSecure() || link().remote().isLocal());
    }

    /** The server was seen to read but one of several commands in a packet. */
    void stopPipelining() {
        oneByOne = true;
    }

    /** What is known of the server by its name. */
    Software software() {
        return new Software(greeting.text());
    }

    /** What was learnt of the server on the connection before this one. */
    void goOnFrom(Control before) {
        oneByOne = before.oneByOne;
    }

    /** TYPE, if the server is not in that mode already. */
    void setType(boolean asText, Flight flight) throws IOException {
        if (text.isEmpty() || text.get() != asText) {
            text = Optional.empty();
            flight.add(Command.of(asText ? "TYPE A" : "TYPE I"), exchange -> {
                Optional<WireException> wrong = Flight.expecting("2").take(exchange);
                text = wrong.isEmpty() ? Optional.of(asText) : Optional.empty();
                return wrong;
            });
        }
    }

    /** Something was sent that may have changed the type. */
    void forgetType() {
        text = Optional.empty();
    }

    /** The size of a file in a binary transfer. */
    Exchange size(String path) throws WireException {
        Command size = command("SIZE", path);
        requireIdle();
        return conversation.operation("SIZE", () -> {
            Exchange[] answer = new Exchange[1];
            Flight flight = flight();
            setType(false, flight);
            flight.add(size, exchange -> {
                        answer[0] = exchange;
                        return Optional.empty();
                    })
                    .land();
            return answer[0];
        });
    }

    /** As {@link #size}; empty where the server does not say. */
    OptionalLong sizeIfTold(String path) throws WireException {
        Exchange answer = size(path);
        if (Exchange.isRefusal(answer.reply()) && link().isAlive()) {
            return OptionalLong.empty();
        }
        Reply reply = answer.expect("2");
        try {
            return OptionalLong.of(FactReplies.size(reply));
        } catch (WireException.Malformed unread) {
            return OptionalLong.empty();
        }
    }

    Features features() throws WireException {
        if (features.isEmpty()) {
            Exchange answer = send(Command.of("FEAT"));
            Reply reply = isUnknown(answer) ? answer.reply() : answer.expect("2");
            features = Optional.of(Features.of(reply));
            if (features.get().offered().has("UTF8")) {
                askForUtf8();
            }
        }
        return features.get();
    }

    /**
     * By RFC 2640 the offer is enough, but some servers write names in UTF-8 only after this. Others always do, and may
     * refuse it.
     */
    private void askForUtf8() throws WireException {
        Exchange answer = send(Command.of("OPTS UTF8 ON"));
        if (!link().isAlive()) {
            answer.expect("2");
        }
    }

    /** Whether the server says that it offers this; one that does not say it here and now does not. */
    boolean offers(String feature) throws WireException {
        try {
            return features().offered().has(feature);
        } catch (WireException.Refused e) {
            if (!link().isAlive()) {
                throw e;
            }
            return false;
        }
    }

    /** What a reply says. */
    interface Reading<T> {
        T read(Reply reply) throws WireException;
    }

    /** Reads what a reply says: that it cannot be read costs no more than that. */
    <T> T read(Reply reply, Reading<T> reading) throws WireException {
        try {
            return reading.read(reply);
        } catch (WireException e) {
            throw link().placed(e);
        }
    }

    /**
     * Whether the server does not know or do what it was asked for, as opposed to not doing it here and now, or not with
     * this argument (501).
     */
    static boolean isUnknown(Exchange answer) {
        return UNKNOWN.contains(answer.reply().status());
    }

    /** Whether a transfer is under way. */
    boolean isTransferring() {
        return transfer.isPresent();
    }

    /** Nothing but the end of the transfer may be waited for while one is under way. */
    void requireIdle() {
        if (transfer.isPresent() && link().isAlive()) {
            throw new IllegalStateException(
                    "the stream of " + transfer.get() + " is neither read to its end nor closed");
        }
    }

    void beginTransfer(String verb, Link connection) {
        transfer = Optional.of(verb);
        data = Optional.of(connection);
        // Until it is over, whoever finds one of the two closed has not closed it himself.
        connection.share(true);
        connection.partOf(link());
        link().share(true);
    }

    /** The data connection of the transfer under way. */
    Link data() {
        return data.orElseThrow();
    }

    /** Whether the server was seen to transfer over a TLS session that was not resumed. */
    boolean takesNewSessions() {
        return takesNewSessions;
    }

    void noteNewSession() {
        takesNewSessions = true;
    }

    /** The confirmation was taken, or will not come. */
    void endWait() {
        transfer = Optional.empty();
        link().share(false);
    }

    /** There is nothing more to move; until {@link #endWait} nothing but the confirmation is waited for. */
    void closeData() {
        data.ifPresent(link().ties()::release);
        data = Optional.empty();
    }

    void endTransfer() {
        closeData();
        transfer = Optional.empty();
    }
}
