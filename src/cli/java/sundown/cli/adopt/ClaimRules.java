package sundown.cli.adopt;

import java.util.Optional;
import java.util.stream.Stream;
import sundown.account.Region;
import sundown.account.UserId;
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
    int users() {
        return layout.hasFolders() ? 1 : 2;
    }

    /** The folder of a user, if they have one: where the group comes first, nobody of an exempt region has. */
    Optional<String> folder(UserId user, Region region) {
        return timeline.groupOf(region)
                .map(Group::id)
                .or(() -> layout.keepsGroupsApart() ? Optional.empty() : groups().findFirst())
                .filter(ignored -> layout.hasFolders())
                .map(group -> layout.prefix(group, user));
    }

    /** In whose folder an object is. */
    Optional<UserId> owner(String key) {
        return groups().filter(group -> layout.hasFolders() && key.startsWith(layout.prefix(group)))
                .findFirst()
                .flatMap(group -> layout.owner(layout.folder(group, key)));
    }

    /** Whether only an owner with an account has a claim. Where the group comes first, each folder is deleted. */
    boolean needsAccount() {
        return !layout.keepsGroupsApart();
    }

    private Stream<GroupId> groups() {
        return timeline.groups().stream().map(Group::id);
    }
}
