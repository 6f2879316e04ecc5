package sundown.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.edge.Correlation;
import sundown.job.GroupUsers.GroupChunks;
import sundown.job.Job.JobId;
import sundown.timeline.GroupId;

class JobRulesTest {
    private static final JobId ID = new JobId("memberships", new GroupId("1"));
    private static final Instant RUN = Instant.parse("2022-12-01T00:00:00Z");
    private static final Instant SINCE = RUN.minusSeconds(60);
    private static final Instant CHECKED = RUN.plusSeconds(7_200);
    private static final Instant DUE = CHECKED.plus(JobRules.SILENCE_MAX);

    @Test
    void beginsAJobThatHasNotBegun() {
        assertThat(next(Optional.empty(), RUN)).isEqualTo(new JobRules.JobStep.Begin(Job.begun(ID, 4, RUN), SINCE));
    }

    @Test
    void beginsARunInPlaceOfAnEarlierOneHoweverFarThatIs() {
        for (Job earlier : List.of(job(Set.of(), Set.of()), job(Set.of(0, 1, 2, 3), Set.of()))) {
            assertThat(JobRules.next(Job.begun(ID, 4, DUE), RUN.plusNanos(1), Optional.of(earlier), DUE))
                    .isEqualTo(new JobRules.JobStep.Begin(Job.begun(ID, 4, DUE), RUN.plusNanos(1)));
            assertThat(JobRules.next(Job.begun(ID, 4, DUE), RUN, Optional.of(earlier), DUE))
                    .isNotInstanceOf(JobRules.JobStep.Begin.class);
        }
    }

    @Test
    void checksWhatIsLeftAfterAWhile() {
        Job job = job(Set.of(0, 1), Set.of(2));
        assertThat(next(Optional.of(job), DUE.minusNanos(1))).isEqualTo(new JobRules.JobStep.Nothing());
        assertThat(next(Optional.of(job), DUE)).isEqualTo(new JobRules.JobStep.Check(job));
    }

    @Test
    void checksAJobAgainInWhichUsersAreSetAside() {
        Job job = job(Set.of(0, 1, 2), Set.of(3));
        assertThat(job.ended()).isTrue();
        assertThat(next(Optional.of(job), DUE)).isEqualTo(new JobRules.JobStep.Check(job));
    }

    @Test
    void leavesAJobThatIsDoneOrPausedEvenWhenAnotherRunIsDue() {
        assertThat(next(Optional.of(job(Set.of(0, 1, 2, 3), Set.of())), Instant.MAX))
                .isEqualTo(new JobRules.JobStep.Nothing());
        Job paused = new Job(ID, RUN, 4, CHECKED, Set.of(), Set.of(), true, Optional.empty());
        assertThat(next(Optional.of(paused), DUE)).isEqualTo(new JobRules.JobStep.Nothing());
        assertThat(JobRules.next(Job.begun(ID, 4, DUE), DUE, Optional.of(paused), DUE))
                .isEqualTo(new JobRules.JobStep.Nothing());
    }

    @Test
    void aChunkIsLateWhenNothingWasHeardOfItForAWhile() {
        Job job = job(Set.of(0), Set.of(3));
        List<Chunk> known = List.of(
                chunk(1, RUN, DUE.minus(JobRules.SILENCE_MAX)),
                chunk(2, RUN, DUE.minus(JobRules.SILENCE_MAX).plusNanos(1)),
                chunk(3, RUN, RUN));
        assertThat(JobRules.late(job, known, DUE)).containsExactly(1);
    }

    @Test
    void sendsAgainWhatIsLateAndWhatHasUsersSetAside() {
        Job job = job(Set.of(0), Set.of(0, 3));
        List<Chunk> known = List.of(chunk(1, RUN, RUN), chunk(2, RUN, DUE), chunk(3, RUN, DUE));
        assertThat(JobRules.due(job, known, DUE)).containsExactly(1, 3);
    }

    @Test
    void checksAJobAtOnceThatOperatorsWantTriedAgain() {
        Job job = new Job(ID, RUN, 4, Instant.EPOCH, Set.of(0), Set.of(3), false, Optional.empty());
        assertThat(next(Optional.of(job), RUN)).isEqualTo(new JobRules.JobStep.Check(job));
        assertThat(JobRules.due(job, List.of(), RUN)).containsExactly(3);
    }

    @ParameterizedTest
    @CsvSource({"256, 1800", "2048, 14336"})
    void aChunkThatWaitsForItsTurnBehindManyIsNotLate(int chunks, int seconds) {
        Job job = Job.begun(ID, chunks, RUN);
        List<Chunk> heardOf =
                job.all().stream().map(number -> chunk(number, RUN, RUN)).toList();
        Instant due = RUN.plusSeconds(seconds);
        assertThat(next(Optional.of(job), due.minusNanos(1))).isEqualTo(new JobRules.JobStep.Nothing());
        assertThat(JobRules.late(job, heardOf, due.minusNanos(1))).isEmpty();
        assertThat(next(Optional.of(job), due)).isEqualTo(new JobRules.JobStep.Check(job));
        assertThat(JobRules.late(job, heardOf, due)).isEqualTo(job.all());
    }

