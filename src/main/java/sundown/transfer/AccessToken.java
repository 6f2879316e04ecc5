package sundown.transfer;

/** A token to call the library for one user, for up to an hour. */
public record AccessToken(String value) {
    @Override
    public String toString() {
        return "AccessToken[***]";
    }
}
