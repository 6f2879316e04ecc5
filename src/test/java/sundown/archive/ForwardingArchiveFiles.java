package sundown.archive;

import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import sundown.account.UserId;
import sundown.gallery.ObjectKey;
import sundown.timeline.GroupId;

/** Files in front of others; it passes on what it does not change. */
public abstract class ForwardingArchiveFiles implements ArchiveFiles {
    private final ArchiveFiles real;

    /** Files in front of these. */
    protected ForwardingArchiveFiles(ArchiveFiles real) {
        this.real = real;
    }

    @Override
    public void write(ObjectKey key, byte[] bytes) {
        real.write(key, bytes);
    }

    @Override
    public Optional<InputStream> read(ObjectKey key, long offset) {
        return real.read(key, offset);
    }

    @Override
    public Set<ArchiveId> archives(GroupId group, UserId user) {
        return real.archives(group, user);
    }

    @Override
    public void remove(GroupId group, UserId user, ArchiveId archive) {
        real.remove(group, user, archive);
    }
}
