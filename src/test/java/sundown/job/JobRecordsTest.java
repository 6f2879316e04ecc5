package sundown.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.edge.Correlation;
import sundown.job.Job.JobId;
import sundown.timeline.GroupId;

/** The records of jobs take nothing that is not one. */
class JobRecordsTest {
    private static final JobId ID = new JobId("memberships", new GroupId("1"));
    private static final Instant RUN = Instant.parse("2022-12-01T00:00:00Z");

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
