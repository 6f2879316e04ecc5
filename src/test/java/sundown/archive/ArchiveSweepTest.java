package sundown.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.archive.Archive.ArchiveId;
import sundown.archive.Archive.ArchiveState;
import sundown.archive.Archive.ArchiveState.Ending;
import sundown.edge.Forwarding;
import sundown.edge.InMemoryQueue;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.gallery.ObjectKey;
import sundown.runtime.Death;
import sundown.runtime.ObservedPort;
import sundown.runtime.Records;
import sundown.sweep.RunSweepTaskFunction;
import sundown.sweep.Wake.Shards;
import sundown.timeline.GroupId;

// Forwarding calls the fronts by their names.
@SuppressWarnings({"EffectivelyPrivate", "UnusedMethod", "UnusedVariable"})
class ArchiveSweepTest extends Functions {
    private static final int SHARD = 2;

    @Test
    void endsAnExpiredArchiveAndThenRemovesIt() {
        askAndBuild();
        clock.advance(ArchiveRules.LIFE);

        sweep();
        assertThat(archive().state()).isEqualTo(new ArchiveState.Ended(Ending.EXPIRED, clock.instant()));
        assertThat(archive().password()).isEmpty();
        assertThat(bucket.objects()).isNotEmpty();

        clock.advance(ArchiveRules.WORKER_LIFE_MAX);
        sweep();
        assertThat(bucket.objects()).isEmpty();
        assertThat(archive().cleanAt()).isEmpty();
    }

    @Test
    void endsAnArchiveAtTheClose() {
        clock.moveTo(CLOSE.minus(Duration.ofDays(1)));
        askAndBuild();
        clock.moveTo(CLOSE);

        sweep();

        assertThat(archive().state()).isEqualTo(new ArchiveState.Ended(Ending.CLOSED, CLOSE));
    }

    @Test
    void abortsUnfinishedUploads() {
        ask();
        killAfterTwoParts();
        delete(USER);
        assertThat(bucket.unfinished()).hasSize(1);

        clock.advance(ArchiveRules.WORKER_LIFE_MAX);
        sweep();

        assertThat(bucket.unfinished()).isEmpty();
        assertThat(bucket.objects()).isEmpty();
    }

    @Test
    void removesAnEarlierArchiveAndNothingOfTheLatest() {
        askAndBuild();
        String earlier = VolumeStorage.prefix(archive().group(), USER, archive().id());
        delete(USER);
        requestPlanned(USER);
        buildAll();

        clock.advance(ArchiveRules.WORKER_LIFE_MAX);
        sweep();

        assertThat(bucket.objects())
                .isNotEmpty()
                .extracting(ObjectKey::value)
                .noneMatch(key -> key.startsWith(earlier));
        assertThat(state()).isEqualTo("ready");
        assertThat(download(volumes(view()).getFirst())).isPresent();
    }

    /** A user who deletes and requests again and again does not keep what they deleted. */
    @Test
    void removesEachDeletedArchiveAtItsOwnTime() {
        Duration apart = ArchiveRules.WORKER_LIFE_MAX.dividedBy(2);
        List<String> prefixes = new ArrayList<>();
        addPhoto(1, 3_000);
        for (int number = 1; number <= ArchiveRules.ARCHIVES_PER_DAY; number++) {
            prefixes.add(deleted());
            clock.advance(apart);
            sweep();
        }

        assertThat(prefixes.stream().filter(this::stored)).containsExactly(prefixes.get(2));
        clock.advance(apart);
        sweep();
        assertThat(bucket.objects()).isEmpty();
        assertThat(archive().nextCleaning()).isEmpty();
    }

    @Test
    void leavesAnEarlierArchiveUntilItsTimeWhenTheOneBeforeItIsRemoved() {
        Duration apart = ArchiveRules.WORKER_LIFE_MAX.dividedBy(2);
        addPhoto(1, 3_000);
        String first = deleted();
        clock.advance(apart);
        String second = deleted();
        requestPlanned(USER);

        clock.advance(apart);
        sweep();

        assertThat(stored(first)).isFalse();
        assertThat(stored(second)).isTrue();
    }

    /** Of an archive that is built and deleted. */
    private String deleted() {
        requestPlanned(USER);
        buildAll();
        Archive archive = archive();
        delete(USER);
        return VolumeStorage.prefix(archive.group(), USER, archive.id());
    }

    private boolean stored(String prefix) {
        return bucket.objects().stream().anyMatch(key -> key.value().startsWith(prefix));
    }

