package sundown.purge.certificate;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import sundown.edge.Json;
import sundown.purge.approval.Purge;
import sundown.purge.plan.AuditFiles;

/** All that differs, in the audit bucket, page by page. */
@Singleton
final class DifferenceFiles {
    private final AuditFiles files;

    DifferenceFiles(AuditFiles files) {
        this.files = files;
    }

    /** Keeps a page of a verification; who makes the same page finds it there. */
    void keep(Purge purge, Instant run, List<Difference> page) {
        String all = Json.write(page.stream().map(Difference::members).toList());
        byte[] bytes = all.getBytes(StandardCharsets.UTF_8);
        files.putIfAbsent(
                CertificateKeys.differences(purge.group(), purge.plan().id(), run, bytes), bytes);
    }
}
