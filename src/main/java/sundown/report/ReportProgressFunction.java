package sundown.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.funqy.Funq;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import sundown.edge.Correlation;
import sundown.edge.Json;
import sundown.edge.MessageQueue;
import sundown.edge.OperatorCall;
import sundown.edge.OperatorEdge;
import sundown.edge.OperatorForm;
import sundown.job.ChunkMessage;
import sundown.job.GroupUsers.GroupChunks;
import sundown.job.Job.JobId;
import sundown.job.JobStore;
import sundown.job.Jobs;
import sundown.operator.Access;
import sundown.operator.Access.Role;
import sundown.operator.Operator;
import sundown.report.CountingStore.Counting;
import sundown.report.ReportFiles.ReportFile;
import sundown.report.ReportFiles.ReportId;
import sundown.timeline.GroupId;
import sundown.timeline.Timeline;
import sundown.timeline.TimelineStore;

/**
 * Begins the day's report: called every hour, so that the next call makes up for one that fails, or by an operator,
 * {@code {}}, who gets another one when the day has its report.
 */
@Singleton
public record ReportProgressFunction(
        OperatorEdge edge,
        TimelineStore timelines,
        CountingStore countings,
        JobStore store,
        GroupChunks chunks,
        Jobs jobs,
        @Named(CountingWork.NAME) MessageQueue<ChunkMessage> queue,
        Clock clock) {
    private static final OperatorForm<OperatorForm.NoFields> FORM = OperatorForm.of(
            "report-progress", Access.of(Role.SUPPORT, Role.PURGE_PLANNER), OperatorForm.NoFields.class);
    private static final Logger LOG = Logger.getLogger(ReportProgressFunction.class);

    /** Answers with a {@link ReportView}. */
    @Funq("report-progress")
    public JsonNode handle(OperatorCall call) {
        return call.ofSchedule()
                .map(schedule -> schedule.<JsonNode>during(() -> Json.tree(begin(false))))
                .orElseGet(() -> edge.audited(FORM, call, this::onDemand));
    }

    private ReportView onDemand(OperatorForm.NoFields call, Operator by) {
        LOG.infof("a report is asked for by %s", by);
        return begin(true).orElseThrow(Timeline::notAnnounced);
    }

    private Optional<ReportView> begin(boolean onDemand) {
        Optional<Counting> last = countings.find();
        return switch (CountingRules.next(last, timelines.inForce(), onDemand, clock.instant())) {
            case CountingRules.ReportStep.Begin begin -> {
                boolean first = countings.begin(begin.counting(), begin.inPlaceOf());
                yield Optional.of(first ? goOn(begin.counting()) : underWay(begin.counting()));
            }
            case CountingRules.ReportStep.GoOn underWay -> Optional.of(goOn(underWay.counting()));
            case CountingRules.ReportStep.NotAnnounced _ -> Optional.empty();
            case CountingRules.ReportStep.Nothing nothing -> Optional.of(ReportView.of(nothing.counting(), 0));
        };
    }

    private ReportView goOn(Counting counting) {
        List<GroupId> groups = left(counting);
        groups.forEach(group -> jobs.advance(Counting.job(group), queue, counting.begunAt()));
        if (groups.isEmpty()) {
            sendToBeComposed(counting);
        }
        return underWay(counting);
    }

    private List<GroupId> left(Counting counting) {
        return CountingRules.left(counting, timelines.inForce(), store::find);
    }

    /** Any message has the report composed; the worker that should have done it may have died. */
    private void sendToBeComposed(Counting counting) {
        JobId any = Counting.job(counting.groups().getFirst());
        queue.send(new ChunkMessage(any, counting.begunAt(), 0, Correlation.current()));
        LOG.infof("report %s is to be written", counting.id());
    }

    private ReportView underWay(Counting counting) {
        return ReportView.of(
                counting,
                left(counting).stream()
                        .mapToInt(group -> store.find(Counting.job(group))
                                .map(job -> job.left().size())
                                .orElse(chunks.number()))
                        .sum());
    }

    /**
     * The state of a report, for the operator.
     *
     * @param state {@code under-way} or {@code written}
     * @param shardsLeft the number of chunks that are still to be counted
     * @param figures the key of its JSON in the audit bucket
     */
    @RegisterForReflection
    public record ReportView(ReportId report, String state, int shardsLeft, String figures) {
        static ReportView of(Counting counting, int chunksLeft) {
            return new ReportView(
                    counting.id(),
                    counting.composed() ? "written" : "under-way",
                    chunksLeft,
                    ReportFile.figures(counting.id()).path());
        }
    }
}
