package sundown.closing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.archive.Archive.Downloads;
import sundown.archive.ArchiveState;
import sundown.archive.ArchiveState.Ending;
import sundown.contract.SampleArchives;
import sundown.contract.SampleTransfers;
import sundown.transfer.Transfer;
import sundown.transfer.TransferState;
import sundown.transfer.WaitReason;

class StandingRulesTest {
    private static final Instant CLOSE = Instant.parse("2023-06-01T00:00:00Z");
    private static final Instant NOW = CLOSE.plus(Duration.ofHours(1));
    private static final Duration LONGEST = StandingRules.REMOVAL;

    @ParameterizedTest
    @CsvSource({
        "none, none, NEITHER",
        "finished, none, MOVED",
        "stopped, none, NEITHER",
        "closed, none, NEITHER",
        "gaveUp, none, NEITHER",
        "running, none, RUNNING",
        "waiting, none, RUNNING",
        "none, live, RUNNING",
        "none, worked, RUNNING",
        "none, toBeCleaned, RUNNING",
        "none, stillToBeCleaned, NEITHER",
        "none, earlierToBeCleaned, RUNNING",
        "finished, stillToBeCleaned, MOVED",
        "none, ended, NEITHER",
        "none, downloaded, DOWNLOADED",
        "finished, ended, MOVED",
        "finished, downloaded, BOTH",
        "closed, downloaded, DOWNLOADED",
        "running, downloaded, RUNNING",
        "finished, live, RUNNING"
    })
    void tellsHowAUserStands(String transfer, String archive, Standing standing) {
        assertThat(StandingRules.standing(transfer(transfer), archive(archive), NOW))
                .isEqualTo(standing);
    }

    private static Optional<Transfer> transfer(String name) {
        Optional<TransferState> state =
                switch (name) {
                    case "finished" -> Optional.of(new TransferState.Finished(CLOSE));
                    case "stopped" -> Optional.of(new TransferState.Stopped(CLOSE));
                    case "closed" -> Optional.of(new TransferState.Closed(CLOSE));
                    case "gaveUp" -> Optional.of(new TransferState.GaveUp(CLOSE));
                    case "running" -> Optional.of(new TransferState.Running(CLOSE));
                    case "waiting" -> Optional.of(new TransferState.Waiting(WaitReason.ROOM, CLOSE));
                    default -> Optional.empty();
                };
        return state.map(SampleTransfers.fresh(new UserId("u1"))::in);
    }

    private static Optional<Archive> archive(String name) {
        Archive live = SampleArchives.fresh(new UserId("u1"));
        Archive ended = live.in(new ArchiveState.Ended(Ending.CLOSED, CLOSE));
        return switch (name) {
            case "live" -> Optional.of(live);
            case "ended" -> Optional.of(ended);
            case "worked" -> Optional.of(ended.cleanedAt(Optional.of(NOW.plusNanos(1))));
            case "toBeCleaned" ->
                Optional.of(ended.cleanedAt(Optional.of(NOW.minus(LONGEST).plusNanos(1))));
            case "stillToBeCleaned" -> Optional.of(ended.cleanedAt(Optional.of(NOW.minus(LONGEST))));
            case "earlierToBeCleaned" ->
                Optional.of(SampleArchives.replacing(new UserId("u1"), NOW.plusNanos(1))
                        .in(ended.state())
                        .cleanedAt(Optional.of(NOW.minus(LONGEST))));
            case "downloaded" -> Optional.of(ended.with(new Downloads(Set.of(1), Optional.of(CLOSE))));
            default -> Optional.empty();
        };
    }
}
