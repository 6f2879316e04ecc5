package sundown.closing;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import sundown.job.GroupUsers;
import sundown.timeline.Dates;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.timeline.Phase;
import sundown.timeline.Timeline;

/** How a group that has closed is brought to rest: pure. */
public final class ClosingRules {
    /**
     * Only a walk that began so long after the close tells that nothing runs: by then every function has ended that was
     * at work at the close (15 minutes) or still had the timeline of before (one).
     */
    public static final Duration SETTLING = Duration.ofMinutes(20);

    /** After so long a shard is walked again in which something runs. */
    static final Duration AGAIN = Duration.ofMinutes(5);

    /** A walk of which nothing was heard for so long is begun anew: its message may be lost, or a dead letter. */
    static final Duration PATIENCE = Duration.ofMinutes(30);

    private ClosingRules() {}

    /** What is to be done for a group now. */
    public sealed interface Step {
        /** Save this, and have these shards of it walked. */
        record Save(Closing closing, List<Integer> shards) implements Step {}

        /** Nothing, or not yet. */
        record Nothing() implements Step {}
    }

    /** A group of the timeline that has closed. */
    public static Optional<Group> closed(Timeline timeline, GroupId id, Instant now) {
        return timeline.group(id).filter(group -> closed(group.dates(), now));
    }

    private static boolean closed(Dates dates, Instant now) {
        return dates.phaseAt(now) == Phase.CLOSED;
    }

    /** When a group was found to be drained, if it was after the close that it has by the timeline now. */
    public static Optional<Instant> drained(Optional<Closing> closing, Dates dates) {
        return closing.filter(found -> found.close().equals(dates.close())).flatMap(Closing::drainedAt);
    }

    /**
     * Decides what to do for a group. One whose close has been moved begins anew, and has to forget the old close at
     * once: it might be moved back.
     */
    public static Step next(Group group, Optional<Closing> found, Instant now) {
        Instant close = group.dates().close();
        boolean closed = closed(group.dates(), now);
        Optional<Closing> current = found.filter(closing -> closing.close().equals(close));
        if (current.isEmpty() && (closed || found.isPresent())) {
            long version = found.map(Closing::version).orElse(0L);
            return walking(new Closing(group.id(), close, Map.of(), Optional.empty(), version), closed, now);
        }
        return current.filter(closing -> closed && closing.drainedAt().isEmpty())
                .map(closing -> goOn(closing, now))
                .orElseGet(Step.Nothing::new);
    }

    private static Step goOn(Closing closing, Instant now) {
        if (shards().allMatch(shard -> settled(closing, shard))) {
            return new Step.Save(closing.drained(now), List.of());
        }
        return shards().anyMatch(shard -> due(closing, shard, now)) ? walking(closing, true, now) : new Step.Nothing();
    }

    private static Step walking(Closing closing, boolean closed, Instant now) {
        List<Integer> due = shards().filter(shard -> closed && due(closing, shard, now))
                .boxed()
                .toList();
        Map<Integer, ShardState> next = new HashMap<>(closing.shards());
        due.forEach(shard -> next.put(shard, new ShardState.Walking(now, now)));
        return new Step.Save(closing.with(next), due);
    }

    private static IntStream shards() {
        return IntStream.range(0, GroupUsers.CHUNKS);
    }

    private static boolean settled(Closing closing, int shard) {
        return closing.shards().get(shard) instanceof ShardState.Walked walked && settled(walked, closing.close());
    }

    private static boolean settled(ShardState.Walked walked, Instant close) {
        return walked.census().running() == 0 && !walked.begunAt().isBefore(close.plus(SETTLING));
    }

    private static boolean due(Closing closing, int shard, Instant now) {
        return Optional.ofNullable(closing.shards().get(shard))
                .map(state -> !now.isBefore(dueAt(state, closing.close())))
                .orElse(true);
    }

    private static Instant dueAt(ShardState state, Instant close) {
        return switch (state) {
            case ShardState.Walking walking -> walking.heardAt().plus(PATIENCE);
            case ShardState.Walked walked when settled(walked, close) -> Instant.MAX;
            case ShardState.Walked walked
            when walked.census().running() > 0 -> walked.endedAt().plus(AGAIN);
            case ShardState.Walked ignored -> close.plus(SETTLING);
        };
    }

    /** True for a message of the walk that a shard has now; any other is of one that was given up. */
    public static boolean wanted(Closing closing, Group group, ClosingMessage message) {
        return closing.close().equals(group.dates().close())
                && closing.shards().get(message.shard()) instanceof ShardState.Walking walking
                && walking.begunAt().equals(message.begunAt());
    }

    /** The closing after word that a walk goes on. */
    public static Closing heard(Closing closing, ClosingMessage message, Instant now) {
        return closing.with(with(closing, message.shard(), new ShardState.Walking(message.begunAt(), now)));
    }

    /** The closing after a walk has come to its end. */
    public static Closing walked(Closing closing, ClosingMessage message, Instant now) {
        return closing.with(
                with(closing, message.shard(), new ShardState.Walked(message.begunAt(), now, message.census())));
    }

    private static Map<Integer, ShardState> with(Closing closing, int shard, ShardState state) {
        Map<Integer, ShardState> next = new HashMap<>(closing.shards());
        next.put(shard, state);
        return next;
    }
}
