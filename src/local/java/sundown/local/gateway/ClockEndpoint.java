package sundown.local.gateway;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkBytes;
import sundown.local.clock.MovableClock;
import sundown.local.gateway.GatewayRequest.GatewayEndpoint;
import sundown.local.http.Markup;
import sundown.local.http.Reply;

/**
 * The local cloud's clock, beside the API's routes: {@code GET} shows it, and {@code POST} moves it forward with
 * {@code {"time": "2026-12-24T00:00:00Z"}}, {@code {"forward": "P30D"}}, or, to the next date of the timeline,
 * {@code {"to": "next"}}. A browser gets a page with forms, which need no script.
 */
record ClockEndpoint(MovableClock clock) implements GatewayEndpoint {
    static final String PATH = "/local/clock";

    private static final String FORMS =
            "The body must be {'time': an instant such as 2026-12-24T00:00:00Z}, {'forward': a duration such as P30D},"
                    + " or {'to': 'next'}.";
    private static final String NEXT = "next";
    private static final Pattern HOURS = Pattern.compile("hours=([0-9]{1,6}|1000000)");
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    @Override
    public Optional<Reply> answer(GatewayRequest request) {
        if (!request.path().equals(PATH)) {
            return Optional.empty();
        }
        boolean inBrowser = request.header("accept")
                .filter(type -> type.contains("text/html"))
                .isPresent();
        return Optional.of(
                switch (request.method()) {
                    case "GET" -> inBrowser ? page(200, "") : shown();
                    case "POST" -> inBrowser ? moveByForm(request.body()) : move(request.body());
                    default -> HttpGateway.message(405, "Method Not Allowed").with("allow", "GET, POST");
                });
    }

    /** The browser asks for the page again, so that loading it again moves nothing. */
    private Reply moveByForm(SdkBytes body) {
        Matcher hours = HOURS.matcher(body.asUtf8String());
        boolean toNext = body.asUtf8String().equals("to=" + NEXT);
        if (!toNext && !hours.matches()) {
            return page(400, "Give a whole number of hours, up to 1,000,000.");
        }
        try {
            if (toNext) {
                clock.toNextDate();
            } else {
                clock.forward(Duration.ofHours(Long.parseLong(hours.group(1))));
            }
            return HttpGateway.message(303, "See Other").with("location", PATH);
        } catch (MovableClock.Unreachable refused) {
            return page(409, refused.getMessage());
        }
    }

    private Reply page(int status, String refusal) {
        String page = Markup.page("The clock of the local photo cloud", """
            <p>It is <strong>%s</strong>. The clock moves forward, never back.</p>
            <p role="alert">%s</p>
            %s
            <form method="post" action="%s">
            <p><label>Hours forward (a day has 24) <input name="hours" type="number" min="1" max="1000000" value="24" required></label></p>
            <p><button>Move the clock</button></p>
            </form>
            """.formatted(
                        clock.instant(), Markup.escaped(refusal), nextForm(), PATH));
        return Reply.text(status, "text/html; charset=utf-8", page);
    }

    private String nextForm() {
        return clock.nextDate().map(date -> """
                        <form method="post" action="%s">
                        <p><button name="to" value="%s">Move to the next date of the timeline, %s</button></p>
                        </form>
                        """.formatted(PATH, NEXT, date)).orElse("");
    }

    private Reply move(SdkBytes body) {
        try {
            move(JSON.readTree(body.asByteArray()));
            return shown();
        } catch (IOException | DateTimeException unreadable) {
            return HttpGateway.message(400, FORMS);
        } catch (MovableClock.Unreachable refused) {
            return HttpGateway.message(409, refused.getMessage());
        }
    }

    private void move(JsonNode body) throws MovableClock.Unreachable {
        boolean alone = body.size() == 1;
        if (alone && body.path("time").isTextual()) {
            clock.set(Instant.parse(body.path("time").textValue()));
        } else if (alone && body.path("forward").isTextual()) {
            clock.forward(Duration.parse(body.path("forward").textValue()));
        } else if (alone && body.path("to").asText().equals(NEXT)) {
            clock.toNextDate();
        } else {
            throw new DateTimeException("neither a time nor a duration");
        }
    }

    private Reply shown() {
        ObjectNode document = JSON.createObjectNode()
                .put("time", clock.instant().toString())
                .put("ahead", clock.offset().toString());
        clock.nextDate().ifPresent(date -> document.put(NEXT, date.toString()));
        return Reply.text(200, "application/json", document.toString());
    }
}
