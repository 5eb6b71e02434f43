/** The protocol clients at work: connections, codecs, conversations. Exports nothing; found by the ServiceLoader. */
module protocols.impl {
    requires transitive protocols.api;

    provides protocols.spi.Engine with
            protocols.internal.EngineImpl;
}
