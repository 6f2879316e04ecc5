package sundown.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import sundown.edge.Correlation;
import sundown.edge.Json;
import sundown.edge.MessageQueue;
import sundown.edge.OperatorCall;
import sundown.edge.OperatorEdge;
import sundown.edge.OperatorForm;
import sundown.edge.RequestBody;
import sundown.timeline.TimelineStore;

/**
 * Begins the day's report: called every hour, so that a call that fails is made good, or by an operator,
 * {@code {"by"}}, who gets another one when the day has its report.
 */
@Singleton
public final class ReportProgressFunction {
    private static final OperatorForm FORM = OperatorForm.of("report-progress", "by");
    private static final Logger LOG = Logger.getLogger(ReportProgressFunction.class);
    private static final Set<String> SCHEDULES = Set.of("aws.scheduler", "aws.events");

    private final OperatorEdge edge;
    private final TimelineStore timelines;
    private final CountingStore countings;
    private final MessageQueue<CountMessage> queue;
    private final Clock clock;

    ReportProgressFunction(
            OperatorEdge edge,
            TimelineStore timelines,
            CountingStore countings,
            MessageQueue<CountMessage> queue,
            Clock clock) {
        this.edge = edge;
        this.timelines = timelines;
        this.countings = countings;
        this.queue = queue;
        this.clock = clock;
    }

    /** Answers with a {@link ReportView}. */
    @Funq("report-progress")
    public JsonNode handle(OperatorCall call) {
        return SCHEDULES.contains(call.root().path("source").asText(""))
                ? Correlation.from(Optional.ofNullable(call.root().path("id").textValue()))
                        .during(() -> Json.tree(begin(false)))
                : edge.answer(FORM, call, this::onDemand);
    }

    private ReportView onDemand(RequestBody call) {
        LOG.infof("a report is asked for by %s", call.person("by"));
        return begin(true);
    }

    private ReportView begin(boolean onDemand) {
        Optional<Counting> last = countings.find();
        return switch (CountingRules.next(last, timelines.inForce(), onDemand, clock.instant())) {
            case CountingRules.Step.Begin begin ->
                countings.begin(begin.counting(), begin.inPlaceOf())
                        ? send(begin.counting())
                        : ReportView.underWay(begin.counting());
            case CountingRules.Step.SendAgain again ->
                countings.sendAgain(again.read(), clock.instant())
                        ? send(again.read())
                        : ReportView.underWay(again.read());
            case CountingRules.Step.Wait wait -> ReportView.underWay(wait.counting());
            case CountingRules.Step.Nothing nothing -> ReportView.written(nothing.counting());
        };
    }

    private ReportView send(Counting counting) {
        queue.send(counting.toSend().stream()
                .map(shard -> CountMessage.first(counting, shard, Correlation.current()))
                .toList());
        LOG.infof(
                "report %s: %d shards are to be counted",
                counting.id(), counting.left().size());
        return ReportView.underWay(counting);
    }
}
