package sundown.purge;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Optional;
import sundown.edge.Json;
import sundown.gallery.ObjectKey;

/**
 * The answer to a request for a certificate.
 *
 * @param state CERTIFIED, VERIFYING or DIFFERS
 * @param key the key of the certificate in the audit bucket, or the prefix of the pages of differences
 * @param certificate the document
 * @param verification the progress of a verification that is under way
 * @param count the number of differences
 * @param differences the first of them, at most 100, and at most 20 of a chunk
 */
@RegisterForReflection
public record CertificateView(
        String group,
        String state,
        Optional<String> key,
        Optional<JsonNode> certificate,
        Optional<VerificationView> verification,
        Optional<Long> count,
        List<Differences.Difference> differences) {
    /**
     * The progress of a verification.
     *
     * @param chunksDone chunks that have verified all of their users
     * @param running chunks that have not come to their ends
     * @param setAside chunks with a user who could not be verified, and is tried again
     */
    @RegisterForReflection
    public record VerificationView(int chunks, int chunksDone, int running, int setAside) {
        static VerificationView of(Verification.Stand.UnderWay stand) {
            int running = stand.chunks() - stand.done() - stand.setAside();
            return new VerificationView(stand.chunks(), stand.done(), running, stand.setAside());
        }
    }

    public CertificateView {
        differences = List.copyOf(differences);
    }

    /** The view of an issued certificate. */
    static CertificateView certified(String group, ObjectKey key, String document) {
        return new CertificateView(
                group,
                "CERTIFIED",
                Optional.of(key.value()),
                Optional.of(Json.read(document)),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    /** The view of a verification that is under way. */
    static CertificateView verifying(String group, Verification.Stand.UnderWay stand) {
        return new CertificateView(
                group,
                "VERIFYING",
                Optional.empty(),
                Optional.empty(),
                Optional.of(VerificationView.of(stand)),
                Optional.empty(),
                List.of());
    }

    /**
     * The view of a purge that differs.
     *
     * @param keys the prefix of all pages of differences
     */
    static CertificateView differs(String group, String keys, Differences differences) {
        return new CertificateView(
                group,
                "DIFFERS",
                Optional.of(keys),
                Optional.empty(),
                Optional.empty(),
                Optional.of(differences.count()),
                differences.first());
    }
}
