package sundown.aws.dynamodb;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import sundown.account.Found;
import sundown.account.UserId;
import sundown.digest.Sha1.Sha1State;
import sundown.digest.Sha256;
import sundown.gallery.Item.ItemId;
import sundown.gallery.Tally;
import sundown.media.Choice;
import sundown.secret.SecretSealer.SealedSecret;
import sundown.sweep.Wake;
import sundown.transfer.Answer.MediaItemId;
import sundown.transfer.Batch;
import sundown.transfer.LibraryAccess.LibraryAccount;
import sundown.transfer.LibraryAlbum;
import sundown.transfer.PhotoLibrary.AlbumId;
import sundown.transfer.PhotoLibrary.UploadSession;
import sundown.transfer.PhotoLibrary.UploadToken;
import sundown.transfer.Progress;
import sundown.transfer.Progress.Counts;
import sundown.transfer.Progress.Pace;
import sundown.transfer.Room;
import sundown.transfer.Room.RoomCheck;
import sundown.transfer.SettledBatch;
import sundown.transfer.Transfer;
import sundown.transfer.Transfer.TransferId;
import sundown.transfer.Transfer.TransferState;
import sundown.transfer.TransferStore;
import sundown.transfer.TransferStore.FailedItem;
import sundown.transfer.Years;

/**
 * The transfers in DynamoDB: for each user one row {@code T}, a row for each batch, {@code B#<transferId>#<number>},
 * which expires, a row for each settled batch, {@code B#<transferId>#<number>#S}, a row for each failed item,
 * {@code F#<transferId>#<itemId>}, and a row for each title of albums at the library, {@code A#<transferId>#<digest of
 * the title>}. A save of a transfer is one conditional write.
 *
 * <p>A write over a row is paid as the larger of the two, so a settled batch has a row beside that with the tokens.
 *
 * <p>The row of a transfer is compact, because it is written with each batch: up to 1 KB costs one write unit. Only an
 * active transfer has {@code wakeShard} and {@code wakeAt}, so that the index by them is sparse.
 */
@Singleton
@RegisterForReflection(
        targets = {
            Transfer.class,
            LibraryAccount.class,
            SealedSecret.class,
            TransferState.class,
            RoomCheck.class,
            Room.class,
            Choice.class,
            Choice.Selection.class,
            Choice.Before.class,
            Choice.Part.class,
            Progress.class,
            Counts.class,
            Pace.class,
            Batch.class,
            Batch.Taken.class,
            SettledBatch.class,
            Years.class,
            Progress.Cursor.class,
            LibraryAlbum.class,
            LibraryAlbum.Given.class,
            Sha256.class,
            AlbumId.class,
            MediaItemId.class,
            UploadSession.class,
            UploadToken.class,
            Sha1State.class,
            FailedItem.class,
            ItemId.class,
            Tally.class
        })
public final class DynamoTransferStore implements TransferStore {
    /** The sort key of a transfer. */
    public static final String SORT = "T";

    private static final RowMapper<Transfer> TRANSFERS = RowMapper.of(
            Transfer.class,
            Map.of(
                    "Transfer.id",
                    "transferId",
                    "LibraryAccount.id",
                    "accountId",
                    "Missing.room",
                    "roomSeen",
                    "Waiting.wakeAt",
                    "until",
                    "Terms.hidden",
                    "left",
                    "Choice.withPrivate",
                    "private",
                    "Selection.albums",
                    "ofAlbums",
                    "Progress.outside",
                    "out",
                    "Progress.lastFailure",
                    "failedAt",
                    "Pace.moved",
                    "pace"));

    private static final Map<String, String> NAMES_IN_BATCHES = Map.of(
            "Taken.mediaItem", "id",
            "Taken.unusualLink", "link",
            "UploadSession.address", "session",
            "UploadToken.value", "token",
            "Sha1State.bytes", "digested",
            "Sha1State.base64", "digest");

    private static final String ENTRIES = "entries";

    /** The end of the sort key of a settled batch. */
    private static final String SETTLED = "#S";

    private static final RowMapper<Batch> BATCHES = RowMapper.of(Batch.class, NAMES_IN_BATCHES);

