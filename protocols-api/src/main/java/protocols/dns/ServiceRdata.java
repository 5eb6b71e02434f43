package protocols.dns;

import java.util.Objects;

/** Data that says where a service is and how it is used; SRV is {@link Rdata.Srv}. */
public sealed interface ServiceRdata extends Rdata {

    /**
     * How a service is reached (RFC 9460).
     *
     * @param priority 0 to 65535, the lowest is tried first; 0 makes it an alias of the target
     * @param target the host; the root is the owner itself, or for an alias says that the service is not offered
     * @param params how it is reached; none in an alias
     */
    record Svcb(int priority, Name target, SvcParams params) implements ServiceRdata {
        public Svcb {
            Checks.range("priority", priority, 0xffff);
            Objects.requireNonNull(target);
            Objects.requireNonNull(params);
        }

        @Override
        public RecordType type() {
            return RecordType.SVCB;
        }
    }

    /**
     * How a web server is reached (RFC 9460 section 9).
     *
     * @param priority 0 to 65535, the lowest is tried first; 0 makes it an alias of the target
     * @param target the host; the root is the owner itself, or for an alias says that the service is not offered
     * @param params how it is reached; none in an alias
     */
    record Https(int priority, Name target, SvcParams params) implements ServiceRdata {
        public Https {
            Checks.range("priority", priority, 0xffff);
            Objects.requireNonNull(target);
            Objects.requireNonNull(params);
        }

        @Override
        public RecordType type() {
            return RecordType.HTTPS;
        }
    }

    /**
     * A rule that rewrites a name to where a service is (RFC 3403 section 4).
     *
     * @param order 0 to 65535, the lowest is applied first
     * @param preference 0 to 65535, the lowest is tried first within an order
     * @param flags what to do next, such as {@code S} or {@code U}
     * @param services the service, such as {@code E2U+sip}
     * @param regexp the substitution, not applied here; empty if the replacement counts
     * @param replacement the next name; the root if the substitution counts
     */
    record Naptr(int order, int preference, Octets flags, Octets services, Octets regexp, Name replacement)
            implements ServiceRdata {
        public Naptr {
            Checks.range("order", order, 0xffff);
            Checks.range("preference", preference, 0xffff);
            Checks.string(flags);
            Checks.string(services);
            Checks.string(regexp);
            Objects.requireNonNull(replacement);
        }

        @Override
        public RecordType type() {
            return RecordType.NAPTR;
        }
    }

    /**
     * A URI (RFC 7553).
     *
     * @param priority 0 to 65535, the lowest is tried first
     * @param weight 0 to 65535, the share among those of one priority
     * @param target the URI, one byte at least; not checked to be one
     */
    record Uri(int priority, int weight, Octets target) implements ServiceRdata {
        public Uri {
            Checks.range("priority", priority, 0xffff);
            Checks.range("weight", weight, 0xffff);
            Checks.range("length of a target", target.length() - 1, 0xfffa);
        }

        @Override
        public RecordType type() {
            return RecordType.URI;
        }
    }

    /**
     * Who may issue certificates for the owner (RFC 8659 section 4).
     *
     * @param flags 0 to 255; 128 says that who does not know the tag may not issue
     * @param tag letters and digits, at most 255: {@code issue}, {@code issuewild}, {@code iodef}
     * @param value what the tag says, of any length
     */
    record Caa(int flags, String tag, Octets value) implements ServiceRdata {
        public Caa {
            Checks.range("flags", flags, 0xff);
            Checks.range("length of a tag", tag.length() - 1, 254);
            if (!tag.chars().allMatch(c -> Presentation.isLetterOrDigit((char) c))) {
                throw new IllegalArgumentException("tag is not made of letters and digits");
            }
            Objects.requireNonNull(value);
        }

        /** Whether who does not know the tag may not issue. */
        public boolean isCritical() {
            return (flags & 0x80) != 0;
        }

        @Override
        public RecordType type() {
            return RecordType.CAA;
        }
    }
}
