package sundown.closing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sundown.account.Region;
import sundown.edge.Correlation;
import sundown.timeline.Dates;
import sundown.timeline.Group;
import sundown.timeline.GroupId;

class ClosingRulesTest {
    private static final GroupId ID = new GroupId("1");
    private static final Instant CLOSE = Instant.parse("2023-06-01T00:00:00Z");
    private static final Instant SETTLED = CLOSE.plus(ClosingRules.SETTLING);
    private static final Duration MOMENT = Duration.ofNanos(1);
    private static final Group GROUP = group(CLOSE);
    private static final List<Integer> ALL = IntStream.range(0, 16).boxed().toList();
    private static final Census DONE = new Census(1, 0, 0, 1, 0);
    private static final Census BUSY = new Census(1, 0, 0, 0, 1);

    @Test
    void beginsWithEveryShardAtTheVeryClose() {
        assertThat(next(Optional.empty(), CLOSE.minus(MOMENT))).isEqualTo(new ClosingRules.Step.Nothing());
        assertThat(next(Optional.empty(), CLOSE))
                .isEqualTo(new ClosingRules.Step.Save(all(new ShardState.Walking(CLOSE, CLOSE), 0), ALL));
    }

    @Test
    void leavesAWalkAloneThatWasHeardOf() {
        Closing closing = all(new ShardState.Walking(CLOSE, CLOSE.plusSeconds(60)), 1);
        Instant patience = CLOSE.plusSeconds(60).plus(ClosingRules.PATIENCE);
        assertThat(next(Optional.of(closing), patience.minus(MOMENT))).isEqualTo(new ClosingRules.Step.Nothing());
        assertThat(next(Optional.of(closing), patience))
                .isEqualTo(new ClosingRules.Step.Save(all(new ShardState.Walking(patience, patience), 1), ALL));
    }

    @Test
    void walksAgainWhereSomethingRuns() {
        ShardState settled = new ShardState.Walked(SETTLED, SETTLED, DONE);
        ShardState busy = new ShardState.Walked(SETTLED, SETTLED.plusSeconds(1), BUSY);
        Closing closing = with(all(settled, 7), 3, busy);
        Instant again = SETTLED.plusSeconds(1).plus(ClosingRules.AGAIN);
        assertThat(next(Optional.of(closing), again.minus(MOMENT))).isEqualTo(new ClosingRules.Step.Nothing());
        assertThat(next(Optional.of(closing), again))
                .isEqualTo(
                        new ClosingRules.Step.Save(with(closing, 3, new ShardState.Walking(again, again)), List.of(3)));
    }

    @Test
    void takesNoWordThatNothingRunsFromAWalkThatBeganTooSoon() {
        Closing early = all(new ShardState.Walked(SETTLED.minus(MOMENT), SETTLED.minus(MOMENT), DONE), 1);
        assertThat(next(Optional.of(early), SETTLED.minus(MOMENT))).isEqualTo(new ClosingRules.Step.Nothing());
        assertThat(next(Optional.of(early), SETTLED))
                .isEqualTo(new ClosingRules.Step.Save(all(new ShardState.Walking(SETTLED, SETTLED), 1), ALL));
    }

    /** Its first users may have been seen while workers of before the close were still active. */
    @Test
    void takesNoWordFromAWalkThatBeganTooSoonHoweverLateItEnded() {
        Closing early = all(new ShardState.Walked(SETTLED.minus(MOMENT), SETTLED.plus(Duration.ofHours(1)), DONE), 1);
        assertThat(next(Optional.of(early), SETTLED.plus(Duration.ofHours(1))))
                .isInstanceOfSatisfying(
                        ClosingRules.Step.Save.class,
                        step -> assertThat(step.shards()).isEqualTo(ALL));
    }

    @Test
    void isDrainedWhenNothingRunsInAnyShard() {
        Closing settled = all(new ShardState.Walked(SETTLED, SETTLED, DONE), 5);
        Instant now = SETTLED.plusSeconds(60);
        assertThat(next(Optional.of(settled), now))
                .isEqualTo(new ClosingRules.Step.Save(settled.drained(now), List.of()));
        assertThat(next(Optional.of(settled.drained(now)), now.plus(Duration.ofDays(99))))
                .isEqualTo(new ClosingRules.Step.Nothing());
        assertThat(settled.census()).isEqualTo(new Census(16, 0, 0, 16, 0));
    }

