package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.archive.Archive.ArchiveState;
import sundown.archive.Archive.ArchiveState.Ending;
import sundown.contract.SampleArchives;
import sundown.contract.SampleTransfers;
import sundown.purge.close.ClosingStore.Closing;
import sundown.sweep.SweepTask.TaskName;
import sundown.timeline.GroupId;
import sundown.transfer.Transfer;
import sundown.transfer.Transfer.TransferState;

@FunctionTest
class CloseGroupTest extends EmptyInstallation {
    private static final String FUNCTION = "close-group";
    private static final GroupId CLOSED = new GroupId("2");
    private static final UserId USER = new UserId("user");
    private static final Instant LATER = Instant.parse("2099-01-01T00:00:00Z");

    @Test
    void endsWhatRunsInAGroupThatHasClosed() throws Exception {
        user();
        Transfer running = sundown.transfers()
                .save(SampleTransfers.halfWay(USER).withState(new TransferState.Running(LATER)))
                .orElseThrow();
        sundown.archives().save(SampleArchives.fresh(USER).withState(new ArchiveState.Building(LATER, LATER)));

        assertThat(sundown.work(FUNCTION, sweep())).isEmpty();
        assertThat(sundown.work("transfer-batch", sundown.queue("TRANSFER").take(USER)))
                .isEmpty();

        Transfer ended = sundown.transferOf(USER).orElseThrow();
        assertThat(ended.state()).isInstanceOf(TransferState.Closed.class);
        assertThat(ended.counts()).isEqualTo(running.counts());
        assertThat(sundown.archives().find(USER).orElseThrow().state())
                .isInstanceOfSatisfying(
                        ArchiveState.Ended.class,
                        state -> assertThat(state.why()).isEqualTo(Ending.CLOSED));
        sweep();
        Closing closing = sundown.closings().find(CLOSED).orElseThrow();
        assertThat(closing.counted()).map(Closing.Counted::running).contains(3L);
        assertThat(closing.drainedAt()).isEmpty();
        LogAudit.require(sundown.log.lines());
    }

    private List<String> sweep() throws InterruptedException {
        sundown.sweep(TaskName.CLOSES);
        return sundown.queue("CLOSING").takeAll();
    }

    private void user() {
        sundown.put(
                "ACCOUNTS_TABLE", Map.of("userId", USER.value(), "region", TestTimeline.CLOSED, "groupShard", "2#03"));
    }
}
