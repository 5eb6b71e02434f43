package protocols.dns;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import protocols.WireException.Malformed;
import protocols.dns.Rdata.A;
import protocols.dns.Rdata.Aaaa;
import protocols.dns.Rdata.Cname;
import protocols.dns.Rdata.Mx;
import protocols.dns.Rdata.Ns;
import protocols.dns.Rdata.Ptr;
import protocols.dns.Rdata.Soa;
import protocols.dns.Rdata.Srv;
import protocols.dns.Rdata.Txt;
import protocols.dns.Rdata.Unknown;

/** The fields of each known record type, in the order of its RFC: one entry serves wire and text, both ways. */
final class RdataCodec<R extends Rdata> {

    private static final RdataCodec<?>[] BY_NUMBER = new RdataCodec<?>[512];

    static {
        add(RecordType.A, A.class, in -> new A(in.ipv4()), (a, out) -> out.ipv4(a.address()));
        add(RecordType.AAAA, Aaaa.class, in -> new Aaaa(in.ipv6()), (a, out) -> out.ipv6(a.address()));
        add(RecordType.CNAME, Cname.class, in -> new Cname(in.name()), (c, out) -> out.name(c.target()));
        add(RecordType.NS, Ns.class, in -> new Ns(in.name()), (n, out) -> out.name(n.server()));
        add(RecordType.PTR, Ptr.class, in -> new Ptr(in.name()), (p, out) -> out.name(p.target()));
        add(
                RecordType.SOA,
                Soa.class,
                in -> new Soa(in.name(), in.name(), in.u32(), in.seconds(), in.seconds(), in.seconds(), in.seconds()),
                (s, out) -> out.name(s.mname())
                        .name(s.rname())
                        .u32(s.serial())
                        .seconds(s.refresh())
                        .seconds(s.retry())
                        .seconds(s.expire())
                        .seconds(s.minimum()));
        add(RecordType.MX, Mx.class, in -> new Mx(in.u16(), in.name()), (m, out) -> out.u16(m.preference())
                .name(m.exchange()));
        add(RecordType.TXT, Txt.class, in -> new Txt(in.strings()), (t, out) -> out.strings(t.strings()));
        add(
                RecordType.SRV,
                Srv.class,
                in -> new Srv(in.u16(), in.u16(), in.u16(), in.name()),
                (s, out) -> out.u16(s.priority()).u16(s.weight()).u16(s.port()).plainName(s.target()));
    }

    @FunctionalInterface
    private interface Read<R> {
        R from(FieldReader in) throws Malformed;
    }

    @FunctionalInterface
    private interface Write<R> {
        void to(R data, FieldWriter out);
    }

    private final Class<R> kind;
    private final Read<R> read;
    private final Write<R> write;

    private RdataCodec(Class<R> kind, Read<R> read, Write<R> write) {
        this.kind = kind;
        this.read = read;
        this.write = write;
    }

    private static <R extends Rdata> void add(RecordType type, Class<R> kind, Read<R> read, Write<R> write) {
        BY_NUMBER[type.number()] = new RdataCodec<>(kind, read, write);
    }

    private static @Nullable RdataCodec<?> of(int type) {
        return type < BY_NUMBER.length ? BY_NUMBER[type] : null;
    }

    /** Of data that is none of {@link Unknown}. */
    private static RdataCodec<?> of(Rdata known) {
        return Objects.requireNonNull(of(known.type().number()));
    }

    static boolean isKnown(RecordType type) {
        return of(type.number()) != null;
    }

    /** Reads the data that the fields stand at, which must use all of it. */
    static Rdata decode(RecordType type, WireFields in) throws Malformed {
        RdataCodec<?> codec = of(type.number());
        Rdata data = codec == null ? new Unknown(type, in.rest()) : codec.read.from(in);
        in.end(type);
        return data;
    }

    static Rdata decode(RecordType type, byte[] rdata) throws Malformed {
        WireFields in = new WireFields(rdata, new NameReader(rdata, false));
        in.slice(0, rdata.length);
        check(type.number(), in);
        in.slice(0, rdata.length);
        return decode(type, in);
    }

    /** Checks the data that the fields stand at, without making values of it. */
    static void check(int type, WireFields in) throws Malformed {
        RdataCodec<?> codec = of(type);
        if (codec != null) {
            in.checking(true);
            codec.read.from(in);
            in.end(RecordType.of(type));
            in.checking(false);
        }
    }

    static Rdata parse(RecordType type, TextFields in) throws Malformed {
        RdataCodec<?> codec = of(type.number());
        Rdata data;
        if (in.isGeneric()) {
            data = decode(type, in.generic().owned());
        } else if (codec == null) {
            throw new Malformed("data of an unknown type must begin with \\#", in.toString());
        } else {
            data = codec.read.from(in);
        }
        in.end();
        return data;
    }

    static String print(Rdata data) {
        if (data instanceof Unknown unknown) {
            int length = unknown.data().length();
            return "\\# " + length + (length == 0 ? "" : " " + unknown.data().hex());
        }
        TextWriter out = new TextWriter();
        of(data).writeTo(out, data);
        return out.toString();
    }

    static byte[] encode(Rdata data) {
        WireWriter out = new WireWriter(64, false);
        write(data, out);
        return out.toBytes();
    }

    static void write(Rdata data, WireWriter out) {
        if (data instanceof Unknown unknown) {
            out.bytes(unknown.data().owned());
        } else {
            of(data).writeTo(out, data);
        }
    }

    private void writeTo(FieldWriter out, Rdata data) {
        write.to(kind.cast(data), out);
    }
}
