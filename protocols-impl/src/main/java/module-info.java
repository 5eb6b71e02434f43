/** The protocol clients at work: connections, codecs, conversations. Exports nothing; found by the ServiceLoader. */
module protocols.impl {
    requires transitive protocols.api;
    requires static java.naming;
    requires static org.jspecify;

    provides protocols.spi.Engine with
            protocols.internal.EngineImpl;
}
