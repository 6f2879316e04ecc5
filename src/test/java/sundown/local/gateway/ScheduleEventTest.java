package sundown.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import sundown.local.lambda.AwsAccount;

class ScheduleEventTest {
    private final ObjectMapper json = new ObjectMapper();

    @Test
    void hasTheShapeOfAScheduledEvent() throws Exception {
        ScheduleEvent event = new ScheduleEvent(new AwsAccount("us-east-1", "123456789012"));

        ObjectNode made =
                (ObjectNode) json.readTree(event.of("my-scheduled-rule", Instant.parse("2015-10-08T16:53:06.789Z")));

        assertThat(made.remove("id").asText()).matches("[0-9a-f-]{36}");
        assertThat(made).isEqualTo(json.readTree("""
                {
                  "version": "0",
                  "detail-type": "Scheduled Event",
                  "source": "aws.events",
                  "account": "123456789012",
                  "time": "2015-10-08T16:53:06Z",
                  "region": "us-east-1",
                  "resources": ["arn:aws:events:us-east-1:123456789012:rule/my-scheduled-rule"],
                  "detail": {}
                }"""));
    }
}
