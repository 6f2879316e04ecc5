package sundown.certificate;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import sundown.purge.AuditFiles;
import sundown.purge.ManifestHash;
import sundown.purge.ManifestKeys;
import sundown.purge.ManifestLine;
import sundown.purge.Purge;

/**
 * The manifest of a purge, as it lies in the audit bucket.
 *
 * @param other there, when it is not the one that was approved; then it is not read
 * @param lines a line a user; none, when it is not read
 */
record ApprovedManifest(Optional<Difference> other, List<ManifestLine> lines) {
    ApprovedManifest {
        lines = List.copyOf(lines);
    }

    static ApprovedManifest read(AuditFiles files, Purge purge) {
        Optional<byte[]> found =
                files.read(ManifestKeys.manifest(purge.group(), purge.plan().id()));
        Optional<Difference> other = CertificateRules.manifest(purge.plan().manifest(), found.map(ManifestHash::over));
        return new ApprovedManifest(other, other.isPresent() ? List.of() : lines(found.orElseThrow()));
    }

    /** It begins with a header. */
    private static List<ManifestLine> lines(byte[] manifest) {
        return new BufferedReader(new InputStreamReader(new ByteArrayInputStream(manifest), StandardCharsets.UTF_8))
                .lines()
                .skip(1)
                .map(ManifestLine::read)
                .toList();
    }

    /** How many accounts were to be deleted. */
    long listed() {
        return lines.stream().filter(line -> line.standing().listed()).count();
    }
}
