package sundown.cli.adopt;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.account.Region;
import sundown.account.UserId;
import sundown.gallery.BucketLayout;
import sundown.gallery.GalleryLayout;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.timeline.Timeline;

/**
 * Which claims on objects follow from the layout of a gallery: pure. An object in its user's folder that nobody else
 * names needs none, nor does one that a single user names where there are no folders.
 */
record ClaimRules(GalleryLayout layout, Timeline timeline) {
    /** How many users must name an object so that they have claims on it. */
    int users(String key) {
        return layout.part(key).hasFolders() ? 1 : 2;
    }

    /** The folders of a user, one in each bucket: where the group comes first, nobody of an exempt region has one. */
    List<String> folders(UserId user, Region region) {
        Optional<GroupId> group = timeline.groupOf(region).map(Group::id);
        return layout.parts().stream()
                .filter(BucketLayout::hasFolders)
                .flatMap(part -> group
                        .or(() -> part.keepsGroupsApart() ? Optional.empty() : groups().findFirst())
                        .map(found -> part.prefix(found, user))
                        .stream())
                .toList();
    }

    /**
     * Whether a user's item may name an object. What lies under no prefix of the layout, the guards of its bucket never
     * let be deleted, so that the purge of a user who has a claim on it would not end.
     */
    boolean canBeNamed(Region region, String key) {
        return timeline.groupOf(region).isEmpty() || isDeletable(key);
    }

    /** Whether an object lies under a prefix of the layout. */
    boolean isDeletable(String key) {
        return groups().anyMatch(group -> key.startsWith(layout.part(key).prefix(group)));
    }

    /** The owner of the folder that an object is in. */
    Optional<UserId> owner(String key) {
        BucketLayout part = layout.part(key);
        return groups().filter(group -> part.hasFolders() && key.startsWith(part.prefix(group)))
                .findFirst()
                .flatMap(group -> BucketLayout.owner(BucketLayout.folder(part.prefix(group), key)));
    }

    /** Whether only an owner with an account has a claim. Where the group comes first, each folder is deleted. */
    boolean needsAccount(String key) {
        return !layout.part(key).keepsGroupsApart();
    }

    private Stream<GroupId> groups() {
        return timeline.groups().stream().map(Group::id);
    }
}
