package sundown.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import sundown.account.Account;
import sundown.account.InMemoryAccountStore;
import sundown.account.Region;
import sundown.account.UserId;
import sundown.archive.Archive.ArchiveMessage;
import sundown.archive.Archive.ArchiveState;
import sundown.digest.Sha256;
import sundown.edge.ApiRequests;
import sundown.edge.ApiResponse;
import sundown.edge.InMemoryQueue;
import sundown.edge.Json;
import sundown.edge.QueueEvent;
import sundown.edge.QueueEvents;
import sundown.gallery.InMemoryGalleryBytes;
import sundown.gallery.InMemoryGalleryIndex;
import sundown.gallery.InMemoryGalleryObjects;
import sundown.gallery.Item;
import sundown.gallery.Item.ItemId;
import sundown.gallery.Item.Marks;
import sundown.gallery.ObjectKey;
import sundown.local.unzip.UnzipProgram.Zip4j;
import sundown.media.AddedDates;
import sundown.refund.RefundMessage;
import sundown.runtime.Death;
import sundown.runtime.ManualClock;
import sundown.runtime.ObservedPort;
import sundown.runtime.Records;
import sundown.secret.InMemorySecretSealer;
import sundown.secret.Secret;
import sundown.sweep.Sweeps;
import sundown.timeline.InMemoryTimelineStore;
import sundown.transfer.InMemoryTransferStore;

/**
 * Every function of an archive, over ports in memory. {@link #USER} of India has an account and no items. Parts and
 * volumes are small, so that a few bytes make many.
 */
class Functions {
    static final Duration VISIBILITY = Duration.ofMinutes(90);
    static final Instant NOW = Instant.parse("2023-01-15T12:00:00Z");
    static final Instant CLOSE = Instant.parse("2023-06-01T00:00:00Z");
    static final UserId USER = new UserId("u1");
    static final int PART_BYTES = 1_000;
    static final int VOLUME_BYTES = 38_000;
    static final Duration KEPT = Duration.ofDays(2);

    final ManualClock clock = new ManualClock(NOW);
    final InMemoryAccountStore accounts = new InMemoryAccountStore();
    final InMemoryTimelineStore timelines = new InMemoryTimelineStore();
    final InMemoryGalleryIndex index = new InMemoryGalleryIndex();
    final InMemoryTransferStore transfers = new InMemoryTransferStore();
    final InMemoryGalleryBytes bytes = new InMemoryGalleryBytes();
    final InMemoryGalleryObjects objects = new InMemoryGalleryObjects(bytes, NOW.minus(Duration.ofDays(400)));
    final InMemorySecretSealer sealer = new InMemorySecretSealer();
    final InMemoryArchiveStore archives = new InMemoryArchiveStore();
    final RandomGenerator random = RandomGeneratorFactory.getDefault().create(1);
    final InMemoryQueue<ArchiveMessage> queue = new InMemoryQueue<>(clock, random, VISIBILITY, 5);
    final InMemoryQueue<RefundMessage> refunds = new InMemoryQueue<>(clock, random, Duration.ofMinutes(3), 5);
    final InMemoryArchiveBucket bucket = new InMemoryArchiveBucket(clock, 1);
    final ArchiveFunctions.Ports ports = new ArchiveFunctions.Ports(
            accounts, timelines, index, transfers, objects, sealer, archives, queue, bucket, refunds);

    private ArchiveSettings settings = new ArchiveSettings(VOLUME_BYTES, PART_BYTES, 1_000_000, KEPT);
    private AddedDates dates = new AddedDates(false);
    private ArchiveFunctions functions = over(ports);

    Functions() {
        register(USER, "IN");
    }

    private ArchiveFunctions over(ArchiveFunctions.Ports changed) {
        return ArchiveFunctions.over(changed, settings, dates, clock, random);
    }

    /** From now on the functions reach the world through other ports. */
    void use(ArchiveFunctions.Ports changed) {
        functions = over(changed);
    }

    /** From now on each call of a port is observed. */
    void observe(ObservedPort.Observer observer) {
        use(ObservedPort.all(ports, observer));
    }

    /** A builder's death after it has sent this many parts; the last one is not recorded. */
    static Death deathAfter(int parts) {
        return new Death("VolumeStorage.upload"::equals, parts, true);
    }

    /** From now on something happens before each call of a port, {@code VolumeStorage.upload} for example. */
    void before(String port, Runnable happening) {
        observe(ObservedPort.before(port, happening));
    }

    /** From now on something happens after each call of a port. */
    void after(String port, Runnable happening) {
        observe(ObservedPort.after(port, happening));
    }

    /** From now on each call of a port fails. */
    void fail(String port, RuntimeException failure) {
        before(port, () -> {
            throw failure;
        });
    }

    /** From now on the functions have other sizes. */
    void deploy(ArchiveSettings changed) {
        settings = changed;
        functions = over(ports);
    }

    /** From now on archives are requested with dates. */
    void addDates() {
        dates = new AddedDates(true);
        functions = over(ports);
    }

    void register(UserId user, String region) {
        accounts.put(new Account(user, new Region(region)));
    }

    /** Adds a photo with bytes that no other photo has. */
    Item addPhoto(int number, int length) {
        return addPhoto(USER, number, "photo-" + number + ".jpg", Optional.of("Summer"), content(number, length));
    }

    /** Adds a photo with an object anywhere. */
    Item addPhoto(int number, int length, String key) {
        ItemId id = new ItemId("i%03d".formatted(number));
        return addPhoto(
                USER, id, key, number, "photo-" + number + ".jpg", Optional.of("Summer"), content(number, length));
    }

