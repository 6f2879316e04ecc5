package sundown.transfer;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Optional;
import org.jboss.logging.Logger;
import sundown.digest.Sha1;
import sundown.failure.RetryableFailure;
import sundown.gallery.GalleryBytes;
import sundown.gallery.Item;

/** Sends the bytes of one item from the gallery to the library; nothing of them is held. */
@Singleton
final class ItemUploader {
    private static final Logger LOG = Logger.getLogger(ItemUploader.class);

    private final GalleryBytes bytes;
    private final PhotoLibrary library;

    ItemUploader(GalleryBytes bytes, PhotoLibrary library) {
        this.bytes = bytes;
        this.library = library;
    }

    /** How far the item came, and what stood in the way. */
    record Sent(Batch.Entry entry, Optional<Answer.Setback> setback) {
        static Sent at(Batch.Entry entry, Batch.Step step) {
            return new Sent(entry.at(step), Optional.empty());
        }

        private static Sent refused(Batch.Entry entry, FailureReason reason) {
            return at(entry, new Batch.Refused(reason));
        }

        /** A library that forgets uploads again and again is not asked again at once. */
        static Sent anew(Batch.Entry entry) {
            return hindered(entry.at(new Batch.ToUpload()), new Answer.Retry());
        }

        static Sent hindered(Batch.Entry entry, Answer.Setback why) {
            return new Sent(entry, Optional.of(why));
        }

        static Sent asItWas(Batch.Entry entry) {
            return new Sent(entry, Optional.empty());
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
     * @param item what the gallery says of it; null when the gallery no longer has it
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
                case Batch.Uploading uploading -> chunks(entry, item, uploading.session(), share, access, halt);
                case Batch.ToUpload ignored -> whole(entry, item, access);
                case Batch.Uploaded ignored -> whole(entry, item, access);
                case Batch.Refused ignored -> Sent.asItWas(entry);
            };
        } catch (IOException | RetryableFailure brokenOff) {
            LOG.warnf("item %s: its bytes could not be read to their end", entry.item());
            return Sent.hindered(entry, new Answer.Retry());
        }
    }

    private Sent whole(Batch.Entry entry, Item item, AccessToken access) throws IOException {
        if (UploadPlan.large(entry)) {
            return Sent.asItWas(entry);
        }
        Optional<FailureReason> unfit = Optional.empty();
        Optional<Sha1> digest = item.sha1();
        if (digest.isEmpty()) {
            Checked checked = digestOf(entry, item);
            unfit = checked.unfit();
            digest = checked.digest();
        }
        return unfit.isPresent() ? Sent.refused(entry, unfit.get()) : whole(entry, item, digest.orElseThrow(), access);
    }

    private Sent whole(Batch.Entry entry, Item item, Sha1 digest, AccessToken access) throws IOException {
        return switch (bytes.open(item.key(), 0)) {
            case GalleryBytes.Opened.Gone ignored -> Sent.refused(entry, FailureReason.MISSING);
            case GalleryBytes.Opened.Found found -> {
                try (found) {
                    Optional<FailureReason> unfit = unfit(found, entry.bytes());
                    yield unfit.isPresent()
                            ? Sent.refused(entry, unfit.get())
                            : sent(entry, library.upload(access, typeOf(item), digest, body(found)));
                }
            }
        };
    }

    private static PhotoLibrary.Body body(GalleryBytes.Opened.Found found) {
        return new PhotoLibrary.Body(found.stream(), found.bytes());
    }

    private static Sent sent(Batch.Entry entry, Answer.UploadAnswer answer) {
        return switch (answer) {
            case Answer.Uploaded uploaded -> Sent.at(entry, new Batch.Uploaded(uploaded.token()));
            case Answer.ItemRefused refused -> Sent.refused(entry, refused.reason());
            case Answer.Setback setback -> Sent.hindered(entry, setback);
        };
    }

    /** A digest, or why there is none. */
    private record Checked(Optional<Sha1> digest, Optional<FailureReason> unfit) {}

    /** The library wants the digest before the bytes: where the gallery did not record it, they are read twice. */
    private Checked digestOf(Batch.Entry entry, Item item) throws IOException {
        return switch (bytes.open(item.key(), 0)) {
            case GalleryBytes.Opened.Gone ignored -> new Checked(Optional.empty(), Optional.of(FailureReason.MISSING));
            case GalleryBytes.Opened.Found found -> {
                try (found) {
                    Optional<FailureReason> unfit = unfit(found, entry.bytes());
                    yield unfit.isPresent()
                            ? new Checked(Optional.empty(), unfit)
                            : new Checked(Optional.of(digest(found.stream())), Optional.empty());
                }
            }
        };
    }

    private static Optional<FailureReason> unfit(GalleryBytes.Opened.Found found, long expected) {
        if (found.bytes() == expected) {
            return Optional.empty();
        }
        return Optional.of(found.bytes() < expected ? FailureReason.SHORTER : FailureReason.LONGER);
    }

    private static Sha1 digest(InputStream stream) throws IOException {
        MessageDigest digest = Sha1.begin();
        byte[] buffer = new byte[1 << 16];
        for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
            digest.update(buffer, 0, read);
        }
        return Sha1.of(digest.digest());
    }

    private Sent chunks(
            Batch.Entry entry, Item item, UploadSession session, UploadPlan.Share share, AccessToken access, Halt halt)
            throws IOException {
        Answer.ChunkAnswer position = share.fresh() ? new Answer.Received(0) : library.received(access, session);
        return switch (position) {
            case Answer.Received received -> {
                ChunkedUpload upload = new ChunkedUpload(library, access, session, share.chunks(), halt);
                yield chunksFrom(entry, item, received.bytes(), upload);
            }
            case Answer.Uploaded uploaded -> Sent.at(entry, new Batch.Uploaded(uploaded.token()));
            case Answer.SessionGone ignored -> Sent.anew(entry);
            case Answer.ItemRefused refused -> Sent.refused(entry, refused.reason());
            case Answer.Setback setback -> Sent.hindered(entry, setback);
        };
    }

    /** An upload may have received everything and not been told that this was all. */
    private Sent chunksFrom(Batch.Entry entry, Item item, long offset, ChunkedUpload upload) throws IOException {
        if (offset == entry.bytes()) {
            return upload.send(entry, InputStream.nullInputStream(), offset);
        }
        return switch (bytes.open(item.key(), offset)) {
            case GalleryBytes.Opened.Gone ignored -> Sent.refused(entry, FailureReason.MISSING);
            case GalleryBytes.Opened.Found found -> {
                try (found) {
                    Optional<FailureReason> unfit = unfit(found, entry.bytes() - offset);
                    yield unfit.isPresent()
                            ? Sent.refused(entry, unfit.get())
                            : upload.send(entry, found.stream(), offset);
                }
            }
        };
    }

    /** A file that was renamed after its batch was composed is left to the library. */
    private static String typeOf(Item item) {
        return MediaType.of(item.name()).map(MediaType::contentType).orElse("application/octet-stream");
    }
}
