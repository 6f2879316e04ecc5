package sundown.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.account.UserId;
import sundown.failure.RetryableFailure;
import sundown.runtime.Calls;
import sundown.runtime.Death;
import sundown.runtime.ObservedPort;

/** A purge from the end of its pause until everything is deleted. */
class PurgeTaskTest {
    private final ClosedGroup group = new ClosedGroup();

    @Test
    void deletesACanaryAndThenWavesAtTheRateThatIsSet() {
        users(6);
        group.sweep();
        seenTo(1, 0);
        assertThat(sent()).containsExactly("u0");
        group.work();
        group.sweep();
        assertThat(group.purge().state()).isInstanceOf(PurgeState.Waves.class);
        assertThat(sent()).isEmpty();

        group.minute();
        assertThat(sent()).containsExactly("u1", "u2");
        group.sweep();
        assertThat(sent()).hasSize(2);
        group.minute();
        assertThat(sent()).containsExactly("u1", "u2", "u3", "u4");
        group.work();
        group.minute();
        seenTo(6, 5);
        group.work();
        group.sweep();

        assertThat(group.purge().state())
                .isEqualTo(new PurgeState.Purged(ClosedGroup.BEGIN.plus(Duration.ofMinutes(3))));
        assertThat(group.buckets.all()).isEmpty();
        assertThat(group.recorded()).hasSize(6);
    }

    @Test
    void sendsNothingBeforeThePauseIsOverByEveryClock() {
        users(2);
        group.trusted.ahead(Duration.ofSeconds(-1));
        group.sweep();
        assertThat(sent()).isEmpty();
        assertThat(group.purge().state()).isEqualTo(new PurgeState.Planned());
    }

    @Test
    void sendsNothingWhileTheKillSwitchIsSet() {
        users(2);
        group.stop(true);
        group.sweep();
        assertThat(sent()).isEmpty();
        group.stop(false);
        group.sweep();
        assertThat(sent()).hasSize(1);
    }

    /** What was dropped while the switch was set is sent again. */
    @Test
    void goesOnAfterAStop() {
        users(2);
        group.sweep();
        group.stop(true);
        group.work();
        group.clock.advance(PurgeRules.PATIENCE);
        group.sweep();
        assertThat(sent()).isEmpty();
        group.stop(false);
        finish();
        assertThat(group.buckets.all()).isEmpty();
    }

    @Test
    void sendsAgainOnceWhatWasNotHeardOf() {
        users(3);
        group.sweep();
        drop();
        group.clock.advance(PurgeRules.PATIENCE.minusNanos(1));
        group.sweep();
        assertThat(sent()).isEmpty();
        group.clock.advance(Duration.ofNanos(1));
        group.sweep();
        assertThat(sent()).containsExactly("u0");
        group.work();
        group.sweep();
        group.minute();
        group.deleted(new UserId("u1"));
        drop();
        group.clock.advance(PurgeRules.PATIENCE);
        group.sweep();
        assertThat(sent()).containsExactly("u2");
    }

    /** Otherwise a message could go out for an account that no wave has, and that no later sweep counts. */
    @Test
    void sendsNothingThatAnotherSweepKeepsItFromSaving() {
        users(3);
        group.observe(anotherSavesFirst());
        group.sweep();
        assertThat(sent()).isEmpty();

        group.observe(new ObservedPort.Observer() {});
        group.sweep();
        drop();
        group.clock.advance(PurgeRules.PATIENCE);
        group.observe(anotherSavesFirst());
        group.sweep();
        assertThat(sent()).isEmpty();
    }

    private ObservedPort.Observer anotherSavesFirst() {
        return new ObservedPort.Observer() {
            @Override
            public void before(String call) {
                if (call.equals("PurgeStore.save")) {
                    group.purges.save(group.purge());
                }
            }
        };
    }

    @Test
    void beginsNoMoreWavesWhenAccountsCannotBeDeleted() {
        users(60);
        group.sweep();
        group.work();
        group.sweep();
        IntStream.range(0, 25).forEach(minute -> group.minute());
        seenTo(41, 1);
        group.work();
        group.minute();
        seenTo(43, 41);
    }

    /** However many accounts a group has: what is over is not counted again. */
    @Test
    void readsTheRecordOfEachAccountOnce() {
        users(60);
        canary();
        minutes(31);
        assertThat(group.purge().state()).isInstanceOf(PurgeState.Purged.class);
        assertThat(group.records.counted()).isEqualTo(60);
    }

    /** Its wave alone is counted again and again, and it alone is sent again. */
    @Test
    void goesOnWhereOneAccountIsMissing() {
        users(60);
        canary();
        group.minute();
        assertThat(sent()).containsExactly("u1", "u10");
        group.deleted(new UserId("u1"));
        drop();
        minutes(30);
        seenTo(60, 59);
        assertThat(group.records.counted()).isBetween(60L, 60L + 2 * 31);
        group.clock.advance(PurgeRules.PATIENCE);
        group.sweep();
        assertThat(sent()).containsExactly("u10");
        minutes(1);
        assertThat(group.purge().state()).isInstanceOf(PurgeState.Purged.class);
    }

