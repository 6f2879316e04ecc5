package sundown.purge;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import sundown.account.UserId;
import sundown.timeline.GroupId;

/** What a manifest names of one user; all of it is in memory, some hundred bytes an entry. */
@Singleton
final class NamedEntries {
    private final AuditFiles files;

    NamedEntries(AuditFiles files) {
        this.files = files;
    }

    /** The entries; nothing when what is kept is not what the hash is over, and so not what was approved. */
    Optional<Set<BucketEntry>> of(GroupId group, PlanId plan, UserId user, ManifestHash sha256) {
        return files.read(ManifestKeys.account(group, plan, user))
                .flatMap(kept -> AccountEntries.verified(kept, sha256));
    }
}
