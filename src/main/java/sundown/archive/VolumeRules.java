package sundown.archive;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.archive.Volume.VolumeState;
import sundown.archive.plan.ArchiveItem.LeftOut;
import sundown.archive.plan.PlanRules.ArchivePlan;
import sundown.digest.Sha256;
import sundown.failure.Backoff;
import sundown.gallery.Tally;

/** Decides what happens to a volume: pure. */
public final class VolumeRules {
    /** How long a worker has a volume unless it renews its lease, which it does every few seconds. */
    public static final Duration LEASE = Duration.ofMinutes(3);

    /**
     * The shortest wait before a second message is sent. It grows with the time since the first message, so that a slow
     * queue does not become longer.
     */
    static final Duration IN_QUEUE = Duration.ofMinutes(30);

    private static final Backoff PAUSES = new Backoff(Duration.ofMinutes(1), Duration.ofHours(1));

    /** About six hours of setbacks. */
    static final int ATTEMPTS_MAX = 12;

    private VolumeRules() {}

    /** A planned volume, due to be queued at once. */
    public static Volume planned(
            Archive archive, Archive.PlanId plan, int number, ArchivePlan.Bounds bounds, Instant now) {
        return new Volume(
                archive.user(),
                archive.id(),
                plan,
                number,
                bounds.first(),
                bounds.last(),
                bounds.isPrivate(),
                0,
                bounds.bytes(),
                bounds.items(),
                0,
                0,
                0,
                List.of(),
                List.of(),
                0,
                new VolumeState.Queued(now),
                0);
    }

    /** When to check a volume, unless it is finished. */
    public static Optional<Instant> checkAt(Volume volume) {
        return switch (volume.state()) {
            case VolumeState.Unfinished unfinished -> Optional.of(unfinished.checkAt());
            case VolumeState.Finished _ -> Optional.empty();
        };
    }

    /** The volume with a worker's lease, in a new attempt; nothing if it is finished or another worker has it. */
    public static Optional<Volume> taken(Volume volume, Instant now) {
        boolean free =
                switch (volume.state()) {
                    case VolumeState.Queued _ -> true;
                    case VolumeState.Building building -> !now.isBefore(building.checkAt());
                    case VolumeState.Finished _ -> false;
                };
        return free ? Optional.of(volume.nextAttempt(leased(now))) : Optional.empty();
    }

    /** The volume with a renewed lease and this many bytes uploaded. */
    public static Volume renewed(Volume volume, long uploaded, Instant now) {
        return volume.uploaded(uploaded).withState(leased(now));
    }

    private static VolumeState leased(Instant now) {
        return new VolumeState.Building(now.plus(LEASE));
    }

    /** The volume after a setback: it pauses, longer each time, and gives up in the end. */
    public static Volume setBack(Volume volume, Instant now) {
        return queued(volume, now.plus(PAUSES.after(volume.attempt() - 1)), now);
    }

    /** The volume after an item hindered its worker; its message is sent again now. */
    public static Volume hindered(Volume volume, Volume.Hindrance hindrance, Instant now) {
        return queued(
                volume.with(Stream.concat(volume.hindrances().stream(), Stream.of(hindrance))
                        .toList()),
                now.plus(IN_QUEUE),
                now);
    }

    /**
     * The volume, whose message is sent again now because its pause is over, its message was lost, or its worker died;
     * nothing if it is not time for that.
     *
     * @param since when the archive's volumes were first queued
     */
    public static Optional<Volume> queuedAgain(Volume volume, Instant since, Instant now) {
        return checkAt(volume)
                .filter(checkAt -> !now.isBefore(checkAt))
                .map(_ -> queued(volume, later(since, now), now));
    }

    /** The volume, complete: with these items and without those. */
    public static Volume done(
            Volume volume, long bytes, Sha256 sha256, Tally items, List<LeftOut> leftOut, Instant now) {
        return volume.built(bytes, items, leftOut, new VolumeState.Done(sha256, now));
    }

    /** The volume, given up. */
    public static Volume gaveUp(Volume volume, Instant now) {
        return volume.withState(new VolumeState.GaveUp(now));
    }

    private static Volume queued(Volume volume, Instant checkAt, Instant now) {
        return volume.attempt() >= ATTEMPTS_MAX
                ? gaveUp(volume, now)
                : volume.withState(new VolumeState.Queued(checkAt));
    }

    /** The time between two messages doubles, so that a slow queue does not become longer. */
    private static Instant later(Instant since, Instant now) {
        Duration waited = Duration.between(since, now);
        return now.plus(waited.compareTo(IN_QUEUE) > 0 ? waited : IN_QUEUE);
    }
}
