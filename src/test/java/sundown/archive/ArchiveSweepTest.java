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
import sundown.archive.ArchiveState.Ending;
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
class ArchiveSweepTest {
    private static final int SHARD = 2;

    private final Functions functions = new Functions();

    @Test
    void endsAnExpiredArchiveAndThenRemovesIt() {
        Stories.askAndBuild(functions);
        functions.clock.advance(ArchiveRules.LIFE);

        functions.sweep();
        assertThat(functions.archive().state())
                .isEqualTo(new ArchiveState.Ended(Ending.EXPIRED, functions.clock.instant()));
        assertThat(functions.archive().password()).isEmpty();
        assertThat(functions.bucket.objects()).isNotEmpty();

        functions.clock.advance(ArchiveRules.WORKER_LIFE_MAX);
        functions.sweep();
        assertThat(functions.bucket.objects()).isEmpty();
        assertThat(functions.archive().cleanAt()).isEmpty();
    }

    @Test
    void endsAnArchiveAtTheClose() {
        functions.clock.moveTo(Functions.CLOSE.minus(Duration.ofDays(1)));
        Stories.askAndBuild(functions);
        functions.clock.moveTo(Functions.CLOSE);

        functions.sweep();

        assertThat(functions.archive().state()).isEqualTo(new ArchiveState.Ended(Ending.CLOSED, Functions.CLOSE));
    }

    @Test
    void abortsUnfinishedUploads() {
        Stories.ask(functions);
        killAfterTwoParts();
        functions.delete(Functions.USER);
        assertThat(functions.bucket.unfinished()).hasSize(1);

        functions.clock.advance(ArchiveRules.WORKER_LIFE_MAX);
        functions.sweep();

        assertThat(functions.bucket.unfinished()).isEmpty();
        assertThat(functions.bucket.objects()).isEmpty();
    }

    @Test
    void removesAnEarlierArchiveAndNothingOfTheLatest() {
        Stories.askAndBuild(functions);
        String earlier = VolumeStorage.prefix(
                functions.archive().group(), Functions.USER, functions.archive().id());
        functions.delete(Functions.USER);
        functions.requestPlanned(Functions.USER);
        functions.buildAll();

        functions.clock.advance(ArchiveRules.WORKER_LIFE_MAX);
        functions.sweep();

        assertThat(functions.bucket.objects())
                .isNotEmpty()
                .extracting(ObjectKey::value)
                .noneMatch(key -> key.startsWith(earlier));
        assertThat(functions.state()).isEqualTo("ready");
        assertThat(functions.download(Stories.volumes(functions.view()).getFirst()))
                .isPresent();
    }

    /** A user who deletes and requests again and again does not keep what they deleted. */
    @Test
    void removesEachDeletedArchiveAtItsOwnTime() {
        Duration apart = ArchiveRules.WORKER_LIFE_MAX.dividedBy(2);
        List<String> prefixes = new ArrayList<>();
        functions.addPhoto(1, 3_000);
        for (int number = 1; number <= ArchiveRules.ARCHIVES_PER_DAY; number++) {
            prefixes.add(deleted());
            functions.clock.advance(apart);
            functions.sweep();
        }

        assertThat(prefixes.stream().filter(this::stored)).containsExactly(prefixes.get(2));
        functions.clock.advance(apart);
        functions.sweep();
        assertThat(functions.bucket.objects()).isEmpty();
        assertThat(functions.archive().nextCleaning()).isEmpty();
    }

    @Test
    void leavesAnEarlierArchiveUntilItsTimeWhenTheOneBeforeItIsRemoved() {
        Duration apart = ArchiveRules.WORKER_LIFE_MAX.dividedBy(2);
        functions.addPhoto(1, 3_000);
        String first = deleted();
        functions.clock.advance(apart);
        String second = deleted();
        functions.requestPlanned(Functions.USER);

        functions.clock.advance(apart);
        functions.sweep();

        assertThat(stored(first)).isFalse();
        assertThat(stored(second)).isTrue();
    }

    /** Of an archive that is built and deleted. */
    private String deleted() {
        functions.requestPlanned(Functions.USER);
        functions.buildAll();
        Archive archive = functions.archive();
        functions.delete(Functions.USER);
        return VolumeStorage.prefix(archive.group(), Functions.USER, archive.id());
    }

    private boolean stored(String prefix) {
        return functions.bucket.objects().stream().anyMatch(key -> key.value().startsWith(prefix));
    }

    /** A worker that stalled may complete its upload after another one has built the volume. */
    @Test
    void removesTheAttemptsThatDoNotCount() {
        Stories.ask(functions);
        killAfterTwoParts();
        functions.clock.advance(VolumeRules.LEASE);
        functions.sweep();
        functions.buildAll();
        Archive ready = functions.archive();
        Volume first = functions.archives.listVolumes(ready).stream()
                .filter(volume -> volume.attempt() == 2)
                .findFirst()
                .orElseThrow();
        ObjectKey late = VolumeStorage.key(ready.group(), Records.with(first, "attempt", 1));
        VolumeStorage.UploadId upload = functions.bucket.begin(late);
        functions.bucket.complete(
                late,
                upload,
                List.of(functions.bucket.upload(late, upload, 1, new byte[1], 1).orElseThrow()));
        assertThat(functions.bucket.unfinished()).containsExactly(late);

        functions.clock.advance(ArchiveRules.WORKER_LIFE_MAX.minusNanos(1));
        functions.sweep();
        assertThat(functions.bucket.objects()).contains(late);
        functions.clock.advance(Duration.ofNanos(1));
        functions.sweep();

        assertThat(functions.bucket.unfinished()).isEmpty();
        assertThat(functions.bucket.objects())
                .containsExactlyInAnyOrderElementsOf(functions.archives.listVolumes(ready).stream()
                        .map(volume -> VolumeStorage.key(ready.group(), volume))
                        .toList());
        assertThat(functions.archive().cleanAt()).isEmpty();
        Stories.requireDigests(functions, functions.view());
    }

