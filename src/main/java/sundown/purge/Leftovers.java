package sundown.purge;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import sundown.account.UserId;
import sundown.gallery.GalleryLayout;
import sundown.timeline.GroupId;

/**
 * Looks into each folder under a group's prefix, whatever accounts, manifests, and records say. Where a bucket does not
 * keep groups apart, {@link Comparison} looks for the users of the manifest.
 */
@Singleton
final class Leftovers {
    static final int PAGE = 1_000;

    private final BucketListing buckets;
    private final UserEntries entries;
    private final SharedObjects shared;
    private final GalleryLayout layout;
    private final Reasons reasons;

    Leftovers(BucketListing buckets, UserEntries entries, SharedObjects shared, GalleryLayout layout, Reasons reasons) {
        this.buckets = buckets;
        this.entries = entries;
        this.shared = shared;
        this.layout = layout;
        this.reasons = reasons;
    }

    /**
     * What is found in a folder of the buckets that keep groups apart; what is in no user's folder differs, unless
     * somebody has a claim on all of it.
     */
    Findings of(GroupId group, String folder) {
        return layout.owner(folder)
                .map(user -> of(
                        group,
                        user,
                        Kept.of(entries.listFolders(group, user), entry -> shared.keptForOthers(user, entry))))
                .orElseGet(() ->
                        ofNobody(folder, Kept.of(entries.listFolderOfNobody(group, folder), shared::keptForAnybody)));
    }

    private static Findings ofNobody(String folder, Kept kept) {
        if (kept.equals(Kept.NOTHING)) {
            return Findings.NOTHING;
        }
        return kept.due().entries() == 0
                ? Findings.of(new ForOthers(1, kept.forOthers()))
                : Findings.of(Differences.of(CertificateRules.ofNobody(folder)));
    }

    /**
     * How many folders there are in these buckets together.
     *
     * @param most it counts no further
     */
    long folders(GroupId group, long most) {
        return Stream.iterate(
                        page(group, Optional.empty()),
                        Predicate.not(List::isEmpty),
                        page -> page(group, Optional.of(page.getLast())))
                .flatMap(List::stream)
                .limit(most)
                .count();
    }

    private List<String> page(GroupId group, Optional<String> after) {
        return FolderRange.ALL.folders(buckets, layout, group, after, PAGE);
    }

    private Findings of(GroupId group, UserId user, Kept kept) {
        if (kept.equals(Kept.NOTHING)) {
            return Findings.NOTHING;
        }
        return reasons.of(group, user)
                .map(reason -> reason.findings(Spared.by(reason, kept.all())))
                .orElseGet(() -> CertificateRules.left(user, kept.due())
                        .map(left -> Findings.of(Differences.of(left)))
                        .orElseGet(() -> Findings.of(new ForOthers(1, kept.forOthers()))));
    }
}
