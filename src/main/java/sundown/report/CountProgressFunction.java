package sundown.report;

import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import sundown.edge.Json;
import sundown.edge.QueueEdge;
import sundown.edge.QueueEvent;
import sundown.failure.PermanentFailure;
import sundown.job.Chunk;
import sundown.job.ChunkMessage;
import sundown.job.ChunkWorker;
import sundown.job.Job;
import sundown.job.Job.JobId;
import sundown.job.JobStore;
import sundown.refund.RefundLedger;
import sundown.refund.RefundList;
import sundown.refund.RefundList.Total;
import sundown.refund.RefundState;
import sundown.report.CountingStore.Counting;
import sundown.report.Figures.UserFigures;
import sundown.report.ProgressReport.Day;
import sundown.report.ProgressReport.GroupProgress;
import sundown.report.ReportFiles.ReportFile;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.timeline.TimelineStore;

/**
 * Counts a chunk of a group for the report, and writes the report when all groups are counted; runs once per message of
 * the progress queue. A report that is composed twice says the same.
 */
@Singleton
public record CountProgressFunction(
        QueueEdge edge,
        TimelineStore timelines,
        ChunkWorker worker,
        CountingWork work,
        RefundLedger refunds,
        ReportFiles files,
        CountingStore countings,
        JobStore jobs) {
    private static final Logger LOG = Logger.getLogger(CountProgressFunction.class);

    /** About what the ledger's index gives in one request. */
    private static final int PAGE_ROWS = 2_500;

    /** Takes {@link ChunkMessage}s. */
    @Funq("count-progress")
    public QueueEvent.Answer handle(QueueEvent event) {
        return edge.handle(event, ChunkMessage::read, this::count);
    }

    /** A message of a chunk that is counted was sent, or came again, to have the report composed. */
    private void count(ChunkMessage message) {
        timelines
                .inForce()
                .group(message.job().group())
                .ifPresentOrElse(
                        group -> worker.work(message, work, group),
                        () -> LOG.infof(
                                "group %s is not in the timeline", message.job().group()));
        composeWhenCounted();
    }

    /** Writes the report under way, if each of its groups has been counted. */
    private void composeWhenCounted() {
        countings
                .find()
                .filter(counting -> !counting.composed())
                .filter(counting -> CountingRules.left(counting, timelines.inForce(), jobs::find)
                        .isEmpty())
                .ifPresent(this::compose);
    }

    /** The latest report is written last: the next report reads the history from it. */
    private void compose(Counting counting) {
        String figures = Json.write(report(counting));
        files.write(ReportFile.figures(counting.id()), figures);
        files.write(ReportFile.latestFigures(), figures);
        countings.composed(counting.id());
        LOG.infof("report %s is written", counting.id());
    }

    private ProgressReport report(Counting counting) {
        Map<GroupId, Figures> figures =
                counting.groups().stream().collect(Collectors.toMap(Function.identity(), this::figures));
        Map<GroupId, List<Day>> history = history();
        Map<RefundState.StateName, Map<String, Map<String, Total>>> totals = totals();
        List<GroupProgress> groups = timelines.inForce().groups().stream()
                .filter(group -> figures.containsKey(group.id()))
                .map(group -> ProgressRules.progress(
                        group,
                        figures.get(group.id()),
                        of(group, totals),
                        history.getOrDefault(group.id(), List.of()),
                        counting.begunAt()))
                .toList();
        return new ProgressReport(counting.id(), counting.begunAt(), groups);
    }

    /**
     * The totals of the ledger by state, then by group, then by currency. Its index gives a dozen rows for a read unit,
     * so this is cheaper than a look at every member's row, and it finds refunds of users who are listed nowhere.
     */
    private Map<RefundState.StateName, Map<String, Map<String, Total>>> totals() {
        return Stream.of(RefundState.StateName.values())
                .collect(Collectors.toMap(
                        Function.identity(),
                        state -> RefundList.totals(RefundLedger.all(refunds, state, Optional.empty(), PAGE_ROWS))));
    }

    /** Users who cannot be read are counted as having taken nothing. */
    private Figures figures(GroupId group) {
        JobId id = Counting.job(group);
        Job job = jobs.find(id).orElseThrow();
        return jobs.findChunks(id, job.all()).stream()
                .map(CountProgressFunction::figures)
                .reduce(Figures::plus)
                .orElseThrow();
    }

    private static Figures figures(Chunk chunk) {
        Figures figures = Json.read(chunk.sums(), Figures.class);
        for (String _ : chunk.aside().keySet()) {
            figures = figures.plus(UserFigures.UNREAD);
        }
        return figures;
    }

    private static Map<RefundState.StateName, Map<String, Total>> of(
            Group group, Map<RefundState.StateName, Map<String, Map<String, Total>>> totals) {
        return totals.entrySet().stream()
                .filter(state -> state.getValue().containsKey(group.id().value()))
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        state -> state.getValue().get(group.id().value())));
    }

    private Map<GroupId, List<Day>> history() {
        try {
            return ProgressReport.listLatest(files).stream()
                    .collect(Collectors.toMap(GroupProgress::group, GroupProgress::history));
        } catch (IllegalArgumentException unreadable) {
            throw new PermanentFailure("the latest report cannot be read", unreadable);
        }
    }
}