    private static final RowMapper<SettledBatch> SETTLED_BATCHES = RowMapper.of(SettledBatch.class, NAMES_IN_BATCHES);

    private static final RowMapper<LibraryAlbum> ALBUMS = RowMapper.of(LibraryAlbum.class);

    private static final RowMapper<FailedItem> FAILED_ITEMS = RowMapper.of(FailedItem.class);

    /** A token lives for a day. Batches of which nothing was created stay longer for the analysis of faults. */
    private static final Duration BATCH_LIFE = Duration.ofDays(2);

    private final Clock clock;
    private final VersionedRows rows;
    private final WakeIndex<UserId> wakeIndex;

    public DynamoTransferStore(
            DynamoDbClient client,
            @ConfigProperty(name = "TRANSFERS_TABLE") String table,
            Clock clock,
            RandomGenerator random) {
        this.clock = clock;
        this.rows = new VersionedRows(client, table, random);
        this.wakeIndex = new WakeIndex<>(rows, "userId", UserId::new, "");
    }

    /** The row of a transfer without its version. */
    public static RowWriter write(Transfer transfer) {
        RowWriter row = TRANSFERS.write(transfer).text("sort", SORT);
        return transfer.state() instanceof TransferState.Active active
                ? WakeIndex.wake(row, "", transfer.user().value(), active.dueAt())
                : row;
    }

    /** Reads the transfer in a row. */
    public static Transfer read(Map<String, AttributeValue> attributes) {
        return TRANSFERS.read(attributes);
    }

    @Override
    public Optional<Transfer> find(UserId user) {
        return rows.find(user, SORT).map(DynamoTransferStore::read);
    }

    @Override
    public Found<Transfer> findAll(List<UserId> users) {
        return rows.findAll(users, user -> VersionedRows.key(user, SORT), DynamoTransferStore::read);
    }

    @Override
    public Optional<Transfer> save(Transfer transfer) {
        return rows.replace(transfer.version(), write(transfer), transfer.saved());
    }

    @Override
    public Optional<Batch> findBatch(Transfer transfer) {
        int next = transfer.progress().batch();
        return batches(transfer, next, next, 1, BATCHES, request -> request.scanIndexForward(false)).stream()
                .findFirst();
    }

    @Override
    public void saveBatch(Transfer transfer, Batch batch) {
        RowWriter row = row(BATCHES.write(batch), transfer).text("sort", sortOfNextBatch(transfer));
        rows.put(
                batch.hasTaken()
                        ? row
                        : row.number(
                                "expiresAt", clock.instant().plus(BATCH_LIFE).getEpochSecond()));
    }

    @Override
    public void saveSettled(Transfer transfer, SettledBatch settled) {
        rows.put(row(SETTLED_BATCHES.write(settled), transfer).text("sort", sortOfNextBatch(transfer) + SETTLED));
    }

    private static RowWriter row(RowWriter batch, Transfer transfer) {
        return batch.text("userId", transfer.user().value())
                .put(ENTRIES, Compressed.attribute(batch.attributes().get(ENTRIES)));
    }

    @Override
    public List<SettledBatch> listSettled(Transfer transfer, int from, int limit) {
        return settled(transfer, from, limit, true);
    }

    @Override
    public Years years(Transfer transfer) {
        return settled(transfer, 1, 1, false).stream()
                .map(SettledBatch::years)
                .findFirst()
                .orElse(Years.NONE);
    }

    private List<SettledBatch> settled(Transfer transfer, int from, int limit, boolean forward) {
        int last = transfer.progress().batch() - 1;
        return from > last
                ? List.of()
                : batches(
                        transfer,
                        from,
                        last,
                        limit,
                        SETTLED_BATCHES,
                        request -> request.scanIndexForward(forward).filterExpression("attribute_exists(years)"));
    }

    /** The row of a settled batch follows that with its tokens. */
    private <T extends Record> List<T> batches(
            Transfer transfer,
            int from,
            int to,
            int limit,
            RowMapper<T> mapper,
            Consumer<QueryRequest.Builder> further) {
        return rows.query(
                limit,
                row -> mapper.read(withEntries(row)),
                "userId = :user AND sort BETWEEN :from AND :to",
                new RowWriter()
                        .text(":user", transfer.user().value())
                        .text(":from", sortOfBatch(transfer, from))
                        .text(":to", sortOfBatch(transfer, to) + SETTLED),
                request -> further.accept(request.consistentRead(true)));
    }

