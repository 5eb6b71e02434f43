package protocols.whois;

import java.util.Locale;
import java.util.Optional;
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
            case "whois.denic.de" -> kind == Kind.DOMAIN ? "-T dn,ace -C UTF-8 " + text : text;
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

    /** The server of the registry that a block went to, as APNIC says it: {@code Transferred to the RIPE region on ...}. */
    static Optional<String> transferredTo(String text) {
        String start = "Transferred to the ";
        int end = text.indexOf(" region", start.length());
        return text.startsWith(start) && end > 0
                ? registry(text.substring(start.length(), end)).map(WhoisServer::host)
                : Optional.empty();
    }

    private static Optional<WhoisServer> registry(String region) {
        return switch (region) {
            case "RIPE", "ARIN", "APNIC", "LACNIC", "AFRINIC" -> registryOf("-" + region);
            default -> Optional.empty();
        };
    }

    /** The registry that a handle names at its end: {@code AB123-RIPE}, {@code NET-192-0-2-0-1}. */
    static Optional<WhoisServer> registryOf(String handle) {
        if (handle.indexOf('-') < 0 || handle.indexOf(' ') >= 0) {
            return Optional.empty();
        }
        String name = handle.toUpperCase(Locale.ROOT);
        String host =
                switch (name.substring(name.lastIndexOf('-') + 1)) {
                    case "RIPE" -> "whois.ripe.net";
                    case "ARIN" -> "whois.arin.net";
                    case "AP", "APNIC" -> "whois.apnic.net";
                    case "AFRINIC" -> "whois.afrinic.net";
                    case "LACNIC" -> "whois.lacnic.net";
                    case "DENIC" -> "whois.denic.de";
                    case "FRNIC" -> "whois.nic.fr";
                    case "NICAT" -> "whois.nic.at";
                    case "NORID" -> "whois.norid.no";
                    default -> name.startsWith("NET-") || name.startsWith("NET6-") ? "whois.arin.net" : "";
                };
        return host.isEmpty() ? Optional.empty() : Optional.of(WhoisServer.of(host));
    }
}
