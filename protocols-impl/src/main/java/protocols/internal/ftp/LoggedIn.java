package protocols.internal.ftp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import protocols.Batch;
import protocols.Capabilities;
import protocols.Content;
import protocols.Credentials;
import protocols.Receiver;
import protocols.Reply;
import protocols.Secret;
import protocols.Sink;
import protocols.Transfer;
import protocols.WireException;
import protocols.ftp.FtpEntry;
import protocols.ftp.FtpListing;
import protocols.ftp.FtpSession;
import protocols.ftp.FtpStored;
import protocols.ftp.FtpTime;
import protocols.ftp.Glob;
import protocols.internal.line.Command;
import protocols.internal.wire.LinkedSession;
import protocols.internal.wire.Recorder;
import protocols.spi.FtpFriend;

/** A login: each method is a command or two, in the words of RFC 959. */
final class LoggedIn extends LinkedSession implements FtpSession {

    private final Route route;
    private final Credentials who;
    private final Renewal renewal;
    private boolean isText;
    private boolean isActive;
    private volatile Optional<Desk> desk;

    LoggedIn(Control control, Credentials who) {
        this(Desk.on(control), who, new Route());
    }

    private LoggedIn(Desk desk, Credentials who, Route route) {
        super(desk.control().link());
        this.who = who;
        this.route = route;
        renewal = new Renewal(who);
        isText = FtpFriend.get().isText(desk.control().ftp());
        isActive = FtpFriend.get().isActive(desk.control().ftp());
        desk.set(isText, isActive);
        this.desk = Optional.of(desk);
    }

    private Desk desk() {
        return desk.orElseThrow(() -> new IllegalStateException("this session was given back to its pool"));
    }

    /** Notes where it is, for {@link #handOn}. */
    void findHome() throws WireException {
        route.findHome(control());
    }

    /**
     * The same login for somebody else, as it was at first; this one is of no use any more.
     *
     * @return empty if it cannot be brought back to that
     */
    Optional<LoggedIn> handOn() throws WireException {
        if (control().isTransferring() || !route.goHome(control())) {
            return Optional.empty();
        }
        LoggedIn next = new LoggedIn(desk(), who, route);
        desk = Optional.empty();
        return Optional.of(next);
    }

    /** What it moves files by, on the connection that it has now. */
    Transfers transfers() {
        return desk().transfers();
    }

    private Control control() {
        return desk().control();
    }

    private Recorder recorder() {
        return link().recorder();
    }

    @Override
    public void text() {
        isText = true;
        desk().files().text(true);
    }

    @Override
    public void binary() {
        isText = false;
        desk().files().text(false);
    }

    @Override
    public void passive() {
        isActive = false;
        desk().transfers().active(false);
    }

    @Override
    public void active() {
        isActive = true;
        desk().transfers().active(true);
    }

    @Override
    public String pwd() throws WireException {
        return route.ask(control());
    }

    @Override
    public void cd(String path) throws WireException {
        control().account().change(Control.command("CWD", path));
        route.to(path, Optional.empty());
        route.shorten(control());
    }

    @Override
    public void cd(String path, Secret directoryAccount) throws WireException {
        control().account().or(directoryAccount).change(Control.command("CWD", path));
        route.to(path, Optional.of(directoryAccount));
    }

    @Override
    public void up() throws WireException {
        control().account().change(Command.of("CDUP"));
        route.up();
        route.shorten(control());
    }

    @Override
    public FtpListing list() throws WireException {
        return recorder().during("list", () -> desk().listings().list(Optional.empty()));
    }

    @Override
    public FtpListing list(String path) throws WireException {
        return recorder().during("list", () -> desk().listings().list(Optional.of(path)));
    }

    @Override
    public List<String> names() throws WireException {
        return recorder().during("NLST", () -> desk().listings().names(Optional.empty()));
    }

    @Override
    public List<String> names(String path) throws WireException {
        return recorder().during("NLST", () -> desk().listings().names(Optional.of(path)));
    }

    @Override
    public FtpListing list(Receiver<FtpEntry> each) throws IOException {
        return recorder().during("list", () -> desk().listings().list(Optional.empty(), each));
    }

    @Override
    public FtpListing list(String path, Receiver<FtpEntry> each) throws IOException {
        return recorder().during("list", () -> desk().listings().list(Optional.of(path), each));
    }

    @Override
    public Transfer names(Receiver<String> each) throws IOException {
        return recorder().during("NLST", () -> desk().listings().names(Optional.empty(), each));
    }

    @Override
    public Transfer names(String path, Receiver<String> each) throws IOException {
        return recorder().during("NLST", () -> desk().listings().names(Optional.of(path), each));
    }

    @Override
    public FtpEntry entry(String path) throws WireException {
        return recorder().during("entry", () -> desk().entries().entry(path));
    }

    @Override
    public Batch<String, FtpEntry> entryAll(Iterable<String> paths) throws WireException {
        return recorder().during("entryAll", () -> desk().entries().all(paths));
    }

    @Override
    public boolean exists(String path) throws WireException {
        return recorder().during("exists", () -> desk().entries().exists(path));
    }

    @Override
    public Transfer get(String remote, Sink into, long offset) throws IOException {
        return desk().files().get(remote, into, offset);
    }

