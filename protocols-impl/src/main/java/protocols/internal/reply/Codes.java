package protocols.internal.reply;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Which codes answer which command. A client goes by the first digit of a code that it does not know (RFC 5321 section
 * 4.3.2, RFC 959 section 4.2); a code that says something else, such as {@code 226 transfer complete} to DELE, answers
 * another command. What is not in a table may be answered by anything.
 */
final class Codes {

    /** RFC 959 section 5.4 and the RFCs of the later commands, and behind the bar what servers are known to say instead. */
    static final Codes FTP = new Codes(
            """
            greeting 120 220
            USER 230 232 331 332 334
            PASS 230 232 332 | 202: a password that was not needed
            ACCT 230 202 | 200 250: of a directory
            HOST 220
            AUTH 234 334
            ADAT 235 335
            PBSZ 200
            PROT 200
            CCC 200
            CWD 250 | 200 332: as CDUP has it, and an account that is asked for
            CDUP 200 250 | 332: as CWD
            REIN 120 220
            QUIT 221 | 200 226 250: a goodbye in any words
            PORT 200
            EPRT 200
            PASV 227
            EPSV 229 | 227: the older answer
            TYPE 200
            STRU 200
            MODE 200
            ALLO 200 202
            REST 350
            STOR 110 125 150 226 250
            STOU 110 125 150 226 250
            APPE 110 125 150 226 250
            RETR 110 125 150 226 250
            LIST 125 150 226 250
            NLST 125 150 226 250
            MLSD 125 150 226 250
            RNFR 350
            RNTO 250 | 200: done, in general terms
            ABOR 225 226
            DELE 250 | 200: done, in general terms
            RMD 250 | 200: done, in general terms
            MKD 257 | 200 250: without the path
            PWD 257 | 200 250: the path all the same
            SYST 215
            STAT 150 211 212 213 226
            HELP 211 214
            NOOP 200 | 250: done, in general terms
            FEAT 211
            OPTS 200 | 202: on already
            SIZE 213
            MDTM 213
            MLST 250
            MFMT 213 | 200: done, in general terms
            LANG 200
            """);

    /** RFC 5321 section 4.3.2, RFC 3207, RFC 4954; behind the bar what servers are known to say instead. */
    static final Codes SMTP = new Codes(
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

    private static final int LARGEST = 1000;

    private final Map<String, BitSet> byVerb = new HashMap<>();
    private final BitSet named = new BitSet(LARGEST);

    private Codes(String table) {
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
        if (code / 100 == 4 || code / 100 == 5 || !named.get(code)) {
            return true;
        }
        int space = verb.indexOf(' ');
        BitSet known = byVerb.get(space < 0 ? verb : verb.substring(0, space));
        return known == null || known.get(code);
    }
}
