package sundown.archive;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import sundown.timeline.Exports;

/**
 * Keeps the row of a volume while it is built: how far it is, that its builder lives, and whether it is still wanted.
 */
@Singleton
final class BuildKeeper {
    /** How often a builder says that it lives. */
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final ArchiveStore archives;
    private final Exports exports;
    private final Clock clock;

    BuildKeeper(ArchiveStore archives, Exports exports, Clock clock) {
        this.archives = archives;
        this.exports = exports;
        this.clock = clock;
    }

    /** Saves a change of the volume; nothing when somebody else has changed it. */
    Optional<BuildJob> save(BuildJob job, Volume changed) {
        return archives.save(changed).map(job::with);
    }

    /**
     * Says that so many bytes are uploaded, if that was last said some time ago.
     *
     * @return the job to go on with, or nothing when the archive has ended or another worker has the volume
     */
    Optional<BuildJob> advance(BuildJob job, long uploaded) {
        Instant now = clock.instant();
        if (now.isBefore(lastSaid(job.volume()).plus(INTERVAL))) {
            return Optional.of(job);
        }
        return wanted(job.archive(), now)
                ? save(job, VolumeRules.advanced(job.volume(), uploaded, now))
                : Optional.empty();
    }

    private static Instant lastSaid(Volume volume) {
        return VolumeRules.checkAt(volume)
                .map(checkAt -> checkAt.minus(VolumeRules.LEASE))
                .orElse(Instant.EPOCH);
    }

    /** True while an archive is being built and its end has not come. */
    private boolean wanted(Archive archive, Instant now) {
        return archives.find(archive.user())
                .filter(current -> current.id().equals(archive.id()))
                .filter(current -> current.state() instanceof ArchiveState.Building)
                .filter(current -> open(current, now))
                .isPresent();
    }

    /** True until an archive's end has come. */
    boolean open(Archive archive, Instant now) {
        return archive.state().live() && now.isBefore(ArchiveRules.end(archive, exports.closeOf(archive.user())));
    }
}
