package sundown.functions;

import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import sundown.account.UserId;
import sundown.aws.dynamodb.DynamoGalleryIndex;
import sundown.digest.Sha1;
import sundown.gallery.Item;
import sundown.gallery.Item.Marks;
import sundown.gallery.ObjectKey;
import sundown.runtime.Records;

/**
 * Makes users of an installation: an account, and a gallery of rows and bytes. Equal bytes are put into the bucket
 * once, for all users, for that is what takes the time.
 */
@Singleton
final class Enrolment {
    private static final int AT_ONCE = 8;
    private static final int ROWS_A_REQUEST = 25;

    private final Installation sundown;
    private final Set<ObjectKey> put = new HashSet<>();

    Enrolment(Installation sundown) {
        this.sundown = sundown;
    }

    /** A user of a region. */
    UserId user(String name, String region, List<Photo> gallery) {
        sundown.put("ACCOUNTS_TABLE", Map.of("userId", name, "region", region));
        UserId user = new UserId(name);
        addAllBytes(gallery);
        addRows(user, gallery.stream().map(Enrolment::item).toList());
        return user;
    }

    /** The same with a folder of their own, which a user of a region need not have. */
    UserId userWithFolder(String name, String region, List<Photo> gallery) {
        UserId user = user(name, region, List.of());
        Map<Photo, ObjectKey> keys = gallery.stream()
                .collect(Collectors.toMap(
                        Function.identity(), photo -> new ObjectKey("1/" + name + "/" + photo.digest("SHA-1"))));
        keys.forEach((photo, key) -> addBytes(key, photo.bytes()));
        addRows(
                user,
                gallery.stream()
                        .map(photo -> item(photo, keys.get(photo), photo.bytes().length))
                        .toList());
        return user;
    }

    /** Has a user hide a photo of theirs. */
    void hide(UserId user, Photo photo) {
        Marks hidden = new Marks(Optional.of(true), Optional.empty(), Optional.empty());
        addRows(user, List.of(Records.with(item(photo), "marks", hidden)));
    }

    /** Rows of items, whatever their objects are. */
    void addRows(UserId user, List<Item> items) {
        for (int first = 0; first < items.size(); first += ROWS_A_REQUEST) {
            List<WriteRequest> rows = items.subList(first, Math.min(first + ROWS_A_REQUEST, items.size())).stream()
                    .map(item -> WriteRequest.builder()
                            .putRequest(row -> row.item(DynamoGalleryIndex.write(user, item)))
                            .build())
                    .toList();
            sundown.clients()
                    .dynamoDb()
                    .batchWriteItem(request -> request.requestItems(Map.of(sundown.variable("ITEMS_TABLE"), rows)));
        }
    }

    private void addAllBytes(List<Photo> gallery) {
        List<Future<?>> puts;
        try (ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE)) {
            puts = gallery.stream()
                    .filter(photo -> put.add(keyOf(photo)))
                    .<Future<?>>map(photo -> workers.submit(() -> addBytes(keyOf(photo), photo.bytes())))
                    .toList();
        }
        puts.forEach(Future::resultNow);
    }

    private void addBytes(ObjectKey key, byte[] bytes) {
        sundown.clients()
                .s3()
                .putObject(
                        request -> request.bucket(sundown.variable("GALLERY_BUCKET"))
                                .key(key.value()),
                        RequestBody.fromBytes(bytes));
    }

    private static Item item(Photo photo) {
        return item(photo, keyOf(photo), photo.bytes().length);
    }

    private static Item item(Photo photo, ObjectKey key, long bytes) {
        return new Item(
                photo.id(),
                key,
                photo.name(),
                bytes,
                Set.of(photo.album()),
                photo.takenAt(),
                Optional.empty(),
                Optional.of(new Sha1(photo.digest("SHA-1"))),
                Optional.empty(),
                Marks.NONE);
    }

    private static ObjectKey keyOf(Photo photo) {
        return new ObjectKey("1/" + photo.digest("SHA-1"));
    }
}
