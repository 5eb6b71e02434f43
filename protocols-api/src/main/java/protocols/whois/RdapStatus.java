package protocols.whois;

import java.util.Locale;
import java.util.Map;

/** The words of RDAP for a status, and those of EPP for the same (RFC 8056 section 2). */
final class RdapStatus {

    private static final Map<String, String> EPP = Map.ofEntries(
            Map.entry("active", "ok"),
            Map.entry("associated", "linked"),
            Map.entry("add period", "addPeriod"),
            Map.entry("auto renew period", "autoRenewPeriod"),
            Map.entry("renew period", "renewPeriod"),
            Map.entry("transfer period", "transferPeriod"),
            Map.entry("redemption period", "redemptionPeriod"),
            Map.entry("client delete prohibited", "clientDeleteProhibited"),
            Map.entry("client hold", "clientHold"),
            Map.entry("client renew prohibited", "clientRenewProhibited"),
            Map.entry("client transfer prohibited", "clientTransferProhibited"),
            Map.entry("client update prohibited", "clientUpdateProhibited"),
            Map.entry("server delete prohibited", "serverDeleteProhibited"),
            Map.entry("server hold", "serverHold"),
            Map.entry("server renew prohibited", "serverRenewProhibited"),
            Map.entry("server transfer prohibited", "serverTransferProhibited"),
            Map.entry("server update prohibited", "serverUpdateProhibited"),
            Map.entry("pending create", "pendingCreate"),
            Map.entry("pending delete", "pendingDelete"),
            Map.entry("pending renew", "pendingRenew"),
            Map.entry("pending restore", "pendingRestore"),
            Map.entry("pending transfer", "pendingTransfer"),
            Map.entry("pending update", "pendingUpdate"));

    private RdapStatus() {}

    /** The word of EPP, such as WHOIS shows; a status that EPP does not have stays as it is. */
    static String epp(String status) {
        return EPP.getOrDefault(status.toLowerCase(Locale.ROOT), status);
    }
}
