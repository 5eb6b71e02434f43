/**
 * LINES: the bounded line reader, commands made of parts, dot-stuffed bodies and bodies of a known length. Knows bytes
 * and line ends, and no protocol. Uses {@code wire}.
 */
package protocols.internal.line;
