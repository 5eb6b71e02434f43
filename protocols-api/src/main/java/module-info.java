/** Everything a user of the protocol clients names: settings, values, codecs. No sockets, no threads. */
@SuppressWarnings("module")
module protocols.api {
    requires static org.jspecify;

    exports protocols;
    exports protocols.dns;
    exports protocols.ftp;
    exports protocols.http;
    exports protocols.imap;
    exports protocols.mail;
    exports protocols.net;
    exports protocols.pop3;
    exports protocols.smtp;
    exports protocols.telnet;
    exports protocols.whois;
    exports protocols.spi to
            protocols.impl;

    uses protocols.spi.Engine;
}
