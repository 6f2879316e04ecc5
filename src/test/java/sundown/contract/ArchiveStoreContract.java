package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.contract.SampleArchives.NOW;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.archive.Archive.ArchiveState;
import sundown.archive.Archive.ArchiveState.Ending;
import sundown.archive.ArchiveStore;
import sundown.archive.Volume;
import sundown.archive.VolumeRules;
import sundown.gallery.Tally;
import sundown.sweep.SweepTask.TaskName;
import sundown.sweep.Wake;
import sundown.sweep.Wake.Shards;

/** What every archive store promises. */
public abstract class ArchiveStoreContract extends SweptRowsContract<Archive> {
    private static final Instant NEVER = Instant.parse("9999-12-31T23:59:59Z");

    static final List<ArchiveState> STATES = List.of(
            new ArchiveState.Planning(3, NOW),
            new ArchiveState.Building(NOW.minusSeconds(1), NOW),
            new ArchiveState.Ready(NOW.minusSeconds(1), NOW),
            new ArchiveState.Ended(Ending.EXPIRED, NOW),
            new ArchiveState.Ended(Ending.CLOSED, NOW),
            new ArchiveState.Ended(Ending.DELETED, NOW),
            new ArchiveState.Ended(Ending.GAVE_UP, NOW));

    protected final ArchiveStore store;

    protected ArchiveStoreContract(ArchiveStore store) {
        super(
                TaskName.ARCHIVES,
                new Store<>(store::find, store::findAll, store::save, store::listDue, store::listWaiting),
                new Samples<>(
                        SampleArchives::fresh,
                        SampleArchives::ready,
                        (archive, at) -> archive.withState(new ArchiveState.Planning(0, at))));
        this.store = store;
    }

    @Test
    void findsNoVolumesForAStranger() {
        assertThat(store.listVolumes(SampleArchives.fresh(user))).isEmpty();
        assertThat(store.findVolume(SampleArchives.fresh(user), 1)).isEmpty();
    }

    @Test
    void takesANewArchiveInThePlaceOfTheOldOne() {
        Archive old = save(SampleArchives.ready(user));
        save(SampleArchives.volume(old, 1));
        Archive next = save(SampleArchives.other(old));
        assertThat(store.find(user)).contains(next);
        assertThat(next.version()).isEqualTo(2);
        assertThat(store.listVolumes(next)).isEmpty();
        assertThat(store.listVolumes(old)).hasSize(1);
    }

    @Test
    void refusesASaveOfAVolumeThatSomebodyChanged() {
        Archive archive = SampleArchives.ready(user);
        Volume read = save(SampleArchives.volume(archive, 1));
        Volume changed = save(VolumeRules.renewed(read, read.uploaded() + 1, NOW));
        assertThat(changed.version()).isEqualTo(2);
        assertThat(store.save(read)).isEmpty();
        assertThat(store.save(SampleArchives.volume(archive, 1))).isEmpty();
        assertThat(store.findVolume(archive, 1)).contains(changed);
    }

    @Test
    void refusesToChangeAVolumeThatIsNotThere() {
        Archive archive = SampleArchives.ready(user);
        assertThat(store.save(SampleArchives.volume(archive, 1).saved())).isEmpty();
        assertThat(store.findVolume(archive, 1)).isEmpty();
    }

    @Test
    void letsExactlyOneOfManyTakeAVolume() throws Exception {
        for (int round = 0; round < 5; round++) {
            Archive archive = SampleArchives.ready(user());
            List<Volume> winners = Race.between(
                            16,
                            worker -> store.save(VolumeRules.renewed(SampleArchives.volume(archive, 7), worker, NOW)))
                    .stream()
                    .flatMap(Optional::stream)
                    .toList();
            assertThat(winners).hasSize(1);
            assertThat(store.findVolume(archive, 7)).isEqualTo(Optional.of(winners.getFirst()));
        }
    }

    @Test
    void listsVolumesByNumber() {
        Archive archive = SampleArchives.ready(user);
        List<Volume> saved = IntStream.of(100, 2, 10, 1, 9_999)
                .mapToObj(number -> save(SampleArchives.volume(archive, number)))
                .toList();
        assertThat(store.listVolumes(archive)).extracting(Volume::number).containsExactly(1, 2, 10, 100, 9_999);
        assertThat(store.listVolumes(archive)).containsExactlyInAnyOrderElementsOf(saved);
        assertThat(store.findVolume(archive, 10)).contains(saved.get(2));
        assertThat(store.findVolume(archive, 1_000)).isEmpty();
    }

