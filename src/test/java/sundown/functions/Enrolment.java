package sundown.functions;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.core.sync.RequestBody;
import sundown.account.UserId;
import sundown.aws.ItemCodec;
import sundown.gallery.Item;
import sundown.gallery.ObjectKey;
import sundown.gallery.Sha1;

/** Makes users of an installation: an account, and a gallery of rows and bytes. */
final class Enrolment {
    private static final int AT_ONCE = 8;

    private final Installation installation;

    Enrolment(Installation installation) {
        this.installation = installation;
    }

    /** A user of a region. */
    UserId user(String name, String region, List<Photo> gallery) {
        installation.put("ACCOUNTS_TABLE", Map.of("userId", name, "region", region));
        UserId user = new UserId(name);
        addAll(user, gallery);
        return user;
    }

    private void addAll(UserId user, List<Photo> gallery) {
        List<Future<?>> puts;
        try (ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE)) {
            puts = gallery.stream()
                    .<Future<?>>map(photo -> workers.submit(() -> add(user, photo)))
                    .toList();
        }
        puts.forEach(Future::resultNow);
    }

    private void add(UserId user, Photo photo) {
        addRow(user, item(user, photo, photo.bytes().length));
        addBytes(user, photo);
    }

    /** An item whose row claims another length than its object has. */
    void addWithWrongLength(UserId user, Photo photo, long claimed) {
        addRow(user, item(user, photo, claimed));
        addBytes(user, photo);
    }

    /** An item whose object is gone. */
    void addWithoutBytes(UserId user, Photo photo) {
        addRow(user, item(user, photo, photo.bytes().length));
    }

    /** The row of an item, whatever its object is. */
    void addRow(UserId user, Item item) {
        installation
                .clients()
                .dynamoDb()
                .putItem(request ->
                        request.tableName(installation.variable("ITEMS_TABLE")).item(ItemCodec.write(user, item)));
    }

    private void addBytes(UserId user, Photo photo) {
        installation
                .clients()
                .s3()
                .putObject(
                        request -> request.bucket(installation.variable("GALLERY_BUCKET"))
                                .key(keyOf(user, photo).value()),
                        RequestBody.fromBytes(photo.bytes()));
    }

    private static Item item(UserId user, Photo photo, long bytes) {
        return new Item(
                photo.id(),
                keyOf(user, photo),
                photo.name(),
                bytes,
                Optional.of("Secret album"),
                Optional.empty(),
                Optional.of(new Sha1(photo.digest("SHA-1"))));
    }

    private static ObjectKey keyOf(UserId user, Photo photo) {
        return new ObjectKey("1/" + user + "/" + photo.id());
    }
}
