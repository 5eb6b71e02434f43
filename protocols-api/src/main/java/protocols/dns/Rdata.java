package protocols.dns;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import protocols.WireException.Malformed;

/**
 * The data of a record: one type for each record type that is known, {@link Unknown} for every other.
 *
 * <p>{@code Rdata.parse(d.type(), d.toPresentation())} equals {@code d}, and so does
 * {@code Rdata.decode(d.type(), d.toBytes())}.
 */
public sealed interface Rdata {

    /** The record type that has this data. */
    RecordType type();

    /** The data in presentation format, on one line, safe to show on a terminal. */
    default String toPresentation() {
        return RdataCodec.print(this);
    }

    /** The data as on the wire, names not compressed. */
    default byte[] toBytes() {
        return RdataCodec.encode(this);
    }

    /**
     * The data of a type from its presentation format, or from the generic form {@code \# length hex} that every type
     * has (RFC 3597 section 5).
     *
     * @throws IllegalArgumentException if the text is none of that type
     */
    static Rdata parse(RecordType type, String text) {
        try {
            return RdataCodec.parse(type, new TextFields(text));
        } catch (Malformed e) {
            throw new IllegalArgumentException(type + ": " + e.getMessage(), e);
        }
    }

    /**
     * The data of a type from its bytes, names not compressed.
     *
     * @throws Malformed if they are none of that type
     */
    static Rdata decode(RecordType type, byte[] rdata) throws Malformed {
        return RdataCodec.decode(type, rdata);
    }

    /** An IPv4 address (RFC 1035 section 3.4.1). */
    record A(Inet4Address address) implements Rdata {
        public A {
            Objects.requireNonNull(address);
        }

        @Override
        public RecordType type() {
            return RecordType.A;
        }
    }

    /** An IPv6 address (RFC 3596 section 2.2). A scope, which means nothing to others, is dropped. */
    record Aaaa(Inet6Address address) implements Rdata {
        public Aaaa {
            if (address.getScopeId() != 0 || address.getScopedInterface() != null) {
                address = Addresses.ipv6(address.getAddress());
            }
        }

        @Override
        public RecordType type() {
            return RecordType.AAAA;
        }
    }

    /** The name that the owner is an alias of (RFC 1035 section 3.3.1). */
    record Cname(Name target) implements Rdata {
        public Cname {
            Objects.requireNonNull(target);
        }

        @Override
        public RecordType type() {
            return RecordType.CNAME;
        }
    }

    /** A name server of the zone (RFC 1035 section 3.3.11). */
    record Ns(Name server) implements Rdata {
        public Ns {
            Objects.requireNonNull(server);
        }

        @Override
        public RecordType type() {
            return RecordType.NS;
        }
    }

    /** The name that the owner points to: for an address, its host (RFC 1035 section 3.3.12). */
    record Ptr(Name target) implements Rdata {
        public Ptr {
            Objects.requireNonNull(target);
        }

        @Override
        public RecordType type() {
            return RecordType.PTR;
        }
    }

    /**
     * The start of a zone (RFC 1035 section 3.3.13).
     *
     * @param mname the server that the zone comes from
     * @param rname the mailbox of the person responsible, its first label the local part
     * @param serial the version of the zone, 0 to 2^32-1, compared as RFC 1982 says
     * @param refresh when secondaries ask again, in whole seconds, as the other times
     * @param retry when they ask again after a failure
     * @param expire when they give the zone up
     * @param minimum how long an answer that something does not exist may be kept (RFC 2308 section 4)
     */
    record Soa(Name mname, Name rname, long serial, Duration refresh, Duration retry, Duration expire, Duration minimum)
            implements Rdata {
        public Soa {
            Objects.requireNonNull(mname);
            Objects.requireNonNull(rname);
            checkRange("serial", serial, 0xffff_ffffL);
            checkSeconds(refresh);
            checkSeconds(retry);
            checkSeconds(expire);
            checkSeconds(minimum);
        }

        @Override
        public RecordType type() {
            return RecordType.SOA;
        }
    }

    /**
     * A host that takes mail for the owner (RFC 1035 section 3.3.9).
     *
     * @param preference 0 to 65535, the lowest is tried first
     * @param exchange the host; the root says that the owner takes no mail (RFC 7505)
     */
    record Mx(int preference, Name exchange) implements Rdata {
        public Mx {
            checkRange("preference", preference, 0xffff);
            Objects.requireNonNull(exchange);
        }

        @Override
        public RecordType type() {
            return RecordType.MX;
        }
    }

    /**
     * Text (RFC 1035 section 3.3.14).
     *
     * @param strings one or more character-strings of at most 255 bytes each
     */
    record Txt(List<Octets> strings) implements Rdata {
        public Txt {
            strings = List.copyOf(strings);
            if (strings.isEmpty()) {
                throw new IllegalArgumentException("TXT has at least one string");
            }
            for (Octets string : strings) {
                checkRange("length of a string", string.length(), 255);
            }
        }

        /** Strings of UTF-8 text. */
        public static Txt of(String... strings) {
            return new Txt(Arrays.stream(strings).map(Octets::of).toList());
        }

        /**
         * All strings as one text with nothing between them, as SPF and DKIM read it (RFC 7208 section 3.3, RFC 6376
         * section 3.6.2.2): decoded as UTF-8, not escaped.
         */
        public String joined() {
            int length = strings.stream().mapToInt(Octets::length).sum();
            byte[] all = new byte[length];
            int at = 0;
            for (Octets string : strings) {
                System.arraycopy(string.owned(), 0, all, at, string.length());
                at += string.length();
            }
            return new String(all, StandardCharsets.UTF_8);
        }

        @Override
        public RecordType type() {
            return RecordType.TXT;
        }
    }

    /**
     * A host that offers a service (RFC 2782).
     *
     * @param priority 0 to 65535, the lowest is tried first
     * @param weight 0 to 65535, the share among hosts of one priority
     * @param port 0 to 65535
     * @param target the host; the root says that the service is not offered
     */
    record Srv(int priority, int weight, int port, Name target) implements Rdata {
        public Srv {
            checkRange("priority", priority, 0xffff);
            checkRange("weight", weight, 0xffff);
            checkRange("port", port, 0xffff);
            Objects.requireNonNull(target);
        }

        @Override
        public RecordType type() {
            return RecordType.SRV;
        }
    }

    /**
     * Data of a type that is not known here (RFC 3597).
     *
     * @param type a type that has no record of its own
     * @param data the bytes as on the wire, at most 65535
     */
    record Unknown(RecordType type, Octets data) implements Rdata {
        public Unknown {
            checkRange("length", data.length(), 0xffff);
            if (RdataCodec.isKnown(type)) {
                throw new IllegalArgumentException(type + " is a known type: use Rdata.decode");
            }
        }
    }

    private static void checkRange(String what, long value, long limit) {
        if (value < 0 || value > limit) {
            throw new IllegalArgumentException(what + " is not within 0 to " + limit + ": " + value);
        }
    }

    private static void checkSeconds(Duration time) {
        checkRange("time in seconds", time.toSeconds(), 0xffff_ffffL);
        if (time.toNanosPart() != 0) {
            throw new IllegalArgumentException("time is not in whole seconds: " + time);
        }
    }
}
