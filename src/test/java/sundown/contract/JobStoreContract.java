package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sundown.job.Chunk;
import sundown.job.GroupUsers.GroupChunks;
import sundown.job.Job;
import sundown.job.Job.JobId;
import sundown.job.JobStore;
import sundown.timeline.GroupId;

/** What every store of jobs promises. */
public abstract class JobStoreContract {
    private static final JobId ID = new JobId("memberships", new GroupId("1"));
    private static final JobId OTHER = new JobId("memberships", new GroupId("11"));
    private static final Instant RUN = SampleTransfers.NOW;
    private static final Instant SINCE = RUN.minusSeconds(1);
    private static final Instant LATER = RUN.plusSeconds(3_600);
    private static final int CHUNKS = GroupChunks.CHUNKS_MAX;

    /** The store under test, empty at first. */
    private final JobStore store;

    protected JobStoreContract(JobStore store) {
        this.store = store;
    }

    @Test
    void knowsNoJobThatWasNotBegun() {
        assertThat(store.find(ID)).isEmpty();
        assertThat(store.pause(ID)).isEmpty();
        assertThat(store.resume(ID, LATER)).isEmpty();
        assertThat(store.retry(ID)).isEmpty();
        store.end(chunk(3), true);
        assertThat(store.find(ID)).isEmpty();
    }

    @Test
    void beginsARunOnce() {
        assertThat(store.begin(begun(ID, RUN), SINCE)).isTrue();
        assertThat(store.begin(begun(ID, LATER), SINCE)).isFalse();
        assertThat(store.begin(begun(ID, LATER), RUN)).isFalse();
        assertThat(store.find(ID)).contains(begun(ID, RUN));
    }

    @Test
    void letsOneOfManyBegin() throws Exception {
        assertThat(Race.between(4, number -> store.begin(begun(ID, RUN), SINCE)))
                .containsOnlyOnce(true);
    }

    @Test
    void beginsARunInPlaceOfAnEarlierOneAndForgetsHowFarThatWas() {
        store.begin(begun(ID, RUN), SINCE);
        store.end(chunk(1), true);
        store.end(chunk(2), false);
        assertThat(store.begin(begun(ID, LATER), RUN.plusNanos(1))).isTrue();
        assertThat(store.find(ID)).contains(begun(ID, LATER));
    }

    @Test
    void beginsNoRunOfAJobThatIsPaused() {
        store.begin(begun(ID, RUN), SINCE);
        store.pause(ID);
        assertThat(store.begin(begun(ID, LATER), LATER)).isFalse();
        store.resume(ID, LATER);
        assertThat(store.begin(begun(ID, LATER), LATER)).isTrue();
        assertThat(store.find(ID)).contains(begun(ID, LATER));
    }

    @Test
    void keepsJobsApart() {
        store.begin(begun(ID, RUN), SINCE);
        store.end(chunk(1), true);
        store.save(chunk(1));
        store.begin(begun(OTHER, LATER), SINCE);
        assertThat(store.find(OTHER)).contains(begun(OTHER, LATER));
        assertThat(store.findChunk(OTHER, 1)).isEmpty();
        assertThat(store.findChunk(ID, 11)).isEmpty();
    }

    @Test
    void notesEachChunkThatHasComeToItsEnd() {
        store.begin(begun(ID, RUN), SINCE);
        store.end(chunk(CHUNKS - 1), true);
        store.end(chunk(0), false);
        store.end(chunk(CHUNKS - 1), true);
        assertThat(store.find(ID)).contains(job(Set.of(CHUNKS - 1), Set.of(0)));
        store.end(chunk(0), true);
        assertThat(store.find(ID)).contains(job(Set.of(CHUNKS - 1, 0), Set.of()));
    }

    @Test
    void losesNoChunkOfManyThatEndAtOnce() throws Exception {
        store.begin(begun(ID, RUN), SINCE);
        Race.between(4, number -> {
            store.end(chunk(number), true);
            return number;
        });
        assertThat(store.find(ID).orElseThrow().done()).containsExactlyInAnyOrder(0, 1, 2, 3);
    }

