package sundown.aws.dynamodb;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.account.Found;
import sundown.account.Language;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.archive.Archive.ArchiveId;
import sundown.archive.Archive.ArchiveState;
import sundown.archive.Archive.PlanId;
import sundown.archive.Archive.PrivatePart;
import sundown.archive.ArchiveStore;
import sundown.archive.Volume;
import sundown.archive.plan.ArchiveItem.LeftOut;
import sundown.digest.Sha256;
import sundown.gallery.Item.ItemId;
import sundown.gallery.Tally;
import sundown.secret.SecretSealer.SealedSecret;
import sundown.sweep.Wake;

/**
 * The archives in DynamoDB: for each user one row {@code A}, and a row for each volume,
 * {@code A#<archiveId>#V#<planId>} {@code #<number>}, which expires. The number has six digits, so that keys sort by
 * number. A save is one conditional write.
 *
 * <p>Only an archive that waits for a time has {@code wakeShard} and {@code wakeAt}, so that the index by them is
 * sparse: the time of its state, or the time to clean if that is earlier.
 */
@Singleton
@RegisterForReflection(
        targets = {
            Archive.class,
            ArchiveId.class,
            PlanId.class,
            PrivatePart.class,
            SealedSecret.class,
            Tally.class,
            Language.class,
            ArchiveState.class,
            Volume.class,
            LeftOut.class,
            ItemId.class,
            Sha256.class
        })
public final class DynamoArchiveStore implements ArchiveStore {
    /** The sort key of an archive. */
    public static final String SORT = "A";

    private static final RowMapper<Archive> ARCHIVES = RowMapper.of(
            Archive.class,
            Map.of(
                    "Archive.id", "archiveId",
                    "Earlier.id", "archiveId",
                    "Contents.plan", "planId",
                    "Downloads.volumes", "downloaded",
                    "Ready.at", "readyAt",
                    "Ended.why", "ending",
                    "Ended.at", "endedAt"));

    private static final RowMapper<Volume> VOLUMES = RowMapper.of(
            Volume.class,
            Map.of(
                    "Volume.archive", "archiveId",
                    "Volume.plan", "planId",
                    "Volume.isPrivate", "private",
                    "Done.at", "endedAt",
                    "GaveUp.at", "endedAt"));

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

    /** The row of an archive without its version. */
    public static RowWriter write(Archive archive) {
        RowWriter row = ARCHIVES.write(archive).text("sort", SORT);
        Stream.concat(checkAt(archive.state()).stream(), archive.nextCleaning().stream())
                .min(Instant::compareTo)
                .ifPresent(at ->
                        row.text("wakeShard", Integer.toString(archive.shard())).text("wakeAt", Wake.time(at)));
        return row;
    }

    /** The time at which the sweep checks an archive in this state. */
    private static Optional<Instant> checkAt(ArchiveState state) {
        return switch (state) {
            case ArchiveState.Unfinished unfinished -> Optional.of(unfinished.checkAt());
            case ArchiveState.Ready ready -> Optional.of(ready.endsAt());
            case ArchiveState.Ended _ -> Optional.empty();
        };
    }

    /** Reads the archive in a row. */
    public static Archive read(Map<String, AttributeValue> attributes) {
        return ARCHIVES.read(attributes);
    }

    @Override
    public Optional<Archive> find(UserId user) {
        return rows.find(user, SORT).map(DynamoArchiveStore::read);
    }

    @Override
    public Found<Archive> findAll(List<UserId> users) {
        return rows.findAll(users, user -> VersionedRows.key(user, SORT), DynamoArchiveStore::read);
    }

    @Override
    public Optional<Archive> save(Archive archive) {
        return rows.replace(archive.version(), write(archive), archive.saved());
    }

    @Override
    public List<Volume> listVolumes(Archive archive) {
        return archive.contents()
                .map(contents -> volumes(archive, contents.plan()))
                .orElse(List.of());
    }

    private List<Volume> volumes(Archive archive, PlanId plan) {
        RowWriter values =
                new RowWriter().text(":user", archive.user().value()).text(":volumes", prefix(archive.id(), plan));
        return rows.query(Long.MAX_VALUE, VOLUMES::read, "userId = :user AND begins_with(sort, :volumes)", values);
    }

    @Override
    public Optional<Volume> findVolume(Archive archive, int number) {
        return archive.contents()
                .flatMap(contents -> rows.find(archive.user(), sort(archive.id(), contents.plan(), number)))
                .map(VOLUMES::read);
    }

    @Override
    public Optional<Volume> save(Volume volume) {
        RowWriter row = VOLUMES.write(volume)
                .text("sort", sort(volume.archive(), volume.plan(), volume.number()))
                .number("expiresAt", clock.instant().plus(VOLUME_LIFE).getEpochSecond());
        return rows.replace(volume.version(), row, volume.saved());
    }

    /** The prefix of the sort keys of all volumes of a plan. */
    private static String prefix(ArchiveId archive, PlanId plan) {
        return "A#" + archive + "#V#" + plan + "#";
    }

    private static String sort(ArchiveId archive, PlanId plan, int number) {
        return prefix(archive, plan) + "%06d".formatted(number);
    }

    @Override
    public List<UserId> listDue(int shard, Instant now, int limit) {
        return wakeIndex.due(shard, now, limit);
    }

    @Override
    public List<Wake> listWaiting(int shard, Optional<Wake> after, int limit) {
        return wakeIndex.waiting(shard, SORT, after, limit);
    }
}
