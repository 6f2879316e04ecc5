package sundown.local.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import sundown.local.http.Json;
import sundown.local.lambda.AwsAccount;

/**
 * The event that a function gets from an EventBridge schedule rule.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-run-lambda-schedule.html">Schedule a Lambda
 *     function with EventBridge</a>
 */
record ScheduleEvent(AwsAccount account) {
    /** The event of a rule at this time, to the second. */
    String of(String rule, Instant time) {
        ObjectNode event = Json.MAPPER
                .createObjectNode()
                .put("version", "0")
                .put("id", UUID.randomUUID().toString())
                .put("detail-type", "Scheduled Event")
                .put("source", "aws.events")
                .put("account", account.id())
                .put("time", time.truncatedTo(ChronoUnit.SECONDS).toString())
                .put("region", account.region());
        event.putArray("resources").add(account.arn("events", "rule/" + rule));
        event.putObject("detail");
        return event.toString();
    }
}
