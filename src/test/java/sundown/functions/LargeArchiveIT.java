package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.archive.ArchiveSettings;
import sundown.archive.Volume;
import sundown.archive.VolumeStorage;
import sundown.functions.Installation.BatchAnswer;
import sundown.gallery.Item;
import sundown.gallery.Item.ItemId;
import sundown.gallery.Item.Marks;
import sundown.gallery.ObjectKey;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;
import sundown.local.emulators.Usage;
import sundown.local.lambda.FunctionInstance;
import sundown.local.lambda.FunctionRuntime;
import sundown.local.unzip.UnzipProgram.SevenZip;

/** A volume as large as they become in production. The figures of the process are Linux's. */
@Tag("large")
@EnabledOnOs(OS.LINUX)
@ExtendWith(EmulatorsExtension.class)
class LargeArchiveIT {
    private static final long MEBIBYTE = 1L << 20;
    /** Two parts of 64 MiB, four sections of 8 MiB, the program, and a margin. The function has 1,769 MiB. */
    private static final long MOST_RESIDENT = 288 * MEBIBYTE;

    private static final int PHOTOS = 590;
    private static final long PHOTO = 4_000_000;
    private static final int VIDEOS = 24;
    private static final long VIDEO = 64 * MEBIBYTE;
    private static final long SECTIONS = VIDEO / (8 * MEBIBYTE);

    @TempDir
    private Path objects;

    private Emulators emulators;
    private TestGoogle google;
    private Installation sundown;
    private Archives archives;

    /** The emulators are its own, since it lays files of holes into their folder instead of sending gigabytes. */
    @BeforeEach
    void install() throws IOException {
        emulators = Emulators.start(objects);
        google = TestGoogle.start();
        sundown = Installation.create(emulators, google, Setup.of("large-archive"));
        archives = new Archives(sundown);
    }

    @AfterEach
    void close() throws Exception {
        sundown.close();
        google.close();
        emulators.close();
    }

    @Test
    void buildsAVolumeOfFourGigabytesInLittleMemoryWithFewRequests() throws Exception {
        UserId user = userWithGallery();
        archives.plan(user);
        Usage before = emulators.usage();

        ProcessFigures.Peak peak = build(user);

        Volume volume = sundown.archives().listVolumes(archives.of(user)).getFirst();
        System.out.println(peak.sentence(volume.bytes()));
        assertThat(volume.bytes()).isBetween(3_900_000_000L, 4_000_000_000L);
        requireFewRequests(emulators.usage().since(before), volume);
        requireWhole(user, volume);
        if (TestRuntime.processes() instanceof FunctionRuntime.Native) {
            assertThat(peak.bytes()).isLessThan(MOST_RESIDENT);
        }
    }

    private ProcessFigures.Peak build(UserId user) throws InterruptedException {
        String message = sundown.queue("ARCHIVE").take(user).getFirst();
        try (FunctionInstance builder = sundown.start("build-archive")) {
            long begin = System.nanoTime();
            assertThat(BatchAnswer.failures(builder.invoke(
                            Event.of("build-archive").withMessages(message).json())))
                    .isEmpty();
            Duration elapsed = Duration.ofNanos(System.nanoTime() - begin);
            return new ProcessFigures(builder.processId()).peak(elapsed);
        }
    }

    /**
     * The emulator copies gigabytes to put the parts together: where that takes longer than the client waits for a
     * word, the client asks again, and sees by the object that it is done.
     */
    private static void requireFewRequests(Usage used, Volume volume) {
        Map<String, Long> requests = new HashMap<>(used.s3Requests());
        long completions = requests.remove("CompleteMultipartUpload");
        assertThat(completions).isBetween(1L, 2L);
        assertThat(Optional.ofNullable(requests.remove("HeadObject")).orElse(0L))
                .isEqualTo(completions - 1);
        assertThat(requests)
                .containsOnly(
                        Map.entry("ListObjects", 1L),
                        Map.entry("GetObject", PHOTOS + VIDEOS * SECTIONS),
                        Map.entry("CreateMultipartUpload", 1L),
                        Map.entry("UploadPart", Math.ceilDiv(volume.bytes(), (long) ArchiveSettings.PART_BYTES)));
    }

    /** Every entry's code is right, so every byte is; all bytes of the user's are zero. */
    private void requireWhole(UserId user, Volume volume) throws Exception {
        Archive archive = archives.of(user);
        Path file = objects.resolve(sundown.variable("ARCHIVE_BUCKET"))
                .resolve(VolumeStorage.key(archive.group(), volume).value());
        assertThat(file).hasSize(volume.bytes());
        assertThat(new SevenZip().contents(file, archives.download(user).password(), OutputStream.nullOutputStream()))
                .isTrue();
    }

    private UserId userWithGallery() throws IOException {
        Enrolment enrolment = new Enrolment(sundown);
        UserId user = enrolment.user("large-archive", TestTimeline.OPEN, List.of());
        List<Item> items = new ArrayList<>();
        for (int number = 1; number <= PHOTOS + VIDEOS; number++) {
            items.add(item(user, number, number <= PHOTOS ? PHOTO : VIDEO));
        }
        for (Item item : items) {
            lay(
                    objects.resolve(sundown.variable("GALLERY_BUCKET"))
                            .resolve(item.key().value()),
                    item.bytes());
        }
        enrolment.addRows(user, items);
        return user;
    }

    private static Item item(UserId user, int number, long bytes) {
        ItemId id = new ItemId("item-%05d".formatted(number));
        return new Item(
                id,
                new ObjectKey("1/" + user + "/" + id),
                "Secret " + number + ".mp4",
                bytes,
                Set.of("Secret album"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Marks.NONE);
    }

    /** The store finds the ETag of an object in an attribute of its file. */
    private static void lay(Path file, long bytes) throws IOException {
        Files.createDirectories(file.getParent());
        try (RandomAccessFile holes = new RandomAccessFile(file.toFile(), "rw")) {
            holes.setLength(bytes);
        }
        Files.getFileAttributeView(file, UserDefinedFileAttributeView.class)
                .write("user.content-md5", ByteBuffer.allocate(16).putLong(0, bytes));
    }
}