    @Test
    void aChunkWithoutACheckpointOfThisRunIsLate() {
        Job job = job(Set.of(0), Set.of());
        assertThat(JobRules.late(job, List.of(chunk(1, RUN.minusSeconds(1), DUE), chunk(2, RUN, DUE)), DUE))
                .containsExactly(1, 3);
    }

    @ParameterizedTest
    @CsvSource({"0, false", "1, true", "2, true", "3, true", "4, false"})
    void wantsTheChunksThatAreLeft(int chunk, boolean wanted) {
        assertThat(JobRules.wanted(job(Set.of(0), Set.of(2)), message(chunk, RUN)))
                .isEqualTo(wanted);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1})
    void wantsNoChunkOfAnotherRun(int seconds) {
        assertThat(JobRules.wanted(job(Set.of(), Set.of()), message(1, RUN.plusSeconds(seconds))))
                .isFalse();
    }

    @Test
    void wantsNoChunkOfAPausedJob() {
        assertThat(JobRules.wanted(
                        new Job(ID, RUN, 4, CHECKED, Set.of(), Set.of(), true, Optional.empty()), message(1, RUN)))
                .isFalse();
    }

    @Test
    void checksAJobAtOnceThatOperatorsLetGoOn() {
        Job resumed = new Job(ID, RUN, 4, CHECKED, Set.of(0), Set.of(), false, Optional.of(CHECKED));
        assertThat(next(Optional.of(resumed), CHECKED)).isEqualTo(new JobRules.JobStep.Check(resumed));
        assertThat(JobRules.late(
                        resumed,
                        List.of(chunk(1, RUN, CHECKED), chunk(2, RUN, CHECKED.plusNanos(1))),
                        CHECKED.plusSeconds(1)))
                .containsExactly(1, 3);
        Job checked = new Job(ID, RUN, 4, CHECKED.plusNanos(1), Set.of(0), Set.of(), false, Optional.of(CHECKED));
        assertThat(next(Optional.of(checked), CHECKED.plusSeconds(1))).isEqualTo(new JobRules.JobStep.Nothing());
    }

    private static JobRules.JobStep next(Optional<Job> found, Instant now) {
        return JobRules.next(Job.begun(ID, 4, now), SINCE, found, now);
    }

    private static Job job(Set<Integer> done, Set<Integer> incomplete) {
        return new Job(ID, RUN, 4, CHECKED, done, incomplete, false, Optional.empty());
    }

    private static Chunk chunk(int number, Instant run, Instant heardAt) {
        return new Chunk(ID, number, run, Optional.of("u"), false, heardAt, Map.of(), "0", 1);
    }

    private static ChunkMessage message(int chunk, Instant run) {
        return new ChunkMessage(ID, run, chunk, new Correlation("sweep-1"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4_096})
    void areAtLeastOneAndAtMostAsManyAsARowCanList(int number) {
        assertThat(new GroupChunks(number).number()).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 4_097})
    void areNoOtherNumber(int number) {
        assertThatIllegalArgumentException().isThrownBy(() -> new GroupChunks(number));
    }

    @Test
    void anIdIsReadAsItIsWritten() {
        assertThat(ID).hasToString("memberships-1");
        assertThat(JobId.of("memberships-1")).isEqualTo(ID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "memberships", "-1", "memberships-", "Memberships-1", "memberships-1-2", "a b-1"})
    void nothingElseIsAnId(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> JobId.of(text));
    }

    @Test
    void aChunkSetsNoMoreUsersAsideThanItsRowHolds() {
        assertThat(aside(Chunk.ASIDE_MAX).aside()).hasSize(100);
        assertThatIllegalArgumentException().isThrownBy(() -> aside(Chunk.ASIDE_MAX + 1));
    }

    @Test
    void thereIsNoNegativeChunk() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChunkMessage(ID, RUN, -1, new Correlation("sweep-1")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Chunk(ID, -1, RUN, Optional.empty(), false, RUN, Map.of(), "0", 0));
        assertThatIllegalArgumentException().isThrownBy(() -> Job.begun(ID, 0, RUN));
    }

    @Test
    void aJobHasEndedWhenEachOfItsChunksHas() {
        assertThat(ended(Set.of(0), Set.of(1))).isTrue();
        assertThat(ended(Set.of(0), Set.of(0))).isFalse();
    }

    private static boolean ended(Set<Integer> done, Set<Integer> incomplete) {
        return new Job(ID, RUN, 2, RUN, done, incomplete, false, Optional.empty()).ended();
    }

    private static Chunk aside(int users) {
        Map<String, String> aside = IntStream.range(0, users)
                .mapToObj(number -> "u" + number)
                .collect(Collectors.toMap(name -> name, name -> ""));
        return new Chunk(ID, 0, RUN, Optional.empty(), true, RUN, aside, "0", 0);
    }
}
