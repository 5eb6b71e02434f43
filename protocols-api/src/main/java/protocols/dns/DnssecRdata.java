package protocols.dns;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Data that signs zones and ties them to their parents. It is read and written, not validated. Numbers of algorithms are
 * those that IANA has for DNSSEC: 8 for RSA with SHA-256, 13 for ECDSA P-256, 15 for Ed25519.
 */
public sealed interface DnssecRdata extends Rdata {

    /**
     * The digest of a key of a delegated zone (RFC 4034 section 5).
     *
     * @param keyTag of the key, 0 to 65535
     * @param algorithm of the key, 0 to 255
     * @param digestType 1 for SHA-1, 2 for SHA-256, 4 for SHA-384; 0 to 255
     * @param digest of the key and its owner
     */
    record Ds(int keyTag, int algorithm, int digestType, Octets digest) implements DnssecRdata {
        public Ds {
            Checks.range("key tag", keyTag, 0xffff);
            Checks.range("algorithm", algorithm, 0xff);
            Checks.range("digest type", digestType, 0xff);
            Objects.requireNonNull(digest);
        }

        @Override
        public RecordType type() {
            return RecordType.DS;
        }
    }

    /**
     * The DS record that a child asks its parent for (RFC 7344).
     *
     * @param keyTag of the key, 0 to 65535
     * @param algorithm of the key, 0 to 255
     * @param digestType 1 for SHA-1, 2 for SHA-256, 4 for SHA-384; 0 to 255
     * @param digest of the key and its owner
     */
    record Cds(int keyTag, int algorithm, int digestType, Octets digest) implements DnssecRdata {
        public Cds {
            Checks.range("key tag", keyTag, 0xffff);
            Checks.range("algorithm", algorithm, 0xff);
            Checks.range("digest type", digestType, 0xff);
            Objects.requireNonNull(digest);
        }

        @Override
        public RecordType type() {
            return RecordType.CDS;
        }
    }

    /**
     * A key of the zone (RFC 4034 section 2).
     *
     * @param flags 256 for a zone key, 257 for one that others point to; 0 to 65535
     * @param protocol 3; 0 to 255
     * @param algorithm 0 to 255
     * @param key the public key, in the form of its algorithm
     */
    record Dnskey(int flags, int protocol, int algorithm, Octets key) implements DnssecRdata {
        public Dnskey {
            Checks.range("flags", flags, 0xffff);
            Checks.range("protocol", protocol, 0xff);
            Checks.range("algorithm", algorithm, 0xff);
            Objects.requireNonNull(key);
        }

        @Override
        public RecordType type() {
            return RecordType.DNSKEY;
        }
    }

    /**
     * The DNSKEY record that a child asks its parent to make DS of (RFC 7344).
     *
     * @param flags 256 for a zone key, 257 for one that others point to; 0 to 65535
     * @param protocol 3; 0 to 255
     * @param algorithm 0 to 255
     * @param key the public key, in the form of its algorithm
     */
    record Cdnskey(int flags, int protocol, int algorithm, Octets key) implements DnssecRdata {
        public Cdnskey {
            Checks.range("flags", flags, 0xffff);
            Checks.range("protocol", protocol, 0xff);
            Checks.range("algorithm", algorithm, 0xff);
            Objects.requireNonNull(key);
        }

        @Override
        public RecordType type() {
            return RecordType.CDNSKEY;
        }
    }

    /**
     * A signature over the records of one name and type (RFC 4034 section 3).
     *
     * @param covered the type of the records
     * @param algorithm 0 to 255
     * @param labels labels of the name signed, without a wildcard, 0 to 255
     * @param originalTtl the TTL signed, in whole seconds
     * @param expiration from when on it is void; seconds since 1970, of 32 bits, as the inception
     * @param inception since when it holds
     * @param keyTag of the key, 0 to 65535
     * @param signer the zone that has the key
     * @param signature in the form of its algorithm
     */
    record Rrsig(
            RecordType covered,
            int algorithm,
            int labels,
            Duration originalTtl,
            Instant expiration,
            Instant inception,
            int keyTag,
            Name signer,
            Octets signature)
            implements DnssecRdata {
        public Rrsig {
            Objects.requireNonNull(covered);
            Checks.range("algorithm", algorithm, 0xff);
            Checks.range("labels", labels, 0xff);
            Checks.seconds(originalTtl);
            Checks.time(expiration);
            Checks.time(inception);
            Checks.range("key tag", keyTag, 0xffff);
            Objects.requireNonNull(signer);
            Objects.requireNonNull(signature);
        }

        @Override
        public RecordType type() {
            return RecordType.RRSIG;
        }
    }

