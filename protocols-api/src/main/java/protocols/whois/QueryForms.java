package protocols.whois;

import java.util.Locale;
import protocols.whois.WhoisQuery.Kind;

/** The servers that want a query in words of their own, or answer better if they get it so. */
final class QueryForms {

    private QueryForms() {}

    static String line(WhoisQuery query, String host) {
        Kind kind = query.kind();
        String text = query.text();
        return switch (host) {
            case "whois.verisign-grs.com", "whois.crsnic.net", "whois.internic.net", "ccwhois.verisign-grs.com" ->
                // Without the word, a server of that name, or names that begin with it, are found as well.
                kind == Kind.DOMAIN && text.indexOf('.') == text.lastIndexOf('.') ? "domain " + text : text;
            case "whois.denic.de" -> kind == Kind.DOMAIN ? "-T dn,ace " + text : text;
            case "whois.punktum.dk", "whois.dk-hostmaster.dk" -> kind == Kind.DOMAIN ? "--show-handles " + text : text;
            // The answer in English.
            case "whois.jprs.jp" -> kind == Kind.HANDLE ? text : text + "/e";
            case "whois.nic.ad.jp" -> japaneseNetwork(kind, text);
            case "whois.arin.net" -> arin(kind, text);
            case "whois.iana.org" -> kind == Kind.CIDR ? text.substring(0, text.indexOf('/')) : text;
            default -> text;
        };
    }

    private static String arin(Kind kind, String text) {
        return switch (kind) {
            case IPV4, IPV6 -> "n + " + text;
            case CIDR -> "r + = " + text;
            case AS_NUMBER -> "a " + text.substring(2);
            default -> text;
        };
    }

    private static String japaneseNetwork(Kind kind, String text) {
        return switch (kind) {
            case HANDLE -> text;
            case AS_NUMBER -> "AS " + text.substring(2) + "/e";
            default -> text + "/e";
        };
    }

    static WhoisServer registryOf(String handle) {
        String suffix = handle.substring(handle.lastIndexOf('-') + 1).toUpperCase(Locale.ROOT);
        String host =
                switch (handle.indexOf('-') < 0 || handle.indexOf(' ') >= 0 ? "" : suffix) {
                    case "RIPE" -> "whois.ripe.net";
                    case "ARIN" -> "whois.arin.net";
                    case "AP", "APNIC" -> "whois.apnic.net";
                    case "AFRINIC" -> "whois.afrinic.net";
                    case "LACNIC" -> "whois.lacnic.net";
                    default -> WhoisServer.IANA.host();
                };
        return new WhoisServer(host, WhoisServer.PORT);
    }
}
