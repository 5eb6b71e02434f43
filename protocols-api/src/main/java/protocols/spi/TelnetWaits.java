package protocols.spi;

import java.time.Duration;

/**
 * How a TELNET client waits for what it is to find in the peer's text.
 *
 * @param patternWindow how long a match of a pattern may be, in characters
 * @param quiet how long a silence is that says that the peer has prompted
 * @param answersPagers whether a pager is told to go on
 */
public record TelnetWaits(int patternWindow, Duration quiet, boolean answersPagers) {}
