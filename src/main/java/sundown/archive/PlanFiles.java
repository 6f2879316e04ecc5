package sundown.archive;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;
import sundown.archive.plan.PlanId;
import sundown.archive.plan.VolumePlan;
import sundown.archive.plan.VolumePlanDocument;
import sundown.archive.plan.WrittenFile;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;

/**
 * Where the plans of volumes are kept, and the files that Sundown writes for the user: an object a volume and a file.
 */
@Singleton
final class PlanFiles {
    private final ArchiveFiles files;

    PlanFiles(ArchiveFiles files) {
        this.files = files;
    }

    void save(Archive archive, PlanId plan, VolumePlan volume) {
        files.write(ArchiveKeys.plan(archive, plan, volume.number()), VolumePlanDocument.write(volume));
    }

    void save(Archive archive, PlanId plan, Collection<WrittenFile> written) {
        written.forEach(file -> files.write(
                ArchiveKeys.file(archive, plan, file.name()), file.text().getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Reads the plan of a volume.
     *
     * @throws PermanentFailure when it is not there or cannot be read
     */
    VolumePlan load(Archive archive, PlanId plan, int volume) {
        Optional<InputStream> found = files.read(ArchiveKeys.plan(archive, plan, volume), 0);
        if (found.isEmpty()) {
            throw new PermanentFailure("the plan of a volume is missing");
        }
        try (InputStream document = found.get()) {
            return VolumePlanDocument.read(document.readAllBytes());
        } catch (IllegalArgumentException unreadable) {
            throw new PermanentFailure("the plan of a volume cannot be read", unreadable);
        } catch (IOException broken) {
            throw new RetryableFailure("the plan of a volume broke off", broken);
        }
    }
}
