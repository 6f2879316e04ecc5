package sundown.report;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import sundown.edge.Json;
import sundown.failure.PermanentFailure;
import sundown.job.Chunk;
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

/** Writes a report when all groups are counted. Composed twice, it says the same. */
@Singleton
record ReportComposer(
        TimelineStore timelines,
        RefundLedger refunds,
        ReportFiles files,
        CountingStore countings,
        JobStore jobs,
        GroupsLeft left) {
    private static final Logger LOG = Logger.getLogger(ReportComposer.class);

    /** About what the ledger's index gives in one request. */
    private static final int PAGE_ROWS = 2_500;

    /** Writes the report under way, if each of its groups has been counted. */
    void composeWhenCounted() {
        countings
                .find()
                .filter(counting -> !counting.composed())
                .filter(counting -> left.list(counting).isEmpty())
                .ifPresent(this::compose);
    }

    /** The latest report comes last: it is what the next one takes the days before from. */
    private void compose(Counting counting) {
        String figures = ReportDocument.write(report(counting));
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
     * What the ledger has, by state, then by group, then by currency. Its index gives a dozen rows for a read unit, so
     * that this is cheaper than a look at every member's row, and it finds refunds of those who are listed nowhere any
     * more.
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
                .map(ReportComposer::figures)
                .reduce(Figures::plus)
                .orElseThrow();
    }

    private static Figures figures(Chunk chunk) {
        Figures figures = FiguresDocument.read(Json.read(chunk.sums()));
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
        Optional<String> latest = files.read(ReportFile.latestFigures());
        try {
            return latest.map(ReportDocument::history).orElse(Map.of());
        } catch (IllegalArgumentException unreadable) {
            throw new PermanentFailure("the latest report cannot be read", unreadable);
        }
    }
}
