package sundown.archive;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Optional;
import sundown.archive.plan.PlanId;
import sundown.archive.plan.VolumePlan;
import sundown.archive.plan.VolumePlanDocument;
import sundown.archive.plan.WrittenFile;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;

/** Stores the plans of volumes, and the files that Sundown writes for the user: one object each. */
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
        written.forEach(file -> files.write(ArchiveKeys.file(archive, plan, file.name()), file.utf8()));
    }

    /** Opens a file that Sundown wrote, from an offset to its end, or nothing if there is none. */
    Optional<InputStream> open(Archive archive, PlanId plan, String name, long offset) {
        return files.read(ArchiveKeys.file(archive, plan, name), offset);
    }

    /** Copies a file of one plan to another plan. */
    void copy(Archive archive, PlanId from, PlanId to, String name) {
        InputStream found = open(archive, from, name, 0)
                .orElseThrow(() -> new PermanentFailure("a file of an archive is missing: " + name));
        files.write(ArchiveKeys.file(archive, to, name), all(found, "a file of an archive"));
    }

    /**
     * Reads the plan of a volume.
     *
     * @throws PermanentFailure when it is missing or cannot be read
     */
    VolumePlan load(Archive archive, PlanId plan, int volume) {
        InputStream found = files.read(ArchiveKeys.plan(archive, plan, volume), 0)
                .orElseThrow(() -> new PermanentFailure("the plan of a volume is missing"));
        try {
            return VolumePlanDocument.read(all(found, "the plan of a volume"));
        } catch (IllegalArgumentException unreadable) {
            throw new PermanentFailure("the plan of a volume cannot be read", unreadable);
        }
    }

    private static byte[] all(InputStream found, String what) {
        try (found) {
            return found.readAllBytes();
        } catch (IOException broken) {
            throw new RetryableFailure(what + " broke off", broken);
        }
    }
}
