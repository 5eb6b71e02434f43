package protocols.internal.telnet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import protocols.Receiver;
import protocols.Secret;
import protocols.WireException;
import protocols.internal.sasl.Sasl;
import protocols.internal.wire.Lent;
import protocols.internal.wire.Link;
import protocols.internal.wire.LinkedSession;
import protocols.net.Deadline;
import protocols.telnet.Expectation;
import protocols.telnet.Match;
import protocols.telnet.TelnetCommand;
import protocols.telnet.TelnetOption;
import protocols.telnet.Terminal;

/** Sends and waits for text. */
final class NvtSession extends LinkedSession implements Terminal {

    /** A number of more digits is no exit status. */
    private static final int STATUS_DIGITS = 5;

    private final Nvt nvt;
    private final ExpectBuffer text;
    private final Intake intake;
    private final Typing typing;
    private final TextWait wait;
    private final Patience patience;
    private final CommandRun commands;

    NvtSession(Link link, Nvt nvt, Intake intake, Typing typing, Patience patience) {
        super(link);
        this.nvt = nvt;
        this.text = intake.text();
        this.intake = intake;
        this.typing = typing;
        this.wait = new TextWait(link, nvt, text);
        this.patience = patience;
        this.commands = new CommandRun(wait, text, typing, patience);
    }

    @Override
    public Terminal send(String words) throws WireException {
        typing.text(words);
        return this;
    }

    @Override
    public Terminal sendLine(String line) throws WireException {
        typing.line(line);
        return this;
    }

    @Override
    public Terminal sendLine(Secret line) throws WireException {
        Sasl.requireSafe(link());
        typing.line(line);
        return this;
    }

    @Override
    public Terminal command(TelnetCommand command) throws WireException {
        if (command == TelnetCommand.DM) {
            nvt.sendUrgent(command.name(), filter -> filter.command(command));
        } else {
            nvt.send(command.name(), filter -> filter.command(command));
        }
        return this;
    }

    @Override
    public Terminal interrupt() throws WireException {
        nvt.synch(TelnetCommand.IP);
        return this;
    }

    @Override
    public String expect(String wanted) throws WireException {
        return expect(Expectation.text(wanted)).before();
    }

    @Override
    public Match expect(Expectation... wanted) throws WireException {
        return expect(link().settings().timeout(), wanted);
    }

    @Override
    public Match expect(Duration within, Expectation... wanted) throws WireException {
        return search(within, List.of(wanted), Optional.empty());
    }

    @Override
    public Match expect(Duration within, List<Expectation> wanted, Receiver<String> passing) throws IOException {
        return Lent.outOf(() -> search(within, wanted, Optional.of(passing)));
    }

    private Match search(Duration within, List<Expectation> wanted, Optional<Receiver<String>> passing)
            throws WireException {
        return wait.await(
                "expect",
                Deadline.after("timeout", within),
                watch -> new PatientSearch(text, text.search(wanted, watch), passing));
    }

    @Override
    public String line() throws WireException {
        return expect(Expectation.line()).text();
    }

    @Override
    public Optional<String> read(Duration within) throws WireException {
        return wait.await("read", Deadline.after("timeout", within), watch -> new AnyText(text));
    }

    @Override
    public String untilQuiet(Duration silence) throws WireException {
        Deadline total = Deadline.after("timeout", link().settings().timeout().plus(silence));
        return wait.await(
                "read", total, watch -> new PauseWait<>(text, "silence", here -> silence, here -> text.take()));
    }

    @Override
    public Terminal login(String user, Secret password) throws WireException {
        Sasl.requireSafe(link());
        typing.checked(user);
        Arrays.fill(typing.checked(password), (byte) 0);
        within("login", deadline -> {
            new LoginDialogue(wait, text, typing, patience).login(user, password, deadline);
            return user;
        });
        return this;
    }

    @Override
    public String prompt() throws WireException {
        return within("prompt", commands::learn);
    }

    @Override
    public String run(String command) throws WireException {
        typing.checked(command);
        return within("run", deadline -> commands.run(command, deadline));
    }

    @Override
    public int exitStatus() throws WireException {
        String said = run("echo $?").strip();
        if (said.isEmpty() || said.length() > STATUS_DIGITS || !said.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw link().placed(new WireException.Malformed("a shell answers 'echo $?' with a number", said));
        }
        return Integer.parseInt(said);
    }

    /** Something in several steps, all within one timeout. */
    private interface Steps {
        String run(Deadline deadline) throws WireException;
    }

    private String within(String what, Steps steps) throws WireException {
        Deadline deadline = Deadline.after("timeout", link().settings().timeout());
        return link().operation(what, deadline, () -> steps.run(deadline));
    }

    @Override
    public void interact(InputStream in, OutputStream out) throws IOException {
        ByteArrayOutputStream before = new ByteArrayOutputStream();
        before.writeBytes(text.take().getBytes(typing.charset()));
        before.writeBytes(text.unread().takeBegun());
        Interaction interaction = new Interaction(link(), nvt, intake, patience.quiet());
        if (!text.isEnded() && !interaction.run(in, out, before.toByteArray())) {
            text.end();
        }
        if (interaction.failure().isPresent()) {
            throw Lent.raise(interaction.failure().get());
        }
    }

    @Override
    public void resize(int width, int height) throws WireException {
        nvt.send("resize", filter -> filter.resize(width, height));
    }

    @Override
    public boolean isEnabledHere(TelnetOption option) {
        return nvt.tell(filter -> filter.isEnabled(Side.US, option));
    }

    @Override
    public boolean isEnabledThere(TelnetOption option) {
        return nvt.tell(filter -> filter.isEnabled(Side.HIM, option));
    }

    @Override
    public void close() {
        nvt.settleAll();
        super.close();
    }
}
