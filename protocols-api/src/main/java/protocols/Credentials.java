package protocols;

/**
 * Who logs in.
 *
 * @param user the name, shown in transcripts
 * @param secret the password, never shown
 */
public record Credentials(String user, Secret secret) {

    /** A user with a password. */
    public static Credentials of(String user, String password) {
        return new Credentials(user, Secret.of(password));
    }
}
