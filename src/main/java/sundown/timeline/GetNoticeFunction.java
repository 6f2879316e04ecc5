package sundown.timeline;

import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.time.Clock;
import sundown.edge.ApiRequest;
import sundown.edge.ApiResponse;
import sundown.edge.HttpEdge;
import sundown.edge.Json;
import sundown.edge.Problem;

/** {@code GET /notice?region=IN}: what ends in a region and when; public. */
@Singleton
public final class GetNoticeFunction {
    private final HttpEdge edge;
    private final TimelineStore timelines;
    private final Clock clock;

    GetNoticeFunction(HttpEdge edge, TimelineStore timelines, Clock clock) {
        this.edge = edge;
        this.timelines = timelines;
        this.clock = clock;
    }

    /** Answers with a {@link NoticeView}. */
    @Funq("get-notice")
    public ApiResponse handle(ApiRequest request) {
        return edge.answer(request, () -> {
            Region region = region(request);
            Timeline timeline = timelines.inForce();
            return ApiResponse.ok(Json.write(view(timeline, region)));
        });
    }

    private NoticeView view(Timeline timeline, Region region) {
        return timeline.groupOf(region)
                .map(group -> NoticeView.ending(region, group, group.dates().phaseAt(clock.instant())))
                .orElseGet(() -> NoticeView.exempt(region));
    }

    private static Region region(ApiRequest request) {
        String code = request.query("region")
                .orElseThrow(() -> Problem.invalidRequest("Say which region: GET /notice?region=IN.")
                        .asException());
        try {
            return new Region(code);
        } catch (IllegalArgumentException invalid) {
            throw Problem.invalidRequest("The " + invalid.getMessage() + ".").asException();
        }
    }
}
