package protocols.dns;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import protocols.WireException.Malformed;

/**
 * The types without a record of their own, each by one walk over its fields: it copies them from any reader to any writer,
 * and so checks, reads, prints and writes them. NULL, UINFO, UID, GID and UNSPEC are not among them: they have no fields.
 */
final class GenericTypes {

    /** Copies the fields of a type in their order. */
    @FunctionalInterface
    interface Copy {
        void copy(FieldReader in, FieldWriter out) throws Malformed;
    }

    private static final Map<RecordType, Copy> ALL = new TreeMap<>();

    static {
        mail();
        ALL.put(RecordType.WKS, (in, out) -> out.ipv4(in.ipv4())
                .u8(in.u8(Mnemonics.PROTOCOLS))
                .form(in.form(ListForms.PORTS), ListForms.PORTS));
        ALL.put(RecordType.X25, (in, out) -> out.string(in.string()));
        ALL.put(RecordType.ISDN, GenericTypes::isdn);
        ALL.put(
                RecordType.GPOS,
                (in, out) -> out.string(in.string()).string(in.string()).string(in.string()));
        ALL.put(RecordType.EID, (in, out) -> out.hex(in.hex()));
        ALL.put(RecordType.NIMLOC, (in, out) -> out.hex(in.hex()));
        ALL.put(
                RecordType.SINK,
                (in, out) -> out.u8(in.u8()).u8(in.u8()).u8(in.u8()).base64(in.base64()));
        ALL.put(RecordType.APL, (in, out) -> out.form(in.form(ListForms.RANGES), ListForms.RANGES));
        ALL.put(
                RecordType.DOA,
                (in, out) -> form(
                        Form.DASHED,
                        in,
                        out.u32(in.u32()).u32(in.u32()).u8(in.u8()).string(in.string())));
        addresses();
        keys();
        security();
        strings();
    }

    private GenericTypes() {}

    static void each(BiConsumer<RecordType, Copy> action) {
        ALL.forEach(action);
    }

    private static void form(Form form, FieldReader in, FieldWriter out) throws Malformed {
        out.form(in.form(form), form);
    }

    // Those of RFC 1035, whose names may be compressed, and their kin.
    private static void mail() {
        for (RecordType type :
                new RecordType[] {RecordType.MD, RecordType.MF, RecordType.MB, RecordType.MG, RecordType.MR}) {
            ALL.put(type, (in, out) -> out.name(in.name()));
        }
        ALL.put(RecordType.MINFO, (in, out) -> out.name(in.name()).name(in.name()));
        ALL.put(RecordType.NSAP_PTR, (in, out) -> out.plainName(in.name()));
        ALL.put(RecordType.TALINK, (in, out) -> out.plainName(in.name()).plainName(in.name()));
        ALL.put(
                RecordType.PX,
                (in, out) -> out.u16(in.u16()).plainName(in.name()).plainName(in.name()));
        for (RecordType type : new RecordType[] {RecordType.RT, RecordType.KX, RecordType.LP}) {
            ALL.put(type, (in, out) -> out.u16(in.u16()).plainName(in.name()));
        }
    }

    private static void isdn(FieldReader in, FieldWriter out) throws Malformed {
        out.string(in.string());
        if (in.hasMore()) {
            out.string(in.string());
        }
    }

    private static void addresses() {
        ALL.put(RecordType.NSAP, (in, out) -> form(Form.NSAP, in, out));
        ALL.put(RecordType.ATMA, (in, out) -> form(Form.ATM, in, out));
        ALL.put(RecordType.A6, GenericTypes::a6);
        ALL.put(RecordType.NID, (in, out) -> form(Form.LOCATOR, in, out.u16(in.u16())));
        ALL.put(RecordType.L32, (in, out) -> out.u16(in.u16()).ipv4(in.ipv4()));
        ALL.put(RecordType.L64, (in, out) -> form(Form.LOCATOR, in, out.u16(in.u16())));
        ALL.put(RecordType.EUI48, (in, out) -> form(Form.EUI48, in, out));
        ALL.put(RecordType.EUI64, (in, out) -> form(Form.EUI64, in, out));
        ALL.put(RecordType.IPN, (in, out) -> form(Form.U64, in, out));
        ALL.put(RecordType.AMTRELAY, (in, out) -> {
            out.u8(in.u8());
            Octets relay = in.form(Form.RELAY);
            out.form(relay, Form.RELAY);
            gateway(relay.at(0) & 0x7f, in, out);
        });
    }

