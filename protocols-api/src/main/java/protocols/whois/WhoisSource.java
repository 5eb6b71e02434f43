package protocols.whois;

import protocols.Text;
import protocols.http.Url;

/**
 * Who said something: a WHOIS server, or an RDAP service by the URL that was asked (RFC 9082 section 3).
 *
 * <p>More kinds may come: a {@code switch} over them wants a {@code default}.
 */
public sealed interface WhoisSource permits WhoisServer, WhoisSource.Rdap {

    /** A service of RDAP. */
    final class Rdap implements WhoisSource {
        private final Url url;

        private Rdap(Url url) {
            this.url = url;
        }

        /** The service that answered at this URL. */
        public static Rdap of(Url url) {
            return new Rdap(url);
        }

        /** The URL that gave the answer, after redirects. */
        public Url url() {
            return url;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Rdap that && url.equals(that.url);
        }

        @Override
        public int hashCode() {
            return url.hashCode();
        }

        /** The URL, escaped. */
        @Override
        public String toString() {
            return Text.printable(url.toString());
        }
    }
}