    @Test
    void listsManyVolumes() {
        Archive archive = SampleArchives.ready(user);
        IntStream.rangeClosed(1, 12).forEach(number -> save(SampleArchives.volume(archive, number)));
        assertThat(store.listVolumes(archive))
                .extracting(Volume::number)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 12).boxed().toList());
    }

    @Test
    void keepsTheVolumesOfArchivesApart() {
        Archive archive = SampleArchives.ready(user);
        save(SampleArchives.volume(archive, 1));
        assertThat(store.listVolumes(SampleArchives.other(archive))).isEmpty();
        assertThat(store.findVolume(SampleArchives.other(archive), 1)).isEmpty();
        assertThat(store.listVolumes(SampleArchives.fresh(user()))).isEmpty();
    }

    @Test
    void keepsTheVolumesOfPlansApart() {
        Archive archive = SampleArchives.ready(user);
        Archive other = archive.with(Tally.NONE, new Archive.Contents(SampleArchives.plan(2), 1, 1), Optional.empty());
        Volume volume = save(SampleArchives.volume(archive, 1));
        Volume planned = save(SampleArchives.volume(other, 1));
        assertThat(store.listVolumes(archive)).containsExactly(volume);
        assertThat(store.findVolume(other, 1)).contains(planned);
    }

    @Test
    void keepsVolumesWhenTheArchiveIsSaved() {
        Archive archive = save(SampleArchives.ready(user));
        Volume volume = save(SampleArchives.volume(archive, 1));
        assertThat(store.listVolumes(save(archive))).containsExactly(volume);
        assertThat(store.find(user).map(Archive::version)).contains(2L);
    }

    @Test
    void namesThoseThatAreDueAndNoOther() {
        UserId building = due(new ArchiveState.Building(NOW, NOW));
        UserId planning = due(new ArchiveState.Planning(1, NOW.minusNanos(1)));
        UserId ready = due(new ArchiveState.Ready(NOW, NOW.minusNanos(2)));
        due(new ArchiveState.Planning(1, NOW.plusNanos(1)));
        due(new ArchiveState.Ready(NOW.minusSeconds(60), NOW.plus(Duration.ofDays(1))));
        assertThat(due(NOW, 10)).containsExactlyInAnyOrder(ready, planning, building);
        assertThat(due(NOW.minusNanos(3), 10)).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("STATES")
    void namesOneThatIsToBeCleanedInAnyState(ArchiveState state) {
        Instant cleanAt = NOW.minusSeconds(7);
        save(SampleArchives.fresh(user).withState(state).cleanedAt(Optional.of(cleanAt)));
        assertThat(due(cleanAt.minusNanos(1), 10)).isEmpty();
        assertThat(due(cleanAt, 10)).containsExactly(user);
    }

    @Test
    void namesOneWhenAnEarlierArchiveIsToBeCleaned() {
        Instant cleanAt = NOW.minusSeconds(7);
        save(SampleArchives.replacing(user, cleanAt));
        assertThat(due(cleanAt.minusNanos(1), 10)).isEmpty();
        assertThat(due(cleanAt, 10)).containsExactly(user);
    }

    @Test
    void namesOneAtTheTimeOfItsStateAlthoughItIsToBeCleanedLater() {
        save(SampleArchives.fresh(user).cleanedAt(Optional.of(NOW.plusSeconds(1))));
        assertThat(due(NOW, 10)).containsExactly(user);
    }

    @Test
    void neverNamesAnArchiveThatHasEndedAndWasCleaned() {
        STATES.stream().filter(state -> !state.live()).forEach(this::due);
        assertThat(due(NEVER, 10)).isEmpty();
    }

    @Test
    void namesAnArchiveNoLongerOnceItWasCleaned() {
        Archive planning = save(SampleArchives.fresh(user));
        assertThat(due(NOW, 10)).containsExactly(user);
        Archive ended = save(planning.withState(new ArchiveState.Ended(Ending.DELETED, NOW))
                .cleanedAt(Optional.of(NOW.plusSeconds(60))));
        assertThat(due(NOW, 10)).isEmpty();
        assertThat(due(NOW.plusSeconds(60), 10)).containsExactly(user);
        save(ended.cleanedAt(Optional.empty()));
        assertThat(due(NEVER, 10)).isEmpty();
    }

    @Test
    void neverNamesAUserForVolumes() {
        save(SampleArchives.volume(SampleArchives.ready(user), 1));
        assertThat(due(NEVER, 10)).isEmpty();
    }

    /** A close brings many that end and are removed; those that somebody waits for are in other shards. */
    @ParameterizedTest
    @FieldSource("STATES")
    void namesOneInItsShardAlone(ArchiveState state) {
        Archive archive = save(SampleArchives.fresh(user).withState(state).cleanedAt(Optional.of(NOW.minusSeconds(7))));
        int first = Shards.of(user.value());

        assertThat(archive.shard()).isEqualTo(state instanceof ArchiveState.Unfinished ? first : first + Shards.COUNT);
        assertThat(IntStream.range(0, TaskName.ARCHIVES.shards())
                        .filter(shard -> !store.listDue(shard, NOW, 10).isEmpty()))
                .containsExactly(archive.shard());
    }

    /** Many end at the same instant, and a page ends anywhere among them. */
    @ParameterizedTest
    @FieldSource("STATES")
    void listsAllThatWaitsForWhateverTimePageByPage(ArchiveState state) {
        List<UserId> users = inShard(5, 12);
        List<Archive> archives = users.stream()
                .map(next -> save(SampleArchives.fresh(next)
                        .withState(state)
                        .cleanedAt(Optional.of(NOW.minus(Duration.ofDays(9))))))
                .toList();
        int shard = archives.getFirst().shard();

        List<Wake> listed = listed(shard, 5);
        assertThat(listed).map(Wake::user).containsExactlyInAnyOrderElementsOf(users);
        assertThat(listed).allMatch(wake -> wake.shard() == shard && wake.at().isBefore(NOW));
    }

    @Test
    void listsOneWithATimeThatIsFarOff() {
        save(SampleArchives.fresh(user).withState(new ArchiveState.Ready(NOW, NEVER)));
        assertThat(store.listWaiting(Shards.of(user.value()) + Shards.COUNT, Optional.empty(), 10))
                .containsExactly(new Wake(Shards.of(user.value()) + Shards.COUNT, NEVER, user));
    }

    private Volume save(Volume volume) {
        return store.save(volume).orElseThrow();
    }

    private UserId due(ArchiveState state) {
        return save(SampleArchives.fresh(user()).withState(state)).user();
    }
}
