package sundown.timeline;

import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import sundown.account.Region;
import sundown.edge.ApiRequest;
import sundown.edge.ApiResponse;
import sundown.edge.HttpEdge;
import sundown.edge.Json;
import sundown.edge.Problem;
import sundown.edge.ProblemType;

/** {@code GET /notice?region=IN}: the notice of a region. Public. */
@Singleton
public record GetNoticeFunction(HttpEdge edge, TimelineStore timelines, Clock clock) {
    /** Anybody may keep an answer for half a minute. After a publication, the one before may be read for 90 seconds. */
    private static final Map<String, String> CACHING = Map.of("cache-control", "public, max-age=30");

    /** Answers with a {@link NoticeView}. */
    @Funq("get-notice")
    public ApiResponse handle(ApiRequest request) {
        return edge.answer(request, () -> {
            Region region = region(request);
            Timeline timeline = timelines.inForce();
            Instant now = clock.instant();
            return ApiResponse.ok(Json.write(NoticeView.of(region, timeline, now)))
                    .with(CACHING)
                    .with(timeline.groupOf(region)
                            .map(ending -> ending.dates().headers(now))
                            .orElse(Map.of()));
        });
    }

    private static Region region(ApiRequest request) {
        String code = request.query("region")
                .orElseThrow(() -> Problem.invalidRequest("Say which region: GET /notice?region=IN."));
        try {
            return assigned(new Region(code));
        } catch (IllegalArgumentException invalid) {
            throw Problem.invalidRequest("This cannot be the region: " + invalid.getMessage() + ".");
        }
    }

    /** An unassigned code would get the dates of every other region. */
    private static Region assigned(Region region) {
        if (region.assigned()) {
            return region;
        }
        throw Problem.of(
                ProblemType.UNKNOWN_REGION,
                "ISO 3166-1 has assigned the code " + region + " to no country or territory.");
    }
}
