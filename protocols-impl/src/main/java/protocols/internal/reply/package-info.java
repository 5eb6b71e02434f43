/**
 * REPLIES: the grammars of replies, and the conversation that puts link, lines and replies together: send, pipeline,
 * expect. Uses {@code line} and {@code wire}.
 */
package protocols.internal.reply;
