package sundown.archive;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import sundown.timeline.Exports;

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

    Archive archive() {
        return archive;
    }

    Volume volume() {
        return volume;
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
                || (wanted(now) && save(VolumeRules.advanced(volume, uploaded, now)));
    }

    private boolean wanted(Instant now) {
        return archives.find(archive.user())
                .filter(current -> current.id().equals(archive.id()))
                .filter(current -> current.state() instanceof ArchiveState.Building)
                .filter(current -> ArchiveRules.open(current, exports.closeOf(current.user()), now))
                .isPresent();
    }
}
