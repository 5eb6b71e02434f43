package protocols.internal.dns;

import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.naming.Context;
import javax.naming.NamingException;
import javax.naming.directory.DirContext;
import javax.naming.directory.InitialDirContext;
import protocols.WireException;
import protocols.dns.ResolvConf;
import protocols.net.Host;

/** The servers of a machine that has no resolv.conf. */
final class SystemServers {

    private static final String FACTORY = "com.sun.jndi.dns.DnsContextFactory";
    private static final String SCHEME = "dns://";

    private SystemServers() {}

    /** Whoever can say which servers a machine has. */
    interface Finder {
        List<String> find();
    }

    /**
     * What the file would say: on Windows and macOS the servers that the JDK finds, elsewhere the one on this machine, as
     * resolv.conf(5) has it.
     *
     * @param os the name of the operating system
     * @throws WireException.Unreachable if none is known
     */
    static ResolvConf of(String os, Finder jdk, Map<String, String> environment) throws WireException {
        String name = os.toLowerCase(Locale.ROOT);
        boolean windows = name.startsWith("windows");
        List<String> servers = windows || name.startsWith("mac") ? jdk.find() : List.of();
        if (servers.isEmpty() && windows) {
            throw new WireException.Unreachable(
                    "no DNS server is known: the JDK finds none on this system; name one by Dns.at", List.of());
        }
        StringBuilder file = new StringBuilder();
        servers.forEach(server -> file.append("nameserver ").append(server).append('\n'));
        return ResolvConf.read(file.toString(), environment);
    }

    /** What the provider of JNDI asks. It is not there in a runtime image without the modules java.naming and jdk.naming.dns. */
    @SuppressWarnings("JdkObsolete") // JNDI takes no other kind of map.
    static List<String> ofJdk() {
        Hashtable<String, String> environment = new Hashtable<>(Map.of(Context.INITIAL_CONTEXT_FACTORY, FACTORY));
        try {
            DirContext context = new InitialDirContext(environment);
            try {
                return addresses(String.valueOf(context.getEnvironment().get(Context.PROVIDER_URL)));
            } finally {
                context.close();
            }
        } catch (NamingException | LinkageError e) {
            return List.of();
        }
    }

    /** The addresses in {@code dns://192.0.2.53/. dns://[2001:db8::53]}; a port other than that of DNS is for others. */
    static List<String> addresses(String urls) {
        List<String> all = new ArrayList<>();
        for (String url : urls.split(" ", -1)) {
            if (url.startsWith(SCHEME)) {
                String authority = url.substring(SCHEME.length());
                int end = authority.indexOf('/');
                address(end < 0 ? authority : authority.substring(0, end)).ifPresent(all::add);
            }
        }
        return all.stream().distinct().toList();
    }

    private static Optional<String> address(String authority) {
        String bare = authority.endsWith(":53") && authority.indexOf(':') == authority.length() - 3
                ? authority.substring(0, authority.length() - 3)
                : authority;
        boolean bracketed = bare.startsWith("[") && bare.endsWith("]");
        return Host.literal(bracketed ? bare.substring(1, bare.length() - 1) : bare)
                .map(Host::text);
    }
}
