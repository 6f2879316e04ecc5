package sundown.readiness;

import java.net.URI;

/** Documents that everybody can read. */
public interface PublicDocuments {
    /**
     * Reads one; follows no redirect.
     *
     * @throws sundown.failure.RetryableFailure when no answer comes
     */
    Answer get(URI address);

    /**
     * An answer.
     *
     * @param status of HTTP
     * @param text of at most 64 KiB
     */
    record Answer(int status, String text) {}
}
