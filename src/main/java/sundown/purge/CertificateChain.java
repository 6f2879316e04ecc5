package sundown.purge;

import java.util.Optional;
import sundown.digest.Sha256;
import sundown.gallery.ObjectKey;

/** The end of the chain of certificates. A read sees every write before it. */
public interface CertificateChain {
    /**
     * A certificate in the chain of all groups' certificates.
     *
     * @param number 1 for the first of all
     * @param key of the certificate in the audit bucket
     * @param sha256 the certificate's own hash, which the next one names
     * @param document the whole text, so that the next certification can put it into the bucket
     */
    public record Link(long number, ObjectKey key, Sha256 sha256, String document) {}

    /** The latest certificate. */
    Optional<Link> last();

    /**
     * Appends a certificate to the one before it, if that is still the latest: its number is one less.
     *
     * @return false if another certificate was faster
     */
    boolean append(Link next);
}
