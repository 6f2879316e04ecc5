package sundown.timeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.edge.OperatorForm;
import sundown.edge.OperatorQuery;
import sundown.operator.Access;
import sundown.timeline.TimelineStore.Publication;

/**
 * Lists every version of the timeline with its publisher, reason, and time: an operator's call, {@code {"inForce"}}. If
 * that is true, it lists the version in force alone. The list is empty while nothing is announced.
 */
@Singleton
public record ListTimelines(TimelineStore timelines) implements OperatorQuery<ListTimelines.Call> {
    private static final OperatorForm<Call> FORM = OperatorForm.of("list-timelines", Access.reading(), Call.class);

    @RegisterForReflection
    record Call(boolean inForce) {}

    @Override
    public OperatorForm<Call> form() {
        return FORM;
    }

    @Override
    public TimelineList answer(Call call) {
        return new TimelineList(versions(call.inForce()));
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

    /** Every version of the timeline, for the operator, the newest first. */
    @RegisterForReflection
    public record TimelineList(List<Version> timelines) {

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
