package sundown.archive;

import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.time.Clock;
import sundown.archive.Archive.ArchiveState;
import sundown.edge.ApiRequest;
import sundown.edge.ApiResponse;
import sundown.edge.HttpEdge;

/**
 * {@code DELETE /archives/current}: ends the caller's archive early, so that they can ask for a new one. The archive is
 * refused from then on; the sweep removes its objects a little later.
 */
@Singleton
public record DeleteArchiveFunction(HttpEdge edge, CurrentArchives archives, Clock clock) {
    /** Answers with an {@link ArchiveView}. */
    @Funq("delete-archive")
    public ApiResponse handle(ApiRequest request) {
        return edge.answerUser(request, user -> archives.change(user, this::deleted));
    }

    private Archive deleted(Archive archive) {
        return ArchiveRules.ended(archive, ArchiveState.Ending.DELETED, clock.instant());
    }
}
