package protocols.dns;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import protocols.Text;
import protocols.WireException.Malformed;

/**
 * An option of EDNS (RFC 6891 section 6.1.2): those that are known, {@link Unknown} for every other. There will be more: a
 * {@code switch} over them wants a default.
 */
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
        return OptionCodec.decode(code, data);
    }

    /** The option of a code and its data, which is {@link Opaque} if it breaks a rule of that code. */
    static EdnsOption read(int code, Octets data) {
        return OptionCodec.read(code, data);
    }

    /**
     * Which of the servers behind one address answered (RFC 5001).
     *
     * @param id what the server calls itself; empty in a query, which asks for it
     */
    record Nsid(Octets id) implements EdnsOption {

        /** The number of this option. */
        public static final int CODE = 3;

        /** Asks the server for its identifier. */
        public static final Nsid ASK = new Nsid(Octets.EMPTY);

        public Nsid {
            checkLength(id);
        }

        @Override
        public int code() {
            return CODE;
        }

        @Override
        public Octets data() {
            return id;
        }

        /** As {@code dig} shows it: {@code NSID: 6e 73 31 ("ns1")}. */
        @Override
        public String toString() {
            String hex = HexFormat.ofDelimiter(" ").formatHex(id.owned());
            return hex.isEmpty() ? "NSID" : "NSID: " + hex + " (" + id + ")";
        }
    }

    /**
     * For which network an answer is asked, or holds (RFC 7871). It tells the server about the user, so nothing sends it
     * unasked.
     *
     * @param address the network; what stands after the prefix is made zero
     * @param sourcePrefix how many bits of it are told, 0 to 32 or 128
     * @param scopePrefix for how many bits the answer holds, 0 to 32 or 128; 0 in a query
     */
    record ClientSubnet(InetAddress address, int sourcePrefix, int scopePrefix) implements EdnsOption {

        /** The number of this option. */
        public static final int CODE = 8;

        public ClientSubnet {
            byte[] octets = address.getAddress();
            int bits = 8 * octets.length;
            if (sourcePrefix < 0 || sourcePrefix > bits || scopePrefix < 0 || scopePrefix > bits) {
                throw new IllegalArgumentException("prefix is not within 0 to " + bits);
            }
            for (int bit = sourcePrefix; bit < bits; bit++) {
                octets[bit / 8] &= (byte) ~(0x80 >> bit % 8);
            }
            address = bits == 32 ? Addresses.ipv4(octets) : Addresses.ipv6(octets);
        }

        /** A network to ask for. */
        public static ClientSubnet of(InetAddress address, int prefix) {
            return new ClientSubnet(address, prefix, 0);
        }

        @Override
        public int code() {
            return CODE;
        }

        @Override
        public Octets data() {
            int told = (sourcePrefix + 7) / 8;
            byte[] octets = address.getAddress();
            return Octets.ofOwned(ByteBuffer.allocate(4 + told)
                    .putShort((short) (octets.length == 4 ? 1 : 2))
                    .put((byte) sourcePrefix)
                    .put((byte) scopePrefix)
                    .put(octets, 0, told)
                    .array());
        }

        /** As {@code dig} shows it: {@code CLIENT-SUBNET: 192.0.2.0/24/0}. */
        @Override
        public String toString() {
            return "CLIENT-SUBNET: " + Addresses.print(address) + "/" + sourcePrefix + "/" + scopePrefix;
        }
    }

    /**
     * What tells a server that it has seen this client before, and the client that no one else answers (RFC 7873).
     *
     * @param client 8 bytes that the client makes up for a server
     * @param server what the server gave to the client, 8 to 32 bytes; empty if it has not yet
     */
    record Cookie(Octets client, Octets server) implements EdnsOption {

        /** The number of this option. */
        public static final int CODE = 10;

        public Cookie {
            if (client.length() != 8 || (server.length() != 0 && (server.length() < 8 || server.length() > 32))) {
                throw new IllegalArgumentException("no cookie: " + client.length() + " and " + server.length());
            }
        }

        @Override
        public int code() {
            return CODE;
        }

        @Override
        public Octets data() {
            return Octets.ofOwned(ByteBuffer.allocate(client.length() + server.length())
                    .put(client.owned())
                    .put(server.owned())
                    .array());
        }

        /** As {@code dig} shows it: {@code COOKIE: 0123456789abcdef}. */
        @Override
        public String toString() {
            return "COOKIE: " + HexFormat.of().formatHex(data().owned());
        }
    }

    /**
     * How long a TCP connection may stay idle (RFC 7828).
     *
     * @param timeout whole tenths of a second up to 6553.5 s; empty in a query
     */
    record KeepAlive(Optional<Duration> timeout) implements EdnsOption {

        /** The number of this option. */
        public static final int CODE = 11;

        /** Asks the server how long it lets a connection stay. */
        public static final KeepAlive ASK = new KeepAlive(Optional.empty());

        public KeepAlive {
            timeout.ifPresent(time -> {
                check(time.toMillis() / 100 > 0xffff ? -1 : (int) (time.toMillis() / 100));
                if (time.toNanos() % 100_000_000 != 0) {
                    throw new IllegalArgumentException("time is not in tenths of a second: " + time);
                }
            });
        }

        @Override
        public int code() {
            return CODE;
        }

        @Override
        public Octets data() {
            return timeout.map(time -> time.toMillis() / 100)
                    .map(tenths -> Octets.of((byte) (tenths >> 8), (byte) (long) tenths))
                    .orElse(Octets.EMPTY);
        }

        /** As {@code dig} shows it: {@code TCP KEEPALIVE: 30.0 secs}. */
        @Override
        public String toString() {
            return "TCP KEEPALIVE"
                    + timeout.map(time -> ": " + time.toSeconds() + "." + time.toMillisPart() / 100 + " secs")
                            .orElse("");
        }
    }

    /**
     * Bytes that hide how long a message is (RFC 7830): see {@link MessageBuilder#padTo}.
     *
     * @param data the padding, zeros but for odd senders
     */
    record Padding(Octets data) implements EdnsOption {

        /** The number of this option. */
        public static final int CODE = 12;

        public Padding {
            checkLength(data);
        }

        /** So many zeros. */
        public static Padding of(int length) {
            return new Padding(Octets.ofOwned(new byte[length]));
        }

        @Override
        public int code() {
            return CODE;
        }

        /** As {@code dig} shows it: {@code PAD: (12 bytes)}. */
        @Override
        public String toString() {
            return "PAD: (" + data.length() + " bytes)";
        }
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

        public ExtendedError {
            check(infoCode);
            Objects.requireNonNull(text);
        }

        /** What the code means; empty for one that RFC 8914 does not have. */
        public String purpose() {
            return ErrorPurposes.of(infoCode);
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

        private static final Set<Integer> KNOWN =
                Set.of(Nsid.CODE, ClientSubnet.CODE, Cookie.CODE, KeepAlive.CODE, Padding.CODE, ExtendedError.CODE);

        public Unknown {
            check(code);
            checkLength(data);
            if (KNOWN.contains(code)) {
                throw new IllegalArgumentException("option " + code + " is a known option: use EdnsOption.decode");
            }
        }

        /** As {@code dig} shows it: {@code OPT=65001: 0102}. */
        @Override
        public String toString() {
            return "OPT=" + code + ": " + data.hex();
        }
    }

    /**
     * An option of a known code whose data breaks a rule of it; it costs no other option. Two are equal if their code and
     * their bytes are.
     */
    final class Opaque implements EdnsOption {

        private final int code;
        private final Octets data;
        private final String rule;

        Opaque(int code, Octets data, String rule) {
            this.code = code;
            this.data = data;
            this.rule = rule;
        }

        @Override
        public int code() {
            return code;
        }

        @Override
        public Octets data() {
            return data;
        }

        /** The rule that was broken, in a few words. */
        public String rule() {
            return rule;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Opaque that && code == that.code && data.equals(that.data);
        }

        @Override
        public int hashCode() {
            return 31 * code + data.hashCode();
        }

        /** As an unknown option, and the rule: {@code OPT=8: 0000 (no client subnet)}. */
        @Override
        public String toString() {
            return "OPT=" + code + ": " + data.hex() + " (" + rule + ")";
        }
    }

    private static void checkLength(Octets data) {
        if (data.length() > 0xffff) {
            throw new IllegalArgumentException("option is over 65535 bytes");
        }
    }

    private static void check(int number) {
        if (number < 0 || number > 0xffff) {
            throw new IllegalArgumentException("not within 0 to 65535: " + number);
        }
    }
}
