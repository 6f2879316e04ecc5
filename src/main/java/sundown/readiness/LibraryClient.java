package sundown.readiness;

/** This deployment as a client of the photo library. */
public interface LibraryClient {
    /** Whether the library knows its id and secret; nobody's consent is used for that. */
    boolean isAccepted();
}
