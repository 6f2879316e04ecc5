package sundown.timeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Every version of the timeline as the operator sees it, the newest first. */
@RegisterForReflection
public record TimelineList(List<Version> timelines) {

    /**
     * One version.
     *
     * @param publishedAt ISO 8601 in UTC; nothing for what a deployment started from, as long as nobody has put it down
     * @param document in the form in which it can be published
     */
    @RegisterForReflection
    public record Version(int version, Optional<String> publishedAt, String by, String reason, JsonNode document) {
        private static Version of(Publication publication) {
            return new Version(
                    publication.version(),
                    publication.at().map(Instant::toString),
                    publication.by(),
                    publication.reason(),
                    TimelineDocument.write(publication.timeline()));
        }
    }

    /** The view of these versions. */
    static TimelineList of(List<Publication> publications) {
        return new TimelineList(publications.stream().map(Version::of).toList());
    }
}
