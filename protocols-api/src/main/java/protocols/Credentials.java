package protocols;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Who logs in, and how. They belong to the host and port of the client that they were given to; nothing carries them to
 * another. More kinds may come: a switch over them wants a default.
 */
public sealed interface Credentials {

    /**
     * A user with a password.
     *
     * @throws IllegalArgumentException if one of them holds half of a surrogate pair
     */
    static Password password(String user, String password) {
        return new Password(user, Secret.of(password), Optional.empty());
    }

    /** As {@link #password(String, String)}. */
    static Password password(String user, Secret password) {
        return new Password(user, password, Optional.empty());
    }

    /**
     * A user with a token that an authority has given out. HTTP sends it by the Bearer scheme (RFC 6750), SMTP, POP3 and
     * IMAP by OAUTHBEARER (RFC 7628).
     *
     * @param token asked each time that a token is to be sent, and once more if that one is refused: if it then gives
     *     another, that is tried too
     * @throws IllegalArgumentException if the user holds half of a surrogate pair
     */
    static Token token(String user, Supplier<Secret> token) {
        return new Token(user, token);
    }

    /** Who the certificate of the TLS connection says (SASL EXTERNAL, RFC 4422); see {@link Trust#of}. */
    static Certificate certificate() {
        return Certificate.INSTANCE;
    }

    /** Nobody in particular: {@code anonymous} in FTP (RFC 1635), ANONYMOUS in SASL (RFC 4505). */
    static Anonymous anonymous() {
        return Anonymous.INSTANCE;
    }

    /** A user with a password. Prints the name alone. */
    final class Password implements Credentials {
        private final String user;
        private final Secret secret;
        private final Optional<Secret> account;

        private Password(String user, Secret secret, Optional<Secret> account) {
            this.user = Text.whole("a user name", user);
            this.secret = Objects.requireNonNull(secret);
            this.account = account;
        }

        /**
         * The same with an account, which servers of FTP may ask for beside the password (332, RFC 959 section 4.1.1). It is
         * never shown.
         */
        public Password account(Secret other) {
            return new Password(user, secret, Optional.of(other));
        }

        /** As {@link #account(Secret)}. */
        public Password account(String other) {
            return account(Secret.of(other));
        }

        Optional<Secret> account() {
            return account;
        }

        /** The name, shown in transcripts. */
        public String user() {
            return user;
        }

        /** The password, never shown. */
        public Secret secret() {
            return secret;
        }

        @Override
        public String toString() {
            return "password of " + Text.printable(user);
        }
    }

    /** A user with a token. Prints the name alone. */
    final class Token implements Credentials {
        private final String user;
        private final Supplier<Secret> token;

        private Token(String user, Supplier<Secret> token) {
            this.user = Text.whole("a user name", user);
            this.token = Objects.requireNonNull(token);
        }

        /** The name, shown in transcripts; may be empty where the token says it. */
        public String user() {
            return user;
        }

        /** A token to be sent now, never shown. */
        public Secret token() {
            return token.get();
        }

        @Override
        public String toString() {
            return "token of " + Text.printable(user);
        }
    }

    /** Who the certificate says. */
    final class Certificate implements Credentials {
        private static final Certificate INSTANCE = new Certificate();

        private Certificate() {}

        @Override
        public String toString() {
            return "certificate";
        }
    }

    /** Nobody in particular. */
    final class Anonymous implements Credentials {
        private static final Anonymous INSTANCE = new Anonymous();

        private Anonymous() {}

        @Override
        public String toString() {
            return "anonymous";
        }
    }
}
