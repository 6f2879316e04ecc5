package sundown.archive;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sundown.archive.plan.PlanId;
import sundown.archive.plan.VolumePlan;
import sundown.digest.Sha256;
import sundown.failure.Backoff;

/** Decides what happens to a volume: pure. */
public final class VolumeRules {
    /** How long a worker has a volume unless it renews its lease, which it does every few seconds. */
    public static final Duration LEASE = Duration.ofMinutes(3);

    /**
     * How long a message may stay in the queue before another is sent; the longer it takes, the longer this becomes.
     */
    static final Duration IN_QUEUE = Duration.ofMinutes(30);

    private static final Backoff PAUSES = new Backoff(Duration.ofMinutes(1), Duration.ofHours(1));

    /** About eight hours of setbacks without any progress. */
    static final int MOST_ATTEMPTS = 12;

    private VolumeRules() {}

    /** A planned volume, about to be queued. */
    public static Volume queued(Archive archive, PlanId plan, VolumePlan contents, Instant now) {
        Volume blank = new Volume(
                archive.user(),
                archive.id(),
                contents.number(),
                plan,
                0,
                0,
                0,
                List.of(),
                Optional.empty(),
                0,
                new VolumeState.Queued(0, now.plus(IN_QUEUE)),
                0);
        return blank.planned(plan, contents, contents.layout().bytes());
    }

    /** When to check a volume, unless it is finished. */
    public static Optional<Instant> checkAt(Volume volume) {
        return switch (volume.state()) {
            case VolumeState.Unfinished unfinished -> Optional.of(unfinished.checkAt());
            case VolumeState.Finished _ -> Optional.empty();
        };
    }

    /** The volume with a worker's lease; nothing if it is finished or another worker has it. */
    public static Optional<Volume> taken(Volume volume, Instant now) {
        return switch (volume.state()) {
            case VolumeState.Queued queued -> Optional.of(building(volume, queued.attempt(), now));
            case VolumeState.Building building ->
                now.isBefore(building.checkAt())
                        ? Optional.empty()
                        : Optional.of(building(volume, building.attempt() + 1, now));
            case VolumeState.Finished _ -> Optional.empty();
        };
    }

    /** The volume with a renewed lease and this many bytes uploaded; only progress resets the number of setbacks. */
    public static Volume advanced(Volume volume, long uploaded, Instant now) {
        return building(volume.uploaded(uploaded), uploaded > volume.uploaded() ? 0 : attempt(volume), now);
    }

    /** The volume as its worker hands it to the next one, whose message is sent now. */
    public static Volume handedOn(Volume volume, Instant now) {
        return volume.in(new VolumeState.Queued(0, now.plus(IN_QUEUE)));
    }

    /** The volume after a setback: it pauses, longer each time, and gives up in the end. */
    public static Volume setBack(Volume volume, Instant now) {
        int before = attempt(volume);
        return queued(volume, before + 1, now.plus(PAUSES.after(before)), now);
    }

    /**
     * The volume, whose message is sent again now because its pause is over, its message was lost, or its worker died;
     * nothing if it is not time for that.
     *
     * @param since when the archive's volumes were first queued
     */
    public static Optional<Volume> queuedAgain(Volume volume, Instant since, Instant now) {
        return checkAt(volume).filter(checkAt -> !now.isBefore(checkAt)).map(_ -> {
            int died = volume.state() instanceof VolumeState.Building ? 1 : 0;
            return queued(volume, attempt(volume) + died, later(since, now), now);
        });
    }

    /** The volume, complete. */
    public static Volume done(Volume volume, Sha256 sha256, Instant now) {
        return volume.with(Optional.empty()).uploaded(volume.bytes()).in(new VolumeState.Done(sha256, now));
    }

    /** The volume, given up. */
    public static Volume gaveUp(Volume volume, Instant now) {
        return volume.in(new VolumeState.GaveUp(now));
    }

    private static Volume queued(Volume volume, int attempt, Instant checkAt, Instant now) {
        return attempt > MOST_ATTEMPTS ? gaveUp(volume, now) : volume.in(new VolumeState.Queued(attempt, checkAt));
    }

    private static Volume building(Volume volume, int attempt, Instant now) {
        return volume.in(new VolumeState.Building(attempt, now.plus(LEASE)));
    }

    private static int attempt(Volume volume) {
        return volume.state() instanceof VolumeState.Unfinished unfinished ? unfinished.attempt() : 0;
    }

    /** The time between two messages doubles, so that a slow queue does not become longer. */
    private static Instant later(Instant since, Instant now) {
        Duration waited = Duration.between(since, now);
        return now.plus(waited.compareTo(IN_QUEUE) > 0 ? waited : IN_QUEUE);
    }
}
