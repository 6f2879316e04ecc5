package sundown.aws.dynamodb;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import sundown.aws.AwsFailures;
import sundown.timeline.Publication;
import sundown.timeline.PublishedTimeline;
import sundown.timeline.Timeline;
import sundown.timeline.TimelineDocument;
import sundown.timeline.TimelineStore;

/**
 * The timeline in the groups table: the row {@code timeline} is in force; {@code timeline-1} is version 1, kept before
 * it is replaced. Without a row, the timeline of the deployment is in force. A timeline is cached for a minute, so a
 * change of dates reaches every function within a minute.
 */
@Singleton
public final class DynamoTimelineStore implements TimelineStore {
    private static final Duration LIFE = Duration.ofMinutes(1);
    private static final String IN_FORCE = "timeline";

    private final DynamoDbClient client;
    private final String table;
    private final Clock clock;
    private final Publication start = Publication.start(PublishedTimeline.read(), Optional.empty());
    private volatile Kept kept = new Kept(start.timeline(), Instant.MIN);

    /** Keeps the timeline in a table. */
    public DynamoTimelineStore(
            DynamoDbClient client, @ConfigProperty(name = "GROUPS_TABLE") String table, Clock clock) {
        this.client = client;
        this.table = table;
        this.clock = clock;
    }

    @Override
    public Timeline inForce() {
        Instant now = clock.instant();
        if (!now.isBefore(kept.until())) {
            kept = new Kept(current().timeline(), now.plus(LIFE));
        }
        return kept.timeline();
    }

    @Override
    public Publication current() {
        return find(IN_FORCE).orElse(start);
    }

    @Override
    public Optional<Publication> replaced(int version) {
        return find(replacedKey(version));
    }

    @Override
    public boolean begin(Publication first) {
        return put(writingFirst(IN_FORCE, first));
    }

    /**
     * Keeps the version that was read, then replaces it. After a crash in between, the next call finds the kept row. A
     * row in force that was written by hand may have no version.
     */
    @Override
    public boolean publish(Publication read, Publication next) {
        put(writingFirst(replacedKey(read.version()), read));
        return put(writing(IN_FORCE, next)
                .conditionExpression("version = :read OR attribute_not_exists(version)")
                .expressionAttributeValues(
                        new RowWriter().number(":read", read.version()).attributes())
                .build());
    }

    private PutItemRequest writingFirst(String key, Publication publication) {
        return writing(key, publication)
                .conditionExpression("attribute_not_exists(document)")
                .build();
    }

    private PutItemRequest.Builder writing(String key, Publication publication) {
        return PutItemRequest.builder()
                .tableName(table)
                .item(row(publication).text("group", key).attributes());
    }

    /** False when the condition does not hold. */
    private boolean put(PutItemRequest request) {
        try {
            client.putItem(request);
            return true;
        } catch (ConditionalCheckFailedException faster) {
            return false;
        } catch (SdkException failure) {
            throw AwsFailures.sorted(failure);
        }
    }

    private Optional<Publication> find(String key) {
        GetItemRequest request = GetItemRequest.builder()
                .tableName(table)
                .key(Map.of("group", AttributeValue.fromS(key)))
                .consistentRead(true)
                .build();
        GetItemResponse response = AwsFailures.sorting(() -> client.getItem(request));
        return response.hasItem() ? Optional.of(read(response.item())) : Optional.empty();
    }

    private static String replacedKey(int version) {
        return IN_FORCE + "-" + version;
    }

    /** A cached timeline and when it expires. */
    private record Kept(Timeline timeline, Instant until) {}

    /**
     * The row of a version without its key: the whole notice as JSON in {@code document}, its {@code version},
     * {@code by}, {@code reason} and {@code publishedAt}. A row of an earlier deployment has only a document.
     */
    private static RowWriter row(Publication publication) {
        return new RowWriter()
                .text("document", TimelineDocument.write(publication.timeline()).toString())
                .number("version", publication.version())
                .text("by", publication.by())
                .text("reason", publication.reason())
                .instant("publishedAt", publication.at());
    }

    private static Publication read(Map<String, AttributeValue> attributes) {
        return Row.read("timeline", attributes, DynamoTimelineStore::publication);
    }

    private static Publication publication(Row row) {
        return new Publication(
                TimelineDocument.read(row.text("document")),
                row.optionalText("by").orElse(Publication.DEPLOYMENT),
                row.optionalText("reason").orElse(Publication.START),
                row.optionalInstant("publishedAt"));
    }
}
