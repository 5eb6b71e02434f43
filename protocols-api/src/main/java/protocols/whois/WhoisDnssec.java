package protocols.whois;

import java.util.Locale;

/** What a registry says of the signing of a domain; {@link Registration#ds} has the data of the signature chain. */
public enum WhoisDnssec {
    /** The delegation is signed (RFC 4034 section 5). */
    SIGNED,
    /** It is said not to be signed. */
    UNSIGNED,
    /** Nothing was said, or nothing that was understood. */
    UNKNOWN;

    static WhoisDnssec of(String value) {
        String said =
                Labels.key(value.substring(0, Math.min(64, value.length())).toLowerCase(Locale.ROOT));
        return switch (said) {
            case "signed",
                    "signeddelegation",
                    "yes",
                    "true",
                    "active",
                    "delegationsigned",
                    "signedandvalid",
                    "enabled" -> SIGNED;
            case "unsigned", "unsigneddelegation", "no", "false", "inactive", "notsigned", "disabled", "none", "na" ->
                UNSIGNED;
            default -> UNKNOWN;
        };
    }

    /** The name in lower case. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
