package sundown.aws.dynamodb;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import sundown.account.Found;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.archive.Archive.PlanId;
import sundown.archive.ArchiveStore;
import sundown.archive.Volume;
import sundown.sweep.Wake;

/**
 * The archives in DynamoDB: one row {@code A} for each user, and a row for each volume, which expires. A save is one
 * conditional write.
 */
@Singleton
public final class DynamoArchiveStore implements ArchiveStore {
    /** An archive lives for 30 days. Its volumes stay longer for the analysis of faults. */
    private static final Duration VOLUME_LIFE = Duration.ofDays(60);

    private final Clock clock;
    private final VersionedRows rows;
    private final WakeIndex<UserId> wakeIndex;

    public DynamoArchiveStore(
            DynamoDbClient client,
            @ConfigProperty(name = "ARCHIVES_TABLE") String table,
            Clock clock,
            RandomGenerator random) {
        this.clock = clock;
        this.rows = new VersionedRows(client, table, random);
        this.wakeIndex = new WakeIndex<>(rows, "userId", UserId::new, "");
    }

    @Override
    public Optional<Archive> find(UserId user) {
        return rows.find(user, ArchiveCodec.SORT).map(ArchiveCodec::read);
    }

    @Override
    public Found<Archive> findAll(List<UserId> users) {
        return rows.findAll(users, user -> VersionedRows.key(user, ArchiveCodec.SORT), ArchiveCodec::read);
    }

    @Override
    public Optional<Archive> save(Archive archive) {
        return rows.replace(archive.version(), ArchiveCodec.write(archive), archive.saved());
    }

    @Override
    public List<Volume> listVolumes(Archive archive) {
        return archive.contents()
                .map(contents -> volumes(archive, contents.plan()))
                .orElse(List.of());
    }

    private List<Volume> volumes(Archive archive, PlanId plan) {
        RowWriter values = new RowWriter()
                .text(":user", archive.user().value())
                .text(":volumes", VolumeCodec.prefix(archive.id(), plan));
        return rows.query(
                Long.MAX_VALUE,
                VolumeCodec::read,
                request -> request.keyConditionExpression("userId = :user AND begins_with(sort, :volumes)")
                        .expressionAttributeValues(values.attributes()));
    }

    @Override
    public Optional<Volume> findVolume(Archive archive, int number) {
        return archive.contents()
                .flatMap(contents -> rows.find(archive.user(), VolumeCodec.sort(archive.id(), contents.plan(), number)))
                .map(VolumeCodec::read);
    }

    @Override
    public Optional<Volume> save(Volume volume) {
        Instant expiresAt = clock.instant().plus(VOLUME_LIFE);
        return rows.replace(volume.version(), VolumeCodec.write(volume, expiresAt), volume.saved());
    }

    @Override
    public List<UserId> listDue(int shard, Instant now, int limit) {
        return wakeIndex.due(shard, now, limit);
    }

    @Override
    public List<Wake> listWaiting(int shard, Optional<Wake> after, int limit) {
        return wakeIndex.waiting(shard, ArchiveCodec.SORT, after, limit);
    }
}
