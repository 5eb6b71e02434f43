/** One program per protocol, and the tour of all of them. */
module protocols.examples {
    requires jdk.httpserver;
    requires protocols.api;
}
