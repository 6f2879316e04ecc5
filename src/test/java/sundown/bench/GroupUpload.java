package sundown.bench;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import sundown.account.UserId;
import sundown.aws.dynamodb.DynamoAccountStore;
import sundown.aws.dynamodb.DynamoArchiveStore;
import sundown.aws.dynamodb.DynamoGalleryIndex;
import sundown.aws.dynamodb.DynamoTransferStore;
import sundown.contract.SampleArchives;
import sundown.contract.SampleItems;
import sundown.contract.SampleTransfers;
import sundown.gallery.Item;
import sundown.job.TestChunks;
import sundown.timeline.GroupId;

/**
 * Puts a group where the photo cloud keeps it. Besides its photos each account has an unfinished upload, and one in ten
 * an archive of two volumes. A hundred photos of the first account have an older version, and for a hundred others of
 * it stands a delete marker. They are as many in each group, for S3Proxy keeps all such versions of a bucket in one
 * folder, which it reads for each version that it deletes: were there more of them in a larger group, its time would
 * grow with the square.
 */
record GroupUpload(BenchStack stack, String group) {
    /** Of group 1. */
    private static final String REGION = "IN";

    private static final int EDITED = 100;
    private static final int DELETED = 100;
    private static final int WITH_ARCHIVE = 10;
    private static final int ROWS_A_CALL = 25;
    private static final int AT_ONCE = 8;

    void put(SampleGroup sample) {
        for (int number = 0; number < sample.galleries().size(); number++) {
            put(sample.galleries().get(number), number);
        }
    }

    private void put(SampleGroup.Gallery gallery, int number) {
        UserId user = gallery.user();
        String shard = DynamoAccountStore.groupShard(new GroupId(group), number % TestChunks.FEW.number());
        row("ACCOUNTS_TABLE", Map.of("userId", user.value(), "region", REGION, "groupShard", shard));
        new DynamoTransferStore(
                        stack.dynamoDb(), stack.name("TRANSFERS_TABLE"), Clock.systemUTC(), new SplittableRandom())
                .save(SampleTransfers.halfWay(user));
        items(user, gallery.photos());
        atOnce(IntStream.range(0, gallery.photos()).boxed(), photo -> object("GALLERY_BUCKET", key(user, id(photo))));
        if (number == 0) {
            edit(gallery);
        }
        stack.s3()
                .createMultipartUpload(
                        request -> request.bucket(stack.name("GALLERY_BUCKET")).key(key(user, "unfinished")));
        if (number % WITH_ARCHIVE == 0) {
            archive(user);
        }
    }

    private void archive(UserId user) {
        new DynamoArchiveStore(
                        stack.dynamoDb(), stack.name("ARCHIVES_TABLE"), Clock.systemUTC(), new SplittableRandom())
                .save(SampleArchives.ready(user));
        object("ARCHIVE_BUCKET", key(user, "archive/plan/1.zip"));
        object("ARCHIVE_BUCKET", key(user, "archive/plan/2.zip"));
    }

    private void edit(SampleGroup.Gallery gallery) {
        IntStream.range(0, gallery.photos()).limit(EDITED + DELETED).forEach(photo -> {
            String key = key(gallery.user(), id(photo));
            if (photo < EDITED) {
                object("GALLERY_BUCKET", key);
            } else {
                stack.s3()
                        .deleteObject(request ->
                                request.bucket(stack.name("GALLERY_BUCKET")).key(key));
            }
        });
    }

    private void object(String bucket, String key) {
        stack.s3().putObject(request -> request.bucket(stack.name(bucket)).key(key), RequestBody.fromString("a photo"));
    }

    private void items(UserId user, int photos) {
        Stream<List<WriteRequest>> calls = IntStream.range(0, photos)
                .mapToObj(photo -> write(user, photo))
                .gather(Gatherers.windowFixed(ROWS_A_CALL));
        atOnce(
                calls,
                rows -> stack.dynamoDb()
                        .batchWriteItem(request -> request.requestItems(Map.of(stack.name("ITEMS_TABLE"), rows))));
    }

    private WriteRequest write(UserId user, int photo) {
        Item item = SampleItems.bare(id(photo), key(user, id(photo)), "IMG_" + photo + ".jpg", 4_000_000);
        return WriteRequest.builder()
                .putRequest(put -> put.item(DynamoGalleryIndex.write(user, item)))
                .build();
    }

    private void row(String table, Map<String, String> row) {
        Map<String, AttributeValue> attributes = row.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, attribute -> AttributeValue.fromS(attribute.getValue())));
        stack.dynamoDb().putItem(request -> request.tableName(stack.name(table)).item(attributes));
    }

    private static <T> void atOnce(Stream<T> all, Consumer<T> put) {
        all.gather(Gatherers.mapConcurrent(AT_ONCE, one -> {
                    put.accept(one);
                    return one;
                }))
                .forEach(done -> {});
    }

    private String key(UserId user, String rest) {
        return group + "/" + user + "/" + rest;
    }

    private static String id(int photo) {
        return "item-%06d".formatted(photo);
    }

    /**
     * The accounts of a group and how many photos each has. They come in pairs that have 10,000 together, one from
     * 1,000 to 4,999 and the other the rest: 5,000 on average, which is what a gallery is taken to have elsewhere too.
     * The same number of photos makes the same galleries.
     */
    record SampleGroup(List<Gallery> galleries) {
        private static final long SEED = 20_230_601;
        private static final int PAIR = 10_000;
        private static final int SMALLEST = 1_000;

        /** An account with so many photos. */
        record Gallery(UserId user, int photos) {}

        SampleGroup {
            galleries = List.copyOf(galleries);
        }

        /** A group with so many photos; the last gallery has what is left. */
        static SampleGroup of(int photos) {
            Random random = new Random(SEED);
            List<Gallery> galleries = new ArrayList<>();
            int left = photos;
            while (left > 0) {
                int fewer = random.nextInt(SMALLEST, PAIR / 2);
                for (int wanted : new int[] {fewer, PAIR - fewer}) {
                    int some = Math.min(left, wanted);
                    if (some > 0) {
                        galleries.add(new Gallery(new UserId("user-%06d".formatted(galleries.size())), some));
                    }
                    left -= some;
                }
            }
            return new SampleGroup(galleries);
        }
    }
}