    @Test
    void queuesALostMessageAgain() {
        Stories.ask(functions);
        loseAllMessages();

        functions.clock.advance(VolumeRules.IN_QUEUE);
        functions.sweep();
        functions.buildAll();

        assertThat(functions.state()).isEqualTo("ready");
    }

    @Test
    void repeatsPlanningAndGivesUpInTheEnd() {
        functions.addPhoto(1, 1_000);
        functions.fail("GalleryObjects.list", new RetryableFailure("no answer"));
        functions.requestPlanned(Functions.USER);
        Instant asked = functions.clock.instant();

        while (functions.archive().state().live()) {
            functions.clock.advance(ArchiveRules.PLANNING);
            functions.sweep();
            functions.buildAll();
        }

        assertThat(functions.archive().state())
                .isInstanceOfSatisfying(
                        ArchiveState.Ended.class,
                        ended -> assertThat(ended.why()).isEqualTo(Ending.GAVE_UP));
        assertThat(Duration.between(asked, functions.clock.instant())).isGreaterThan(Duration.ofHours(8));
    }

    @Test
    void endsTheOthersWhenMoreCannotBeReadThanAreReadAtOnce() {
        List<UserId> ofOneShard = IntStream.iterate(0, number -> number + 1)
                .mapToObj(number -> new UserId("user-" + number))
                .filter(user -> Shards.of(user.value()) == SHARD)
                .limit(ArchiveSweep.ARCHIVES_PER_RUN + 1)
                .toList();
        ofOneShard.forEach(this::request);
        functions.clock.moveTo(Functions.CLOSE);
        List<UserId> due =
                functions.archives.listDue(SHARD, functions.clock.instant(), ArchiveSweep.ARCHIVES_PER_RUN + 1);
        functions.use(Records.with(
                functions.ports,
                "archives",
                Forwarding.to(ArchiveStore.class, functions.archives, real -> new Object() {
                    public Optional<Archive> find(UserId user) {
                        if (!user.equals(due.getLast())) {
                            throw new PermanentFailure("a row cannot be read", null);
                        }
                        return real.find(user);
                    }
                })));

        functions.sweep();

        assertThat(functions.archives.find(due.getLast()).orElseThrow().state()).isInstanceOf(ArchiveState.Ended.class);
    }

    /** A close leaves more archives than a worker can remove; an archive that is to be planned again is elsewhere. */
    @Test
    void whatACloseLeavesKeepsNobodyWaitingAndNoWorkerBusyForLong() {
        List<UserId> users = IntStream.iterate(0, number -> number + 1)
                .mapToObj(number -> new UserId("user-" + number))
                .filter(user -> Shards.of(user.value()) == SHARD)
                .limit(101)
                .toList();
        users.forEach(this::request);
        List<UserId> removed = users.subList(0, 100);
        removed.forEach(functions::delete);
        functions.use(Records.with(
                functions.ports, "storage", Forwarding.to(VolumeStorage.class, functions.bucket, real -> new Object() {
                    public Set<ArchiveId> archives(GroupId group, UserId user) {
                        functions.clock.advance(Duration.ofMillis(600));
                        return real.archives(group, user);
                    }
                })));
        functions.clock.advance(ArchiveRules.WORKER_LIFE_MAX);
        Instant began = functions.clock.instant();

        assertThat(functions.archives.listDue(SHARD, began, 1_000)).containsExactly(users.getLast());
        assertThat(functions.archives.listDue(SHARD + Shards.COUNT, began, 1_000))
                .containsExactlyInAnyOrderElementsOf(removed);
        functions.sweep();

        assertThat(functions.archives.find(users.getLast()).orElseThrow().state())
                .isInstanceOfSatisfying(
                        ArchiveState.Planning.class,
                        planning -> assertThat(planning.attempt()).isEqualTo(2));
        assertThat(functions.archives.listDue(SHARD + Shards.COUNT, began, 1_000))
                .hasSize(25);
        assertThat(functions.clock.instant()).isEqualTo(began.plus(RunSweepTaskFunction.RUN_MAX));
    }

    private void request(UserId user) {
        functions.register(user, "IN");
        functions.addPhoto(user, 1, "photo.jpg", Optional.empty(), Functions.content(1, 1_000));
        functions.request(user);
    }

    private void killAfterTwoParts() {
        functions.observe(Functions.deathAfter(2));
        try {
            functions.buildOnce();
            throw new AssertionError("nobody died");
        } catch (Death.Died died) {
            functions.observe(ObservedPort.Observer.NONE);
        }
    }

    private void loseAllMessages() {
        while (functions.queue.receive().map(this::lose).isPresent()) {}
    }

    private InMemoryQueue.Delivery lose(InMemoryQueue.Delivery delivery) {
        functions.queue.delete(delivery);
        return delivery;
    }
}
