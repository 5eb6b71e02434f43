package protocols.whois;

import protocols.Text;
import protocols.http.Url;

/** Who said something: a WHOIS server, or an RDAP service by the URL that was asked (RFC 9082 section 3). */
public sealed interface WhoisSource permits WhoisServer, WhoisSource.Rdap {

    /**
     * An RDAP answer.
     *
     * @param url the URL that gave it, after redirects
     */
    record Rdap(Url url) implements WhoisSource {

        /** The URL, escaped. */
        @Override
        public String toString() {
            return Text.printable(url.toString());
        }
    }
}
