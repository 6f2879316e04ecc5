package sundown.purge;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.gallery.ObjectKey;

/** What the buckets keep, as it is after every change that came before. */
public interface BucketListing {
    /** The order of keys: by the bytes of UTF-8. */
    Comparator<String> ORDER =
            Comparator.comparing(key -> key.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    /**
     * Everything under a prefix: versions and delete markers in the order of their keys, those of one key by version
     * id; then uploads in the same order. It is read a page at a time, when the stream comes to it, and so are its
     * failures.
     *
     * @param prefix not empty
     */
    Stream<BucketEntry> entries(PurgedBucket bucket, String prefix);

    /**
     * Everything under these keys of a bucket, and under no other key, each once. For each key it makes two calls, many
     * at the same time.
     */
    Stream<BucketEntry> entries(PurgedBucket bucket, Collection<ObjectKey> keys);

    /**
     * The {@linkplain sundown.gallery.GalleryLayout#folder(String, String) folders} under a prefix in the keys of
     * whatever is kept: that of user u1 for all that they have, or the rest of a key that has no user. Each once, in
     * the order of the keys; a page at a time.
     *
     * @param prefix of the keys of a group, not empty
     * @param after the last one of the page before
     * @param limit 1 to 1,000
     */
    List<String> folders(PurgedBucket bucket, String prefix, Optional<String> after, int limit);
}
