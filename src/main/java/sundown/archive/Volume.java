package sundown.archive;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import sundown.account.UserId;
import sundown.archive.Archive.ArchiveId;
import sundown.archive.plan.ArchiveItem.LeftOut;
import sundown.digest.Sha256;
import sundown.gallery.Item.ItemId;
import sundown.gallery.Tally;

/**
 * One volume of an archive: one row, saved like the archive's.
 *
 * @param plan the plan that made it
 * @param number from 1
 * @param first the first item of its section of the gallery
 * @param last the last one
 * @param isPrivate whether it has the private items of this section, with the password of these, or the others
 * @param attempt the number of the attempt at building it that counts, 0 before the first; no two have the same
 * @param bytes its size; at most, before it is done
 * @param items the number of the user's items in it; of those that were planned, before it is done
 * @param itemBytes the bytes of these items; known when it is done
 * @param leftOut the number of items that should have been in it and are not; known when it is done
 * @param lost how many of these no other archive can have
 * @param examples the first of these
 * @param hindrances the items at which attempts failed
 * @param uploaded the number of bytes that the attempt has uploaded or is uploading
 * @param version increases with each save; 0 before the first
 */
public record Volume(
        UserId user,
        ArchiveId archive,
        Archive.PlanId plan,
        int number,
        ItemId first,
        ItemId last,
        boolean isPrivate,
        int attempt,
        long bytes,
        int items,
        long itemBytes,
        int leftOut,
        int lost,
        List<LeftOut> examples,
        List<Hindrance> hindrances,
        long uploaded,
        VolumeState state,
        long version) {
    /** The most examples of items left out: enough for a page, few enough for a row. */
    public static final int EXAMPLES_MAX = 20;

    /** The attempts that end by time at an item before it is left out. */
    private static final int SLOW_ATTEMPTS = 2;

    public Volume {
        examples = List.copyOf(examples);
        hindrances = List.copyOf(hindrances);
    }

    /** An item at which an attempt failed, and why. */
    public record Hindrance(ItemId item, LeftOut.Reason reason) {}

    /** The reason to leave an item out for what hindered earlier attempts. */
    Optional<LeftOut.Reason> obstacle(ItemId item) {
        List<LeftOut.Reason> reasons = hindrances.stream()
                .filter(hindrance -> hindrance.item().equals(item))
                .map(Hindrance::reason)
                .toList();
        return reasons.stream()
                .filter(reason ->
                        reason != LeftOut.Reason.TOO_SLOW || Collections.frequency(reasons, reason) >= SLOW_ATTEMPTS)
                .findFirst();
    }

    /** This volume in another state. */
    public Volume withState(VolumeState next) {
        return with(attempt, hindrances, uploaded, next, version);
    }

    /** This volume in its next attempt, of which nothing is uploaded yet. */
    Volume nextAttempt(VolumeState next) {
        return with(attempt + 1, hindrances, 0, next, version);
    }

    /** This volume with this many bytes uploaded. */
    Volume uploaded(long soFar) {
        return with(attempt, hindrances, soFar, state, version);
    }

    /** This volume with more hindrances. */
    Volume with(List<Hindrance> all) {
        return with(attempt, all, uploaded, state, version);
    }

    /** This volume as it was built. */
    Volume built(long size, Tally delivered, List<LeftOut> missing, VolumeState next) {
        int lacking = Math.max(missing.size(), items - (int) delivered.items());
        long passing = missing.stream().filter(item -> item.reason().passes()).count();
        return new Volume(
                user,
                archive,
                plan,
                number,
                first,
                last,
                isPrivate,
                attempt,
                size,
                (int) delivered.items(),
                delivered.bytes(),
                lacking,
                lacking - (int) passing,
                missing.stream().limit(EXAMPLES_MAX).map(LeftOut::withoutAlbums).toList(),
                List.of(),
                size,
                next,
                version);
    }

    /** This volume as the store holds it after one more save. */
    public Volume saved() {
        return with(attempt, hindrances, uploaded, state, version + 1);
    }

    private Volume with(int attempt, List<Hindrance> hindrances, long uploaded, VolumeState state, long version) {
        return new Volume(
                user,
                archive,
                plan,
                number,
                first,
                last,
                isPrivate,
                attempt,
                bytes,
                items,
                itemBytes,
                leftOut,
                lost,
                examples,
                hindrances,
                uploaded,
                state,
                version);
    }

    /** The state of a volume. */
    public sealed interface VolumeState {
        /** It waits or is being built; the sweep checks it at a time. */
        sealed interface Unfinished extends VolumeState {
            /** When to send its message again. */
            Instant checkAt();
        }

        /** It waits for a worker, or for a time. */
        record Queued(Instant checkAt) implements Unfinished {}

        /** A worker builds it; {@code checkAt} is when the worker's lease ends. */
        record Building(Instant checkAt) implements Unfinished {}

        /** Nothing more happens to it. */
        sealed interface Finished extends VolumeState {}

        /** It is complete. */
        record Done(Sha256 sha256, Instant at) implements Finished {}

        /** It could not be built. */
        record GaveUp(Instant at) implements Finished {}
    }
}
