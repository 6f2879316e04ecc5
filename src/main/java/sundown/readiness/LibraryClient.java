package sundown.readiness;

/** This deployment as a client of the photo library. */
public interface LibraryClient {
    /** True if the library knows its id and secret; no user's consent is used for that. */
    boolean isAccepted();
}
