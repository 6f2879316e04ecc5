package sundown.secret;

/**
 * Text that must not be seen: a refresh token, an authorization code. It shows itself to nobody but the caller of
 * {@link #reveal()}.
 */
public record Secret(String value) {
    public Secret {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a secret cannot be empty");
        }
    }

    /** The text itself; for the one call that needs it. */
    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "Secret[***]";
    }
}
