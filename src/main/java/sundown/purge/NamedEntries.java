package sundown.purge;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import sundown.account.UserId;
import sundown.timeline.GroupId;

/** What a manifest names of one user; all of it is in memory, some hundred bytes an entry. */
@Singleton
public final class NamedEntries {
    private final AuditFiles files;

    /** Reads these files. */
    public NamedEntries(AuditFiles files) {
        this.files = files;
    }

    /** The entries; nothing when what is kept is not what the hash is over, and so not what was approved. */
    public Optional<Set<BucketEntry>> of(ListedAccount account) {
        return kept(account.group(), account.plan(), account.user())
                .map(kept -> AccountEntries.verified(kept, account.sha256()))
                .filter(Optional::isPresent)
                .map(Optional::get)
                .findFirst();
    }

    /**
     * Reads what a plan names of a user, if it names something.
     *
     * @return the hash over it
     */
    public Optional<ManifestHash> read(GroupId group, PlanId plan, UserId user, Consumer<BucketEntry> reader) {
        return kept(group, plan, user).findFirst().map(kept -> AccountEntries.read(kept, reader));
    }

    /** It is in one of two places, unless somebody has tampered with them. */
    private Stream<byte[]> kept(GroupId group, PlanId plan, UserId user) {
        return Stream.of(ManifestKeys.account(group, plan, user), ManifestKeys.folder(group, plan, user))
                .flatMap(key -> files.read(key).stream());
    }
}
