package sundown.gallery;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import sundown.account.UserId;
import sundown.timeline.GroupId;

/**
 * A gallery in one bucket or several, each with a layout of its own. A user may have objects in each of them.
 *
 * @param parts the stack's own bucket first, then each other bucket once
 */
public record GalleryLayout(List<BucketLayout> parts) {
    /** The layout of one bucket in which each group has a prefix of its own. */
    public static final GalleryLayout GROUP_FIRST = new GalleryLayout(List.of(BucketLayout.GROUP_FIRST));

    private static final Pattern NEXT = Pattern.compile(" +(?=(?:group-first|user-first|by-rows)/s3://)");

    public GalleryLayout {
        parts = List.copyOf(parts);
        List<String> roots = parts.stream().map(BucketLayout::root).toList();
        if (!roots.getFirst().isEmpty() || roots.lastIndexOf("") > 0) {
            throw new IllegalArgumentException(
                    "of the buckets of a gallery, the stack's own comes first, and others follow");
        }
        if (new HashSet<>(roots).size() < roots.size()) {
            throw new IllegalArgumentException("a bucket of a gallery has one layout");
        }
    }

    /**
     * Reads the layout of the stack's own bucket, and after a blank each the layouts of other buckets:
     * {@code user-first/photos/ by-rows/s3://<bucket>/}.
     *
     * @throws IllegalArgumentException if the text is no layout
     */
    public static GalleryLayout of(String text) {
        return new GalleryLayout(
                NEXT.splitAsStream(text.stripTrailing()).map(BucketLayout::of).toList());
    }

    /** Writes the layout as the configuration and manifests have it. */
    public String write() {
        return parts.stream().map(BucketLayout::write).collect(Collectors.joining(" "));
    }

    /** True if each bucket keeps groups apart. */
    public boolean keepsGroupsApart() {
        return parts.stream().allMatch(BucketLayout::keepsGroupsApart);
    }

    /** True if each bucket has folders. */
    public boolean hasFolders() {
        return parts.stream().allMatch(BucketLayout::hasFolders);
    }

    /** The layout of the bucket in which a key is. */
    public BucketLayout part(String key) {
        return parts.stream()
                .skip(1)
                .filter(part -> key.startsWith(part.root()))
                .findFirst()
                .orElse(parts.getFirst());
    }

    /** True for a key in a folder of a user. */
    public boolean inFolder(GroupId group, UserId user, ObjectKey key) {
        BucketLayout part = part(key.value());
        return part.hasFolders() && key.value().startsWith(part.prefix(group, user));
    }

    /** The settings of galleries. */
    static final class Producer {
        /** Created at the start, so that a function with a layout that there is not never takes an event. */
        @Produces
        @Singleton
        @Startup
        GalleryLayout layout(@ConfigProperty(name = "GALLERY_LAYOUT") String layout) {
            return GalleryLayout.of(layout);
        }
    }
}
