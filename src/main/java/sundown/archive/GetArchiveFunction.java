package sundown.archive;

import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import sundown.edge.ApiRequest;
import sundown.edge.ApiResponse;
import sundown.edge.HttpEdge;
import sundown.edge.Json;

/**
 * {@code GET /archives/current}: how far the caller's archive is, and when it is ready its password and, for each
 * volume, a link that was made for this request. Nobody may keep a copy of the answer.
 */
@Singleton
public final class GetArchiveFunction {
    private final HttpEdge edge;
    private final CurrentArchives archives;
    private final ArchiveViews views;

    GetArchiveFunction(HttpEdge edge, CurrentArchives archives, ArchiveViews views) {
        this.edge = edge;
        this.archives = archives;
        this.views = views;
    }

    /** Answers with an {@link ArchiveView}. */
    @Funq("get-archive")
    public ApiResponse handle(ApiRequest request) {
        return edge.answerUser(request, user -> {
            CurrentArchives.Current current = archives.of(user);
            return ApiResponse.ok(Json.write(views.withDownload(current.archive(), current.open())));
        });
    }
}
