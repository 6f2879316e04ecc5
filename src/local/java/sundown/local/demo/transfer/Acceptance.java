package sundown.local.demo.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import sundown.local.demo.gallery.Content;
import sundown.local.demo.gallery.GalleryItem;
import sundown.local.google.uploads.MediaType;
import sundown.local.google.uploads.SizeLimits;

/**
 * What Google takes: by the ending of the name, as its list of types has it, and by the stand-in's look at the bytes.
 */
public final class Acceptance {
    private Acceptance() {}

    /** True for an item that is empty, too large, or neither a photo nor a video. */
    public static boolean refuses(GalleryItem item) {
        return byName(item) || byContent(item);
    }

    private static boolean byName(GalleryItem item) {
        return sundown.transfer.MediaType.refusal(item.name(), item.content().bytes())
                .isPresent();
    }

    private static boolean byContent(GalleryItem item) {
        return type(item.content())
                .map(type -> item.content().bytes() > limit(type))
                .orElse(true);
    }

    private static long limit(MediaType type) {
        SizeLimits limits = SizeLimits.ofGoogle();
        return type.video() ? limits.video() : limits.photo();
    }

    private static Optional<MediaType> type(Content content) {
        try (InputStream in = content.open()) {
            return MediaType.of(in.readNBytes(MediaType.HEAD_BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
