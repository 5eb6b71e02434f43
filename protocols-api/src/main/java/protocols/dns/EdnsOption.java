package protocols.dns;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import protocols.Text;
import protocols.WireException.Malformed;

/** An option of EDNS (RFC 6891 section 6.1.2). */
public sealed interface EdnsOption {

    /** The number of the option, 0 to 65535, as registered by IANA. */
    int code();

    /** The data of the option as on the wire. */
    Octets data();

    /**
     * The option of a code and its data.
     *
     * @throws Malformed if the code is known and the data is none of it
     */
    static EdnsOption decode(int code, Octets data) throws Malformed {
        return code == ExtendedError.CODE ? ExtendedError.decode(data) : new Unknown(code, data);
    }

    /**
     * Why a server answered as it did (RFC 8914).
     *
     * @param infoCode 0 to 65535, as registered by IANA
     * @param text what the server adds, often empty; not escaped
     */
    record ExtendedError(int infoCode, String text) implements EdnsOption {

        /** The number of this option. */
        public static final int CODE = 15;

        private static final String[] PURPOSES = {
            "Other",
            "Unsupported DNSKEY Algorithm",
            "Unsupported DS Digest Type",
            "Stale Answer",
            "Forged Answer",
            "DNSSEC Indeterminate",
            "DNSSEC Bogus",
            "Signature Expired",
            "Signature Not Yet Valid",
            "DNSKEY Missing",
            "RRSIGs Missing",
            "No Zone Key Bit Set",
            "NSEC Missing",
            "Cached Error",
            "Not Ready",
            "Blocked",
            "Censored",
            "Filtered",
            "Prohibited",
            "Stale NXDOMAIN Answer",
            "Not Authoritative",
            "Not Supported",
            "No Reachable Authority",
            "Network Error",
            "Invalid Data",
        };

        public ExtendedError {
            check(infoCode);
            Objects.requireNonNull(text);
        }

        private static ExtendedError decode(Octets data) throws Malformed {
            if (data.length() < 2) {
                throw new Malformed("extended error without a code", "");
            }
            // The text may be ended by a NUL (RFC 8914 section 2).
            int end = data.length() > 2 && data.at(data.length() - 1) == 0 ? data.length() - 1 : data.length();
            byte[] text = Arrays.copyOfRange(data.owned(), 2, end);
            return new ExtendedError(
                    (data.at(0) << 8) | data.at(1), Octets.ofOwned(text).utf8());
        }

        /** What the code means; empty for one that RFC 8914 does not have. */
        public String purpose() {
            return infoCode < PURPOSES.length ? PURPOSES[infoCode] : "";
        }

        @Override
        public int code() {
            return CODE;
        }

        @Override
        public Octets data() {
            byte[] utf8 = Octets.of(text).owned();
            return Octets.ofOwned(ByteBuffer.allocate(2 + utf8.length)
                    .putShort((short) infoCode)
                    .put(utf8)
                    .array());
        }

        /** As {@code dig} shows it: {@code EDE: 22 (No Reachable Authority): (text)}, escaped. */
        @Override
        public String toString() {
            return "EDE: " + infoCode
                    + (purpose().isEmpty() ? "" : " (" + purpose() + ")")
                    + (text.isEmpty() ? "" : ": (" + Text.printable(text) + ")");
        }
    }

    /**
     * An option of which no more is known.
     *
     * @param code 0 to 65535
     * @param data the data as on the wire, at most 65535 bytes
     */
    record Unknown(int code, Octets data) implements EdnsOption {
        public Unknown {
            check(code);
            if (data.length() > 0xffff) {
                throw new IllegalArgumentException("option is over 65535 bytes");
            }
            if (code == ExtendedError.CODE) {
                throw new IllegalArgumentException("option " + code + " is a known option: use EdnsOption.decode");
            }
        }

        /** As {@code dig} shows it: {@code OPT=65001: 0102}. */
        @Override
        public String toString() {
            return "OPT=" + code + ": " + data.hex();
        }
    }

    private static void check(int number) {
        if (number < 0 || number > 0xffff) {
            throw new IllegalArgumentException("not within 0 to 65535: " + number);
        }
    }
}
