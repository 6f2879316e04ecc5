package sundown.purge;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import sundown.account.UserId;
import sundown.failure.RetryableFailure;
import sundown.gallery.ObjectKey;
import sundown.job.GroupUsers;

/**
 * Makes the pages of a manifest, each once: the users whom the accounts list, and those who have a folder in a bucket.
 */
@Singleton
final class ManifestPages {
    static final int PAGE = 50;

    private final GroupUsers members;
    private final BucketListing buckets;
    private final AccountLister lister;
    private final AuditFiles files;

    ManifestPages(GroupUsers members, BucketListing buckets, AccountLister lister, AuditFiles files) {
        this.members = members;
        this.buckets = buckets;
        this.lister = lister;
        this.files = files;
    }

    /** The page that comes where the message says; what was made of it before stays as it is. */
    ManifestPage page(PlanMessage message) {
        ObjectKey key = ManifestKeys.page(message);
        return files.read(key).map(ManifestPage::read).orElseGet(() -> put(key, made(message)));
    }

    private ManifestPage put(ObjectKey key, ManifestPage made) {
        return files.putIfAbsent(key, made.write())
                ? made
                : files.read(key)
                        .map(ManifestPage::read)
                        .orElseThrow(() -> new RetryableFailure("an object that is there cannot be read"));
    }

    private ManifestPage made(PlanMessage message) {
        return message.shard() == PurgePlan.FOLDERS ? ofFolders(message) : ofAccounts(message);
    }

    private ManifestPage ofAccounts(PlanMessage message) {
        List<UserId> users =
                members.listed(message.group(), message.shard(), message.after().map(UserId::new), PAGE);
        return users.isEmpty()
                ? ManifestPage.END
                : new ManifestPage(
                        Optional.of(users.getLast().value()),
                        users.stream().map(user -> line(message, user)).toList(),
                        List.of());
    }

    private ManifestPage ofFolders(PlanMessage message) {
        List<String> folders = folders(message);
        List<ManifestLine> lines = new ArrayList<>();
        List<String> strange = new ArrayList<>();
        folders.forEach(folder -> BucketListing.owner(folder)
                .ifPresentOrElse(user -> lines.add(line(message, user)), () -> strange.add(folder)));
        return folders.isEmpty() ? ManifestPage.END : new ManifestPage(Optional.of(folders.getLast()), lines, strange);
    }

    private ManifestLine line(PlanMessage message, UserId user) {
        return lister.list(message.group(), message.plan(), user);
    }

    /** Of both buckets together; each lists its first ones, so that the first of both are among them. */
    private List<String> folders(PlanMessage message) {
        TreeSet<String> folders = new TreeSet<>(BucketListing.ORDER);
        for (PurgedBucket bucket : PurgedBucket.values()) {
            folders.addAll(buckets.folders(bucket, message.group(), message.after(), PAGE));
        }
        return folders.stream().limit(PAGE).toList();
    }
}
