package sundown.contract;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import sundown.account.UserId;
import sundown.gallery.Tally;
import sundown.report.CountMessage;
import sundown.report.CountQueue;
import sundown.report.Figures;
import sundown.report.GalleryCount;
import sundown.report.Headcount;
import sundown.report.ReportId;
import sundown.report.Shard;
import sundown.report.Standing;
import sundown.timeline.GroupId;
import sundown.transfer.FailureReason;

/** What every progress queue promises. */
public abstract class CountQueueContract extends StandardQueueContract<CountMessage> {
    /** The queue under test, empty. */
    protected abstract CountQueue queue();

    @Override
    protected final void send(List<CountMessage> messages) {
        queue().send(messages);
    }

    @Override
    protected final List<CountMessage> messages(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(number -> new CountMessage(
                        new ReportId("2023-01-15"),
                        new Shard(new GroupId("1"), 15),
                        Optional.of(new UserId("user-" + number)),
                        figures(number),
                        CORRELATION))
                .toList();
    }

    private static Figures figures(int number) {
        return new Figures(
                SampleTransfers.NOW,
                new GalleryCount(SampleTransfers.NOW, new Tally(number, 40_000_000_000L)),
                Map.of(Standing.MOVED, new Headcount(number, new Tally(1, 1))),
                Map.of(FailureReason.DAMAGED, 2L),
                number);
    }

    @Override
    protected final CountMessage read(String body) {
        return CountMessage.read(body);
    }
}