    @Test
    void notesNothingOfARunThatAnotherHasReplaced() {
        store.begin(begun(ID, RUN), SINCE);
        store.begin(begun(ID, LATER), LATER);
        store.end(chunk(3), true);
        assertThat(store.check(begun(ID, RUN), LATER.plusSeconds(1))).isFalse();
        assertThat(store.find(ID)).contains(begun(ID, LATER));
    }

    @Test
    void checksOnceAndKeepsHowFarTheJobIs() {
        Job begun = begun(ID, RUN);
        store.begin(begun, SINCE);
        store.end(chunk(7), true);
        assertThat(store.check(begun, LATER)).isTrue();
        assertThat(store.check(begun, LATER.plusSeconds(1))).isFalse();
        assertThat(store.find(ID))
                .contains(new Job(ID, RUN, CHUNKS, LATER, Set.of(7), Set.of(), false, Optional.empty()));
    }

    @Test
    void makesAJobDueThatWasCheckedAMomentAgo() {
        Job begun = begun(ID, RUN);
        store.begin(begun, SINCE);
        Job due = Job.begun(ID, RUN, CHUNKS, Instant.EPOCH);
        assertThat(store.retry(ID)).contains(due);
        assertThat(store.check(begun, LATER)).isFalse();
        assertThat(store.check(due, LATER)).isTrue();
        assertThat(store.find(ID)).contains(Job.begun(ID, RUN, CHUNKS, LATER));
    }

    @Test
    void pausesAJobAndLetsItGoOn() {
        store.begin(begun(ID, RUN), SINCE);
        Job paused = new Job(ID, RUN, CHUNKS, RUN, Set.of(), Set.of(), true, Optional.empty());
        assertThat(store.pause(ID)).contains(paused);
        assertThat(store.find(ID)).contains(paused);
        Job resumed = new Job(ID, RUN, CHUNKS, RUN, Set.of(), Set.of(), false, Optional.of(LATER));
        assertThat(store.resume(ID, LATER)).contains(resumed);
        assertThat(store.find(ID)).contains(resumed);
    }

    @Test
    void givesBackWhatWasSavedOneVersionFurther() {
        Chunk saved = store.save(chunk(3)).orElseThrow();
        assertThat(saved).isEqualTo(chunk(3).saved());
        Chunk walked = walked(saved);
        assertThat(store.save(walked)).contains(walked.saved());
        assertThat(store.findChunk(ID, 3)).contains(walked.saved());
    }

    @Test
    void savesNothingOverWhatSomebodyElseSaved() {
        Chunk saved = store.save(chunk(3)).orElseThrow();
        assertThat(store.save(chunk(3))).isEmpty();
        store.save(walked(saved));
        assertThat(store.save(saved)).isEmpty();
        assertThat(store.findChunk(ID, 3)).contains(walked(saved).saved());
    }

    @Test
    void letsOneOfManySave() throws Exception {
        assertThat(Race.between(4, number -> store.save(chunk(3)).isPresent())).containsOnlyOnce(true);
    }

    @Test
    void findsMoreChunksThanOneCallReads() {
        List<Integer> some =
                begun(ID, RUN).all().stream().filter(number -> number % 65 == 0).toList();
        some.forEach(number -> store.save(chunk(number)));
        assertThat(store.findChunks(ID, begun(ID, RUN).all()))
                .extracting(Chunk::number)
                .containsExactlyInAnyOrderElementsOf(some)
                .contains(0, CHUNKS - 1);
        assertThat(store.findChunks(ID, Set.of())).isEmpty();
    }

    private static Job begun(JobId id, Instant run) {
        return Job.begun(id, CHUNKS, run);
    }

    private static Job job(Set<Integer> done, Set<Integer> incomplete) {
        return new Job(ID, RUN, CHUNKS, RUN, done, incomplete, false, Optional.empty());
    }

    private static Chunk chunk(int number) {
        return new Chunk(ID, number, RUN, Optional.empty(), false, RUN, Map.of(), "0", 0);
    }

    private static Chunk walked(Chunk chunk) {
        return new Chunk(
                chunk.job(),
                chunk.number(),
                chunk.run(),
                Optional.of("u-9"),
                true,
                LATER,
                Map.of("u-3", "a row cannot be read", "u-1", ""),
                "{\"users\":2}",
                chunk.version());
    }
}
