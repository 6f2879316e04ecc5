package sundown.purge;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import sundown.failure.PermanentFailure;
import sundown.gallery.ObjectKey;

/**
 * Appends certificates to the chain. It appends a certificate with all of its text, and then puts it into the audit
 * bucket. Before it appends the next one, it puts the one before there once more. So a crash in between leaves no gap,
 * and no two certificates name the same predecessor.
 */
@Singleton
final class CertificateIssue {
    private final CertificateChain chain;
    private final AuditFiles files;

    CertificateIssue(CertificateChain chain, AuditFiles files) {
        this.chain = chain;
        this.files = files;
    }

    /** The certificate of a plan, if it is there. */
    Optional<String> find(ObjectKey key) {
        return files.read(key).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /** The text of the plan's certificate: this one, unless there is one before. */
    String issue(ObjectKey key, Certificate certificate) {
        Optional<String> issued = attempt(key, certificate);
        while (issued.isEmpty()) {
            issued = attempt(key, certificate);
        }
        return issued.get();
    }

    /** Looks for the plan's own only when the chain's last is put, which may be it. */
    private Optional<String> attempt(ObjectKey key, Certificate certificate) {
        Optional<Link> last = chain.last();
        last.ifPresent(this::put);
        return find(key).or(() -> append(CertificateDocument.after(last, key, certificate)));
    }

    private Optional<String> append(Link next) {
        if (!chain.append(next)) {
            return Optional.empty();
        }
        put(next);
        return Optional.of(next.document());
    }

    private void put(Link link) {
        byte[] document = link.document().getBytes(StandardCharsets.UTF_8);
        if (!files.putIfAbsent(link.key(), document)
                && files.read(link.key())
                        .filter(there -> Arrays.equals(there, document))
                        .isEmpty()) {
            throw new PermanentFailure("a certificate is not the one of the chain: " + link.key());
        }
    }
}
