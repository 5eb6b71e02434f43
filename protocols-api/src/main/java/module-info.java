/** Everything a user of the protocol clients names. */
module protocols.api {
    requires static org.jspecify;

    exports protocols;
}