    @Override
    public Transfer resume(String remote, Path local) throws IOException {
        return desk().files().resume(remote, local);
    }

    @Override
    public Transfer resume(Path local, String remote) throws IOException {
        return desk().files().resume(local, remote);
    }

    @Override
    public InputStream open(String remote, long offset) throws WireException {
        return desk().files().open(remote, offset).stream();
    }

    @Override
    public Transfer put(Content from, String remote, long offset) throws IOException {
        return desk().files().send("STOR", from, remote, offset);
    }

    @Override
    public Transfer replace(Content from, String remote) throws IOException {
        return recorder().during("replace", () -> desk().replacement().replace(from, remote));
    }

    @Override
    public Transfer append(Content from, String remote) throws IOException {
        return desk().files().send("APPE", from, remote, 0);
    }

    @Override
    public FtpStored putUnique(Content from) throws IOException {
        return desk().files().putUnique(from);
    }

    @Override
    public Batch<String, Transfer> mget(Glob pattern, Path into) throws IOException {
        return recorder().during("mget", () -> desk().files().getAll(list(), pattern, into));
    }

    @Override
    public Batch<String, Transfer> mput(Path from, Glob pattern) throws IOException {
        return recorder().during("mput", () -> desk().files().putAll(from, pattern));
    }

    @Override
    public void delete(String path) throws WireException {
        control().carryOut(Control.command("DELE", path));
    }

    @Override
    public Batch<String, Reply> deleteAll(Iterable<String> paths) throws WireException {
        return recorder().during("deleteAll", () -> new ManyPaths(control()).delete(paths));
    }

    @Override
    public Batch<String, String> mkdirAll(Iterable<String> paths) throws WireException {
        return recorder().during("mkdirAll", () -> new ManyPaths(control()).make(paths));
    }

    @Override
    public String mkdir(String path) throws WireException {
        Reply reply = control().carryOut(Control.command("MKD", path));
        return FactReplies.created(reply).orElse(path);
    }

    @Override
    public List<String> mkdirs(String path) throws WireException {
        return recorder().during("mkdirs", () -> new Missing(control()).make(path));
    }

    @Override
    public void rmdir(String path) throws WireException {
        control().carryOut(Control.command("RMD", path));
    }

    @Override
    public void rename(String from, String to) throws WireException {
        desk().replacement().rename(from, to);
    }

    @Override
    public Batch<String, Reply> renameAll(Map<String, String> names) throws WireException {
        return recorder().during("renameAll", () -> new ManyPaths(control()).rename(names));
    }

    @Override
    public long size(String path) throws WireException {
        return control().read(control().size(path).expect("2"), FactReplies::size);
    }

    @Override
    public Batch<String, Long> sizeAll(Iterable<String> paths) throws WireException {
        return recorder().during("sizeAll", () -> new ManyPaths(control()).sizes(paths));
    }

    @Override
    public FtpTime modified(String path) throws WireException {
        return control().read(control().send(Control.command("MDTM", path)).expect("2"), FactReplies::modified);
    }

    @Override
    public Batch<String, FtpTime> modifiedAll(Iterable<String> paths) throws WireException {
        return recorder().during("modifiedAll", () -> new ManyPaths(control()).times(paths));
    }

    @Override
    public void setModified(String path, Instant time) throws WireException {
        recorder().during("setModified", () -> desk().attributes().modified(path, time));
    }

    @Override
    public void chmod(String path, String mode) throws WireException {
        desk().attributes().mode(path, mode);
    }

    @Override
    public Batch<String, Reply> chmodAll(Iterable<String> paths, String mode) throws WireException {
        return recorder().during("chmodAll", () -> new ManyPaths(control()).modes(paths, mode));
    }

    @Override
    public Capabilities features() throws WireException {
        return control().features().offered();
    }

    @Override
    public String system() throws WireException {
        return control().send(Command.of("SYST")).expect("2").text();
    }

    @Override
    public Reply status() throws WireException {
        return control().send(Command.of("STAT")).expect("2");
    }

    @Override
    public FtpListing status(String path) throws WireException {
        return recorder().during("STAT", () -> desk().listings().status(path));
    }

    @Override
    public Reply help() throws WireException {
        return control().send(Command.of("HELP")).expect("2");
    }

    @Override
    public Reply help(String command) throws WireException {
        return control().send(Control.command("HELP", command)).expect("2");
    }

    @Override
    public void noop() throws WireException {
        control().send(Command.of("NOOP")).expect("2");
    }

    @Override
    public Reply command(String verb, String... arguments) throws WireException {
        Reply reply = RawCommand.send(control(), verb, arguments);
        route.said(verb, arguments, reply);
        return reply;
    }

    @Override
    public void reconnect() throws WireException {
        recorder().during("reconnect", () -> {
            Control fresh = renewal.run(control(), route);
            link(fresh.link());
            desk = Optional.of(Desk.on(fresh));
            desk().set(isText, isActive);
            return fresh;
        });
    }

    @Override
    public void close() {
        renewal.end();
        if (desk.isPresent()) {
            super.close();
        }
    }

    @Override
    public void quit() throws WireException {
        try {
            control().requireIdle();
            control().conversation().takeLeave(Command.of("QUIT"));
        } finally {
            close();
        }
    }
}
