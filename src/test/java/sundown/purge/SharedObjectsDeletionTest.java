package sundown.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.account.Account;
import sundown.account.Region;
import sundown.account.UserId;
import sundown.gallery.Claims.Claimant;
import sundown.hold.HoldStore.Hold;
import sundown.operator.SampleOperators;
import sundown.purge.AccountRecord.Remains;
import sundown.purge.BucketListing.PurgedBucket;
import sundown.purge.DeletionRecords.Deletion;
import sundown.purge.PurgeStore.PurgeState;
import sundown.runtime.Death;
import sundown.runtime.ObservedPort;

/** Users who have the same objects are deleted. */
class SharedObjectsDeletionTest {
    private final ClosedGroup group = new ClosedGroup();
    private UserId ann;
    private UserId bob;
    private BucketEntry shared;

    @BeforeEach
    void share() {
        ann = group.user("ann");
        bob = group.user("bob");
        shared = group.put(PurgedBucket.GALLERY, "ann", "shared");
        claim(ann);
        claim(bob);
    }

    @Test
    void goWithTheLastOfThem() {
        group.begin();
        assertThat(group.deleted(ann)).isTrue();
        assertThat(group.buckets.all()).contains(shared);
        assertThat(group.rows.any(ann)).isFalse();
        assertThat(group.record(ann).orElseThrow().outcome()).isEqualTo(Deletion.Progress.GONE);

        assertThat(group.deleted(bob)).isTrue();
        assertThat(group.buckets.all()).doesNotContain(shared);
        assertThat(group.record(bob).orElseThrow().deleted())
                .isEqualTo(group.line(bob).totals())
                .satisfies(deleted -> assertThat(deleted.shared()).isEqualTo(1));
    }

    @Test
    void stayWhileSomebodyOfAnotherGroupHasThem() {
        claim(new UserId("of-an-open-group"));
        group.begin();
        group.deleted(ann);
        group.deleted(bob);
        assertThat(group.kept(ann)).containsExactly(shared);
        assertThat(group.rows.any(bob)).isFalse();
    }

    @Test
    void stayWhileOneIsUnderHold() {
        group.begin();
        group.holds.placeWhereNone(new Hold(bob, "a court", SampleOperators.named("Ada"), Given.NOW, Optional.empty()));
        group.deleted(ann);
        group.deleted(bob);
        assertThat(group.buckets.all()).contains(shared);
        assertThat(group.claims.listClaimants(shared.key())).contains(new Claimant(bob, false));
    }

    @Test
    void stayWhileOneIsUnderHoldWhoGaveThemUp() {
        group.begin();
        releaseOf(bob);
        group.hold(bob, Optional.of(group.clock.instant().plus(Duration.ofDays(1))));
        assertThat(group.deleted(bob)).isTrue();
        assertThat(group.record(bob).orElseThrow().outcome()).isEqualTo(Deletion.Progress.HELD);

        assertThat(group.deleted(ann)).isTrue();
        assertThat(group.kept(ann)).containsExactly(shared);
        assertThat(group.record(ann).orElseThrow().outcome()).isEqualTo(Deletion.Progress.GONE);
    }

    @Test
    void goOnceThatHoldIsOver() {
        group.begin();
        releaseOf(bob);
        group.hold(bob, Optional.of(group.clock.instant()));
        assertThat(group.deleted(ann)).isTrue();
        assertThat(group.kept(ann)).isEmpty();
    }

    /** The close of their group is moved after they gave them up. */
    @ParameterizedTest
    @ValueSource(strings = {"BR", "CN"})
    void stayWhileOneMayExportAgainWhoGaveThemUp(String region) {
        UserId cid = new UserId("cid");
        group.accounts.put(new Account(cid, new Region(region)));
        claim(cid);
        group.claims.release(shared.key(), cid);
        group.begin();
        releaseOf(bob);
        assertThat(group.deleted(ann)).isTrue();
        assertThat(group.kept(ann)).containsExactly(shared);
        assertThat(group.record(ann).orElseThrow().outcome()).isEqualTo(Deletion.Progress.GONE);

        group.accounts.put(new Account(cid, new Region("IN")));
        assertThat(group.deleted(bob)).isTrue();
        assertThat(group.kept(ann)).isEmpty();
    }