    /** An address without the bytes of its prefix, and where that is found (RFC 2874 section 3.1). */
    private static void a6(FieldReader in, FieldWriter out) throws Malformed {
        int prefix = in.u8();
        if (prefix > 128) {
            throw new Malformed("prefix is over 128", Integer.toString(prefix));
        }
        out.u8(prefix);
        if (prefix < 128) {
            form(Form.suffix(16 - prefix / 8), in, out);
        }
        if (prefix > 0) {
            out.plainName(in.name());
        }
    }

    /** Where to send to: nowhere, an address or a name (RFC 4025 section 2.5, RFC 8777 section 4.2.4). */
    private static void gateway(int kind, FieldReader in, FieldWriter out) throws Malformed {
        switch (kind) {
            case 0 -> form(Form.NOTHING, in, out);
            case 1 -> out.ipv4(in.ipv4());
            case 2 -> out.ipv6(in.ipv6());
            case 3 -> out.plainName(in.name());
            default -> throw new Malformed("no kind of gateway", Integer.toString(kind));
        }
    }

    private static void keys() {
        for (RecordType type : new RecordType[] {RecordType.KEY, RecordType.RKEY}) {
            ALL.put(type, (in, out) -> out.u16(in.u16())
                    .u8(in.u8())
                    .u8(in.u8(Mnemonics.ALGORITHMS))
                    .base64(in.base64()));
        }
        for (RecordType type : new RecordType[] {RecordType.TA, RecordType.DLV}) {
            ALL.put(type, (in, out) -> out.u16(in.u16())
                    .u8(in.u8(Mnemonics.ALGORITHMS))
                    .u8(in.u8())
                    .hex(in.hex()));
        }
        for (RecordType type : new RecordType[] {RecordType.DHCID, RecordType.HHIT, RecordType.BRID}) {
            ALL.put(type, (in, out) -> out.base64(in.base64()));
        }
        ALL.put(RecordType.IPSECKEY, (in, out) -> {
            out.u8(in.u8());
            int kind = in.u8();
            out.u8(kind).u8(in.u8());
            gateway(kind, in, out);
            out.base64(in.base64());
        });
        ALL.put(RecordType.HIP, (in, out) -> {
            form(Form.HOST_IDENTITY, in, out);
            while (in.hasMore()) {
                out.plainName(in.name());
            }
        });
        ALL.put(RecordType.DSYNC, (in, out) -> out.type(in.type())
                .u8(in.u8(Mnemonics.SCHEMES), Mnemonics.SCHEMES)
                .u16(in.u16())
                .plainName(in.name()));
    }

    private static void security() {
        ALL.put(RecordType.SIG, (in, out) -> {
            form(Form.COVERED, in, out);
            out.u8(in.u8(Mnemonics.ALGORITHMS)).u8(in.u8()).seconds(in.seconds());
            out.time(in.time()).time(in.time()).u16(in.u16());
            out.plainName(in.name()).base64(in.base64());
        });
        ALL.put(RecordType.NXT, (in, out) -> form(ListForms.OLD_TYPES, in, out.plainName(in.name())));
        ALL.put(RecordType.TKEY, (in, out) -> {
            out.plainName(in.name());
            out.u32(in.time().getEpochSecond()).u32(in.time().getEpochSecond());
            out.u16(in.u16()).u16(in.u16(Mnemonics.ERRORS), Mnemonics.ERRORS);
            form(Form.COUNTED, in, out);
            form(Form.COUNTED, in, out);
        });
        ALL.put(RecordType.TSIG, (in, out) -> {
            form(Form.U48, in, out.plainName(in.name()));
            form(Form.COUNTED, in, out.u16(in.u16()));
            out.u16(in.u16()).u16(in.u16(Mnemonics.ERRORS), Mnemonics.ERRORS);
            form(Form.COUNTED, in, out);
        });
    }

    private static void strings() {
        for (RecordType type : new RecordType[] {
            RecordType.NINFO, RecordType.SPF, RecordType.AVC, RecordType.RESINFO, RecordType.WALLET, RecordType.CLA
        }) {
            ALL.put(type, (in, out) -> out.strings(in.strings()));
        }
    }
}
