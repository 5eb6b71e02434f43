package protocols.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import protocols.Peer;
import protocols.Replay;
import protocols.Transcript;
import protocols.Trust;
import protocols.net.Connector;

/** Recordings of November 2026, made against real servers, are read and played for ever. They are never made again. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OldRecordingsTest {

    /** Those that the program plays through. */
    static List<OldRecording> played() {
        return List.of(
                new OldRecording("smtp-message-that-stays-the-same", OldSmtp::sendsWhatStaysTheSame),
                new OldRecording("smtp-refused-recipients", OldSmtp::someAreRefused),
                new OldRecording("pop3-session", OldMailboxes::readsAMaildrop),
                new OldRecording("pop3-stls", OldMailboxes::asksAfterTheUpgrade),
                new OldRecording("imap-session", OldMailboxes::worksInMailboxes),
                new OldRecording("imap-starttls", OldMailboxes::worksInMailboxesAfterTheUpgrade),
                new OldRecording("ftp-anonymous", OldFtp::getsAnonymously),
                new OldRecording("ftp-passive", OldFtp::worksPassively),
                new OldRecording("ftp-active", OldFtp::worksActively),
                new OldRecording("ftp-tls", OldFtp::worksOverTls),
                new OldRecording("http-get", OldHttp::getsOnOneConnection),
                new OldRecording("http-get-tls", OldHttp::getsOverTls),
                new OldRecording("http-redirect", OldHttp::followsARedirect),
                new OldRecording("http-post", OldHttp::postsOnOneConnection),
                new OldRecording("http-multipart", OldHttp::postsAFormWithAFile),
                new OldRecording("dns-udp", OldDns::asksOverUdp),
                new OldRecording("dns-udp-plain", OldDns::asksPlainlyOverUdp),
                new OldRecording("dns-tcp", OldDns::asksOverTcp),
                new OldRecording("dns-tls", OldDns::asksOverTls),
                new OldRecording("dns-zone", OldDns::readsAZone),
                new OldRecording("telnet-login", OldText::logsIn),
                new OldRecording("whois-chain", OldText::looksUpADomain));
    }

    /**
     * Those at which the program says something else than when it was recorded: dates, ids and boundaries are new, questions
     * are on their way together in another order, a wait is over at once and is begun again, and the client asks for
     * capabilities that the peer was not asked for.
     */
    static List<OldRecording> changing() {
        return List.of(
                new OldRecording("smtp-message-with-attachments", OldSmtp::sendsAMessageWithAttachments),
                new OldRecording("smtp-starttls", OldSmtp::sendsAfterAnUpgrade),
                new OldRecording("smtp-without-pipelining", OldSmtp::sendsWithoutPipelining),
                new OldRecording("imap-new-draft", OldMailboxes::appendsANewDraft),
                new OldRecording("imap-idle", OldMailboxes::waitsForNews),
                new OldRecording("dns-many", OldDns::asksManyAtOnce),
                new OldRecording("dns-many-tcp", OldDns::asksManyAtOnceOverTcp),
                new OldRecording("readme-pop3", OldMailboxes::asksAsTheReadmeDoes));
    }

    static Stream<OldRecording> all() {
        return Stream.concat(played().stream(), changing().stream());
    }

    @ParameterizedTest
    @MethodSource("all")
    void isReadAndWrittenAsItStands(OldRecording recording) throws Exception {
        String text = recording.text();
        Transcript read = Transcript.parse(text);
        assertThat(read).hasToString(text);
        assertThat(Transcript.parse(read.toString())).isEqualTo(read);
        assertThat(Transcript.parse(read.timed())).isEqualTo(read);
    }

    @ParameterizedTest
    @MethodSource("played")
    void isPlayedToTheProgramThatMadeIt(OldRecording recording) throws Exception {
        Transcript recorded = Transcript.parse(recording.text());
        List<Transcript> played = new ArrayList<>();
        Replay replay = recorded.replay();
        recording.program().run(place(recorded, replay, played));
        replay.verify();
        assertThat(played).hasSize(1);
        assertThat(played.get(0).said(Transcript.Side.CLIENT))
                .as("what the client says today")
                .isEqualTo(recorded.said(Transcript.Side.CLIENT));
    }

    @ParameterizedTest
    @MethodSource("changing")
    void isPlayedToAProgramThatSaysItOtherwise(OldRecording recording) throws Exception {
        Replay replay = Transcript.parse(recording.text()).replay();
        recording.program().run(place(Transcript.parse(recording.text()), replay, new ArrayList<>()));
        replay.verify();
    }

    @ParameterizedTest
    @MethodSource("all")
    void isServedToTheProgramThatMadeIt(OldRecording recording) throws Exception {
        try (Peer peer = Transcript.parse(recording.text()).serve()) {
            recording
                    .program()
                    .run(new OldPlace(peer.host(), peer.port(), Connector.direct(), peer.trust(), ignored -> {}));
            peer.verify();
        }
    }

    @Test
    void noFileIsForgotten() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("resources/recordings/2026-11"))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".txt")))
                    .containsExactlyInAnyOrderElementsOf(
                            all().map(one -> one.file() + ".txt").toList());
        }
    }

    /** The host and port that the recording was made at, and the recording in their place. */
    private static OldPlace place(Transcript recorded, Replay replay, List<Transcript> kept) {
        String target = ((Transcript.Opened) recorded.entries().get(0)).target();
        int colon = target.indexOf(':');
        int port = Integer.parseInt(target.substring(colon + 1, target.indexOf(' ')));
        return new OldPlace(target.substring(0, colon), port, replay, Trust.SYSTEM, kept::add);
    }
}
