/**
 * The other side of a conversation: a transcript that is played, as a peer on loopback or in this process instead of the
 * network. {@link protocols.internal.peer.SceneReader} makes {@link protocols.internal.peer.Scene scenes} of it, one a
 * connection; a {@link protocols.internal.peer.Player} plays one, without a socket; what is said is held against a
 * {@link protocols.internal.peer.Pattern}, whose holes come from {@link protocols.internal.peer.Variations}.
 */
package protocols.internal.peer;