    private static Map<String, AttributeValue> withEntries(Map<String, AttributeValue> row) {
        Map<String, AttributeValue> plain = new HashMap<>(row);
        plain.computeIfPresent(ENTRIES, (_, entries) -> Compressed.attributeIn(entries));
        return plain;
    }

    /** Each batch has its own row, because reading a row that was never saved costs almost nothing. */
    private static String sortOfNextBatch(Transfer transfer) {
        return sortOfBatch(transfer, transfer.progress().batch());
    }

    /** In the order of the numbers. */
    private static String sortOfBatch(Transfer transfer, int number) {
        return String.format(Locale.ROOT, "B#%s#%08d", transfer.id(), number);
    }

    @Override
    public Optional<LibraryAlbum> findAlbum(Transfer transfer, String title) {
        return rows.find(transfer.user(), sort(transfer, title)).map(ALBUMS::read);
    }

    @Override
    public void saveAlbum(Transfer transfer, LibraryAlbum album) {
        rows.put(ALBUMS.write(album)
                .text("userId", transfer.user().value())
                .text("sort", sort(transfer, album.title())));
    }

    @Override
    public List<LibraryAlbum> listAlbums(Transfer transfer) {
        return rows.query(
                Integer.MAX_VALUE,
                ALBUMS::read,
                "userId = :user AND begins_with(sort, :albums)",
                new RowWriter().text(":user", transfer.user().value()).text(":albums", prefixOfAlbums(transfer)),
                request -> request.consistentRead(true));
    }

    private static String prefixOfAlbums(Transfer transfer) {
        return "A#" + transfer.id() + "#";
    }

    private static String sort(Transfer transfer, String title) {
        return prefixOfAlbums(transfer) + Sha256.over(title).hex();
    }

    @Override
    public List<UserId> listDue(int shard, Instant now, int limit) {
        return wakeIndex.due(shard, now, limit);
    }

    @Override
    public List<Wake> listWaiting(int shard, Optional<Wake> after, int limit) {
        return wakeIndex.waiting(shard, SORT, after, limit);
    }

    @Override
    public void saveFailures(Transfer transfer, List<FailedItem> failures) {
        Map<ItemId, FailedItem> lastOfEach = new LinkedHashMap<>();
        failures.forEach(failure -> lastOfEach.put(failure.item(), failure));
        rows.batch(lastOfEach.values().stream()
                .map(failure -> put(row(transfer, failure).attributes())));
    }

    @Override
    public void removeFailures(Transfer transfer, Collection<ItemId> items) {
        rows.batch(items.stream().distinct().map(item -> Table.deletion(key(transfer, item))));
    }

    @Override
    public List<FailedItem> listFailures(UserId user, TransferId transfer, Optional<ItemId> after, int limit) {
        RowWriter range = range(user, transfer, after);
        return rows.query(limit, FAILED_ITEMS::read, "userId = :user AND sort BETWEEN :from AND :to", range);
    }

    /** A space comes before every character of an item id, and a tilde after. */
    private static RowWriter range(UserId user, TransferId transfer, Optional<ItemId> after) {
        String prefix = prefix(transfer);
        return new RowWriter()
                .text(":user", user.value())
                .text(":from", prefix + after.map(item -> item + " ").orElse(""))
                .text(":to", prefix + "~");
    }

    private static WriteRequest put(Map<String, AttributeValue> row) {
        return WriteRequest.builder().putRequest(put -> put.item(row)).build();
    }

    /** The prefix of the sort keys of all failed items of a transfer. */
    private static String prefix(TransferId transfer) {
        return "F#" + transfer + "#";
    }

    private static Map<String, AttributeValue> key(Transfer transfer, ItemId item) {
        return VersionedRows.key(transfer.user(), prefix(transfer.id()) + item);
    }

    private static RowWriter row(Transfer transfer, FailedItem failed) {
        return FAILED_ITEMS
                .write(failed)
                .text("userId", transfer.user().value())
                .text("sort", prefix(transfer.id()) + failed.item());
    }
}
