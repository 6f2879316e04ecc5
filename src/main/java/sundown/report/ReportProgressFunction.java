package sundown.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.funqy.Funq;
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
import sundown.job.GroupChunks;
import sundown.job.JobId;
import sundown.job.JobStore;
import sundown.job.Jobs;
import sundown.operator.Access;
import sundown.operator.Operator;
import sundown.operator.Role;
import sundown.timeline.GroupId;
import sundown.timeline.Timeline;
import sundown.timeline.TimelineStore;

/**
 * Begins the day's report: called every hour, so that the next call makes up for one that fails, or by an operator,
 * {@code {}}, who gets another one when the day has its report.
 */
@Singleton
public final class ReportProgressFunction {
    private static final OperatorForm<OperatorForm.NoFields> FORM = OperatorForm.of(
            "report-progress", Access.of(Role.SUPPORT, Role.PURGE_PLANNER), OperatorForm.NoFields.class);
    private static final Logger LOG = Logger.getLogger(ReportProgressFunction.class);

    private final OperatorEdge edge;
    private final TimelineStore timelines;
    private final CountingStore countings;
    private final GroupsLeft left;
    private final JobStore store;
    private final GroupChunks chunks;
    private final Jobs jobs;
    private final MessageQueue<ChunkMessage> queue;
    private final Clock clock;

    ReportProgressFunction(
            OperatorEdge edge,
            TimelineStore timelines,
            CountingStore countings,
            GroupsLeft left,
            JobStore store,
            GroupChunks chunks,
            Jobs jobs,
            @Named(CountingWork.NAME) MessageQueue<ChunkMessage> queue,
            Clock clock) {
        this.edge = edge;
        this.timelines = timelines;
        this.countings = countings;
        this.left = left;
        this.store = store;
        this.chunks = chunks;
        this.jobs = jobs;
        this.queue = queue;
        this.clock = clock;
    }

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
            case CountingRules.Step.Begin begin -> {
                boolean first = countings.begin(begin.counting(), begin.inPlaceOf());
                yield Optional.of(first ? goOn(begin.counting()) : underWay(begin.counting()));
            }
            case CountingRules.Step.GoOn underWay -> Optional.of(goOn(underWay.counting()));
            case CountingRules.Step.NotAnnounced _ -> Optional.empty();
            case CountingRules.Step.Nothing nothing -> Optional.of(ReportView.of(nothing.counting(), 0));
        };
    }

    private ReportView goOn(Counting counting) {
        List<GroupId> groups = left.of(counting);
        groups.forEach(group -> jobs.advance(Counting.job(group), queue, counting.begunAt()));
        if (groups.isEmpty()) {
            sendToBeComposed(counting);
        }
        return underWay(counting);
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
                left.of(counting).stream()
                        .mapToInt(group -> store.find(Counting.job(group))
                                .map(job -> job.left().size())
                                .orElse(chunks.number()))
                        .sum());
    }
}
