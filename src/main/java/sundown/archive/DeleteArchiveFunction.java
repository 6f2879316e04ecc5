package sundown.archive;

import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import sundown.account.UserId;
import sundown.edge.ApiRequest;
import sundown.edge.ApiResponse;
import sundown.edge.HttpEdge;
import sundown.edge.Json;

/**
 * {@code DELETE /archives/current}: ends the caller's archive early, so that he can ask for a new one. It is refused
 * from then on; what is stored of it goes a little later.
 */
@Singleton
public final class DeleteArchiveFunction {
    private final HttpEdge edge;
    private final CurrentArchives current;
    private final ArchiveStore archives;
    private final ArchiveViews views;
    private final Clock clock;

    DeleteArchiveFunction(
            HttpEdge edge, CurrentArchives current, ArchiveStore archives, ArchiveViews views, Clock clock) {
        this.edge = edge;
        this.current = current;
        this.archives = archives;
        this.views = views;
        this.clock = clock;
    }

    /** Answers with an {@link ArchiveView}. */
    @Funq("delete-archive")
    public ApiResponse handle(ApiRequest request) {
        return edge.answerUser(request, this::delete);
    }

    /** A builder may note its progress at the same moment: then the wish is tried again on what that left. */
    private ApiResponse delete(UserId user) {
        CurrentArchives.Current read = current.of(user);
        Optional<Archive> saved = end(read.archive());
        while (saved.isEmpty()) {
            read = current.of(user);
            saved = end(read.archive());
        }
        return ApiResponse.ok(Json.write(views.of(saved.get(), read.open())));
    }

    private Optional<Archive> end(Archive archive) {
        return archives.save(ArchiveRules.ended(archive, Ending.DELETED, clock.instant()));
    }
}
