/** The protocol clients at work: connections, codecs, conversations. Exports nothing. */
module protocols.impl {
    requires protocols.api;
}
