package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** The queues of a deployment, as operators see them. */
@FunctionTest
class ListQueuesTest {
    @Inject
    Installation sundown;

    @Test
    void tellsOfEveryQueueOfTheTemplate() throws Exception {
        JsonNode queues =
                sundown.operate("list-queues", Event.of("list-queues")).json().path("queues");

        assertThat(queues.findValuesAsText("queue"))
                .contains("transfers", "refunds", "purges", "events", "timers")
                .doesNotHaveDuplicates();
        assertThat(queues.findValues("messages")).hasSize(queues.size() - 2);
        assertThat(queues.findValues("deadLetters")).hasSameSizeAs(queues);
    }

    @Test
    void showsAndRemovesOneMessageAlone() throws Exception {
        Event event = Event.of("redrive-queue").with("/queue", "timers");
        sundown.queueNamed("timers-dead-letters").put("{\"token\": \"abc\"}");
        sundown.queueNamed("timers-dead-letters").put("the other");

        JsonNode shown = sundown.operate("redrive-queue", event.with("/show", true))
                .json()
                .path("messages");
        assertThat(shown.findValuesAsText("body")).containsExactlyInAnyOrder("{\"token\": \"***\"}", "the other");

        Event removal = event.with("/remove", shown.path(0).path("messageId").asText());
        assertThat(sundown.operate("redrive-queue", removal).json().path("removed"))
                .isEqualTo(shown.path(0).path("messageId"));
        sundown.operate("redrive-queue", removal).isProblem(404, "unknown-message");
        assertThat(sundown.operate("redrive-queue", event.with("/show", true))
                        .json()
                        .path("messages"))
                .hasSize(1);
    }

    @Test
    void sendsBackWhatCanGoBack() throws Exception {
        Event event = Event.of("redrive-queue");
        assertThat(sundown.operate("redrive-queue", event.with("/queue", "progress"))
                        .json()
                        .path("begun")
                        .booleanValue())
                .isTrue();
        sundown.operate("redrive-queue", event.with("/queue", "events")).isProblem(404, "unknown-queue");
        sundown.operate("redrive-queue", event.without("/reason")).isProblem(400, "invalid-request");
    }
}
