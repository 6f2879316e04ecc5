package sundown.aws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import sundown.timeline.PublishedTimeline;
import sundown.timeline.Timeline;
import sundown.timeline.TimelineDocument;
import sundown.timeline.TimelineStore;

/**
 * The timeline in DynamoDB: the row {@code timeline} of the groups table, with the whole notice as JSON in
 * {@code document}; without such a row, the timeline that was published. What was read is good for a minute, so that a
 * change of dates reaches every function within one.
 */
public final class DynamoTimelineStore implements TimelineStore {
    private static final Duration LIFE = Duration.ofMinutes(1);
    private static final Map<String, AttributeValue> KEY = Map.of("group", AttributeValue.fromS("timeline"));

    private final DynamoDbClient client;
    private final String table;
    private final Clock clock;
    private final Timeline published = PublishedTimeline.read();
    private volatile Kept kept = new Kept(published, Instant.MIN);

    /** Reads the timeline of a table. */
    public DynamoTimelineStore(DynamoDbClient client, String table, Clock clock) {
        this.client = client;
        this.table = table;
        this.clock = clock;
    }

    @Override
    public Timeline inForce() {
        Instant now = clock.instant();
        if (!now.isBefore(kept.until())) {
            kept = new Kept(load(), now.plus(LIFE));
        }
        return kept.timeline();
    }

    private Timeline load() {
        GetItemRequest request = GetItemRequest.builder()
                .tableName(table)
                .key(KEY)
                .consistentRead(true)
                .build();
        GetItemResponse response = AwsFailures.sorting(() -> client.getItem(request));
        return response.hasItem()
                ? Row.read("timeline", response.item(), row -> TimelineDocument.read(row.text("document")))
                : published;
    }

    /** A timeline and until when it is good. */
    private record Kept(Timeline timeline, Instant until) {}
}
