package sundown.secret;

/**
 * A secret encrypted for one user: a data key wrapped by the key service, and the text encrypted under it.
 *
 * @param text printable, so that a table can hold it
 */
public record SealedSecret(String text) {
    @Override
    public String toString() {
        return "SealedSecret[***]";
    }
}
