package sundown.timeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.arc.All;
import io.quarkus.funqy.Funq;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import sundown.digest.Sha256;
import sundown.edge.Line;
import sundown.edge.OperatorCall;
import sundown.edge.OperatorEdge;
import sundown.edge.OperatorForm;
import sundown.edge.Problem;
import sundown.edge.ProblemType;
import sundown.failure.LoggableFailure;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.operator.Access;
import sundown.operator.Access.Role;
import sundown.operator.Operator;
import sundown.timeline.PublicationRules.Proposal;
import sundown.timeline.TimelineStore.Publication;

/**
 * Puts the first or the next version of the timeline in force: an operator's call, {@code {"timeline", "reason",
 * "dryRun", "pastDatesAreMeant", "confirmation"}}, with the timeline as a {@link TimelineDocument}. It takes two
 * people, or a typed confirmation where one is enough. A dry run changes nothing; a refusal lists every reason.
 */
@Singleton
public record PublishTimelineFunction(
        OperatorEdge edge,
        TimelineStore timelines,
        Guards guards,
        Publishers publishers,
        RefundLead lead,
        @All List<PublicationListener> listeners,
        Clock clock) {
    private static final OperatorForm<Call> FORM =
            OperatorForm.of("publish-timeline", Access.of(Role.TIMELINE), Call.class);
    private static final Logger LOG = Logger.getLogger(PublishTimelineFunction.class);

    @RegisterForReflection
    record Call(
            TimelineDocument timeline,
            Line reason,
            boolean dryRun,
            boolean pastDatesAreMeant,
            Optional<String> confirmation) {}

    /**
     * How many people it takes to publish a version, as the stack is deployed.
     *
     * @param number 1 or 2
     */
    @Singleton
    record Publishers(
            @ConfigProperty(name = "TIMELINE_PUBLISHERS") int number) {
        /** True where one person is enough, who then types what they are about to do. */
        boolean alone() {
            return number == 1;
        }

        void requireConfirmed(int version, Optional<String> confirmation) {
            String typed = "publish version " + version;
            if (alone() && !confirmation.equals(Optional.of(typed))) {
                throw Problem.wrongPart("confirmation", "is not \"" + typed + "\"");
            }
        }
    }

    /**
     * The instants until which S3 refuses to delete the objects of each group, as the stack is deployed.
     *
     * @param closes such as {@code 1=2023-06-01T00:00:00Z}
     */
    @Singleton
    record Guards(@ConfigProperty(name = "GROUP_CLOSES") List<String> closes) {
        Optional<Instant> until(GroupId group) {
            return closes.stream()
                    .filter(close -> close.startsWith(group + "="))
                    .map(close -> Instant.parse(close.substring(close.indexOf('=') + 1)))
                    .findFirst();
        }
    }

    /** Answers with a {@link PublicationView}. */
    @Funq("publish-timeline")
    public JsonNode handle(OperatorCall call) {
        return edge.audited(FORM, call, this::publish);
    }

    private PublicationView publish(Call call, Operator by) {
        Proposal proposal = new Proposal(call.timeline(), by, call.reason().text(), call.pastDatesAreMeant());
        Publication inForce = timelines.current();
        return switch (PublicationRules.decide(proposal, inForce, guards, lead, clock.instant())) {
            case PublicationRules.Decision.Refuse refuse -> throw refused(refuse.reasons());
            case PublicationRules.Decision.Repeat _ -> call.dryRun() ? tried(inForce, changes(inForce)) : told(inForce);
            case PublicationRules.Decision.Publish publish ->
                call.dryRun()
                        ? tried(publish.publication(), changes(inForce, publish.publication()))
                        : asked(call, by, inForce, publish.publication());
        };
    }

    private PublicationView asked(Call call, Operator by, Publication inForce, Publication next) {
        publishers.requireConfirmed(next.version(), call.confirmation());
        return switch (PublicationRules.consent(next, timelines.proposed(), publishers, clock.instant())) {
            case PublicationRules.Consent.Given _ -> publish(call, by, inForce, next);
            case PublicationRules.Consent.Propose _ -> {
                timelines.propose(next);
                LOG.infof("version %d of the timeline was proposed by %s", next.version(), by);
                yield proposed(next, changes(inForce, next));
            }
            case PublicationRules.Consent.Awaited awaited ->
                proposed(awaited.proposed(), changes(inForce, awaited.proposed()));
        };
    }

    /** If another write came first, decides again: that write was this call itself, or the proposal is too late. */
    private PublicationView publish(Call call, Operator by, Publication inForce, Publication next) {
        if (!timelines.publish(inForce, next)) {
            return publish(call, by);
        }
        LOG.infof("version %d of the timeline was published by %s", next.version(), next.by());
        return told(next);
    }

    private PublicationView tried(Publication publication, List<String> changes) {
        return view(publication, changes, Optional.empty(), Optional.empty());
    }

    private PublicationView proposed(Publication publication, List<String> changes) {
        return view(publication, changes, Optional.of(PublicationView.State.PROPOSED), Optional.empty());
    }

    private PublicationView told(Publication publication) {
        return view(
                publication,
                changes(publication),
                Optional.of(PublicationView.State.PUBLISHED),
                Optional.of(tell(publication.timeline())));
    }

    /** @param allTold whether every listener follows the version; empty for one that is not in force */
    private PublicationView view(
            Publication publication,
            List<String> changes,
            Optional<PublicationView.State> state,
            Optional<Boolean> allTold) {
        Instant now = clock.instant();
        List<String> warnings = listeners.stream()
                .flatMap(listener -> listener.warnings(publication.timeline(), now).stream())
                .toList();
        return new PublicationView(
                publication.version(),
                publication.hash(),
                state,
                state.flatMap(_ -> publication.at()).filter(_ -> allTold.isEmpty()),
                allTold.flatMap(_ -> publication.at()),
                publication.by().name(),
                publication.reason(),
                changes,
                state.isEmpty(),
                publishers.number(),
                allTold.map(all -> all ? "told" : "later"),
                warnings);
    }

    /**
     * Tells every listener, whatever becomes of the others. One that cannot follow now does so at the next sweep.
     *
     * @return false if one could not follow
     */
    private boolean tell(Timeline timeline) {
        return listeners.stream().map(listener -> follows(listener, timeline)).reduce(true, Boolean::logicalAnd);
    }

    private static boolean follows(PublicationListener listener, Timeline timeline) {
        try {
            listener.published(timeline);
            return true;
        } catch (RetryableFailure | PermanentFailure failed) {
            LOG.errorf(
                    LoggableFailure.of(failed),
                    "%s does not follow version %d of the timeline yet",
                    listener.getClass().getSimpleName(),
                    timeline.version());
            return false;
        }
    }

    private static Problem refused(List<String> reasons) {
        return Problem.of(
                        ProblemType.TIMELINE_REFUSED,
                        "Nothing has been changed. Reasons against it: " + reasons.size() + ".")
                .with("reasons", reasons);
    }

    private List<String> changes(Publication publication) {
        return changes(timelines.replaced(publication.version() - 1).orElse(Publication.NONE), publication);
    }

    private static List<String> changes(Publication before, Publication after) {
        return TimelineChanges.describe(before.timeline(), after.timeline());
    }

    /**
     * The answer of {@code publish-timeline}. Instants are ISO 8601 in UTC.
     *
     * @param hash names what the version says and when
     * @param state empty for a dry run
     * @param at when the version was proposed; empty once it is in force
     * @param publishedAt since when the version is in force
     * @param by who published the version, or else who proposes it
     * @param changes from the version before it, a line each
     * @param dryRun true if nothing has been changed
     * @param publishers how many people it takes: 1 or 2
     * @param followers {@code told}, or {@code later} if a listener follows only at the next sweep
     * @param warnings of openings that are near while the deployment is not ready
     */
    @RegisterForReflection
    public record PublicationView(
            int version,
            Sha256 hash,
            Optional<State> state,
            Optional<Instant> at,
            Optional<Instant> publishedAt,
            String by,
            String reason,
            List<String> changes,
            boolean dryRun,
            int publishers,
            Optional<String> followers,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> warnings) {
        /** How far a version is. */
        @RegisterForReflection
        public enum State {
            /** It waits for a second person. */
            PROPOSED,

            /** It is in force. */
            PUBLISHED
        }
    }
}
