package sundown.aws.dynamodb;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.archive.ArchiveStore;
import sundown.archive.Volume;
import sundown.aws.AwsFailures;

/**
 * The archives in DynamoDB: one row {@code A} for each user, and a row for each volume, which expires. A save is one
 * conditional write.
 */
@Singleton
public final class DynamoArchiveStore implements ArchiveStore {
    /** An archive lives for 30 days. Its volumes stay longer for the analysis of faults. */
    private static final Duration VOLUME_LIFE = Duration.ofDays(60);

    private final DynamoDbClient client;
    private final String table;
    private final Clock clock;
    private final VersionedRows rows;
    private final WakeIndex wakeIndex;

    /** Keeps the archives in a table. */
    public DynamoArchiveStore(
            DynamoDbClient client,
            @ConfigProperty(name = "ARCHIVES_TABLE") String table,
            Clock clock,
            RandomGenerator random) {
        this.client = client;
        this.table = table;
        this.clock = clock;
        this.rows = new VersionedRows(client, table, random);
        this.wakeIndex = new WakeIndex(client, table, "userId");
    }

    @Override
    public Optional<Archive> find(UserId user) {
        return rows.find(user, ArchiveCodec.SORT).map(ArchiveCodec::read);
    }

    @Override
    public Optional<Archive> save(Archive archive) {
        return rows.replace(archive.version(), ArchiveCodec.write(archive))
                ? Optional.of(archive.saved())
                : Optional.empty();
    }

    @Override
    public List<Volume> volumes(Archive archive) {
        QueryRequest request = QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression("userId = :user AND begins_with(sort, :volumes)")
                .expressionAttributeValues(Map.of(
                        ":user", AttributeValue.fromS(archive.user().value()),
                        ":volumes", AttributeValue.fromS(VolumeCodec.prefix(archive.id()))))
                .consistentRead(true)
                .build();
        return AwsFailures.sorting(() -> client.queryPaginator(request).items().stream()
                .map(VolumeCodec::read)
                .toList());
    }

    @Override
    public Optional<Volume> volume(Archive archive, int number) {
        return rows.find(archive.user(), VolumeCodec.sort(archive.id(), number)).map(VolumeCodec::read);
    }

    @Override
    public Optional<Volume> save(Volume volume) {
        Instant expiresAt = clock.instant().plus(VOLUME_LIFE);
        return rows.replace(volume.version(), VolumeCodec.write(volume, expiresAt))
                ? Optional.of(volume.saved())
                : Optional.empty();
    }

    @Override
    public List<UserId> due(Instant now, int limit) {
        return wakeIndex.due(now, limit).stream().map(UserId::new).toList();
    }
}
