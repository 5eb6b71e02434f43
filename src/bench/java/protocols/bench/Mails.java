package protocols.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Properties;

/** What the mail cases share. */
final class Mails {

    /** Two kilobytes with usual header fields. */
    static final byte[] MESSAGE = message().getBytes(US_ASCII);

    private Mails() {}

    private static String message() {
        StringBuilder text = new StringBuilder(
                """
                Received: from client.example by mx.example.org; Fri, 2 Jan 2026 12:00:00 +0000
                Date: Fri, 2 Jan 2026 12:00:00 +0000
                From: Alice Example <alice@example.org>
                To: Bob Example <bob@example.org>, Carol <carol@example.net>
                Subject: A subject of a usual length, with some words
                Message-ID: <20260102120000.1234@example.org>
                MIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8

                """
                        .replace("\n", "\r\n"));
        while (text.length() < 2000) {
            text.append("This is a line of the text of the message, as long as usual.\r\n");
        }
        return text.toString();
    }

    /** Angus Mail's properties for a protocol, with finite timeouts as ours has. */
    static Properties angus(String protocol, int port) {
        Properties properties = new Properties();
        String prefix = "mail." + protocol + ".";
        properties.setProperty("mail.store.protocol", protocol);
        properties.setProperty("mail.transport.protocol", protocol);
        properties.setProperty(prefix + "host", "127.0.0.1");
        properties.setProperty(prefix + "port", String.valueOf(port));
        properties.setProperty(prefix + "connectiontimeout", "60000");
        properties.setProperty(prefix + "timeout", "60000");
        return properties;
    }
}
