package sundown.transfer;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import sundown.digest.Sha1;
import sundown.failure.RetryableFailure;
import sundown.gallery.GalleryBytes;
import sundown.gallery.GalleryBytes.Opened;
import sundown.gallery.Item;
import sundown.transfer.PhotoLibrary.AccessToken;
import sundown.transfer.PhotoLibrary.UploadSession;

/** Streams the bytes of one item from the gallery to the library. */
@Singleton
record ItemUploader(GalleryBytes bytes, PhotoLibrary library) {
    private static final Logger LOG = Logger.getLogger(ItemUploader.class);

    /** How far the item came, and what stood in the way. */
    record Sent(Batch.Entry entry, Optional<Answer.Setback> setback) {
        static Sent at(Batch.Entry entry, Batch.UploadState step) {
            return new Sent(entry.withStep(step), Optional.empty());
        }

        private static Sent refused(Batch.Entry entry, FailureReason reason) {
            return at(entry, new Batch.Refused(reason));
        }

        /** Counts as a setback, so that a library that forgets uploads again and again is not asked at once. */
        static Sent anew(Batch.Entry entry) {
            return hindered(entry.withStep(new Batch.ToUpload()), new Answer.Retry());
        }

        static Sent hindered(Batch.Entry entry, Answer.Setback why) {
            return new Sent(entry, Optional.of(why));
        }

        static Sent asItWas(Batch.Entry entry) {
            return new Sent(entry, Optional.empty());
        }
    }

    /** Tells the uploads of a run when to begin no other request. Safe for use by several threads. */
    static final class Halt implements AutoCloseable {
        private final Clock clock;
        private final Instant deadline;
        private volatile boolean stopped;

        Halt(Clock clock, Instant deadline) {
            this.clock = clock;
            this.deadline = deadline;
        }

        void stop() {
            stopped = true;
        }

        /** Stops what the run leaves behind. */
        @Override
        public void close() {
            stop();
        }

        boolean now() {
            return stopped || !clock.instant().isBefore(deadline);
        }
    }

    /** Opens the upload of a large item. */
    Sent open(Batch.Entry entry, Item item, AccessToken access) {
        if (item == null) {
            return Sent.refused(entry, FailureReason.MISSING);
        }
        return switch (library.open(access, typeOf(item), entry.bytes())) {
            case Answer.SessionOpened opened -> Sent.at(entry, new Batch.Uploading(opened.session()));
            case Answer.ItemRefused refused -> Sent.refused(entry, refused.reason());
            case Answer.Setback setback -> Sent.hindered(entry, setback);
        };
    }

    /**
     * Sends an item, or as much of a large one as there is time for.
     *
     * @param item the gallery's item; null when the gallery no longer has it
     * @param share how much of it this run may send
     */
    Sent send(Batch.Entry entry, Item item, UploadPlan.Share share, AccessToken access, Halt halt) {
        if (halt.now()) {
            return Sent.asItWas(entry);
        }
        if (item == null) {
            return Sent.refused(entry, FailureReason.MISSING);
        }
        try {
            return switch (entry.step()) {
                case Batch.Uploading uploading ->
                    chunks(entry, item, new Chunked(uploading.session(), share, access, halt));
                case Batch.ToUpload _, Batch.Uploaded _ -> whole(entry, item, access);
                case Batch.Refused _ -> Sent.asItWas(entry);
            };
        } catch (IOException | RetryableFailure brokenOff) {
            LOG.warnf("item %s: its bytes could not be read to their end", entry.item());
            return Sent.hindered(entry, new Answer.Retry());
        }
    }

    /** Reads bytes twice when the gallery has no digest, because the library wants the digest before the bytes. */
    private Sent whole(Batch.Entry entry, Item item, AccessToken access) throws IOException {
        if (UploadPlan.large(entry)) {
            return Sent.asItWas(entry);
        }
        return item.sha1().isPresent()
                ? whole(entry, item, item.sha1().get(), access)
                : reading(entry, item, 0, found -> whole(entry, item, Sha1.over(found.stream()), access));
    }

