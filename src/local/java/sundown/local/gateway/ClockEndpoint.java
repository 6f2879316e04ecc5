package sundown.local.gateway;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import sundown.local.clock.MovableClock;

/**
 * The local cloud's clock, beside the API's routes: {@code GET} shows it, and {@code POST} moves it forward with
 * {@code {"time": "2026-12-24T00:00:00Z"}} or {@code {"forward": "P30D"}}.
 */
record ClockEndpoint(MovableClock clock) implements GatewayEndpoint {
    static final String PATH = "/local/clock";

    private static final String FORMS =
            "The body must be {'time': an instant such as 2026-12-24T00:00:00Z} or {'forward': a duration such as P30D}.";
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    @Override
    public Optional<GatewayResponse> answer(GatewayRequest request) {
        if (!request.path().equals(PATH)) {
            return Optional.empty();
        }
        return Optional.of(
                switch (request.method()) {
                    case "GET" -> shown();
                    case "POST" -> move(request.body());
                    default ->
                        GatewayResponse.message(405, "Method Not Allowed").with("allow", "GET, POST");
                });
    }

    private GatewayResponse move(SdkBytes body) {
        try {
            move(JSON.readTree(body.asByteArray()));
            return shown();
        } catch (IOException | DateTimeException unreadable) {
            return GatewayResponse.message(400, FORMS);
        } catch (MovableClock.Unreachable refused) {
            return GatewayResponse.message(409, refused.getMessage());
        }
    }

    private void move(JsonNode body) throws MovableClock.Unreachable {
        boolean alone = body.size() == 1;
        if (alone && body.path("time").isTextual()) {
            clock.set(Instant.parse(body.path("time").textValue()));
        } else if (alone && body.path("forward").isTextual()) {
            clock.forward(Duration.parse(body.path("forward").textValue()));
        } else {
            throw new DateTimeException("neither a time nor a duration");
        }
    }

    private GatewayResponse shown() {
        String document = JSON.createObjectNode()
                .put("time", clock.instant().toString())
                .put("ahead", clock.offset().toString())
                .toString();
        return new GatewayResponse(
                200, Map.of("content-type", List.of("application/json")), SdkBytes.fromUtf8String(document));
    }
}
