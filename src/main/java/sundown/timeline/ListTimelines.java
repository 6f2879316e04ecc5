package sundown.timeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.digest.Sha256;
import sundown.edge.OperatorForm;
import sundown.edge.OperatorQuery;
import sundown.operator.Access;
import sundown.timeline.TimelineStore.Publication;

/**
 * Lists every version of the timeline with its publisher, reason, and time: an operator's call, {@code {"inForce"}}. If
 * that is true, it lists the version in force alone. The list is empty while nothing is announced. A version that waits
 * for a second person is told beside it.
 */
@Singleton
public record ListTimelines(TimelineStore timelines, Clock clock) implements OperatorQuery<ListTimelines.Call> {
    private static final OperatorForm<Call> FORM = OperatorForm.of("list-timelines", Access.reading(), Call.class);

    @RegisterForReflection
    record Call(boolean inForce) {}

    @Override
    public OperatorForm<Call> form() {
        return FORM;
    }

    @Override
    public TimelineList answer(Call call) {
        return new TimelineList(versions(call.inForce()), proposed());
    }

    private Optional<TimelineList.Proposal> proposed() {
        int next = timelines.current().version() + 1;
        return timelines
                .proposed()
                .filter(proposal -> proposal.version() == next && PublicationRules.holds(proposal, clock.instant()))
                .map(TimelineList.Proposal::of);
    }

    /** The version in force, then each one before it. */
    private List<TimelineList.Version> versions(boolean inForce) {
        return Stream.iterate(
                        Optional.of(timelines.current())
                                .filter(version -> version.timeline().announced()),
                        Optional::isPresent,
                        version -> timelines.replaced(version.orElseThrow().version() - 1))
                .limit(inForce ? 1 : Long.MAX_VALUE)
                .flatMap(Optional::stream)
                .map(TimelineList.Version::of)
                .toList();
    }

    /**
     * Every version of the timeline, for the operator, the newest first.
     *
     * @param proposed the next version, if it waits for a second person
     */
    @RegisterForReflection
    public record TimelineList(List<Version> timelines, Optional<Proposal> proposed) {
        /**
         * A version that waits for a second person.
         *
         * @param at when it was proposed
         * @param document in the form in which the second person publishes it
         */
        @RegisterForReflection
        public record Proposal(
                int version,
                Sha256 hash,
                Optional<Instant> at,
                String by,
                Optional<String> subject,
                String reason,
                JsonNode document) {
            private static Proposal of(Publication proposed) {
                return new Proposal(
                        proposed.version(),
                        proposed.hash(),
                        proposed.at(),
                        proposed.by().name(),
                        proposed.by().subject(),
                        proposed.reason(),
                        TimelineDocument.write(proposed.timeline()));
            }
        }

        /**
         * One version.
         *
         * @param publishedAt ISO 8601 in UTC
         * @param document in the form in which it can be published
         * @param dates of each group, by its id, as they come
         */
        @RegisterForReflection
        public record Version(
                int version,
                Optional<Instant> publishedAt,
                String by,
                String reason,
                JsonNode document,
                JsonNode dates) {
            private static Version of(Publication publication) {
                return new Version(
                        publication.version(),
                        publication.at(),
                        publication.by().name(),
                        publication.reason(),
                        TimelineDocument.write(publication.timeline()),
                        TimelineDocument.dates(publication.timeline()));
            }
        }
    }
}
