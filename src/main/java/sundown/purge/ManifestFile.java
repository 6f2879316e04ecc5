package sundown.purge;

import jakarta.inject.Singleton;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.timeline.GroupId;

/** Reads what was approved. */
@Singleton
final class ManifestFile {
    private final AuditFiles files;

    ManifestFile(AuditFiles files) {
        this.files = files;
    }

    /** True while what lies there is what was planned. */
    boolean intact(GroupId group, Plan plan) {
        return planned(group, plan).isPresent();
    }

    /** The lines of those whose entries are listed, one after the other; nothing when it is not what was approved. */
    Optional<Stream<ManifestLine>> listed(Purge purge) {
        return planned(purge.group(), purge.plan()).map(ManifestFile::listed);
    }

    private Optional<byte[]> planned(GroupId group, Plan plan) {
        return files.read(ManifestKeys.manifest(group, plan.id()))
                .filter(manifest -> ManifestHash.over(manifest).equals(plan.manifest()));
    }

    private static Stream<ManifestLine> listed(byte[] manifest) {
        return new BufferedReader(new InputStreamReader(new ByteArrayInputStream(manifest), StandardCharsets.UTF_8))
                .lines()
                .skip(1)
                .map(ManifestLine::read)
                .filter(line -> line.standing().listed());
    }
}
