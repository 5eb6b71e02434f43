package protocols.internal.reply;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which codes answer which command. A client of FTP goes by the first digit (RFC 959 section 4.2, RFC 1123 section
 * 4.1.2.11), but for codes of one meaning; one of SMTP does so for a code that it does not know (RFC 5321 section 4.3.2), while a code that says
 * something else, such as {@code 354 go on} to RCPT, answers another command. What is not in a table may be answered by
 * anything.
 */
final class Codes {

    /** The first digits of the diagrams of RFC 959 section 5.4 and of the RFCs of the later commands. */
    static final Codes FTP = new Codes(
            1,
            """
            greeting 1 2
            USER 2 3
            PASS 2 3
            ACCT 2
            HOST 2
            AUTH 2 3
            ADAT 2 3
            PBSZ 2
            PROT 2
            CCC 2
            CWD 2 3
            CDUP 2 3
            REIN 1 2
            QUIT 2
            PORT 2
            EPRT 2
            PASV 2
            EPSV 2
            TYPE 2
            STRU 2
            MODE 2
            ALLO 2
            REST 3
            STOR 1 2
            STOU 1 2
            APPE 1 2
            RETR 1 2
            LIST 1 2
            NLST 1 2
            MLSD 1 2
            RNFR 3
            RNTO 2
            ABOR 2
            DELE 2
            RMD 2
            MKD 2
            PWD 2
            SYST 2
            STAT 1 2
            HELP 2
            NOOP 2
            FEAT 2
            OPTS 2
            SIZE 2
            MDTM 2
            MLST 2
            MFMT 2
            LANG 2
            """);

    /** RFC 5321 section 4.3.2, RFC 3207, RFC 4954; behind the bar what servers are known to say instead. */
    static final Codes SMTP = new Codes(
            3,
            """
            greeting 220
            EHLO 250
            HELO 250
            STARTTLS 220
            AUTH 235 334
            MAIL 250
            RCPT 250 251 252
            DATA 354
            end 250
            RSET 250
            VRFY 250 251 252
            EXPN 250 252
            HELP 211 214
            NOOP 250
            QUIT 221 | 250: a goodbye in any words
            """);

    private static final Set<String> TRANSFERS = Set.of("RETR", "STOR", "STOU", "APPE", "LIST", "NLST", "MLSD");
    private static final Set<String> ENDS = Set.of("RETR", "STOR", "STOU", "APPE", "LIST", "NLST", "MLSD", "ABOR");
    private static final Set<String> PORTS = Set.of("PASV", "EPSV", "LPSV");

    /** Of these the first digit is not enough: they cannot be meant for another command (RFC 959 section 5.4, RFC 2428). */
    private static final Map<Integer, Set<String>> OF_ONE_MEANING =
            Map.of(221, Set.of("QUIT"), 225, ENDS, 226, ENDS, 227, PORTS, 228, PORTS, 229, PORTS);

    /** And these cannot confirm a transfer. */
    private static final Set<Integer> NO_END = Set.of(211, 212, 213, 214, 215, 230, 231, 232, 234, 257);

    private static final int LARGEST = 1000;

    private final Map<String, BitSet> byVerb = new HashMap<>();
    private final BitSet named = new BitSet(LARGEST);
    private final int digits;

    /** @param digits how many of a code's three count */
    private Codes(int digits, String table) {
        this.digits = digits;
        for (String row : table.lines().toList()) {
            BitSet codes = new BitSet(LARGEST);
            String known = row.contains(":") ? row.substring(0, row.indexOf(':')) : row;
            String[] words = known.split(" ", -1);
            for (int i = 1; i < words.length; i++) {
                if (!words[i].equals("|")) {
                    codes.set(Integer.parseInt(words[i]));
                }
            }
            byVerb.put(words[0], codes);
            named.or(codes);
        }
    }

    /** Whether a code is a possible answer; no is possible to anything. */
    boolean canAnswer(String verb, int code) {
        int seen = digits == 1 ? code / 100 : code;
        if (code / 100 == 4 || code / 100 == 5 || (digits > 1 && !named.get(seen))) {
            return true;
        }
        int space = verb.indexOf(' ');
        String word = space < 0 ? verb : verb.substring(0, space);
        BitSet known = byVerb.get(word);
        return known == null || (known.get(seen) && (digits > 1 || isMeantFor(word, code)));
    }

    private static boolean isMeantFor(String word, int code) {
        boolean ends = TRANSFERS.contains(word) && NO_END.contains(code);
        return !ends && OF_ONE_MEANING.getOrDefault(code, Set.of(word)).contains(word);
    }
}
