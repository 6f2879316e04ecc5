package sundown.purge;

import java.util.Optional;

/** The end of the chain of certificates. What is read is as it is after every change that came before. */
public interface CertificateChain {
    /** The latest certificate. */
    Optional<Link> last();

    /**
     * Appends one to the one before it, if that is still the latest: its number is one less.
     *
     * @return false when somebody was faster
     */
    boolean append(Link next);
}