    /** Whatever dies, each thing is deleted once, each account has its record, and the purge comes to its end. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void comesToItsEndAfterADeathAtAnyCall(boolean after) {
        ClosedGroup whole = new ClosedGroup();
        users(whole, 3);
        List<BucketEntry> all = whole.buckets.all();
        Calls calls = new Calls();
        whole.observe(calls);
        finish(whole);
        assertThat(calls.total()).isGreaterThan(150);
        LongStream.rangeClosed(1, calls.total()).forEach(call -> {
            ClosedGroup dying = new ClosedGroup();
            users(dying, 3);
            dying.observe(new Death(call, after));
            assertThat(catchThrowable(() -> finish(dying)))
                    .as("call " + call)
                    .satisfiesAnyOf(
                            died -> assertThat(died).isInstanceOf(Death.Died.class),
                            died -> assertThat(died).hasCauseInstanceOf(Death.Died.class));
            dying.observe(new ObservedPort.Observer() {});
            finish(dying);
            assertThat(dying.deletion.asked()).as("death at call " + call).containsExactlyInAnyOrderElementsOf(all);
            assertThat(dying.recorded()).hasSize(3);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}\n"})
    void stopsThePurgeWhenTheManifestIsNotWhatWasApproved(String root) {
        users(3);
        group.tamper(ManifestKeys.root(Given.GROUP, ClosedGroup.PLAN), root.getBytes(StandardCharsets.UTF_8));
        group.sweep();
        isStopped();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}\n"})
    void stopsThePurgeWhenAChunkIsNotWhatWasApproved(String chunk) {
        users(3);
        group.tamper(ManifestKeys.chunk(Given.GROUP, ClosedGroup.PLAN, 0), chunk.getBytes(StandardCharsets.UTF_8));
        group.sweep();
        isStopped();
    }

    private void isStopped() {
        assertThat(sent()).isEmpty();
        assertThat(group.purge().state())
                .isEqualTo(new PurgeState.Aborted(
                        new Operator("Sundown"), "the manifest is not what was approved", ClosedGroup.BEGIN));
    }

    @Test
    void takesTheApprovalsAwayWhenTheyAreVoid() {
        users(3);
        group.sweep();
        group.republish();
        group.sweep();
        assertThat(group.purge().state()).isEqualTo(new PurgeState.Voided(ClosedGroup.BEGIN));
        group.work();
        assertThat(group.deletion.asked()).isEmpty();
    }

    /** The buckets do not answer while the canary is looked at: that says nothing about it. */
    @ParameterizedTest
    @ValueSource(strings = {"BucketListing.entries", "PurgeStore.find"})
    void leavesToTheNextSweepWhatCannotBeSeenToNow(String failing) {
        users(3);
        group.sweep();
        group.work();
        group.observe(new ObservedPort.Observer() {
            @Override
            public void before(String call) {
                if (call.equals(failing)) {
                    throw new RetryableFailure("busy");
                }
            }
        });
        group.sweep();
        assertThat(group.purge().state()).isInstanceOf(PurgeState.Canary.class);
        group.observe(new ObservedPort.Observer() {});
        group.sweep();
        assertThat(group.purge().state()).isInstanceOf(PurgeState.Waves.class);
    }

    /** A record says that the first account is deleted, and it is not. */
    @Test
    void stopsThePurgeWhenTheCanaryIsNotDeleted() {
        users(3);
        group.sweep();
        drop();
        group.records.put(
                Given.GROUP,
                new Deletion(
                        group.place(new UserId("u0")),
                        ClosedGroup.PLAN,
                        new Totals(3, 1, 2, 9),
                        2,
                        0,
                        Deletion.Outcome.GONE,
                        ClosedGroup.BEGIN));
        group.sweep();
        assertThat(group.purge().state())
                .isEqualTo(new PurgeState.Aborted(
                        new Operator("Sundown"), "what the first accounts had is not all deleted", ClosedGroup.BEGIN));
        group.minute();
        assertThat(sent()).isEmpty();
    }

    @Test
    void acceptsACanaryOfWhichOnlyHoldsAndWhatAppearedIsThere() {
        IntStream.range(0, 250).forEach(number -> group.user("u%03d".formatted(number)));
        group.hold(new UserId("u000"), Optional.empty());
        group.approve();
        group.put(PurgedBucket.GALLERY, "u001", "new");
        group.sweep();
        assertThat(sent()).containsExactly("u000", "u001");
        group.work();
        group.sweep();
        assertThat(group.purge().state()).isInstanceOf(PurgeState.Waves.class);
        assertThat(group.kept(new UserId("u000"))).hasSize(6);
    }

    private void canary() {
        group.sweep();
        group.work();
        group.sweep();
    }

    /** Workers follow each sweep, and a last sweep follows them. */
    private void minutes(int count) {
        IntStream.range(0, count).forEach(minute -> {
            group.minute();
            group.work();
        });
        group.sweep();
    }

    private void users(int count) {
        users(group, count);
    }

    private static void users(ClosedGroup group, int count) {
        IntStream.range(0, count).forEach(number -> group.user("u" + number));
        group.approve();
    }

    /** Time goes on, with sweeps and workers. */
    private void finish() {
        finish(group);
        assertThat(group.purge().state()).isInstanceOf(PurgeState.Purged.class);
    }

    private static void finish(ClosedGroup group) {
        for (int turn = 0; turn < 6; turn++) {
            group.sweep();
            group.work();
            group.clock.advance(PurgeRules.PATIENCE);
        }
    }

    private void seenTo(long begun, long finished) {
        Progress progress = group.purge().state().deletion().orElseThrow();
        assertThat(progress.begun()).isEqualTo(begun);
        assertThat(progress.finished()).isEqualTo(finished);
    }

    private List<String> sent() {
        return group.queue.bodies().stream()
                .map(body -> PurgeMessage.read(body).user().value())
                .toList();
    }

    private void drop() {
        while (group.queue.size() > 0) {
            group.queue.delete(group.queue.receive().orElseThrow());
        }
    }
}