    @Test
    void isNotDrainedWhileOneShardRunsOrIsMissing() {
        Closing settled = all(new ShardState.Walked(SETTLED, SETTLED, DONE), 5);
        Map<Integer, ShardState> fifteen = new HashMap<>(settled.shards());
        fifteen.remove(15);
        assertThat(next(Optional.of(settled.with(fifteen)), SETTLED))
                .isEqualTo(new ClosingRules.Step.Save(
                        with(settled, 15, new ShardState.Walking(SETTLED, SETTLED)), List.of(15)));
        Closing busy = with(settled, 15, new ShardState.Walked(SETTLED, SETTLED, BUSY));
        assertThat(next(Optional.of(busy), SETTLED)).isEqualTo(new ClosingRules.Step.Nothing());
    }

    @Test
    void forgetsAtOnceAClosingWhoseCloseWasMovedAndBeginsAnewWhenItComes() {
        Closing drained = all(new ShardState.Walked(SETTLED, SETTLED, DONE), 5).drained(SETTLED);
        Instant later = CLOSE.plus(Duration.ofDays(10));
        Closing forgotten = new Closing(ID, later, Map.of(), Optional.empty(), 5);

        assertThat(ClosingRules.next(group(later), Optional.of(drained), SETTLED))
                .isEqualTo(new ClosingRules.Step.Save(forgotten, List.of()));
        assertThat(ClosingRules.next(group(later), Optional.of(forgotten), later.minus(MOMENT)))
                .isEqualTo(new ClosingRules.Step.Nothing());
        assertThat(ClosingRules.next(group(later), Optional.of(forgotten), later))
                .isEqualTo(new ClosingRules.Step.Save(
                        forgotten.with(
                                all(new ShardState.Walking(later, later), 5).shards()),
                        ALL));
        // Moved back before it came: what was found before counts no more.
        assertThat(next(Optional.of(forgotten), SETTLED))
                .isEqualTo(new ClosingRules.Step.Save(all(new ShardState.Walking(SETTLED, SETTLED), 5), ALL));
    }

    @Test
    void countsADrainForItsOwnCloseAlone() {
        Closing closing = all(new ShardState.Walked(SETTLED, SETTLED, DONE), 5);
        assertThat(ClosingRules.drained(Optional.empty(), GROUP.dates())).isEmpty();
        assertThat(ClosingRules.drained(Optional.of(closing), GROUP.dates())).isEmpty();
        Optional<Closing> drained = Optional.of(closing.drained(SETTLED));
        assertThat(ClosingRules.drained(drained, GROUP.dates())).contains(SETTLED);
        assertThat(ClosingRules.drained(drained, group(CLOSE.plusSeconds(1)).dates()))
                .isEmpty();
    }

    @Test
    void wantsTheMessagesOfTheWalkThatAShardHas() {
        Closing closing =
                with(all(new ShardState.Walking(CLOSE, CLOSE), 1), 4, new ShardState.Walked(CLOSE, CLOSE, DONE));
        assertThat(ClosingRules.wanted(closing, GROUP, message(3, CLOSE))).isTrue();
        assertThat(ClosingRules.wanted(closing, GROUP, message(3, SETTLED))).isFalse();
        assertThat(ClosingRules.wanted(closing, GROUP, message(4, CLOSE))).isFalse();
        assertThat(ClosingRules.wanted(closing, group(SETTLED), message(3, CLOSE)))
                .isFalse();
        assertThat(ClosingRules.wanted(closing.with(Map.of()), GROUP, message(3, CLOSE)))
                .isFalse();
    }

    private static ClosingRules.Step next(Optional<Closing> closing, Instant now) {
        return ClosingRules.next(GROUP, closing, now);
    }

    private static ClosingMessage message(int shard, Instant begunAt) {
        return ClosingMessage.first(ID, shard, begunAt, new Correlation("sweep-1"));
    }

    private static Closing all(ShardState state, long version) {
        Map<Integer, ShardState> shards = new HashMap<>();
        ALL.forEach(shard -> shards.put(shard, state));
        return new Closing(ID, CLOSE, shards, Optional.empty(), version);
    }

    private static Closing with(Closing closing, int shard, ShardState state) {
        Map<Integer, ShardState> shards = new HashMap<>(closing.shards());
        shards.put(shard, state);
        return closing.with(shards);
    }

    private static Group group(Instant close) {
        Instant opening = CLOSE.minus(Duration.ofDays(180));
        return new Group(
                ID,
                Set.of(new Region("IN")),
                new Dates(opening.minus(Duration.ofDays(30)), opening, close, close.plus(Duration.ofDays(60))));
    }
}
