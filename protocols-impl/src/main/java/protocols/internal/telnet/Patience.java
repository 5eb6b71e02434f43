package protocols.internal.telnet;

import java.time.Duration;

/**
 * What a session knows of the peer's way to pause.
 *
 * @param prompt the prompt, once it is learnt
 * @param quiet how long a silence is that says that the peer has prompted
 * @param isTurningPages whether pagers are answered
 */
record Patience(Prompt prompt, Duration quiet, boolean isTurningPages) {}
