/** The protocol clients at work: connections, codecs, conversations. Exports nothing. */
module protocols.impl {
    requires transitive protocols.api;
    requires static org.jspecify;
}
