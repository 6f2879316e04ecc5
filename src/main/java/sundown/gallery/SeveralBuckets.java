package sundown.gallery;

import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import sundown.timeline.GroupId;

/**
 * A gallery in several buckets, each with a layout of its own. A user may have objects in each of them.
 *
 * @param parts the stack's own bucket first, then each other bucket once
 */
public record SeveralBuckets(List<GalleryLayout> parts) implements GalleryLayout {
    public SeveralBuckets {
        parts = List.copyOf(parts);
        List<String> roots = parts.stream().map(GalleryLayout::root).toList();
        if (roots.size() < 2 || !roots.getFirst().isEmpty() || roots.lastIndexOf("") > 0) {
            throw new IllegalArgumentException(
                    "of the buckets of a gallery, the stack's own comes first, and others follow");
        }
        if (new HashSet<>(roots).size() < roots.size()) {
            throw new IllegalArgumentException("a bucket of a gallery has one layout");
        }
    }

    @Override
    public String write() {
        return parts.stream().map(GalleryLayout::write).collect(Collectors.joining(" "));
    }

    /** @throws UnsupportedOperationException always: each part has its own */
    @Override
    public String root() {
        throw eachHasItsOwn();
    }

    /** @throws UnsupportedOperationException always: each part has its own */
    @Override
    public String prefix(GroupId group) {
        throw eachHasItsOwn();
    }

    private static UnsupportedOperationException eachHasItsOwn() {
        return new UnsupportedOperationException("in several buckets, keys begin as each of them has it");
    }

    /** True when each bucket does. */
    @Override
    public boolean keepsGroupsApart() {
        return parts.stream().allMatch(GalleryLayout::keepsGroupsApart);
    }

    /** True when each bucket has folders. */
    @Override
    public boolean hasFolders() {
        return parts.stream().allMatch(GalleryLayout::hasFolders);
    }

    @Override
    public GalleryLayout part(String key) {
        return parts.stream()
                .skip(1)
                .filter(part -> key.startsWith(part.root()))
                .findFirst()
                .orElse(parts.getFirst());
    }
}
