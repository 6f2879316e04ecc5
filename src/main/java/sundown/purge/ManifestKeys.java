package sundown.purge;

import java.util.Optional;
import sundown.account.UserId;
import sundown.gallery.ObjectKey;
import sundown.timeline.GroupId;

/** Where the parts of a manifest are in the audit bucket. */
public final class ManifestKeys {
    private ManifestKeys() {}

    /** Where a folder a plan is, named by its id. */
    public static String plans(GroupId group) {
        return "manifests/" + group + "/";
    }

    /** The manifest itself: a header and a line a user. */
    public static ObjectKey manifest(GroupId group, PlanId plan) {
        return new ObjectKey(prefix(group, plan) + "manifest.jsonl");
    }

    /** The report for people. */
    public static ObjectKey report(GroupId group, PlanId plan) {
        return new ObjectKey(prefix(group, plan) + "report.txt");
    }

    /** What is to be deleted of one user: gzipped lines of JSON, an entry each. */
    public static ObjectKey account(GroupId group, PlanId plan, UserId user) {
        return new ObjectKey(prefix(group, plan) + "accounts/" + user + ".jsonl.gz");
    }

    /** What one page of the walk found: with the page before, it says where to go on. */
    static ObjectKey page(PlanMessage message) {
        return new ObjectKey(pages(message.group(), message.plan())
                + "%02d/".formatted(message.shard())
                + pageName(message.after()));
    }

    /** All pages of a plan, shard by shard. */
    static String pages(GroupId group, PlanId plan) {
        return prefix(group, plan) + "pages/";
    }

    /** A folder has a slash at its end or none, and what is no folder may have any character. */
    private static String pageName(Optional<String> after) {
        return after.map(last -> "after-" + last).orElse("first") + ".json";
    }

    private static String prefix(GroupId group, PlanId plan) {
        return plans(group) + plan + "/";
    }
}
