/** Everything a user of the protocol clients names. */
module protocols.api {
    exports protocols;
    exports protocols.mail;
}