    /** A worker that stalled may complete its upload after another one has built the volume. */
    @Test
    void removesTheAttemptsThatDoNotCount() {
        ask();
        killAfterTwoParts();
        clock.advance(VolumeRules.LEASE);
        sweep();
        buildAll();
        Archive ready = archive();
        Volume first = archives.listVolumes(ready).stream()
                .filter(volume -> volume.attempt() == 2)
                .findFirst()
                .orElseThrow();
        ObjectKey late = VolumeStorage.key(ready.group(), Records.with(first, "attempt", 1));
        VolumeStorage.UploadId upload = bucket.begin(late);
        bucket.complete(
                late,
                upload,
                List.of(bucket.upload(late, upload, 1, new byte[1], 1).orElseThrow()));
        assertThat(bucket.unfinished()).containsExactly(late);

        clock.advance(ArchiveRules.WORKER_LIFE_MAX.minusNanos(1));
        sweep();
        assertThat(bucket.objects()).contains(late);
        clock.advance(Duration.ofNanos(1));
        sweep();

        assertThat(bucket.unfinished()).isEmpty();
        assertThat(bucket.objects())
                .containsExactlyInAnyOrderElementsOf(archives.listVolumes(ready).stream()
                        .map(volume -> VolumeStorage.key(ready.group(), volume))
                        .toList());
        assertThat(archive().cleanAt()).isEmpty();
        requireDigests(view());
    }

    @Test
    void queuesALostMessageAgain() {
        ask();
        loseAllMessages();

        clock.advance(VolumeRules.IN_QUEUE);
        sweep();
        buildAll();

        assertThat(state()).isEqualTo("ready");
    }

    @Test
    void repeatsPlanningAndGivesUpInTheEnd() {
        addPhoto(1, 1_000);
        fail("GalleryObjects.list", new RetryableFailure("no answer"));
        requestPlanned(USER);
        Instant asked = clock.instant();

        while (archive().state().live()) {
            clock.advance(ArchiveRules.PLANNING);
            sweep();
            buildAll();
        }

        assertThat(archive().state())
                .isInstanceOfSatisfying(
                        ArchiveState.Ended.class,
                        ended -> assertThat(ended.why()).isEqualTo(Ending.GAVE_UP));
        assertThat(Duration.between(asked, clock.instant())).isGreaterThan(Duration.ofHours(8));
    }

    @Test
    void endsTheOthersWhenMoreCannotBeReadThanAreReadAtOnce() {
        List<UserId> ofOneShard = IntStream.iterate(0, number -> number + 1)
                .mapToObj(number -> new UserId("user-" + number))
                .filter(user -> Shards.of(user.value()) == SHARD)
                .limit(ArchiveSweep.ARCHIVES_PER_RUN + 1)
                .toList();
        ofOneShard.forEach(this::requestWithPhoto);
        clock.moveTo(CLOSE);
        List<UserId> due = archives.listDue(SHARD, clock.instant(), ArchiveSweep.ARCHIVES_PER_RUN + 1);
        use(Records.with(ports, "archives", Forwarding.to(ArchiveStore.class, archives, real -> new Object() {
            public Optional<Archive> find(UserId user) {
                if (!user.equals(due.getLast())) {
                    throw new PermanentFailure("a row cannot be read", null);
                }
                return real.find(user);
            }
        })));

        sweep();

        assertThat(archives.find(due.getLast()).orElseThrow().state()).isInstanceOf(ArchiveState.Ended.class);
    }

    /** A close leaves more archives than a worker can remove; an archive that is to be planned again is elsewhere. */
    @Test
    void whatACloseLeavesKeepsNobodyWaitingAndNoWorkerBusyForLong() {
        List<UserId> users = IntStream.iterate(0, number -> number + 1)
                .mapToObj(number -> new UserId("user-" + number))
                .filter(user -> Shards.of(user.value()) == SHARD)
                .limit(101)
                .toList();
        users.forEach(this::requestWithPhoto);
        List<UserId> removed = users.subList(0, 100);
        removed.forEach(this::delete);
        use(Records.with(ports, "storage", Forwarding.to(VolumeStorage.class, bucket, real -> new Object() {
            public Set<ArchiveId> archives(GroupId group, UserId user) {
                clock.advance(Duration.ofMillis(600));
                return real.archives(group, user);
            }
        })));
        clock.advance(ArchiveRules.WORKER_LIFE_MAX);
        Instant began = clock.instant();

        assertThat(archives.listDue(SHARD, began, 1_000)).containsExactly(users.getLast());
        assertThat(archives.listDue(SHARD + Shards.COUNT, began, 1_000)).containsExactlyInAnyOrderElementsOf(removed);
        sweep();

        assertThat(archives.find(users.getLast()).orElseThrow().state())
                .isInstanceOfSatisfying(
                        ArchiveState.Planning.class,
                        planning -> assertThat(planning.attempt()).isEqualTo(2));
        assertThat(archives.listDue(SHARD + Shards.COUNT, began, 1_000)).hasSize(25);
        assertThat(clock.instant()).isEqualTo(began.plus(RunSweepTaskFunction.RUN_MAX));
    }

    private void requestWithPhoto(UserId user) {
        register(user, "IN");
        addPhoto(user, 1, "photo.jpg", Optional.empty(), content(1, 1_000));
        request(user);
    }

    private void killAfterTwoParts() {
        observe(deathAfter(2));
        try {
            buildOnce();
            throw new AssertionError("nobody died");
        } catch (Death.Died died) {
            observe(ObservedPort.Observer.NONE);
        }
    }

    private void loseAllMessages() {
        while (queue.receive().map(this::lose).isPresent()) {}
    }

    private InMemoryQueue.Delivery lose(InMemoryQueue.Delivery delivery) {
        queue.delete(delivery);
        return delivery;
    }
}
