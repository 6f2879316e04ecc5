package sundown.closing;

import java.time.Instant;

/** How far the walk through a shard has come. It is walked as often as is needed for nothing to run in it any more. */
public sealed interface ShardState {
    /** When its latest walk began; it names that walk, too. */
    Instant begunAt();

    /**
     * It is being walked.
     *
     * @param heardAt when the walk last said that it goes on
     */
    record Walking(Instant begunAt, Instant heardAt) implements ShardState {}

    /** It has been walked to its end. */
    record Walked(Instant begunAt, Instant endedAt, Census census) implements ShardState {}
}
