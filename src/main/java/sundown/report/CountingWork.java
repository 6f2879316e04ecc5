package sundown.report;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import sundown.account.Found;
import sundown.account.ReachStore;
import sundown.account.ReachStore.Reach;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.archive.ArchiveStore;
import sundown.edge.Json;
import sundown.edge.MessageQueue;
import sundown.failure.LoggableFailure;
import sundown.gallery.GalleryIndex;
import sundown.gallery.Tally;
import sundown.job.ChunkMessage;
import sundown.job.ChunkWork.GroupWork;
import sundown.receipt.Safety;
import sundown.report.Figures.GalleryCount;
import sundown.report.Figures.UserFigures;
import sundown.timeline.Group;
import sundown.transfer.FailureReason;
import sundown.transfer.Transfer;
import sundown.transfer.Transfer.TransferState;
import sundown.transfer.Transfer.TransferState.WaitReason;
import sundown.transfer.TransferStore;
import sundown.transfer.TransferStore.FailedItem;

/**
 * Counts the users of a group: reads three rows of each, those of a page at once, the failed items if there are any,
 * and the gallery if it was not counted before. It changes nothing.
 */
@Singleton
public record CountingWork(
        TransferStore transfers,
        ArchiveStore archives,
        ReachStore reaches,
        GalleryIndex galleries,
        @Named(NAME) MessageQueue<ChunkMessage> queue)
        implements GroupWork<Figures> {
    static final String NAME = "counting";

    private static final Logger LOG = Logger.getLogger(CountingWork.class);
    private static final int PAGE_ITEMS = 1_000;

    @Override
    public Figures begin(Group group, int chunk, Instant run, Optional<Figures> before) {
        return Figures.none(
                run,
                before.map(Figures::galleries)
                        .filter(known -> CountingRules.stillHold(known, group, run))
                        .orElse(new GalleryCount(run, Tally.NONE)));
    }

    @Override
    public boolean holds(Group group, int chunk, Instant run, Figures before) {
        return CountingRules.holds(before, group, chunk, run);
    }

    @Override
    public Visit<UserId, Figures> readPage(List<UserId> page) {
        Found<Transfer> transfersOfAll = transfers.findAll(page);
        Found<Archive> archivesOfAll = archives.findAll(page);
        Found<Reach> reachOfAll = reaches.findAll(page);
        return (user, group, figures) ->
                plus(user, transfersOfAll.find(user), archivesOfAll.find(user), reachOfAll.find(user), figures);
    }

    @Override
    public Figures visit(UserId user, Group group, Figures figures) {
        return readPage(List.of(user)).visit(user, group, figures);
    }

    private Figures plus(
            UserId user,
            Optional<Transfer> transfer,
            Optional<Archive> archive,
            Optional<Reach> noted,
            Figures figures) {
        return figures.plus(new UserFigures(
                Safety.of(transfer, archive, Optional.empty()),
                figures.countsGalleries() ? galleries.count(user) : Tally.NONE,
                transfer.map(this::failed).orElse(Map.of()),
                transfer.map(CountingWork::waiting).orElse(Map.of()),
                CountingRules.reach(transfer, archive, noted),
                true));
    }

    private static Map<WaitReason, Long> waiting(Transfer transfer) {
        return transfer.state() instanceof TransferState.Waiting parked ? Map.of(parked.reason(), 1L) : Map.of();
    }

    private Map<FailureReason, Long> failed(Transfer transfer) {
        Map<FailureReason, Long> items = new EnumMap<>(FailureReason.class);
        if (transfer.counts().failed().items() > 0) {
            List<FailedItem> page = transfers.listFailures(transfer, Optional.empty(), PAGE_ITEMS);
            while (!page.isEmpty()) {
                page.forEach(item -> items.merge(item.reason(), 1L, Long::sum));
                page = transfers.listFailures(
                        transfer, Optional.of(page.getLast().item()), PAGE_ITEMS);
            }
        }
        return items;
    }

    @Override
    public void setAside(UserId user, LoggableFailure failed) {
        LOG.errorf(failed, "user %s cannot be counted", user);
    }

    @Override
    public Figures read(String text) {
        return Json.read(text, Figures.class);
    }
}
