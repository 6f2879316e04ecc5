package sundown.report;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import sundown.failure.PermanentFailure;
import sundown.refund.RefundList.Total;
import sundown.refund.RefundState;
import sundown.report.page.ReportPage;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.timeline.TimelineStore;

/** Writes a report of which all shards are in. Composed twice, it says the same. */
@Singleton
final class ReportComposer {
    private static final Logger LOG = Logger.getLogger(ReportComposer.class);

    private final TimelineStore timelines;
    private final RefundCount refunds;
    private final ReportFiles files;
    private final CountingStore countings;

    ReportComposer(TimelineStore timelines, RefundCount refunds, ReportFiles files, CountingStore countings) {
        this.timelines = timelines;
        this.refunds = refunds;
        this.files = files;
        this.countings = countings;
    }

    /** The latest report comes last: it is what the next one takes the days before from. */
    void compose(Counting counting) {
        ProgressReport report = report(counting);
        String figures = ReportDocument.write(report);
        String page = ReportPage.of(report);
        files.write(ReportFile.figures(counting.id()), figures);
        files.write(ReportFile.page(counting.id()), page);
        files.write(ReportFile.LATEST_PAGE, page);
        files.write(ReportFile.LATEST_FIGURES, figures);
        countings.composed(counting.id());
        LOG.infof("report %s is written", counting.id());
    }

    private ProgressReport report(Counting counting) {
        Map<GroupId, Figures> figures = CountingRules.byGroup(counting);
        Map<GroupId, List<Day>> history = history();
        Map<RefundState.StateName, Map<String, Map<String, Total>>> totals = refunds.all();
        List<GroupProgress> groups = timelines.inForce().groups().stream()
                .filter(group -> figures.containsKey(group.id()))
                .map(group -> ProgressRules.of(
                        group,
                        figures.get(group.id()),
                        of(group, totals),
                        history.getOrDefault(group.id(), List.of()),
                        counting.begunAt()))
                .toList();
        return new ProgressReport(counting.id(), counting.begunAt(), groups);
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
        Optional<String> latest = files.read(ReportFile.LATEST_FIGURES);
        try {
            return latest.map(ReportDocument::history).orElse(Map.of());
        } catch (IllegalArgumentException unreadable) {
            throw new PermanentFailure("the latest report cannot be read", unreadable);
        }
    }
}
