package protocols.golden;

import java.util.List;

/** The golden dialogues of all protocols. */
final class Goldens {

    private Goldens() {}

    static List<Golden> all() {
        return List.of(
                new DnsGolden(),
                new FtpGolden(),
                new HttpGolden(),
                new ImapGolden(),
                new Pop3Golden(),
                new SmtpGolden(),
                new TelnetGolden(),
                new WhoisGolden());
    }
}
