package protocols.whois;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringTokenizer;

/**
 * The suffixes below a top-level domain under which somebody else than its registry registers names, where
 * whois.iana.org can only refer to that registry, which knows nothing of them. All other servers are found at run time.
 */
final class KnownServers {

    /** When this table was last compared with the world. */
    static final LocalDate AS_OF = LocalDate.of(2025, 6, 1);

    /** A server, and the suffixes that it knows. */
    private static final Map<String, WhoisServer> SERVERS = servers(
            """
            whois.centralnic.com ae.org africa.com br.com cn.com com.de com.se de.com eu.com gb.com gb.net gr.com hu.com
            whois.centralnic.com hu.net in.net jp.net jpn.com mex.com no.com qc.com ru.com sa.com se.com se.net uk.com
            whois.centralnic.com uk.net us.com us.org uy.com web.com za.bz za.com
            whois.za.net za.net
            whois.za.org za.org
            whois.eu.org eu.org
            whois.ripe.net e164.arpa
            whois.nic.ac.uk ac.uk
            whois.nic.priv.at priv.at
            whois.co.pl co.pl
            whois.co.ca co.ca
            whois.biz.ua biz.ua
            whois.co.ua co.ua
            whois.pp.ua pp.ua
            whois.nic.ru com.ru net.ru org.ru pp.ru msk.ru spb.ru nov.ru msk.su spb.su nov.su com.su
            whois.edu.cn edu.cn
            whois.registry.net.za co.za
            net-whois.registry.net.za net.za
            org-whois.registry.net.za org.za
            web-whois.registry.net.za web.za
            whois.ac.za ac.za
            """);

    /** Others of which no server is known, or none that anybody may ask. */
    private static final Set<String> FOREIGN = Wordings.words(
            """
            gov.uk nhs.uk police.uk mod.uk ac.at gv.at co.nl com.nl net.nl co.no com.no co.it co.bz gov.ie
            edu.ru gov.ru mil.ru int.ru ac.ru edu.su gov.su in.ua edu.tw gov.tw mil.tw ac.il gov.il idf.il k12.il
            gov.za edu.za law.za nom.za mil.za nis.za alt.za school.za ac.rs gov.rs nc.tr bee.pl ngo.pl irc.pl
            """);

    /** The countries whose registries register no third level: what lies there belongs to the holder of the second. */
    private static final Set<String> SECOND_LEVEL_ONLY =
            Wordings.words("be ca cc ch cz de dk eu fo is li lt lu nl nu se si sk sm su tk tv us va");

    /** The second levels under which country registries register the third; those of up to three letters go without. */
    private static final Set<String> SECOND_LEVELS = Wordings.words(
            "asso conf firm gouv govt idrett info maori name parliament police presse priv school store iwi geek kiwi");

    private static final String PART = "names of that depth may be part of a registered one";

    private KnownServers() {}

    /** The server of a name below one of these suffixes. */
    static Optional<WhoisServer> of(String domain) {
        String suffix = domain;
        for (int dot = suffix.indexOf('.'); dot > 0; dot = suffix.indexOf('.')) {
            suffix = suffix.substring(dot + 1);
            if (SERVERS.containsKey(suffix)) {
                return Optional.of(SERVERS.get(suffix));
            }
        }
        return Optional.empty();
    }

    /**
     * Why a server that has no record of a domain says nothing by that; empty if it says that the name is free. As far as
     * the form tells, {@code example.com} and {@code example.co.uk} are registered, but not {@code www.example.com}, of
     * which a registry has no record however taken it is; and below some suffixes there are registries of their own.
     */
    static Optional<String> whyUnknown(String domain, WhoisSource source) {
        int first = domain.indexOf('.');
        String suffix = domain.substring(first + 1);
        Optional<WhoisServer> own = of(domain);
        if (own.isPresent() && !SERVERS.containsKey(domain)) {
            boolean knows = source.equals(own.get()) || isAddress(source);
            if (!knows) {
                return Optional.of("names below that suffix are known to " + own.get());
            }
            return SERVERS.containsKey(suffix) ? Optional.empty() : Optional.of(PART);
        }
        if (FOREIGN.contains(suffix)) {
            return Optional.of("somebody else registers the names below " + suffix);
        }
        return isRegistrable(suffix) ? Optional.empty() : Optional.of(PART);
    }

    /** Somebody chose it by hand, and knows what it knows. */
    private static boolean isAddress(WhoisSource source) {
        return source instanceof WhoisServer server
                && IpAddress.parse(server.host()).isPresent();
    }

    private static boolean isRegistrable(String suffix) {
        int dot = suffix.indexOf('.');
        if (dot < 0 || suffix.endsWith("arpa")) {
            return true;
        }
        String middle = suffix.substring(0, dot);
        String top = suffix.substring(dot + 1);
        boolean country = top.length() == 2 && !SECOND_LEVEL_ONLY.contains(top);
        return top.equals("name")
                || (country && (middle.length() <= 3 || SECOND_LEVELS.contains(middle)))
                || (top.startsWith("xn--") && top.indexOf('.') < 0);
    }

    private static Map<String, WhoisServer> servers(String table) {
        Map<String, WhoisServer> servers = new HashMap<>();
        table.lines().forEach(line -> {
            StringTokenizer words = new StringTokenizer(line);
            WhoisServer server = WhoisServer.of(words.nextToken());
            while (words.hasMoreTokens()) {
                servers.put(words.nextToken(), server);
            }
        });
        return Map.copyOf(servers);
    }
}