    Item addPhoto(UserId user, int number, String name, Optional<String> album, byte[] content) {
        ItemId id = new ItemId("i%03d".formatted(number));
        return addPhoto(user, id, "1/" + user + "/" + id, number, name, album, content);
    }

    private Item addPhoto(
            UserId user, ItemId id, String key, int number, String name, Optional<String> album, byte[] content) {
        Item item = new Item(
                id,
                new ObjectKey(key),
                name,
                content.length,
                album.stream().collect(Collectors.toSet()),
                Optional.of(NOW.minus(Duration.ofDays(number))),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Marks.NONE);
        index.put(user, item);
        bytes.put(item.key(), content);
        return item;
    }

    /** Adds a photo in these albums that is set apart. */
    Item addPhoto(int number, Set<String> albums, Marks marks) {
        Item plain = addPhoto(number, 100);
        Item marked = Records.with(Records.with(plain, "albums", albums), "marks", marks);
        index.put(USER, marked);
        return marked;
    }

    static byte[] content(int number, int length) {
        return ("picture " + number + " ")
                .repeat(length / 8 + 1)
                .substring(0, length)
                .getBytes(StandardCharsets.US_ASCII);
    }

    ApiResponse request(UserId user) {
        return request(user, null);
    }

    ApiResponse request(UserId user, String body) {
        return functions.request().handle(ApiRequests.from(user, body));
    }

    /** Requests an archive, and has it planned. */
    ApiResponse requestPlanned(UserId user) {
        ApiResponse response = request(user);
        while (archives.find(user).filter(Functions::planning).isPresent() && buildOnce()) {}
        return response;
    }

    private static boolean planning(Archive archive) {
        return archive.state() instanceof ArchiveState.Planning;
    }

    ApiResponse get(UserId user) {
        return functions.get().handle(ApiRequests.from(user, null));
    }

    ApiResponse confirm(UserId user, String volume) {
        return functions.confirm().handle(ApiRequests.at(user, Map.of("n", volume)));
    }

    ApiResponse delete(UserId user) {
        return functions.delete().handle(ApiRequests.from(user, null));
    }

    QueueEvent.Answer build(String... bodies) {
        return functions.build().handle(QueueEvents.of(bodies));
    }

    /** Works on one message of the queue; false when there is none. */
    boolean buildOnce() {
        return queue.workOnce(functions.build()::handle);
    }

    /** Works until the queue is empty. */
    void buildAll() {
        while (buildOnce()) {}
    }

    void sweep() {
        Sweeps.sweep(List.of(functions.round()), clock);
    }

    Archive archive() {
        return archives.find(USER).orElseThrow();
    }

    String state() {
        return view().path("state").textValue();
    }

    JsonNode view() {
        return Json.read(get(USER).body());
    }

    /** What a user downloads from the link of a volume now. */
    Optional<byte[]> download(JsonNode volume) {
        return bucket.download(URI.create(volume.path("link").textValue()), clock.instant());
    }

    /** Requests an archive of two volumes. */
    void ask() {
        IntStream.rangeClosed(1, 8).forEach(number -> addPhoto(number, 4_000));
        requestPlanned(Functions.USER);
    }

    /** The same, until it is ready. */
    void askAndBuild() {
        ask();
        buildAll();
    }

    static List<JsonNode> volumes(JsonNode view) {
        return StreamSupport.stream(view.path("download").path("volumes").spliterator(), false)
                .toList();
    }

    /** Of what is downloaded by a volume's link. */
    String digest(JsonNode volume) {
        return digest(download(volume).orElseThrow());
    }

    /** Of a stored object. */
    String digest(ObjectKey key) {
        return digest(bucket.object(key).orElseThrow());
    }

    private static String digest(byte[] bytes) {
        return Sha256.over(bytes).hex();
    }

    /** Downloads every volume of a view and compares it with the digest that the view shows. */
    void requireDigests(JsonNode view) {
        assertThat(volumes(view))
                .isNotEmpty()
                .allSatisfy(volume -> assertThat(digest(volume))
                        .isEqualTo(volume.path("sha256").textValue()));
    }

    /** Downloads all volumes as their owner does and opens them with zip4j: the files by path. */
    Map<String, byte[]> opened(Path folder) throws IOException {
        JsonNode view = view();
        for (JsonNode volume : volumes(view)) {
            Secret password = password(view, volume);
            Path zip = Files.write(
                    folder.resolve(volume.path("name").textValue()),
                    download(volume).orElseThrow());
            if (!new Zip4j().extract(zip, password, folder.resolve("files"))) {
                throw new AssertionError("a volume cannot be opened: " + volume.path("name"));
            }
        }
        return files(folder.resolve("files"));
    }

    static Secret password(JsonNode view, JsonNode volume) {
        String field = volume.path("private").booleanValue() ? "privatePassword" : "password";
        return new Secret(view.path("download").path(field).textValue());
    }

    /** Downloads a volume and opens it with zip4j: the files by path; nothing if the password is of another. */
    Optional<Map<String, byte[]>> opened(JsonNode volume, Secret password, Path folder) throws IOException {
        Path zip = Files.write(
                folder.resolve(volume.path("name").textValue()),
                download(volume).orElseThrow());
        Path files = Files.createTempDirectory(folder, "files");
        return new Zip4j().extract(zip, password, files) ? Optional.of(files(files)) : Optional.empty();
    }

    private static Map<String, byte[]> files(Path folder) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }
}
