package protocols.dns;

import java.util.Objects;

/** Data that binds keys and certificates to names. */
public sealed interface KeyRdata extends Rdata {

    /**
     * The certificate of a TLS server (RFC 6698).
     *
     * @param usage what the certificate is good for, 0 to 255
     * @param selector 0 for the whole certificate, 1 for its public key; 0 to 255
     * @param matching 0 for all bytes, 1 for SHA-256, 2 for SHA-512; 0 to 255
     * @param association what must match
     */
    record Tlsa(int usage, int selector, int matching, Octets association) implements KeyRdata {
        public Tlsa {
            Checks.range("usage", usage, 0xff);
            Checks.range("selector", selector, 0xff);
            Checks.range("matching", matching, 0xff);
            Objects.requireNonNull(association);
        }

        @Override
        public RecordType type() {
            return RecordType.TLSA;
        }
    }

    /**
     * The certificate of a mail user (RFC 8162).
     *
     * @param usage what the certificate is good for, 0 to 255
     * @param selector 0 for the whole certificate, 1 for its public key; 0 to 255
     * @param matching 0 for all bytes, 1 for SHA-256, 2 for SHA-512; 0 to 255
     * @param association what must match
     */
    record Smimea(int usage, int selector, int matching, Octets association) implements KeyRdata {
        public Smimea {
            Checks.range("usage", usage, 0xff);
            Checks.range("selector", selector, 0xff);
            Checks.range("matching", matching, 0xff);
            Objects.requireNonNull(association);
        }

        @Override
        public RecordType type() {
            return RecordType.SMIMEA;
        }
    }

    /**
     * The fingerprint of the key of an SSH server (RFC 4255).
     *
     * @param algorithm of the key, 0 to 255
     * @param fingerprintType 1 for SHA-1, 2 for SHA-256; 0 to 255
     * @param fingerprint the fingerprint
     */
    record Sshfp(int algorithm, int fingerprintType, Octets fingerprint) implements KeyRdata {
        public Sshfp {
            Checks.range("algorithm", algorithm, 0xff);
            Checks.range("type", fingerprintType, 0xff);
            Objects.requireNonNull(fingerprint);
        }

        @Override
        public RecordType type() {
            return RecordType.SSHFP;
        }
    }

    /**
     * An OpenPGP key (RFC 7929).
     *
     * @param key a transferable public key
     */
    record Openpgpkey(Octets key) implements KeyRdata {
        public Openpgpkey {
            Objects.requireNonNull(key);
        }

        @Override
        public RecordType type() {
            return RecordType.OPENPGPKEY;
        }
    }

    /**
     * A certificate (RFC 4398).
     *
     * @param certificateType 1 for PKIX, 3 for OpenPGP; 0 to 65535
     * @param keyTag 0 to 65535
     * @param algorithm of the key, 0 to 255
     * @param certificate the certificate
     */
    record Cert(int certificateType, int keyTag, int algorithm, Octets certificate) implements KeyRdata {
        public Cert {
            Checks.range("type", certificateType, 0xffff);
            Checks.range("key tag", keyTag, 0xffff);
            Checks.range("algorithm", algorithm, 0xff);
            Objects.requireNonNull(certificate);
        }

        @Override
        public RecordType type() {
            return RecordType.CERT;
        }
    }
}