    @Test
    void stayUntilNoClockIsBeforeTheCloseOfOneWhoGaveThemUp() {
        UserId cid = new UserId("cid");
        group.accounts.put(new Account(cid, new Region("BR")));
        claim(cid);
        group.claims.release(shared.key(), cid);
        group.claims.release(shared.key(), bob);
        group.begin();
        Instant closed = Instant.parse("2023-07-01T00:00:00Z").plus(PurgeRules.CLOCK_SKEW);
        group.clock.moveTo(closed.minusMillis(1));
        group.deleted(ann);
        assertThat(group.kept(ann)).containsExactly(shared);
        group.clock.advance(Duration.ofMillis(1));
        group.deleted(bob);
        assertThat(group.kept(ann)).isEmpty();
    }

    /** The claim is released, and the object not yet deleted. */
    @Test
    void goAfterACrashOfTheLast() {
        group.begin();
        group.deleted(ann);
        group.observe(ObservedPort.after("Claims.release", () -> {
            throw new Death.Died("Claims.release");
        }));
        assertThatThrownBy(() -> group.deleted(bob)).isInstanceOf(Death.Died.class);
        assertThat(group.buckets.all()).contains(shared);

        group.observe(ObservedPort.Observer.NONE);
        assertThat(group.deleted(bob)).isTrue();
        assertThat(group.buckets.all()).doesNotContain(shared);
    }

    /** Between any two batches purges may be stopped, so a batch has few that are given up one by one. */
    @Test
    void areGivenUpInSmallBatches() {
        IntStream.range(0, Remains.BATCH_SHARED + 1)
                .mapToObj(number -> group.put(PurgedBucket.GALLERY, "bob", "more-" + number))
                .forEach(more -> {
                    group.claims.put(more.key(), bob);
                    group.claims.put(more.key(), new UserId("of-an-open-group"));
                });
        group.begin();
        int[] released = {0};
        group.afterEach("Claims.release", () -> {
            released[0]++;
            group.stop(true);
        });
        assertThat(group.deleted(bob)).isFalse();
        assertThat(released[0]).isEqualTo(Remains.BATCH_SHARED);
    }

    @Test
    void differWhereTheStorageKeepsWhatTheLastHasDeleted() {
        group.begin();
        group.deleted(ann);
        group.buckets.refuse(shared.key());
        group.buckets.lie();
        assertThatThrownBy(() -> group.deleted(bob)).hasMessageContaining("could not be deleted");
        assertThat(group.rows.any(bob)).isTrue();
    }

    /** The other one has given the object up, and has not deleted it yet. */
    @Test
    void areLeftToOneWhoGivesThemUpMeanwhile() {
        group.begin();
        group.afterEach("Claims.listClaimants", () -> group.claims.release(shared.key(), bob));
        assertThat(group.deleted(ann)).isTrue();
        assertThat(group.kept(ann)).containsExactly(shared);
    }

    @Test
    void endNoPurgeWhereOneOfTheCanaryLeftThemToAnother() {
        group.approve();
        group.unpause();
        group.sweep();
        group.afterEach("DeletionRecords.put", () -> group.claims.release(shared.key(), bob));
        group.work();
        assertThat(group.record(ann).map(Deletion::outcome)).contains(Deletion.Progress.GONE);
        group.sweep();
        assertThat(group.purge().state()).isInstanceOf(PurgeState.Waves.class);
    }

    /** A worker dies when it has released the claim of a user. */
    private void releaseOf(UserId user) {
        group.observe(ObservedPort.after("Claims.release", () -> {
            throw new Death.Died("Claims.release");
        }));
        assertThatThrownBy(() -> group.deleted(user)).isInstanceOf(Death.Died.class);
        group.observe(ObservedPort.Observer.NONE);
    }

    private void claim(UserId user) {
        group.claims.put(shared.key(), user);
    }
}