    private Sent whole(Batch.Entry entry, Item item, Sha1 digest, AccessToken access) throws IOException {
        return reading(entry, item, 0, found -> {
            PhotoLibrary.Body body = new PhotoLibrary.Body(found.stream(), found.bytes());
            return switch (library.upload(access, typeOf(item), digest, body)) {
                case Answer.Uploaded uploaded -> Sent.at(entry, new Batch.Uploaded(uploaded.token()));
                case Answer.ItemRefused refused -> Sent.refused(entry, refused.reason());
                case Answer.Setback setback -> Sent.hindered(entry, setback);
            };
        });
    }

    /** A use of an item's bytes. */
    @FunctionalInterface
    private interface Use {
        Sent of(Opened.Found found) throws IOException;
    }

    /** Uses an item's bytes from an offset on, or refuses the item when they are not as many as recorded. */
    private Sent reading(Batch.Entry entry, Item item, long offset, Use use) throws IOException {
        return switch (bytes.open(item.key(), offset)) {
            case Opened.Gone _ -> Sent.refused(entry, FailureReason.MISSING);
            case Opened.Found found -> {
                try (found) {
                    long expected = entry.bytes() - offset;
                    if (found.bytes() == expected) {
                        yield use.of(found);
                    }
                    yield Sent.refused(entry, found.bytes() < expected ? FailureReason.SHORTER : FailureReason.LONGER);
                }
            }
        };
    }

    /** An upload in chunks, and how far this run may go with it. */
    private record Chunked(UploadSession session, UploadPlan.Share share, AccessToken access, Halt halt) {
        private long chunk() {
            return Math.max(
                    session.granularity(), UploadPlan.CHUNK_BYTES / session.granularity() * session.granularity());
        }
    }

    /** Continues where the library stands. It may have all bytes without having been told that they are all. */
    private Sent chunks(Batch.Entry entry, Item item, Chunked upload) throws IOException {
        Answer.ChunkAnswer position =
                upload.share().fresh() ? new Answer.Received(0) : library.received(upload.access(), upload.session());
        if (!(position instanceof Answer.Received(long offset))) {
            return after(entry, position);
        }
        return offset == entry.bytes()
                ? chunks(entry, InputStream.nullInputStream(), offset, upload)
                : reading(entry, item, offset, found -> chunks(entry, found.stream(), offset, upload));
    }

    private Sent chunks(Batch.Entry entry, InputStream stream, long offset, Chunked upload) {
        long position = offset;
        for (int count = 0; count < upload.share().chunks() && !upload.halt().now(); count++) {
            long length = Math.min(upload.chunk(), entry.bytes() - position);
            long end = position + length;
            boolean last = end == entry.bytes();
            PhotoLibrary.Body body = new PhotoLibrary.Body(stream, length);
            Answer.ChunkAnswer answer = library.send(upload.access(), upload.session(), position, last, body);
            if (!answer.equals(new Answer.Received(end))) {
                return after(entry, answer);
            }
            position = end;
        }
        return Sent.asItWas(entry);
    }

    private static Sent after(Batch.Entry entry, Answer.ChunkAnswer answer) {
        return switch (answer) {
            case Answer.Uploaded uploaded -> Sent.at(entry, new Batch.Uploaded(uploaded.token()));
            case Answer.SessionGone _ -> Sent.anew(entry);
            case Answer.ItemRefused refused -> Sent.refused(entry, refused.reason());
            case Answer.Setback setback -> Sent.hindered(entry, setback);
            case Answer.Received _ -> Sent.hindered(entry, new Answer.Retry());
        };
    }

    /** A file that was renamed since may have no known type. The library decides on it. */
    private static String typeOf(Item item) {
        return MediaType.of(item.name()).map(MediaType::contentType).orElse("application/octet-stream");
    }
}
