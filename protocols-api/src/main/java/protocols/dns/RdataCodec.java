package protocols.dns;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import protocols.WireException.Malformed;
import protocols.dns.DnssecRdata.Cdnskey;
import protocols.dns.DnssecRdata.Cds;
import protocols.dns.DnssecRdata.Csync;
import protocols.dns.DnssecRdata.Dnskey;
import protocols.dns.DnssecRdata.Ds;
import protocols.dns.DnssecRdata.Nsec;
import protocols.dns.DnssecRdata.Nsec3;
import protocols.dns.DnssecRdata.Nsec3param;
import protocols.dns.DnssecRdata.Rrsig;
import protocols.dns.DnssecRdata.Zonemd;
import protocols.dns.GenericRdata.Fields;
import protocols.dns.GenericRdata.Opaque;
import protocols.dns.KeyRdata.Cert;
import protocols.dns.KeyRdata.Openpgpkey;
import protocols.dns.KeyRdata.Smimea;
import protocols.dns.KeyRdata.Sshfp;
import protocols.dns.KeyRdata.Tlsa;
import protocols.dns.Rdata.A;
import protocols.dns.Rdata.Aaaa;
import protocols.dns.Rdata.Afsdb;
import protocols.dns.Rdata.Cname;
import protocols.dns.Rdata.Dname;
import protocols.dns.Rdata.Hinfo;
import protocols.dns.Rdata.Loc;
import protocols.dns.Rdata.Mx;
import protocols.dns.Rdata.Ns;
import protocols.dns.Rdata.Ptr;
import protocols.dns.Rdata.Rp;
import protocols.dns.Rdata.Soa;
import protocols.dns.Rdata.Srv;
import protocols.dns.Rdata.Txt;
import protocols.dns.Rdata.Unknown;
import protocols.dns.ServiceRdata.Caa;
import protocols.dns.ServiceRdata.Https;
import protocols.dns.ServiceRdata.Naptr;
import protocols.dns.ServiceRdata.Svcb;
import protocols.dns.ServiceRdata.Uri;

/** The fields of each known record type, in the order of its RFC: one entry serves wire and text, both ways. */
final class RdataCodec<R extends Rdata> {

    private static final RdataCodec<?>[] BY_NUMBER = new RdataCodec<?>[512];

    /** TA and DLV, which follow each other far from all others. */
    private static final RdataCodec<?>[] FAR = new RdataCodec<?>[2];

