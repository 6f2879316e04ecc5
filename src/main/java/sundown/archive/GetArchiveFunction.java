package sundown.archive;

import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import sundown.edge.ApiRequest;
import sundown.edge.ApiResponse;
import sundown.edge.HttpEdge;

/**
 * {@code GET /archives/current}: the progress of the caller's archive; once it is ready, also its password and, for
 * each volume, a link made for this request. Nothing may cache the answer.
 */
@Singleton
public record GetArchiveFunction(HttpEdge edge, CurrentArchives archives) {
    /** Answers with an {@link ArchiveView}. */
    @Funq("get-archive")
    public ApiResponse handle(ApiRequest request) {
        return edge.answerUser(request, archives::showWithDownload);
    }
}
