package protocols.internal.dns;

import protocols.internal.wire.Link;

/** How a server is to be asked; the link is what random bytes are drawn from. */
interface Manners {
    Manner on(Link link);
}
