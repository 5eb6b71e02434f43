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
 * The data of a record: one type for each record type that is in wide use, here and in {@link ServiceRdata},
 * {@link KeyRdata} and {@link DnssecRdata}; {@link GenericRdata.Fields} for the rest of those that are known, and
 * {@link Unknown} for every other. There will be more: a {@code switch} over them wants a default.
 *
 * <p>{@code Rdata.parse(d.type(), d.toPresentation())} equals {@code d}, and so does
 * {@code Rdata.decode(d.type(), d.toBytes())}.
 */
public sealed interface Rdata
        permits Rdata.A,
                Rdata.Aaaa,
                Rdata.Cname,
                Rdata.Dname,
                Rdata.Ns,
                Rdata.Ptr,
                Rdata.Soa,
                Rdata.Mx,
                Rdata.Txt,
                Rdata.Srv,
                Rdata.Hinfo,
                Rdata.Rp,
                Rdata.Afsdb,
                Rdata.Loc,
                Rdata.Unknown,
                Rdata.Empty,
                ServiceRdata,
                KeyRdata,
                DnssecRdata,
                GenericRdata {

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
     * has (RFC 3597 section 5); from that, data that breaks a rule of its type is {@link GenericRdata.Opaque}.
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

    /** The name that the names below the owner are aliases under (RFC 6672). */
    record Dname(Name target) implements Rdata {
        public Dname {
            Objects.requireNonNull(target);
        }

        @Override
        public RecordType type() {
            return RecordType.DNAME;
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
            Checks.range("serial", serial, 0xffff_ffffL);
            Checks.seconds(refresh);
            Checks.seconds(retry);
            Checks.seconds(expire);
            Checks.seconds(minimum);
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
            Checks.range("preference", preference, 0xffff);
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
            strings.forEach(Checks::string);
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
            Checks.range("priority", priority, 0xffff);
            Checks.range("weight", weight, 0xffff);
            Checks.range("port", port, 0xffff);
            Objects.requireNonNull(target);
        }

        @Override
        public RecordType type() {
            return RecordType.SRV;
        }
    }

    /**
     * Hardware and operating system (RFC 1035 section 3.3.2), or the answer to a question for ANY (RFC 8482).
     *
     * @param cpu at most 255 bytes
     * @param os at most 255 bytes
     */
    record Hinfo(Octets cpu, Octets os) implements Rdata {
        public Hinfo {
            Checks.string(cpu);
            Checks.string(os);
        }

        @Override
        public RecordType type() {
            return RecordType.HINFO;
        }
    }

    /**
     * Who is responsible for the owner (RFC 1183 section 2.2).
     *
     * @param mailbox the mailbox, its first label the local part; the root if none is told
     * @param text where TXT records tell more; the root if nowhere
     */
    record Rp(Name mailbox, Name text) implements Rdata {
        public Rp {
            Objects.requireNonNull(mailbox);
            Objects.requireNonNull(text);
        }

        @Override
        public RecordType type() {
            return RecordType.RP;
        }
    }

    /**
     * A server of an AFS cell (RFC 1183 section 1).
     *
     * @param subtype 1 for AFS, 2 for DCE; 0 to 65535
     * @param host the server
     */
    record Afsdb(int subtype, Name host) implements Rdata {
        public Afsdb {
            Checks.range("subtype", subtype, 0xffff);
            Objects.requireNonNull(host);
        }

        @Override
        public RecordType type() {
            return RecordType.AFSDB;
        }
    }

    /**
     * A place on the Earth (RFC 1876).
     *
     * @param latitude thousandths of a second of arc, north positive, at most 90 degrees
     * @param longitude the same, east positive, at most 180 degrees
     * @param altitude centimetres above the reference spheroid, -10,000,000 to 4,284,967,295
     * @param size diameter of what stands there in centimetres: one digit with up to nine zeros, as the precisions
     * @param horizontalPrecision diameter of the circle that it is within
     * @param verticalPrecision the same for the altitude
     */
    record Loc(
            long latitude, long longitude, long altitude, long size, long horizontalPrecision, long verticalPrecision)
            implements Rdata {
        public Loc {
            Checks.range("latitude", latitude + 324_000_000L, 648_000_000L);
            Checks.range("longitude", longitude + 648_000_000L, 1_296_000_000L);
            Checks.range("altitude", altitude + Location.BELOW, 0xffff_ffffL);
            Checks.range("size", Location.byteOf(size), 0x99);
            Checks.range("precision", Location.byteOf(horizontalPrecision), 0x99);
            Checks.range("precision", Location.byteOf(verticalPrecision), 0x99);
        }

        @Override
        public RecordType type() {
            return RecordType.LOC;
        }
    }

    /**
     * Data of a type whose fields are not known here (RFC 3597), or that has none, as NULL.
     *
     * @param type a type of which {@link Rdata#decode} makes no other data
     * @param data the bytes as on the wire, at most 65535
     */
    record Unknown(RecordType type, Octets data) implements Rdata {
        public Unknown {
            Checks.range("length", data.length(), 0xffff);
            if (RdataCodec.isKnown(type)) {
                throw new IllegalArgumentException(type + " is a known type: use Rdata.decode");
            }
        }
    }

    /**
     * No data, which a record of class ANY or NONE has where it stands for all records of a name or of a type, in an
     * update (RFC 2136 sections 2.4 and 2.5). In presentation format it is empty.
     *
     * @param type the type that is meant, which may be {@link RecordType#ANY}
     */
    record Empty(RecordType type) implements Rdata {
        /** Whether records of a class may have no data. */
        static boolean isOf(RecordClass recordClass) {
            return recordClass.equals(RecordClass.ANY) || recordClass.equals(RecordClass.NONE);
        }
    }
}
