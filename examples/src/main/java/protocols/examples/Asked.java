package protocols.examples;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import protocols.dns.Dns;
import protocols.dns.DnsFlag;
import protocols.dns.Edns;
import protocols.dns.EdnsOption;
import protocols.dns.Name;
import protocols.dns.Question;
import protocols.dns.RecordClass;
import protocols.dns.RecordType;
import protocols.net.Host;

/**
 * What a command line asks, in the words of dig.
 *
 * @param server behind the {@code @}
 * @param question what is asked
 * @param words those that begin with {@code +}
 */
record Asked(Optional<String> server, Question question, Set<String> words) {

    static final String NSID = "+nsid";

    private static final String DNSSEC = "+dnssec";
    private static final String NO_RECURSION = "+norecurse";
    private static final String UNCHECKED = "+cd";
    private static final Set<String> KNOWN = Set.of(NSID, DNSSEC, NO_RECURSION, UNCHECKED);
    private static final Set<String> CLASSES = Set.of("IN", "CH", "HS");

    /** @param reverse the address whose names are asked for */
    static Asked of(List<String> arguments, Optional<String> reverse) {
        List<String> servers = new ArrayList<>();
        Set<String> words = new HashSet<>();
        List<String> rest = new ArrayList<>();
        for (String one : arguments) {
            if (one.startsWith("@")) {
                servers.add(one.substring(1));
            } else if (one.startsWith("+")) {
                words.add(known(one));
            } else {
                rest.add(one);
            }
        }
        if (servers.size() > 1) {
            throw new Usage("one server is asked, not " + servers.size());
        }
        Question question = reverse.isPresent()
                ? reverse(reverse.get(), rest)
                : question(
                        rest.stream().findFirst().orElseThrow(() -> new Usage("a name or an address is missing")),
                        rest);
        return new Asked(servers.stream().findFirst(), question, words);
    }

    private static String known(String word) {
        if (!KNOWN.contains(word)) {
            throw new Usage("unknown word " + word);
        }
        return word;
    }

    private static Question reverse(String address, List<String> kinds) {
        Name name = Name.ofAddress(address).orElseThrow(() -> new Usage("-x takes an address, not " + address));
        return question(name, RecordType.PTR, kinds);
    }

    private static Question question(String text, List<String> rest) {
        List<String> kinds = rest.subList(1, rest.size());
        Optional<Name> address = Name.ofAddress(text);
        if (address.isPresent() && kinds.stream().map(Asked::type).allMatch(RecordType.PTR::equals)) {
            return question(address.get(), RecordType.PTR, kinds);
        }
        // A number that is no address, or more than one, is a mistake that no server is to hear of.
        boolean name = address.isEmpty() && text.chars().anyMatch(c -> c != '.' && (c < '0' || c > '9'));
        return question(name ? Name.of(text) : Name.of(Host.parse(text).text()), RecordType.A, kinds);
    }

    private static RecordType type(String word) {
        return isClass(word) ? RecordType.PTR : RecordType.parse(word);
    }

    private static boolean isClass(String word) {
        return CLASSES.contains(word.toUpperCase(Locale.ROOT))
                || word.regionMatches(true, 0, "CLASS", 0, "CLASS".length());
    }

    /** Type and class in either order, each at most once. */
    private static Question question(Name name, RecordType usual, List<String> kinds) {
        Optional<RecordType> type = Optional.empty();
        Optional<RecordClass> recordClass = Optional.empty();
        for (String kind : kinds) {
            if (isClass(kind) && recordClass.isEmpty()) {
                recordClass = Optional.of(RecordClass.parse(kind));
            } else if (!isClass(kind) && type.isEmpty()) {
                type = Optional.of(RecordType.parse(kind));
            } else {
                throw new Usage("one argument too many: " + kind);
            }
        }
        return new Question(name, type.orElse(usual), recordClass.orElse(RecordClass.IN));
    }

    /** The client as the words say. */
    Dns apply(Dns dns) {
        Edns edns = Edns.DEFAULT.withDnssecOk(words.contains(DNSSEC));
        Set<DnsFlag> flags = EnumSet.noneOf(DnsFlag.class);
        if (!words.contains(NO_RECURSION)) {
            flags.add(DnsFlag.RD);
        }
        if (words.contains(UNCHECKED)) {
            flags.add(DnsFlag.CD);
        }
        return dns.edns(words.contains(NSID) ? edns.with(EdnsOption.Nsid.ASK) : edns)
                .flags(flags.toArray(DnsFlag[]::new))
                .followAliases(!words.contains(NO_RECURSION));
    }
}
