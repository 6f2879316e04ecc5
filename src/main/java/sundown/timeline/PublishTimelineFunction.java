package sundown.timeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.jboss.logging.Logger;
import sundown.edge.OperatorEdge;
import sundown.edge.RequestBody;

/**
 * Puts another version of the timeline in force: an operator's call, {@code {"timeline", "by", "reason", "dryRun"}},
 * the timeline in the form of {@link TimelineDocument}. A dry run changes nothing; a refusal has all its reasons.
 */
@Singleton
public final class PublishTimelineFunction {
    private static final Logger LOG = Logger.getLogger(PublishTimelineFunction.class);

    private final OperatorEdge edge;
    private final TimelineStore timelines;
    private final TimelineFollowers followers;
    private final Clock clock;

    PublishTimelineFunction(OperatorEdge edge, TimelineStore timelines, TimelineFollowers followers, Clock clock) {
        this.edge = edge;
        this.timelines = timelines;
        this.followers = followers;
        this.clock = clock;
    }

    /** Answers with a {@link PublicationView}. */
    @Funq("publish-timeline")
    public JsonNode handle(JsonNode call) {
        return edge.answer(call, this::publish);
    }

    private PublicationView publish(RequestBody call) {
        Proposal proposal =
                new Proposal(TimelineReader.read(call.tree("timeline")), call.text("by"), call.text("reason"));
        return publish(proposal, call.flag("dryRun"));
    }

    private PublicationView publish(Proposal proposal, boolean dryRun) {
        Publication inForce = timelines.current();
        return switch (PublicationRules.decide(proposal, inForce, clock.instant())) {
            case PublicationRules.Decision.Refuse refuse -> throw TimelineProblems.refused(refuse.reasons());
            case PublicationRules.Decision.Repeat ignored ->
                dryRun ? PublicationView.dryRun(inForce, changes(inForce)) : told(inForce);
            case PublicationRules.Decision.Publish publish ->
                dryRun
                        ? PublicationView.dryRun(publish.publication(), changes(inForce, publish.publication()))
                        : publish(proposal, inForce, publish.publication());
        };
    }

    /** Who was faster has put this version in force: the proposal is then that very one, or comes too late. */
    private PublicationView publish(Proposal proposal, Publication inForce, Publication next) {
        if (!timelines.publish(inForce, next)) {
            return publish(proposal, false);
        }
        LOG.infof("version %d of the timeline was published by %s", next.version(), next.by());
        return told(next);
    }

    private PublicationView told(Publication publication) {
        return PublicationView.published(publication, changes(publication), followers.tell(publication.timeline()));
    }

    private List<String> changes(Publication publication) {
        return timelines
                .replaced(publication.version() - 1)
                .map(before -> changes(before, publication))
                .orElse(List.of());
    }

    private static List<String> changes(Publication before, Publication after) {
        return TimelineChanges.between(before.timeline(), after.timeline());
    }
}