    private static final int FAR_START = 32768;

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
        add(RecordType.DNAME, Dname.class, in -> new Dname(in.name()), (d, out) -> out.plainName(d.target()));
        add(RecordType.HINFO, Hinfo.class, in -> new Hinfo(in.string(), in.string()), (h, out) -> out.string(h.cpu())
                .string(h.os()));
        add(RecordType.RP, Rp.class, in -> new Rp(in.name(), in.name()), (r, out) -> out.plainName(r.mailbox())
                .plainName(r.text()));
        add(RecordType.AFSDB, Afsdb.class, in -> new Afsdb(in.u16(), in.name()), (a, out) -> out.u16(a.subtype())
                .plainName(a.host()));
        add(RecordType.LOC, Loc.class, in -> in.location(), (l, out) -> out.location(l));
        services();
        keys();
        delegation();
        signatures();
        denial();
        GenericTypes.each((type, layout) ->
                add(type, Fields.class, in -> Fields.read(type, layout, in), (data, out) -> data.writeTo(out)));
    }

    private static void services() {
        add(RecordType.SVCB, Svcb.class, in -> new Svcb(in.u16(), in.name(), in.params()), (s, out) -> out.u16(
                        s.priority())
                .plainName(s.target())
                .params(s.params()));
        add(RecordType.HTTPS, Https.class, in -> new Https(in.u16(), in.name(), in.params()), (h, out) -> out.u16(
                        h.priority())
                .plainName(h.target())
                .params(h.params()));
        add(
                RecordType.NAPTR,
                Naptr.class,
                in -> new Naptr(in.u16(), in.u16(), in.string(), in.string(), in.string(), in.name()),
                (n, out) -> out.u16(n.order())
                        .u16(n.preference())
                        .string(n.flags())
                        .string(n.services())
                        .string(n.regexp())
                        .plainName(n.replacement()));
        add(RecordType.URI, Uri.class, in -> new Uri(in.u16(), in.u16(), in.text()), (u, out) -> out.u16(u.priority())
                .u16(u.weight())
                .text(u.target()));
        add(RecordType.CAA, Caa.class, in -> new Caa(in.u8(), in.tag(), in.text()), (c, out) -> out.u8(c.flags())
                .tag(c.tag())
                .text(c.value()));
    }

    private static void keys() {
        add(
                RecordType.TLSA,
                Tlsa.class,
                in -> new Tlsa(in.u8(), in.u8(), in.u8(), in.hex()),
                (t, out) -> out.u8(t.usage()).u8(t.selector()).u8(t.matching()).hex(t.association()));
        add(
                RecordType.SMIMEA,
                Smimea.class,
                in -> new Smimea(in.u8(), in.u8(), in.u8(), in.hex()),
                (s, out) -> out.u8(s.usage()).u8(s.selector()).u8(s.matching()).hex(s.association()));
        add(RecordType.SSHFP, Sshfp.class, in -> new Sshfp(in.u8(), in.u8(), in.hex()), (s, out) -> out.u8(
                        s.algorithm())
                .u8(s.fingerprintType())
                .hex(s.fingerprint()));
        add(
                RecordType.OPENPGPKEY,
                Openpgpkey.class,
                in -> new Openpgpkey(in.base64()),
                (o, out) -> out.base64(o.key()));
        add(
                RecordType.CERT,
                Cert.class,
                in -> new Cert(in.u16(Mnemonics.CERTIFICATES), in.u16(), in.u8(Mnemonics.ALGORITHMS), in.base64()),
                (c, out) -> out.u16(c.certificateType(), Mnemonics.CERTIFICATES)
                        .u16(c.keyTag())
                        .u8(c.algorithm(), Mnemonics.ALGORITHMS)
                        .base64(c.certificate()));
    }

    private static void delegation() {
        add(
                RecordType.DS,
                Ds.class,
                in -> new Ds(in.u16(), in.u8(Mnemonics.ALGORITHMS), in.u8(), in.hex()),
                (d, out) ->
                        out.u16(d.keyTag()).u8(d.algorithm()).u8(d.digestType()).hex(d.digest()));
        add(RecordType.CDS, Cds.class, RdataCodec::cds, (d, out) -> out.u16(d.keyTag())
                .u8(d.algorithm())
                .u8(d.digestType())
                .hex(d.digest()));
        add(
                RecordType.DNSKEY,
                Dnskey.class,
                in -> new Dnskey(in.u16(), in.u8(), in.u8(Mnemonics.ALGORITHMS), in.base64()),
                (d, out) ->
                        out.u16(d.flags()).u8(d.protocol()).u8(d.algorithm()).base64(d.key()));
        add(RecordType.CDNSKEY, Cdnskey.class, RdataCodec::cdnskey, (d, out) -> out.u16(d.flags())
                .u8(d.protocol())
                .u8(d.algorithm())
                .base64(d.key()));
        add(RecordType.CSYNC, Csync.class, in -> new Csync(in.u32(), in.u16(), in.types()), (c, out) -> out.u32(
                        c.serial())
                .u16(c.flags())
                .types(c.types()));
        add(
                RecordType.ZONEMD,
                Zonemd.class,
                in -> new Zonemd(in.u32(), in.u8(), in.u8(), in.hex()),
                (z, out) -> out.u32(z.serial()).u8(z.scheme()).u8(z.hash()).hex(z.digest()));
    }

    private static Cds cds(FieldReader in) throws Malformed {
        int keyTag = in.u16();
        int algorithm = in.u8(Mnemonics.ALGORITHMS);
        return new Cds(keyTag, algorithm, in.u8(), algorithm == 0 ? in.hexOrZero() : in.hex());
    }

    private static Cdnskey cdnskey(FieldReader in) throws Malformed {
        int flags = in.u16();
        int protocol = in.u8();
        int algorithm = in.u8(Mnemonics.ALGORITHMS);
        return new Cdnskey(flags, protocol, algorithm, algorithm == 0 ? in.base64OrZero() : in.base64());
    }

    private static void signatures() {
        add(
                RecordType.RRSIG,
                Rrsig.class,
                in -> new Rrsig(
                        in.type(),
                        in.u8(Mnemonics.ALGORITHMS),
                        in.u8(),
                        in.seconds(),
                        in.time(),
                        in.time(),
                        in.u16(),
                        in.name(),
                        in.base64()),
                (r, out) -> out.type(r.covered())
                        .u8(r.algorithm())
                        .u8(r.labels())
                        .seconds(r.originalTtl())
                        .time(r.expiration())
                        .time(r.inception())
                        .u16(r.keyTag())
                        .plainName(r.signer())
                        .base64(r.signature()));
    }

    private static void denial() {
        add(RecordType.NSEC, Nsec.class, in -> new Nsec(in.name(), in.types()), (n, out) -> out.plainName(n.next())
                .types(n.types()));
        add(
                RecordType.NSEC3,
                Nsec3.class,
                in -> new Nsec3(in.u8(), in.u8(), in.u16(), in.salt(), in.hash(), in.types()),
                (n, out) -> out.u8(n.algorithm())
                        .u8(n.flags())
                        .u16(n.iterations())
                        .salt(n.salt())
                        .hash(n.next())
                        .types(n.types()));
        add(
                RecordType.NSEC3PARAM,
                Nsec3param.class,
                in -> new Nsec3param(in.u8(), in.u8(), in.u16(), in.salt()),
                (n, out) ->
                        out.u8(n.algorithm()).u8(n.flags()).u16(n.iterations()).salt(n.salt()));
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
        RdataCodec<R> codec = new RdataCodec<>(kind, read, write);
        int number = type.number();
        if (number < BY_NUMBER.length) {
            BY_NUMBER[number] = codec;
        } else {
            FAR[number - FAR_START] = codec;
        }
    }

    private static @Nullable RdataCodec<?> of(int type) {
        if (type < BY_NUMBER.length) {
            return BY_NUMBER[type];
        }
        int far = type - FAR_START;
        return far >= 0 && far < FAR.length ? FAR[far] : null;
    }

    /** Of data that is neither {@link Unknown} nor {@link Opaque}. */
    private static RdataCodec<?> of(Rdata known) {
        return Objects.requireNonNull(of(known.type().number()));
    }

    static boolean isKnown(RecordType type) {
        return of(type.number()) != null;
    }

    /** Reads data that was checked. */
    static Rdata read(int type, byte[] wire, int start, int end) {
        RdataShape shape = RdataShape.of(type);
        return shape != null ? shape.read().from(wire, start) : read(type, WireFields.checked(wire, start, end));
    }

    private static Rdata read(int type, WireFields in) {
        try {
            RdataCodec<?> codec = of(type);
            return codec == null ? new Unknown(RecordType.of(type), in.rest()) : codec.read(in);
        } catch (Malformed e) {
            throw new IllegalStateException("data was checked before", e);
        }
    }

    static Rdata decode(RecordType type, byte[] rdata) throws Malformed {
        check(type.number(), 0, rdata.length, new NameCheck(rdata, false));
        return read(type.number(), rdata, 0, rdata.length);
    }

    /** Checks the data that stands in a message, without making values of it. */
    static void check(int type, int start, int end, NameCheck names) throws Malformed {
        RdataShape shape = RdataShape.of(type);
        if (shape != null) {
            shape.check(start, end, names);
            return;
        }
        RdataCodec<?> codec = of(type);
        if (codec != null) {
            WireFields in = WireFields.checking(start, end, names);
            codec.read(in);
            in.end(RecordType.of(type));
        }
    }

    static Rdata parse(RecordType type, TextFields in) throws Malformed {
        RdataCodec<?> codec = of(type.number());
        Rdata data;
        if (in.isGeneric()) {
            data = readable(type, in.generic());
        } else if (codec == null) {
            throw new Malformed("data of an unknown type must begin with \\#", in.toString());
        } else {
            data = codec.read(in);
        }
        in.end();
        return data;
    }

    // What the text says byte for byte is taken as it is, as in a message.
    private static Rdata readable(RecordType type, Octets data) {
        try {
            return decode(type, data.owned());
        } catch (Malformed e) {
            return new Opaque(type, data, e.rule());
        }
    }

    static String print(Rdata data) {
        if (data instanceof Unknown unknown) {
            return new TextWriter().generic(unknown.data()).toString();
        }
        if (data instanceof Rdata.Empty) {
            return "";
        }
        if (data instanceof Opaque opaque) {
            return new TextWriter().generic(opaque.data()).toString();
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
        } else if (data instanceof Opaque opaque) {
            out.bytes(opaque.data().owned());
        } else if (!(data instanceof Rdata.Empty)) {
            of(data).writeTo(out, data);
        }
    }

    // What the constructor of a record refuses is no data of its type.
    private R read(FieldReader in) throws Malformed {
        try {
            return read.from(in);
        } catch (IllegalArgumentException e) {
            throw new Malformed(String.valueOf(e.getMessage()), in.toString());
        }
    }

    private void writeTo(FieldWriter out, Rdata data) {
        write.to(kind.cast(data), out);
    }
}
