package sundown.secret;

/** Text that must not be shown, such as a refresh token or an authorization code. {@link #toString()} masks it. */
public record Secret(String value) {
    public Secret {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a secret cannot be empty");
        }
    }

    /** The text itself, for the one call that needs it. */
    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "Secret[***]";
    }
}
