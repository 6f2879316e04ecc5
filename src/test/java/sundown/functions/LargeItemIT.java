package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import sundown.account.UserId;
import sundown.contract.SampleItems;
import sundown.gallery.Item.ItemId;
import sundown.gallery.ObjectKey;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;
import sundown.local.lambda.FunctionInstance;
import sundown.local.lambda.FunctionInvoker.Invocation;
import sundown.transfer.Transfer;
import sundown.transfer.Transfer.TransferState;

/** A video that is larger than the worker's memory. The figures of the process are Linux's. */
@Tag("large")
@EnabledOnOs(OS.LINUX)
@ExtendWith(EmulatorsExtension.class)
class LargeItemIT {
    private static final long MEBIBYTE = 1L << 20;
    private static final long CHUNK = 64 * MEBIBYTE;
    private static final long VIDEO = 2048 * MEBIBYTE;
    private static final long INTERRUPTED_VIDEO = 320 * MEBIBYTE;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(3);

    private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();

    @TempDir
    private Path objects;

    private Emulators emulators;
    private TestGoogle google;
    private Installation sundown;
    private Users users;
    private QueuedMessages queue;

    /** The emulators are its own, since it lays files of holes into their folder instead of sending gigabytes. */
    @BeforeEach
    void install() throws IOException {
        emulators = Emulators.start(objects);
        google = TestGoogle.start();
        sundown = Installation.create(emulators, google, Setup.of("large"));
        users = new Users(sundown, google);
        queue = sundown.queue("TRANSFER");
    }

    @AfterEach
    void close() throws Exception {
        background.shutdownNow();
        sundown.close();
        google.close();
        emulators.close();
    }

    @Test
    void raisesThePeakOfMemoryByLittleAndLeavesNothingOnDisk() throws Exception {
        UserId user;
        try (FunctionInstance worker = sundown.start("transfer-batch")) {
            moveAll(worker, users.started("small-photos", Photo.jpegs(50)));
            user = userWithVideo("large-video", VIDEO);
            ProcessFigures process = new ProcessFigures(worker.processId());
            long residentBefore = process.residentBytes();
            long writtenBefore = process.bytesWrittenToDisk();

            moveAll(worker, user);
            assertThat(process.peakBytes() - residentBefore).isLessThanOrEqualTo(64 * MEBIBYTE);
            assertThat(process.bytesWrittenToDisk() - writtenBefore).isLessThan(MEBIBYTE);
        }
        assertThat(google.standIn().metrics().bytesReceived()).isEqualTo(VIDEO + 50 * 200);
        requireMoved(user, VIDEO);
    }

    @Test
    void sendsAtMostOneChunkAgainAfterAnInterruption() throws Exception {
        UserId user = userWithVideo("interrupted-video", INTERRUPTED_VIDEO);
        String message = queue.take(user).getFirst();
        try (FunctionInstance killed = sundown.start("transfer-batch")) {
            CompletableFuture<Invocation> invocation =
                    CompletableFuture.supplyAsync(() -> handle(killed, message), background);
            Patience.until(
                    LONGEST_WAIT,
                    "half of the video has arrived",
                    () -> google.standIn().metrics().bytesReceived() > INTERRUPTED_VIDEO / 2);
            killed.kill();
            assertThat(invocation.join()).isInstanceOf(Invocation.Crashed.class);
        }

        try (FunctionInstance next = sundown.start("transfer-batch")) {
            handle(next, message);
        }

        assertThat(google.standIn().metrics().bytesReceived()).isBetween(INTERRUPTED_VIDEO, INTERRUPTED_VIDEO + CHUNK);
        requireMoved(user, INTERRUPTED_VIDEO);
    }

    private UserId userWithVideo(String name, long bytes) throws IOException, InterruptedException {
        UserId user = users.enrolled(name, List.of());
        ObjectKey key = new ObjectKey("1/" + user + "/video");
        new Enrolment(sundown)
                .addRows(user, List.of(SampleItems.bare(new ItemId("video"), key, "Secret film.mp4", bytes)));
        layVideo(objects.resolve(sundown.variable("GALLERY_BUCKET")).resolve(key.value()), bytes);
        users.start(user);
        return user;
    }

    /** What is an MP4 by its beginning, and holes for the rest. */
    private static void layVideo(Path file, long bytes) throws IOException {
        Files.createDirectories(file.getParent());
        try (RandomAccessFile video = new RandomAccessFile(file.toFile(), "rw")) {
            video.write("\0\0\0\u0018ftypisom".getBytes(StandardCharsets.ISO_8859_1));
            video.setLength(bytes);
        }
    }

    private void moveAll(FunctionInstance worker, UserId user) {
        List<String> messages = queue.take(user);
        while (!messages.isEmpty()) {
            handle(worker, messages.getFirst());
            messages = queue.take(user);
        }
    }

    private static Invocation handle(FunctionInstance worker, String message) {
        try {
            return worker.invoke(
                    Event.of("transfer-batch").withMessages(message).json());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CompletionException(stopped);
        }
    }

    private void requireMoved(UserId user, long bytes) {
        Transfer transfer = sundown.transferOf(user).orElseThrow();
        assertThat(transfer.state()).isInstanceOf(TransferState.Finished.class);
        assertThat(transfer.counts().done().bytes()).isEqualTo(bytes);
        assertThat(google.standIn().holdings(Users.emailOf(user)))
                .singleElement()
                .satisfies(held -> assertThat(held.bytes()).isEqualTo(bytes));
    }
}
