package sundown.archive;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sundown.account.UserId;

/** A store in front of another; it passes on what it does not change. */
public abstract class ForwardingArchiveStore implements ArchiveStore {
    private final ArchiveStore real;

    /** A store in front of this one. */
    protected ForwardingArchiveStore(ArchiveStore real) {
        this.real = real;
    }

    @Override
    public Optional<Archive> find(UserId user) {
        return real.find(user);
    }

    @Override
    public Optional<Archive> save(Archive archive) {
        return real.save(archive);
    }

    @Override
    public List<Volume> volumes(Archive archive) {
        return real.volumes(archive);
    }

    @Override
    public Optional<Volume> volume(Archive archive, int number) {
        return real.volume(archive, number);
    }

    @Override
    public Optional<Volume> save(Volume volume) {
        return real.save(volume);
    }

    @Override
    public List<UserId> due(Instant now, int limit) {
        return real.due(now, limit);
    }
}
