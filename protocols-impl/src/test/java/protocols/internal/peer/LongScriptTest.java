package protocols.internal.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.Transcript;

/** Long lines, scripts and bodies take a time that grows as they do, and no more memory than a piece of them. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LongScriptTest {

    private static final int MEGABYTE = 1 << 20;

    @Test
    void aLineOfAMegabyteMayComeByteByByte() throws Exception {
        String line = "x".repeat(MEGABYTE);
        Talk talk = Talk.to("C: " + line + "\nS: 250 ok\nC: Y *" + "\nS: 250 ok\n");
        assertThat(talk.drip(line + "\r\n")).isEqualTo("250 ok\r\n");
        assertThat(talk.drip("Y " + line + "\r\n")).isEqualTo("250 ok\r\n");
        talk.verify();
    }

    @Test
    void aLineMayHaveThousandsOfStars() throws Exception {
        Talk talk = Talk.to("C: " + "*a".repeat(10_000) + "\nS: 250 ok\nC: " + "*a".repeat(10_000) + "b\nS: 250 ok\n");
        assertThat(talk.say("a".repeat(MEGABYTE) + "\r\n")).isEqualTo("250 ok\r\n");
        assertThatThrownBy(() -> talk.say("a".repeat(MEGABYTE) + "\r\n")).isInstanceOf(Transcript.Mismatch.class);
    }

    @Test
    void whatFollowsAStarIsFoundHoweverOftenItAlmostStandsThere() throws Exception {
        String almost = "a".repeat(MEGABYTE / 2);
        Talk talk = Talk.to("C: *" + almost + "b*\nS: 250 ok\n");
        assertThat(talk.say("a".repeat(MEGABYTE) + "bc\r\n")).isEqualTo("250 ok\r\n");
    }

    @Test
    void aScriptMayHaveManyLines() throws Exception {
        int lines = 100_000;
        Talk listing = Talk.to("C: LIST\n" + "S: one more line\n".repeat(lines));
        assertThat(listing.say("LIST\r\n")).hasSize("one more line\r\n".length() * lines);
        Talk talk = Talk.to("C: NOOP\nS: 250 ok\n".repeat(lines));
        assertThat(talk.say("NOOP\r\n".repeat(lines))).hasSize("250 ok\r\n".length() * lines);
        talk.verify();
    }

    @Test
    void anOmittedBodyIsNotHeld() throws Exception {
        byte[] piece = new byte[MEGABYTE];
        Arrays.fill(piece, (byte) '.');
        long before = used();
        Talk talk = Talk.to("C: DATA\nS: 354 go\nC|\nS: 250 ok\nC: POST / HTTP/1.1\nC:\nC|\nS: done\n");
        talk.say("DATA\r\n");
        for (int i = 0; i < 64; i++) {
            talk.say(piece);
        }
        assertThat(used() - before).isLessThan(16L * MEGABYTE);
        assertThat(talk.say("\r\n.\r\n")).isEqualTo("250 ok\r\n");
        talk.say("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n4000000\r\n");
        for (int i = 0; i < 64; i++) {
            talk.say(piece);
        }
        assertThat(used() - before).isLessThan(16L * MEGABYTE);
        assertThat(talk.say("\r\n0\r\n\r\n")).isEqualTo("done\r\n");
        talk.verify();
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
