package sundown.timeline;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What {@code publish-timeline} answers. Instants are ISO 8601 in UTC.
 *
 * @param publishedAt since when it is in force; nothing of a dry run
 * @param changes from the version before it, a line each
 * @param dryRun true when nothing has been changed
 * @param followers whether what follows the timeline has: {@code told}, or {@code later}, at the next sweep; nothing of
 *     a dry run
 */
@RegisterForReflection
public record PublicationView(
        int version,
        Optional<String> publishedAt,
        String by,
        String reason,
        List<String> changes,
        boolean dryRun,
        Optional<String> followers) {

    /** What would come into force. */
    static PublicationView dryRun(Publication publication, List<String> changes) {
        return new PublicationView(
                publication.version(),
                Optional.empty(),
                publication.by(),
                publication.reason(),
                changes,
                true,
                Optional.empty());
    }

    /** What has come into force. */
    static PublicationView published(Publication publication, List<String> changes, boolean allTold) {
        return new PublicationView(
                publication.version(),
                publication.at().map(Instant::toString),
                publication.by(),
                publication.reason(),
                changes,
                false,
                Optional.of(allTold ? "told" : "later"));
    }
}
