package sundown.archive;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import sundown.archive.Archive.ArchiveState;
import sundown.failure.UntilSaved;
import sundown.hold.Exports;

/**
 * A worker's lease on a volume that it builds: the volume's row, as this worker last saved it. The lease is lost when
 * the archive has ended or another worker has taken the volume.
 */
final class VolumeLease {
    private static final Duration RENEWAL = Duration.ofSeconds(10);

    private final Archive archive;
    private Volume volume;
    private final ArchiveStore archives;
    private final Exports exports;
    private final Clock clock;

    VolumeLease(Archive archive, Volume volume, ArchiveStore archives, Exports exports, Clock clock) {
        this.archive = archive;
        this.volume = volume;
        this.archives = archives;
        this.exports = exports;
        this.clock = clock;
    }

    /** Takes a volume of an archive; nothing if it is finished or another worker has it. */
    static Optional<VolumeLease> take(
            Archive archive, int number, ArchiveStore archives, Exports exports, Clock clock) {
        return archives.findVolume(archive, number)
                .map(volume -> new VolumeLease(archive, volume, archives, exports, clock))
                .filter(VolumeLease::taken);
    }

    private boolean taken() {
        return VolumeRules.taken(volume, clock.instant())
                .filter(taken -> hold(archive, taken))
                .isPresent();
    }

    Archive archive() {
        return archive;
    }

    Volume volume() {
        return volume;
    }

    /** The first instant at which the archive can no longer be downloaded. */
    Instant archiveEnd() {
        return ArchiveRules.end(archive, exports.closeOf(archive.user()));
    }

    /** Saves a change of the volume; false if the row has changed since this worker last saved it. */
    boolean save(Volume changed) {
        return archives.save(changed).map(saved -> volume = saved).isPresent();
    }

    /** Renews the lease if the last renewal was 10 seconds ago, and notes the bytes uploaded; false if it is lost. */
    boolean renew(long uploaded) {
        Instant now = clock.instant();
        Instant renewed = VolumeRules.checkAt(volume)
                .map(checkAt -> checkAt.minus(VolumeRules.LEASE))
                .orElse(Instant.EPOCH);
        return now.isBefore(renewed.plus(RENEWAL))
                || wanted(now)
                        .filter(current -> hold(current, VolumeRules.renewed(volume, uploaded, now)))
                        .isPresent();
    }

    /**
     * Saves the lease after the archive's check has been moved to its end, because nothing but this check notices that
     * a worker died. A check by another run may have moved it back since the lease began.
     */
    private boolean hold(Archive read, Volume leased) {
        Instant end = VolumeRules.checkAt(leased).orElseThrow();
        Optional<Archive> unused = UntilSaved.save(
                ArchiveRules.checkedBy(read, end),
                () -> current().flatMap(current -> ArchiveRules.checkedBy(current, end)),
                archives::save);
        return save(leased);
    }

    private Optional<Archive> wanted(Instant now) {
        return current()
                .filter(current -> current.state() instanceof ArchiveState.Building)
                .filter(current -> ArchiveRules.open(current, exports.closeOf(current.user()), now));
    }

    private Optional<Archive> current() {
        return archives.find(archive.user()).filter(current -> current.id().equals(archive.id()));
    }
}
