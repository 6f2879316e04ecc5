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
