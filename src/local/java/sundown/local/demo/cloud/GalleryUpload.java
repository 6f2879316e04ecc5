package sundown.local.demo.cloud;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;
import sundown.account.UserId;
import sundown.aws.dynamodb.DynamoGalleryIndex.ItemCodec;
import sundown.digest.Sha1;
import sundown.gallery.GalleryLayout;
import sundown.gallery.Item;
import sundown.gallery.Item.ItemId;
import sundown.gallery.ObjectKey;
import sundown.local.demo.gallery.Content;
import sundown.local.demo.gallery.Gallery;
import sundown.local.demo.gallery.GalleryItem;
import sundown.local.demo.gallery.GalleryItem.Album;

/**
 * Puts a gallery where the photo cloud keeps galleries: bytes into the bucket, one row for each item into the items
 * table.
 */
record GalleryUpload(S3Client objects, String bucket, GalleryLayout layout, DynamoDbClient tables, String itemsTable) {
    private static final int AT_ONCE = 4;

    /** One object with its row, to be put. */
    @FunctionalInterface
    private interface Put {
        void put() throws IOException;
    }

    /** Puts all items of a user; reads each twice, once for its digest. */
    void put(LocalUser user, Gallery gallery) throws IOException, InterruptedException {
        put(gallery.items().stream().<Put>map(item -> () -> put(user, item)).toList());
    }

    /** Puts the rows of a user of an import, and the objects that there are. */
    void put(AdoptedUser user) throws IOException, InterruptedException {
        put(user.items().stream()
                .<Put>map(adopted -> () -> put(
                        adopted.item().key().value(),
                        adopted.content(),
                        ItemCodec.write(user.account().user(), adopted.item())))
                .toList());
    }

    private void put(List<Put> items) throws IOException, InterruptedException {
        try (ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<?>> puts = new ArrayList<>();
            for (Put item : items) {
                puts.add(workers.submit(() -> {
                    item.put();
                    return null;
                }));
            }
            waitFor(puts, workers);
        } catch (ExecutionException e) {
            throw new IOException("The gallery could not be put into the local cloud", e.getCause());
        }
    }

    /** A failure or an interruption of one of them ends the others. */
    private static void waitFor(List<Future<?>> puts, ExecutorService workers)
            throws ExecutionException, InterruptedException {
        try {
            for (Future<?> put : puts) {
                put.get();
            }
        } finally {
            workers.shutdownNow();
        }
    }

    private void put(LocalUser user, GalleryItem item) throws IOException {
        String key = user.key(layout, item.itemId());
        put(key, Optional.of(item.content()), row(user, item, key));
    }

    private void put(String key, Optional<Content> content, Map<String, AttributeValue> row) {
        GalleryObject object = GalleryObject.of(bucket, key);
        content.ifPresent(bytes ->
                objects.putObject(request -> request.bucket(object.bucket()).key(object.key()), body(bytes)));
        tables.putItem(request -> request.tableName(itemsTable).item(row));
    }

    private static RequestBody body(Content content) {
        return RequestBody.fromContentProvider(() -> open(content), content.bytes(), "application/octet-stream");
    }

    private static InputStream open(Content content) {
        try {
            return content.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The row as the photo cloud writes it; its albums can be private. */
    private static Map<String, AttributeValue> row(LocalUser user, GalleryItem item, String key) throws IOException {
        Map<String, AttributeValue> row = new HashMap<>(ItemCodec.write(
                new UserId(user.userId()),
                new Item(
                        new ItemId(item.itemId()),
                        new ObjectKey(key),
                        item.name(),
                        item.content().bytes(),
                        item.album().map(Album::name),
                        Optional.of(item.takenAt()),
                        Optional.of(new Sha1(item.content().digest("SHA-1"))))));
        item.album().ifPresent(album -> row.put("albumPrivate", AttributeValue.fromBool(album.isPrivate())));
        return row;
    }
}
