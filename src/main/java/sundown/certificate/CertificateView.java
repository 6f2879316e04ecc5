package sundown.certificate;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Optional;
import sundown.edge.Json;
import sundown.gallery.ObjectKey;

/**
 * What came of asking for a certificate.
 *
 * @param state CERTIFIED or DIFFERS
 * @param key where the certificate is in the audit bucket, or all that differs
 * @param certificate the certificate
 * @param count how many differences there are
 * @param differences the first of them
 */
@RegisterForReflection
public record CertificateView(
        String group,
        String state,
        String key,
        Optional<JsonNode> certificate,
        Optional<Integer> count,
        List<JsonNode> differences) {
    private static final int MOST = 100;

    public CertificateView {
        differences = List.copyOf(differences);
    }

    /** A certificate that is there. */
    static CertificateView certified(String group, ObjectKey key, String document) {
        return new CertificateView(
                group, "CERTIFIED", key.value(), Optional.of(Json.read(document)), Optional.empty(), List.of());
    }

    /** What stands against one. */
    static CertificateView differs(String group, ObjectKey key, List<Difference> differences) {
        List<JsonNode> first = differences.stream()
                .limit(MOST)
                .map(difference -> Json.tree(difference.members()))
                .toList();
        return new CertificateView(
                group, "DIFFERS", key.value(), Optional.empty(), Optional.of(differences.size()), first);
    }
}
