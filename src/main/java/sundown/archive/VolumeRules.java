package sundown.archive;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sundown.archive.plan.PlanId;
import sundown.archive.plan.VolumePlan;
import sundown.digest.Sha256;

/** What becomes of a volume: pure. */
public final class VolumeRules {
    /** A worker that has not been heard of for so long is taken for dead; it is heard of every few seconds. */
    public static final Duration LEASE = Duration.ofMinutes(3);

    /** How long a message may stay in the queue before another is sent, at first; the longer it takes, the longer. */
    static final Duration IN_QUEUE = Duration.ofMinutes(30);

    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    /** About eight hours of setbacks, and nothing between them that went well. */
    static final int MOST_ATTEMPTS = 12;

    private VolumeRules() {}

    /** A volume that is planned and to be sent to the queue. */
    public static Volume queued(Archive archive, PlanId plan, VolumePlan contents, long bytes, Instant now) {
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
        return blank.planned(plan, contents, bytes);
    }

    /** When to look after a volume, if anything is to be done about it. */
    public static Optional<Instant> checkAt(Volume volume) {
        return switch (volume.state()) {
            case VolumeState.Queued queued -> Optional.of(queued.checkAt());
            case VolumeState.Building building -> Optional.of(building.checkAt());
            case VolumeState.Done ignored -> Optional.empty();
            case VolumeState.GaveUp ignored -> Optional.empty();
        };
    }

    /** The volume as a worker takes it; nothing when there is nothing to do or another worker is at it. */
    public static Optional<Volume> taken(Volume volume, Instant now) {
        return switch (volume.state()) {
            case VolumeState.Queued queued -> Optional.of(building(volume, queued.attempt(), now));
            case VolumeState.Building building ->
                now.isBefore(building.checkAt())
                        ? Optional.empty()
                        : Optional.of(building(volume, building.attempt() + 1, now));
            case VolumeState.Done ignored -> Optional.empty();
            case VolumeState.GaveUp ignored -> Optional.empty();
        };
    }

    /** The volume, so far uploaded; its worker has been heard of. Setbacks are forgotten only when it got further. */
    public static Volume advanced(Volume volume, long uploaded, Instant now) {
        return building(volume.uploaded(uploaded), uploaded > volume.uploaded() ? 0 : attempt(volume), now);
    }

    /** The volume as its worker leaves it to the next one, whose message is sent now. */
    public static Volume handedOn(Volume volume, Instant now) {
        return volume.in(new VolumeState.Queued(0, now.plus(IN_QUEUE)));
    }

    /** The volume after a setback: it pauses, longer each time, and gives up in the end. */
    public static Volume setBack(Volume volume, Instant now) {
        int attempt = attempt(volume) + 1;
        return attempt > MOST_ATTEMPTS
                ? gaveUp(volume, now)
                : volume.in(new VolumeState.Queued(attempt, now.plus(pause(attempt))));
    }

    /**
     * The volume whose message is sent again now, when it is time for that: its pause is over, its message was lost, or
     * its worker died.
     *
     * @param since when the archive's volumes were queued
     */
    public static Optional<Volume> queuedAnew(Volume volume, Instant since, Instant now) {
        return switch (volume.state()) {
            case VolumeState.Queued queued ->
                now.isBefore(queued.checkAt())
                        ? Optional.empty()
                        : Optional.of(volume.in(new VolumeState.Queued(queued.attempt(), later(since, now))));
            case VolumeState.Building building ->
                now.isBefore(building.checkAt()) ? Optional.empty() : Optional.of(afterDeath(volume, since, now));
            case VolumeState.Done ignored -> Optional.empty();
            case VolumeState.GaveUp ignored -> Optional.empty();
        };
    }

    /** The volume, whole. */
    public static Volume done(Volume volume, Sha256 sha256, Instant now) {
        return volume.with(Optional.empty()).uploaded(volume.bytes()).in(new VolumeState.Done(sha256, now));
    }

    /** The volume, given up. */
    public static Volume gaveUp(Volume volume, Instant now) {
        return volume.in(new VolumeState.GaveUp(now));
    }

    private static Volume afterDeath(Volume volume, Instant since, Instant now) {
        int attempt = attempt(volume) + 1;
        return attempt > MOST_ATTEMPTS
                ? gaveUp(volume, now)
                : volume.in(new VolumeState.Queued(attempt, later(since, now)));
    }

    private static Volume building(Volume volume, int attempt, Instant now) {
        return volume.in(new VolumeState.Building(attempt, now.plus(LEASE)));
    }

    private static int attempt(Volume volume) {
        return switch (volume.state()) {
            case VolumeState.Queued queued -> queued.attempt();
            case VolumeState.Building building -> building.attempt();
            case VolumeState.Done ignored -> 0;
            case VolumeState.GaveUp ignored -> 0;
        };
    }

    /** A queue that is slow is not to be made longer: the time between two messages doubles. */
    private static Instant later(Instant since, Instant now) {
        Duration waited = Duration.between(since, now);
        return now.plus(waited.compareTo(IN_QUEUE) > 0 ? waited : IN_QUEUE);
    }

    private static Duration pause(int attempt) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempt - 1, 10));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
}