    /**
     * The next name of a zone (RFC 4034 section 4).
     *
     * @param next the next owner, or the name of the zone at its end
     * @param types the types that the owner has; the constructor puts them in order
     */
    record Nsec(Name next, List<RecordType> types) implements DnssecRdata {
        public Nsec {
            Objects.requireNonNull(next);
            types = Checks.ascending(types);
        }

        @Override
        public RecordType type() {
            return RecordType.NSEC;
        }
    }

    /**
     * The next name of a zone, hashed (RFC 5155 section 3).
     *
     * @param algorithm of the hash, 1 for SHA-1; 0 to 255
     * @param flags 1 for opt-out; 0 to 255
     * @param iterations 0 to 65535
     * @param salt at most 255 bytes
     * @param next the next hash, 1 to 255 bytes
     * @param types the types that the owner has; the constructor puts them in order
     */
    record Nsec3(int algorithm, int flags, int iterations, Octets salt, Octets next, List<RecordType> types)
            implements DnssecRdata {
        public Nsec3 {
            Checks.range("algorithm", algorithm, 0xff);
            Checks.range("flags", flags, 0xff);
            Checks.range("iterations", iterations, 0xffff);
            Checks.string(salt);
            Checks.range("length of a hash", next.length() - 1, 254);
            types = Checks.ascending(types);
        }

        @Override
        public RecordType type() {
            return RecordType.NSEC3;
        }
    }

    /**
     * How the names of a zone are hashed (RFC 5155 section 4).
     *
     * @param algorithm of the hash, 1 for SHA-1; 0 to 255
     * @param flags 0 to 255, in practice 0
     * @param iterations 0 to 65535
     * @param salt at most 255 bytes
     */
    record Nsec3param(int algorithm, int flags, int iterations, Octets salt) implements DnssecRdata {
        public Nsec3param {
            Checks.range("algorithm", algorithm, 0xff);
            Checks.range("flags", flags, 0xff);
            Checks.range("iterations", iterations, 0xffff);
            Checks.string(salt);
        }

        @Override
        public RecordType type() {
            return RecordType.NSEC3PARAM;
        }
    }

    /**
     * What a parent shall copy from its child (RFC 7477).
     *
     * @param serial of the SOA that it holds for, 0 to 2^32-1
     * @param flags 1 for at once, 2 for only if the serial is not less; 0 to 65535
     * @param types what to copy; the constructor puts them in order
     */
    record Csync(long serial, int flags, List<RecordType> types) implements DnssecRdata {
        public Csync {
            Checks.range("serial", serial, 0xffff_ffffL);
            Checks.range("flags", flags, 0xffff);
            types = Checks.ascending(types);
        }

        @Override
        public RecordType type() {
            return RecordType.CSYNC;
        }
    }

    /**
     * The digest of a zone (RFC 8976).
     *
     * @param serial of the SOA that it holds for, 0 to 2^32-1
     * @param scheme 1 for simple; 0 to 255
     * @param hash 1 for SHA-384, 2 for SHA-512; 0 to 255
     * @param digest the digest
     */
    record Zonemd(long serial, int scheme, int hash, Octets digest) implements DnssecRdata {
        public Zonemd {
            Checks.range("serial", serial, 0xffff_ffffL);
            Checks.range("scheme", scheme, 0xff);
            Checks.range("hash", hash, 0xff);
            Objects.requireNonNull(digest);
        }

        @Override
        public RecordType type() {
            return RecordType.ZONEMD;
        }
    }
}
