package protocols.whois;

import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/** The hosts in a value that should name servers: prose names none, whatever stands in it. */
final class NameServers {

    private static final int MOST = 200;

    private NameServers() {}

    /** Host names in A-labels, with a dot inside; addresses and remarks beside them are left out. */
    static List<String> in(String value) {
        List<String> hosts = new ArrayList<>();
        value.lines().limit(MOST).forEach(line -> read(line, hosts));
        return hosts;
    }

    private static void read(String line, List<String> hosts) {
        StringTokenizer words = new StringTokenizer(line, " \t,;");
        List<String> found = new ArrayList<>();
        int plain = 0;
        for (int i = 0; words.hasMoreTokens() && i < MOST; i++) {
            String word = bare(words.nextToken());
            if (word.indexOf('.') > 0 && IpAddress.parse(word).isEmpty()) {
                HostName.toAscii(word).filter(name -> name.indexOf('.') > 0).ifPresent(found::add);
            }
            boolean prose = !word.isEmpty() && word.chars().allMatch(Character::isLowerCase);
            plain += prose ? 1 : 0;
            boolean numbering = word.chars().allMatch(c -> HostName.isDigit((char) c));
            if (found.isEmpty() && !numbering) {
                return;
            }
        }
        if (plain < 2) {
            hosts.addAll(found);
        }
    }

    /** A word without the punctuation around it. */
    static String bare(String word) {
        int end = word.length();
        while (end > 0 && ".:)\"'".indexOf(word.charAt(end - 1)) >= 0) {
            end--;
        }
        int start = end > 0 && "(\"'".indexOf(word.charAt(0)) >= 0 ? 1 : 0;
        return start < end ? word.substring(start, end) : "";
    }
}
