package sundown.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.archive.Archive.Contents;
import sundown.archive.ArchiveState.Ending;
import sundown.contract.SampleArchives;
import sundown.edge.ApiResponse.NextLook;
import sundown.gallery.Tally;
import sundown.runtime.Records;

class ArchiveViewTest {
    private static final Instant NOW = SampleArchives.NOW;
    private static final Instant FAR = NOW.plus(Duration.ofDays(365));
    private static final Archive BUILDING = SampleArchives.fresh(new UserId("u1"))
            .with(Tally.one(7), new Contents(SampleArchives.plan(1), 2, 1_000))
            .withState(new ArchiveState.Building(NOW, NOW));

    /** One volume has been planned again, without an item. */
    @Test
    void estimatesTheEndFromTheTimeThatTheBytesSoFarHaveTaken() {
        Instant now = NOW.plusSeconds(60);

        ArchiveView.ProgressView progress = view(BUILDING, List.of(volume(1, 400, 300), volume(2, 500, 0)), now)
                .progress();

        assertThat(progress.bytes()).contains(900L);
        assertThat(progress.bytesDone()).isEqualTo(300);
        assertThat(progress.estimatedEnd()).contains(now.plusSeconds(120));
    }

    @Test
    void showsThePlannedSizeUntilAllVolumesAreQueued() {
        ArchiveView.ProgressView progress =
                view(BUILDING, List.of(volume(1, 400, 0)), NOW).progress();

        assertThat(progress.bytes()).contains(1_000L);
        assertThat(progress.estimatedEnd()).isEmpty();
    }

    @Test
    void saysWhenToLookAgain() {
        Archive ready = BUILDING.withState(new ArchiveState.Ready(NOW, FAR));

        assertThat(view(BUILDING, List.of(), NOW).lookAgainInSeconds()).isEqualTo(NextLook.WORKING_SECONDS);
        assertThat(view(ready, List.of(), NOW.plus(ArchiveRules.LIFE).minusSeconds(90))
                        .lookAgainInSeconds())
                .isEqualTo(90);
        assertThat(view(ArchiveRules.ended(ready, Ending.DELETED, NOW), List.of(), NOW)
                        .lookAgainInSeconds())
                .isEqualTo(NextLook.IDLE_SECONDS);
    }

    private static ArchiveView view(Archive archive, List<Volume> volumes, Instant now) {
        return ArchiveView.of(archive, volumes, FAR, now);
    }

    private static Volume volume(int number, long bytes, long uploaded) {
        return Records.with(SampleArchives.volume(BUILDING, number), "bytes", bytes)
                .uploaded(uploaded);
    }
}
