package sundown.gallery;

import jakarta.inject.Singleton;
import java.util.Optional;
import sundown.account.UserId;
import sundown.timeline.GroupId;

/**
 * Keys are {@code <group>/<userId>/...}. The group comes first, so that a bucket policy can deny deletion before the
 * group's date.
 */
@Singleton
public final class GroupFirst implements GalleryLayout {
    @Override
    public String prefix(GroupId group) {
        return group + "/";
    }

    @Override
    public String folder(UserId user) {
        return user + "/";
    }

    @Override
    public Optional<UserId> owner(String folder) {
        try {
            return folder.endsWith("/")
                    ? Optional.of(new UserId(folder.substring(0, folder.length() - 1)))
                    : Optional.empty();
        } catch (IllegalArgumentException noUser) {
            return Optional.empty();
        }
    }
}
